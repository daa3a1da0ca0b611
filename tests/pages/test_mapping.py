"""The mapping step: somebody says what unknown headers mean, and the next upload knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

Run = Callable[..., Any]

MEANS = ("place", "period", "pm25", "co", "unused")


def odd(month: int) -> bytes:
    """A monthly table whose headers are in no form; CO in µg/m³."""
    rows = f"长沙,2023年{month}月,38,1200,x\n株洲,2023年{month}月,40,1100,y\n"
    return f"地名,期次,细粒,一氧,备考\n{rows}".encode()


def chosen(screen: Screen, name: str, data: bytes) -> Screen:
    screen.app.text_input(key="intake_by").set_value("张工")
    screen.app.file_uploader[0].set_value([(name, data, "text/csv")]).run()
    return screen


def control(screen: Screen, kind: str, start: str, end: str = "") -> Any:
    """The one control of that kind whose key begins and ends so."""
    every = screen.app.get(kind)
    (found,) = [each for each in every if each.key.startswith(start) and each.key.endswith(end)]
    return found


def explained(screen: Screen) -> Screen:
    """The page after every column was said."""
    control(screen, "text_input", "map_source_").set_value("某局月报")
    control(screen, "selectbox", "map_form_").set_value("city_monthly").run()
    for at, means in enumerate(MEANS):
        control(screen, "selectbox", "map_means_city_monthly_" + str(at)).set_value(means).run()
    for at in (2, 3):
        control(screen, "selectbox", f"map_unit_city_monthly_{at}_").set_value("ug/m3").run()
    return screen


def applied(screen: Screen) -> Screen:
    control(screen, "button", "map_apply_").click().run()
    return screen


@pytest.fixture
def page(open_page: Open, empty_store: Path) -> Screen:
    """The upload page of a store without values."""
    return open_page(empty_store, "upload")


def test_nothing_is_chosen_for_unknown_headers(page: Screen) -> None:
    screen = chosen(page, "三月.csv", odd(3))
    control(screen, "selectbox", "map_form_").set_value("city_monthly").run()
    means = [each.value for each in screen.app.selectbox if each.key.startswith("map_means_")]
    assert means == [None] * 5
    assert control(screen, "button", "map_apply_").disabled


def test_a_table_is_read_as_somebody_said(page: Screen) -> None:
    screen = applied(explained(chosen(page, "三月.csv", odd(3))))
    row = screen.app.dataframe[0].value.iloc[0].tolist()
    assert (row[1], row[5], row[-1]) == ("城市月度数据，一行一城", 2, "某局月报 (本页)")


def test_the_next_table_with_those_headers_is_read_by_itself(
    page: Screen, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    screen = applied(explained(chosen(page, "三月.csv", odd(3))))
    screen.app.button(key="intake_commit").click().run()
    assert not screen.app.exception
    screen = chosen(screen, "四月.csv", odd(4))
    row = screen.app.dataframe[0].value.iloc[0].tolist()
    assert row[-1] == "某局月报 (b000006)"
    assert not screen.app.error


def test_a_known_table_asks_nothing(page: Screen) -> None:
    screen = chosen(page, "a.csv", "城市,月份,PM2.5\n长沙,2023年3月,38\n".encode())
    assert [each.key for each in screen.app.button if each.key.startswith("map_")] == []
