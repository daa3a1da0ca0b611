"""One fault after the other in a table of fourteen cities: each is told, and where it stands.

The figures of the table are made up and fit together: composite index, good-day ratio and changes
follow from the values of the row, and from those of the year before that are on record.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from airtrack.errors import Level, Problem
from airtrack.ingest import load
from airtrack.ingest.load import Reader
from airtrack.ingest.sheets import walk
from airtrack.settings import Settings
from airtrack.store.store import Act
from airtrack.workspace import Workspace

HEAD = "城市,月份,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,优良天数,优良天数比例,重污染天数,综合指数"
CHANGES = "PM2.5同比,优良天数比例同比,综合指数同比"
MARCH = """长沙,2024-03,7,20,70,32,1.2,111,31,31,100.0,0,3.52,+14.3%,+0.0,+3.5%
株洲,2024-03,6,29,53,36,0.9,91,31,29,93.5,0,3.4,-5.3%,+0.0,-4.5%
湘潭,2024-03,8,33,53,32,1.3,129,31,31,100.0,0,3.75,-11.1%,+3.2,-2.8%
衡阳,2024-03,8,24,71,28,1.4,100,31,31,100.0,0,3.51,+0.0%,+0.0,-7.4%
邵阳,2024-03,6,16,55,47,1.1,124,31,27,87.1,0,3.69,+4.4%,+0.0,+2.5%
岳阳,2024-03,9,22,57,29,0.9,106,31,31,100.0,0,3.22,-14.7%,+0.0,-8.3%
常德,2024-03,9,26,56,40,1.2,106,31,29,93.5,0,3.7,-4.8%,+0.0,-2.4%
张家界,2024-03,10,34,62,41,1.2,130,31,29,93.5,0,4.19,-2.4%,+0.2,+1.7%
益阳,2024-03,9,24,73,29,1.1,119,31,31,100.0,0,3.64,-6.5%,+0.0,-0.5%
郴州,2024-03,6,25,51,43,1.2,102,30,27,90.0,0,3.62,+16.2%,-6.8,+0.6%
永州,2024-03,10,21,61,43,1.2,101,31,27,87.1,0,3.72,+19.4%,-9.7,-0.3%
怀化,2024-03,9,34,61,43,0.9,129,31,28,90.3,0,4.13,-2.3%,-3.2,-5.1%
娄底,2024-03,9,39,71,33,1.2,107,30,29,96.7,0,4.05,+3.1%,-0.1,+1.2%
湘西州,2024-03,5,28,60,29,1.0,117,31,31,100.0,0,3.45,-9.4%,+0.0,+1.2%
"""
YEAR_BEFORE = """长沙,2023-03,7,18,69,28,1.4,110,31,31,100.0,0,3.4
株洲,2023-03,6,29,57,38,1.0,95,31,29,93.5,0,3.56
湘潭,2023-03,8,38,52,36,1.2,113,31,30,96.8,0,3.86
衡阳,2023-03,9,27,76,28,1.5,110,31,31,100.0,0,3.79
邵阳,2023-03,6,19,53,45,1.1,110,31,27,87.1,0,3.6
岳阳,2023-03,8,25,65,34,0.9,103,31,31,100.0,0,3.51
常德,2023-03,9,27,61,42,1.2,95,31,29,93.5,0,3.79
张家界,2023-03,10,34,58,42,1.2,123,30,28,93.3,0,4.12
益阳,2023-03,9,23,71,31,1.2,117,30,30,100.0,0,3.66
郴州,2023-03,6,26,49,37,1.4,119,31,30,96.8,0,3.6
永州,2023-03,10,21,65,36,1.4,117,31,30,96.8,0,3.73
怀化,2023-03,11,37,67,44,1.0,125,31,29,93.5,0,4.35
娄底,2023-03,8,36,73,32,1.1,118,31,30,96.8,0,4.0
湘西州,2023-03,6,24,60,32,1.0,111,31,31,100.0,0,3.41
"""
ROWS = [line.split(",") for line in MARCH.splitlines()]
NAMES = f"{HEAD},{CHANGES}".split(",")

Grid = list[list[str]]
Seed = Callable[[Grid], Grid]
Judged = Callable[[str], list[Problem]]
Told = set[tuple[str, int | None, str | None]]


def cell(row: int, column: str, text: str) -> Seed:
    """Another text in one cell; rows are counted as in the file."""

    def seeded(rows: Grid) -> Grid:
        rows[row - 2][NAMES.index(column)] = text
        return rows

    return seeded


def swapped(one: str, other: str, *only: int) -> Seed:
    """Two columns swapped, in those rows only where some are given."""
    left, right = NAMES.index(one), NAMES.index(other)

    def seeded(rows: Grid) -> Grid:
        for row in [rows[number - 2] for number in only] or rows:
            row[left], row[right] = row[right], row[left]
        return rows

    return seeded


def down(column: str) -> Seed:
    """A column pasted one row too low."""
    at = NAMES.index(column)

    def seeded(rows: Grid) -> Grid:
        texts = [row[at] for row in rows]
        for row, text in zip(rows, [texts[-1], *texts[:-1]], strict=True):
            row[at] = text
        return rows

    return seeded


def pasted(column: str, of: str) -> Seed:
    """A column that holds the values of another."""
    at, source = NAMES.index(column), NAMES.index(of)
    return lambda rows: [[*row[:at], row[source], *row[at + 1 :]] for row in rows]


def last_year(_: Grid) -> Grid:
    """The table of the year before under this year's months, without changes."""
    lines = YEAR_BEFORE.replace("2023-03", "2024-03").splitlines()
    return [[*line.split(","), "", "", ""] for line in lines]


