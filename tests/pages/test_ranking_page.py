"""The ranking page gives the ranks of the command line, whatever the period, and who moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from screen import Open, Screen

from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("kept_figures")

GROUP = "changzhutan-channel"


def by_command(airtrack: Run, store: Path, period: str, by: str) -> list[dict[str, object]]:
    """The rows of `airtrack rank`."""
    given = ("--group", GROUP, "--period", period, "--by", by, "--format", "json")
    done = airtrack("rank", *given, store=store)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)["rows"]
    return rows


def column(screen: Screen, key: str) -> list[object]:
    """The cells of the table's column."""
    table = screen.table
    (name,) = [name for name in table.columns if name.rstrip("0123456789") == key]
    return list(table[name])


@pytest.mark.parametrize(
    ("period", "by", "kind"),
    [
        pytest.param("2025-06-D1", "o3", "ten_days", id="ten-days"),
        pytest.param("2024-12..2025-02", "heavy_days", "season", id="winter-with-ties"),
        pytest.param("2025-01..2025-06", "change", "cumulative", id="change-of-half-a-year"),
        pytest.param("2024", "good_pct", "year", id="year"),
    ],
)
def test_the_ranks_are_those_of_the_command_line(
    period: str, by: str, kind: str, open_page: Open, airtrack: Run, demo_store: Path
) -> None:
    screen = open_page(demo_store, "ranking", group=GROUP, period=period, by=by)
    assert screen.is_whole
    assert (screen.picked("span"), screen.picked("period")) == (kind, period)
    rows = by_command(airtrack, demo_store, period, by)
    assert column(screen, "name")[: len(rows)] == [row["name"] for row in rows]
    assert column(screen, "rank")[: len(rows)] == [row["rank"] for row in rows]
    assert screen.figure()["data"][0]["x"] == [row["value"] for row in rows]


def test_the_last_are_those_with_fewer_than_so_many_behind_them(
    open_page: Open, airtrack: Run, demo_store: Path
) -> None:
    screen = open_page(demo_store, "ranking", group=GROUP, period="2025-06-D1", by="pm25")
    ranks = [
        int(str(row["rank"])) for row in by_command(airtrack, demo_store, "2025-06-D1", "pm25")
    ]
    # two of six: a third of the set
    last = [sum(other > rank for other in ranks) < 2 for rank in ranks]
    assert [str(cell) == "◇ 后2位" for cell in column(screen, "ends_mark")] == last
    assert any(last)


def test_each_month_of_the_bump_chart_is_a_ranking(
    open_page: Open, airtrack: Run, demo_store: Path
) -> None:
    screen = open_page(demo_store, "ranking", group=GROUP, period="2025-06", by="pm25")
    lines = {line["name"]: line["y"] for line in screen.figure(1)["data"]}
    for month in (1, 7):
        rows = by_command(airtrack, demo_store, f"2025-{month:02d}", "pm25")
        ranks = {str(row["name"]).removesuffix("市"): row["rank"] for row in rows}
        assert {name: ranks_[month - 1] for name, ranks_ in lines.items()} == ranks


def test_an_arrow_is_the_difference_of_two_rankings(
    open_page: Open, airtrack: Run, demo_store: Path
) -> None:
    screen = open_page(demo_store, "ranking", group=GROUP, period="2025-06", by="pm25")
    now = by_command(airtrack, demo_store, "2025-06", "pm25")
    then = {row["name"]: row["rank"] for row in by_command(airtrack, demo_store, "2024-06", "pm25")}
    for row, cell in zip(now, column(screen, "moved_year_before"), strict=True):
        rise = int(then[row["name"]]) - int(row["rank"])  # type: ignore[call-overload]
        expected = f"↑ 升{rise}位" if rise > 0 else f"↓ 降{-rise}位" if rise else "→ 不变"
        assert cell == expected


def test_kind_and_year_narrow_the_periods(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "ranking", period="2024-05-D2")
    assert len(screen.app.selectbox(key="pick_period").options) == 36
    assert screen.picked("period_year") == "2024"
    screen.pick("span", "quarter")
    assert screen.app.selectbox(key="pick_period").options[0] == "2024年10—12月"
    assert screen.link["span"] == "quarter"


def test_the_place_of_the_link_is_highlighted(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "ranking", group=GROUP, place="430300", lang="en")
    assert screen.is_whole
    assert screen.figure(1)["data"][-1]["name"] == "湘潭"
    assert "Against" in screen.sentence


def test_a_period_without_ranks_says_so_and_lists_the_reasons(
    open_page: Open, demo_store: Path
) -> None:
    # one month of the third quarter is on record
    screen = open_page(demo_store, "ranking", group=GROUP, period="2025-Q3")
    assert screen.is_whole
    assert screen.sentence.endswith("没有可排名的城市。")
    assert len(screen.table) == 6
