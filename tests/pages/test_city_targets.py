"""The city page against the city's targets, with days and with monthly tables alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

ZHUZHOU = "430200"


@pytest.fixture
def zhuzhou(open_page: Open, demo_store: Path) -> Screen:
    """株洲 in the year that is running."""
    return open_page(demo_store, "city", place=ZHUZHOU, year="2025", by="pm25")


def drawn(screen: Screen, name: str) -> dict[str, Any]:
    """The trace of that name in the figure of target and actual."""
    (found,) = [item for item in screen.figure(0)["data"] if item.get("name") == name]
    return dict(found)


def headings(screen: Screen) -> list[str]:
    """The titles of the figures."""
    return [str(item.value) for item in screen.app.subheader]


def test_every_target_of_the_year_has_a_chip(zhuzhou: Screen) -> None:
    chips = [button.label for button in zhuzhou.app.button if "-badge[" in button.label]
    for part in ("PM2.5", "优良率", "重污染"):
        assert any(part in chip for chip in chips)


def test_the_line_is_the_year_to_date_of_the_answer(
    zhuzhou: Screen, airtrack: Callable[..., Any], demo_store: Path
) -> None:
    line = drawn(zhuzhou, "年初以来累计")
    for months, key in ((1, "2025-01"), (3, "2025-Q1"), (7, "2025-01..2025-07")):
        done = airtrack(
            "stats", "--place", ZHUZHOU, "--period", key, "--format", "json", store=demo_store
        )
        assert line["y"][months - 1] == json.loads(done.stdout)["rows"][0]["pm25"]


def test_months_to_come_are_no_part_of_the_line(zhuzhou: Screen) -> None:
    assert drawn(zhuzhou, "年初以来累计")["y"][7:] == [None] * 5


def test_the_target_is_labelled_at_its_line(zhuzhou: Screen) -> None:
    assert zhuzhou.figure(0)["layout"]["annotations"][0]["text"] == "目标 ≤ 35"


@pytest.mark.parametrize(
    "by", [pytest.param("good_pct", id="ratio"), pytest.param("heavy_days", id="days")]
)
def test_other_indicators_have_their_target_too(by: str, open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "city", place=ZHUZHOU, year="2025", by=by)
    assert any("目标与现状" in title for title in headings(screen))


def test_an_indicator_without_a_target_has_no_such_figure(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "city", place=ZHUZHOU, year="2025", by="so2")
    assert not any("目标与现状" in title for title in headings(screen))


def test_a_year_without_targets_has_no_chips(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "city", place=ZHUZHOU, year="2022")
    assert not any("-badge[" in button.label for button in screen.app.button)


def test_only_what_can_be_ranked_is_offered(zhuzhou: Screen) -> None:
    options = zhuzhou.app.selectbox(key="pick_by").options
    assert "PM2.5" in options
    assert not any("减排" in option for option in options)


def test_monthly_tables_alone_show_bars_and_say_that_there_are_no_days(
    open_page: Open, monthly_store: Path
) -> None:
    screen = open_page(monthly_store, "city", place=ZHUZHOU, year="2023", by="pm25")
    assert screen.is_whole
    assert any("只有月度数据表" in text for text in screen.texts)
    shown = headings(screen)
    assert any("目标与现状" in title for title in shown)
    assert not {"各级别天数", "AQI 日历"} & set(shown)


def test_the_months_of_a_table_are_its_printed_values(open_page: Open, monthly_store: Path) -> None:
    screen = open_page(monthly_store, "city", place=ZHUZHOU, year="2023", by="pm25")
    assert screen.figure(0)["data"][0]["y"] == [57, 57, *[27] * 9, 57]
