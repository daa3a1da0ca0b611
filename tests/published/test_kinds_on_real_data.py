"""Verdicts on archives of real days, by command line: Xianyang 2020, Jilin 2015 and 2016.

The daily archives are third-party readings, not audited and not dust-deducted; the figures were
added up from the files by hand. Those of Jilin are the nine files of Jilin's cities in
`city_daily/aqistudy_2013-12_2017-01.zip` (延边州 among them, which is not 延吉市).
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

JILIN = ("长春", "吉林", "四平", "辽源", "通化", "白山", "松原", "白城", "延边州")
Row = dict[str, Any]


def codes(row: Row) -> list[str]:
    return [reason["code"] for reason in row["reasons"]]


def rows(run: Run, store: Path, plan: str, as_of: str) -> list[Row]:
    told = run("status", "--plan", plan, "--as-of", as_of, "--format", "json", store=store)
    assert told.returncode == 0, told.stderr
    found: list[Row] = json.loads(told.stdout)["rows"]
    return found


@pytest.fixture(scope="module")
def xianyang(
    tmp_path_factory: pytest.TempPathFactory, airtrack: Run, real_data: Path
) -> dict[str, Row]:
    """The verdicts of the plan of Xianyang at the end of 2020, by indicator."""
    store = tmp_path_factory.mktemp("xianyang") / "store"
    done = airtrack("load", real_data / "city_daily" / "ten_cities_2020_no_o3.csv", store=store)
    assert done.returncode == 0, done.stderr
    return {row["indicator"]: row for row in rows(airtrack, store, "xianyang-2020", "2020-12-31")}


def test_xianyang_2020_misses_53_with_54(xianyang: dict[str, Row]) -> None:
    row = xianyang["pm25"]
    assert (row["status"], row["actual"], row["required"]) == ("missed", 54, 53)
    assert (row["source"], row["valid_days"], row["firm"]) == ("computed", 366, False)


def test_xianyang_2020_is_on_the_edge_and_not_dust_deducted(xianyang: dict[str, Row]) -> None:
    found = codes(xianyang["pm25"])
    assert {"verdict_borderline", "verdict_no_dust_on_record"} <= set(found)


def test_xianyang_2020_tells_the_mean_of_the_days_as_delivered(xianyang: dict[str, Row]) -> None:
    # 19601.7 / 366 = 53.5566; of days rounded to whole numbers 19589 / 366 = 53.5219
    told = {reason["code"]: reason for reason in xianyang["pm25"]["reasons"]}
    assert told["verdict_days_as_delivered"]["value"] == 53.56
    assert xianyang["pm25"]["raw"] == 53.521858


def test_good_days_of_xianyang_2020_are_open_for_want_of_ozone(xianyang: dict[str, Row]) -> None:
    row = xianyang["good_days"]
    assert (row["status"], row["actual"], row["required"]) == ("insufficient", None, 270)
    told = {reason["code"]: reason for reason in row["reasons"]}
    assert told["verdict_pollutants_lacking"]["pollutants"] == ["o3"]


@pytest.fixture(scope="module")
def jilin(tmp_path_factory: pytest.TempPathFactory, airtrack: Run, real_data: Path) -> Path:
    """A store with the days of Jilin's cities from the archive."""
    folder = tmp_path_factory.mktemp("jilin")
    with zipfile.ZipFile(real_data / "city_daily" / "aqistudy_2013-12_2017-01.zip") as archive:
        for info in archive.infolist():
            name = Path(info.filename)
            if name.stem in JILIN:
                (folder / name.name).write_bytes(archive.read(info))
    store = folder / "store"
    files = [folder / f"{name}.csv" for name in JILIN]
    done = airtrack("load", *files, store=store)
    assert done.returncode == 0, done.stdout + done.stderr
    return store


@pytest.fixture(scope="module")
def falling(airtrack: Run, jilin: Path) -> dict[str, Row]:
    """PM2.5 of 2016 against 2015, at the end of 2016, by place."""
    found = rows(airtrack, jilin, "jilin-2013", "2016-12-31")
    return {row["name"]: row for row in found if row["target"] == "jilin-2013.goal.pm25.2016"}


@pytest.mark.parametrize(
    ("name", "now", "before"),
    [
        ("长春市", 46, 65),
        ("吉林市", 42, 57),
        ("四平市", 46, 62),
        ("辽源市", 46, 58),
        ("通化市", 41, 50),
        ("白山市", 49, 53),
        ("松原市", 35, 47),
        ("白城市", 47, 59),
    ],
)
def test_pm25_fell_from_2015_to_2016_where_both_years_are_on_record(
    falling: dict[str, Row], name: str, now: int, before: int
) -> None:
    row = falling[name]
    assert (row["status"], row["actual"], row["required"]) == ("met", now, before)
    assert (row["against"], row["decided"]) == ("2015", True)


def test_a_city_without_days_is_open_and_says_so(falling: dict[str, Row]) -> None:
    # the archive has 延边州, and the plan names its seat 延吉市
    assert falling["延吉市"]["status"] == "insufficient"
    assert codes(falling["延吉市"]) == ["verdict_no_data"]
    assert len(falling) == 9


def test_a_year_before_without_enough_days_is_named(airtrack: Run, jilin: Path) -> None:
    found = rows(airtrack, jilin, "jilin-2013", "2016-12-31")
    (row,) = [
        row
        for row in found
        if row["target"] == "jilin-2013.goal.pm25.2015" and row["name"] == "四平市"
    ]
    assert row["status"] == "insufficient"
    told = {reason["code"]: reason for reason in row["reasons"]}
    assert told["verdict_no_baseline"]["period"] == "2014"


def test_in_june_the_same_halves_of_both_years_are_compared(airtrack: Run, jilin: Path) -> None:
    found = rows(airtrack, jilin, "jilin-2013", "2016-06-30")
    (row,) = [
        row
        for row in found
        if row["target"] == "jilin-2013.goal.pm25.2016" and row["name"] == "通化市"
    ]
    assert (row["status"], row["actual"], row["required"]) == ("on_track", 45, 47)
    assert (row["against"], row["decided"]) == ("2015-01..2015-06", False)


def test_the_figure_of_the_year_before_is_explained_too(airtrack: Run, jilin: Path) -> None:
    told = airtrack(
        *("explain", "jilin-2013.goal.pm25.2016", "--place", "长春", "--as-of", "2016-12-31"),
        *("--format", "json"),
        store=jilin,
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert (found["figures"][0]["value"], found["baseline"]["value"]) == (46, 65)
    assert (found["baseline"]["period"], found["agrees"]) == ("2015", True)
    assert found["figures"][0]["batches"]
