"""Month targets, paths, budgets and projections on the city page, beside what `status` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from tests.conftest import Run

ZHUZHOU = "430200"
CHANCE = "完成可能性"
pytestmark = pytest.mark.usefixtures("kept_figures")


@pytest.fixture
def zhuzhou(open_page: Open, demo_store: Path) -> Screen:
    """株洲 in the year that is running."""
    return open_page(demo_store, "city", place=ZHUZHOU, year="2025", by="pm25")


@pytest.fixture
def verdict(airtrack: Run, demo_store: Path) -> Any:
    """What the command line says of the same target."""
    asked = ("--plan", "hunan-czt-2025", "--place", ZHUZHOU, "--format", "json")
    done = airtrack("status", *asked, store=demo_store)
    rows = json.loads(done.stdout)["rows"]
    (found,) = [row for row in rows if row["target"].endswith(f"t1.pm25.2025.{ZHUZHOU}")]
    return found


def traces(screen: Screen) -> dict[str, Any]:
    return {item.get("name", ""): item for item in screen.figure(0)["data"]}


def test_each_month_stands_beside_its_target(zhuzhou: Screen, verdict: Any) -> None:
    months = verdict["path"]["months"]
    shown = [value for value in traces(zhuzhou)["月目标"]["y"] if value is not None][::3]
    asked = [month["rebalanced"] or month["target"] for month in months]
    assert shown == pytest.approx(asked, abs=0.005)
    due = [month["due"] for month in months if month["due"] is not None]
    assert traces(zhuzhou)["累计应达"]["y"] == pytest.approx(due, abs=0.005)


def test_bars_tell_months_that_kept_their_target_from_those_that_missed(
    zhuzhou: Screen, verdict: Any
) -> None:
    missed = [
        number
        for number, month in enumerate(verdict["path"]["months"])
        if month["actual"] is not None and month["actual"] > month["target"]
    ]
    bars = traces(zhuzhou)["当月·未达"]["y"]
    assert [number for number, value in enumerate(bars) if value is not None] == missed
    assert missed


def test_the_running_profit_is_that_of_status(zhuzhou: Screen, verdict: Any) -> None:
    profit = [month["profit_loss"] for month in verdict["path"]["months"] if month["valid_days"]]
    assert zhuzhou.figure(1)["data"][0]["y"] == pytest.approx(profit, abs=0.05)


def test_sentences_tell_path_budget_and_chance(zhuzhou: Screen, verdict: Any) -> None:
    said = "\n".join(zhuzhou.texts)
    assert f"落后{round(-verdict['path']['profit_loss'])} µg/m³·天" in said
    assert f"余下153天均值须≤{verdict['budget']['remaining_mean']} µg/m³" in said
    assert CHANCE in said


def test_days_that_may_be_lost_by_month_add_up_to_the_budget(zhuzhou: Screen) -> None:
    n_figures = len(zhuzhou.app.get("plotly_chart"))
    columns = [item for n in range(n_figures) for item in zhuzhou.figure(n)["data"]]
    left = next(item for item in columns if item.get("name") == "还可用")["y"]
    # 133 good days are needed in the remaining 153
    assert sum(left) == 20 and left[:7] == [0] * 7


def test_the_public_edition_tells_no_chance(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    screen = open_page(demo_store, "city", place=ZHUZHOU, year="2025", by="pm25")
    assert screen.is_whole
    assert "八成范围" not in traces(screen) and "月目标" in traces(screen)
    assert CHANCE not in "\n".join(screen.texts)
    badge = next(button for button in screen.app.button if "PM2.5 40.4 (≤ 35)" in button.label)
    badge.click().run()
    said = "\n".join(screen.texts)
    assert "截至目前应达" in said and CHANCE not in said
