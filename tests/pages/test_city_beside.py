"""What the city page holds a year beside, and what the command line says of the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

ZHUZHOU, SPAN = "430200", "2025-01..2025-07"
Ask = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("kept_figures")


@pytest.fixture
def ask(airtrack: Callable[..., Any], demo_store: Path) -> Ask:
    """The command line's answer as a document."""

    def asked(*arguments: str) -> Any:
        done = airtrack(*arguments, "--format", "json", store=demo_store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


@pytest.fixture
def zhuzhou(open_page: Open, demo_store: Path) -> Screen:
    """株洲 in the year that is running."""
    return open_page(demo_store, "city", place=ZHUZHOU, year="2025", by="pm25")


def test_the_shares_are_those_of_the_answer(zhuzhou: Screen, ask: Ask) -> None:
    (row,) = ask("stats", "--place", ZHUZHOU, "--period", SPAN, "--detail")["rows"]
    pieces = {item["text"][0].split("<br>")[0]: item["x"][0] for item in zhuzhou_shares(zhuzhou)}
    assert pieces["PM2.5"] == row["shares"]["pm25"] and pieces["O3"] == row["shares"]["o3"]


def zhuzhou_shares(screen: Screen) -> list[dict[str, Any]]:
    """The pieces of this year's index that have room for their name."""
    pieces = screen.figure_of("SO2")["data"]
    return [item for item in pieces if item["y"] == [0] and item["text"] != [""]]


def test_value_year_before_and_change_are_those_of_the_answer(zhuzhou: Screen, ask: Ask) -> None:
    (row,) = ask("stats", "--place", ZHUZHOU, "--period", SPAN, "--detail")["rows"]
    shown = zhuzhou.table_with("this_period").set_index("indicator0")
    told = shown.loc["PM2.5 (µg/m³)"]
    moved = row["change"]["pm25"]
    assert told["this_period1"] == str(row["pm25"])
    assert told["year_before2"] == str(moved["previous"])
    assert told["moved3"] == f"{moved['change_pct']:+.1f}%"


def test_the_three_year_mean_is_that_of_the_trend(zhuzhou: Screen, ask: Ask) -> None:
    asked = ("--place", ZHUZHOU, "--period", SPAN, "--by", "pm25", "--years", "3")
    last = ask("trend", *asked)["rows"][0]["series"][-1]
    shown = zhuzhou.table_with("this_period").set_index("indicator0")
    assert shown.loc["PM2.5 (µg/m³)", "mean_of_three4"] == str(last["mean_of_years"])


def test_who_does_not_attain_is_told_by_edition(zhuzhou: Screen, ask: Ask) -> None:
    (told,) = [text for text in zhuzhou.texts if "按GB 3095-2012二级标准" in text]
    for edition, name in (("gb3095-2012", "GB 3095-2012"), ("gb3095-2026-transition", "过渡阶段")):
        asked = ("--place", ZHUZHOU, "--period", SPAN, "--detail", "--edition", edition)
        (row,) = ask("stats", *asked)["rows"]
        (line,) = [line for line in told.splitlines() if line.startswith("按GB 3095-2012")]
        (part,) = [item for item in line.split("；") if name in item]
        fails = row["attainment"]["bulletin"]["fails"]
        assert part.count("超标") == len(fails) and "pm25" in fails


def test_the_rank_is_that_of_the_ranking(zhuzhou: Screen, ask: Ask) -> None:
    (told,) = [text for text in zhuzhou.texts if text.startswith("综合指数在")]
    for period, said in (("2025-07", "2025年7月"), (SPAN, "2025年1—7月")):
        rows = ask("rank", "--group", "changzhutan-channel", "--period", period)["rows"]
        (rank,) = [row["rank"] for row in rows if row["place"] == ZHUZHOU]
        assert f"{said}第{rank}位／共{len(rows)}" in told


def test_polluted_days_add_up_to_the_levels_above_the_second(zhuzhou: Screen, ask: Ask) -> None:
    (row,) = ask("stats", "--place", ZHUZHOU, "--period", SPAN)["rows"]
    polluted = sum(n for level, n in row["days"].items() if int(level) > 2)
    assert any(text.startswith(f"超标{polluted}天") for text in zhuzhou.texts)


def test_tasks_that_press_the_government_stand_on_the_page(zhuzhou: Screen) -> None:
    shown = zhuzhou.table_with("standing")
    assert 0 < len(shown) <= 8 and shown.iloc[0, 0].startswith("▼ 已过期限")