def another_city(rows: Grid) -> Grid:
    """The values of one row copied into the next."""
    rows[6][2:13] = rows[5][2:13]
    rows[6][13:] = ["", "", ""]
    return rows


def shifted(rows: Grid) -> Grid:
    """A cell too many before the values of one row."""
    rows[4] = [*rows[4][:2], "", *rows[4][2:-1]]
    return rows


def converted(column: str, factor: int, *only: int) -> Seed:
    """Values in another unit, in those rows only where some are given."""
    at = NAMES.index(column)

    def seeded(rows: Grid) -> Grid:
        for row in [rows[number - 2] for number in only] or rows:
            row[at] = f"{float(row[at]) * factor:g}"
        return rows

    return seeded


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """What is said of a file beside a store that holds the year before."""
    data = Path(__file__).parents[2] / "data"
    folder = tmp_path_factory.mktemp("seeded") / "store"
    workspace = Workspace(Settings(store=folder, data=data, threads=2, wait=2))
    registry = workspace.registry
    reader = Reader(
        registry.forms,
        registry.gazetteer,
        days=(date(2013, 1, 1), date(2024, 4, 30)),
        plans=load.plan_words(registry),
    )
    workspace.store.create()

    def preview(text: str) -> load.Preview:
        source = walk.uploaded("湖南.csv", text.encode())
        return load.preview(workspace.store, source, reader=reader)

    before = preview(f"{HEAD}\n{YEAR_BEFORE}")
    assert before.draft.problems == []
    load.commit(workspace.store, [before], act=Act("analyst", datetime(2023, 4, 2)))
    return lambda text: preview(text).draft.problems


def table(rows: Grid) -> str:
    return "".join(",".join(row) + "\n" for row in [NAMES, *rows])


