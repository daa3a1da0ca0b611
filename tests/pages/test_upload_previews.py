"""The upload page around a commit: values that change, verdicts that turn, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from tests.conftest import Once, done_well
from tests.monthly import table

Run = Callable[..., Any]
PM25, PM10 = "PM2.5(μg/m3)", "PM10(μg/m3)"


@pytest.fixture(scope="session")
def _march(shared: Once, airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with March and a correction of it; the correction has a warning."""
    files = tmp_path_factory.mktemp("preview")
    first, second = files / "三月.csv", files / "三月改.csv"
    first.write_bytes(table(3))
    second.write_bytes(table(3, faults={(2, PM10): "20"}))

    def make(folder: Path) -> None:
        done_well(airtrack("load", first, "--by", "张工", store=folder))
        done_well(airtrack("load", second, "--by", "王工", store=folder))

    return shared("preview", make)


@pytest.fixture
def page(open_page: Open, _march: Path) -> Screen:
    return open_page(_march, "upload")


def chosen(screen: Screen, data: bytes) -> Screen:
    screen.app.text_input(key="intake_by").set_value("张工")
    screen.app.file_uploader[0].set_value([("三月再改.csv", data, "text/csv")]).run()
    return screen


def test_values_that_change_and_verdicts_that_turn_are_told(page: Screen) -> None:
    screen = chosen(page, table(3, faults={(2, PM25): "20", (2, PM10): "20"}))
    assert not screen.app.exception
    rows = [frame.value.iloc[0].tolist() for frame in screen.app.dataframe if len(frame.value)]
    assert ["长沙市", "单月 2023-03", "PM2.5", "25", "20", "原始"] in rows
    assert "没有结论会因此改变。" in screen.texts


def test_a_marked_copy_can_be_made(page: Screen) -> None:
    screen = chosen(page, table(3, faults={(3, PM25): "3O"}))
    screen.app.button(key="intake_marked_make").click().run()
    assert not screen.app.exception
    assert screen.app.get("download_button")


def test_the_history_is_filtered_by_person(page: Screen) -> None:
    page.app.selectbox(key="history_sender").set_value("王工").run()
    assert page.app.dataframe[-1].value.iloc[:, 0].tolist() == ["b000007"]


def test_the_history_is_filtered_by_period(page: Screen) -> None:
    page.app.text_input(key="history_period").set_value("2023-03").run()
    assert page.app.dataframe[-1].value.iloc[:, 0].tolist() == ["b000007", "b000006"]


def test_a_period_that_is_none_is_told_and_filters_nothing(page: Screen) -> None:
    page.app.text_input(key="history_period").set_value("spring").run()
    assert page.app.error
    assert len(page.app.dataframe[-1].value) == 7