def test_the_table_without_a_fault_is_not_remarked_on(judged: Judged) -> None:
    assert judged(table([list(row) for row in ROWS])) == []


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        pytest.param(
            cell(4, "PM2.5", "23"),
            {("composite_differs", 4, "综合指数"), ("change_differs", 4, "PM2.5同比")},
            id="two digits swapped",
        ),
        pytest.param(
            cell(4, "NO2", "330"), {("composite_differs", 4, "综合指数")}, id="ten times too high"
        ),
        pytest.param(cell(4, "PM10", "-53"), {("impossible_value", 4, "PM10")}, id="a minus"),
        pytest.param(cell(4, "SO2", "0"), {("zero_is_missing", 4, "SO2")}, id="zero for missing"),
        pytest.param(
            cell(4, "综合指数", "3.85"),
            {("composite_differs", 4, "综合指数"), ("change_differs", 4, "综合指数同比")},
            id="another index",
        ),
        pytest.param(
            cell(4, "PM2.5同比", "+11.1%"), {("change_turned", 4, "PM2.5同比")}, id="another sign"
        ),
        pytest.param(
            cell(6, "优良天数比例", "0.871"),
            {
                ("ratio_may_be_fraction", 6, "优良天数比例"),
                ("change_differs", 6, "优良天数比例同比"),
            },
            id="a part of one among percentages",
        ),
        pytest.param(
            cell(11, "优良天数比例", "87.1"),
            {
                ("good_pct_of_calendar", 11, "优良天数比例"),
                ("change_differs", 11, "优良天数比例同比"),
            },
            id="a ratio of calendar days",
        ),
        pytest.param(
            cell(3, "重污染天数", "3"), {("days_above_valid", 3, "重污染天数")}, id="too many days"
        ),
        pytest.param(
            cell(3, "有效天数", "32"), {("days_above_period", 3, "有效天数")}, id="32 days of March"
        ),
        pytest.param(
            cell(5, "月份", "2023-03"),
            {("period_apart", 5, None)},
            id="one row of last year",
        ),
        pytest.param(
            swapped("PM2.5", "PM10"), {("particles_swapped", 2, "PM2.5")}, id="columns swapped"
        ),
        pytest.param(
            swapped("PM2.5", "PM10", 6),
            {
                ("pm25_above_pm10", 6, "PM2.5"),
                ("composite_differs", 6, "综合指数"),
                ("change_differs", 6, "PM2.5同比"),
            },
            id="swapped in one row",
        ),
        pytest.param(
            swapped("O3", "NO2"), {("many_composites_differ", 2, "综合指数")}, id="gases swapped"
        ),
        pytest.param(
            down("PM2.5"),
            {("many_composites_differ", 2, "综合指数"), ("many_changes_differ", 2, "PM2.5同比")},
            id="a column one row too low",
        ),
        pytest.param(pasted("PM2.5", "PM10"), {("columns_alike", 2, "PM2.5")}, id="pasted twice"),
        pytest.param(
            last_year, {("repeats_what_is_on_record", 2, None)}, id="the table of last year"
        ),
        pytest.param(another_city, {("place_repeats", 8, "SO2")}, id="a row copied"),
        pytest.param(shifted, {("row_shifted", 6, "CO")}, id="a cell too many"),
        pytest.param(converted("CO", 1000), {("unit_suspected", 2, "CO")}, id="CO in micrograms"),
        pytest.param(
            converted("CO", 1000, 3, 4),
            {("impossible_value", 3, "CO"), ("impossible_value", 4, "CO")},
            id="two CO in micrograms",
        ),
        pytest.param(
            lambda rows: [*rows, ["长沙市", *rows[1][1:13], "", "", ""]],
            {("place_repeats", 16, "SO2"), ("conflicting_rows", 16, None)},
            id="a city under two names",
        ),
    ],
)
def test_a_seeded_fault_is_told_where_it_stands(judged: Judged, seed: Seed, expected: Told) -> None:
    problems = judged(table(seed([list(row) for row in ROWS])))
    assert {(one.code, one.row, one.column) for one in problems} == expected


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(swapped("PM2.5", "PM10"), id="columns swapped"),
        pytest.param(pasted("PM2.5", "PM10"), id="pasted twice"),
        pytest.param(shifted, id="a cell too many"),
        pytest.param(converted("CO", 1000), id="CO in micrograms"),
        pytest.param(cell(3, "重污染天数", "3"), id="too many days"),
    ],
)
def test_a_fault_that_cannot_be_sound_stops_the_load(judged: Judged, seed: Seed) -> None:
    problems = judged(table(seed([list(row) for row in ROWS])))
    assert [problem.level for problem in problems] == [Level.BLOCKER]
