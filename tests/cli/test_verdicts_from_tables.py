"""Verdicts of places that have monthly tables, through the command line.

The tables are written here; every expected number can be checked from them in the head. The
targets are those of the plan's Table 1.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEADER = "城市,月份,PM2.5(μg/m³),有效天数,优良天数,重度及以上污染天数,优良天数比例(%)"
DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
SIX = ("长沙市", "株洲市", "湘潭市", "岳阳市", "常德市", "益阳市")
Ask = Callable[..., Any]
Load = Callable[..., None]
Edit = Callable[[str, str], None]


@pytest.fixture
def store(empty_store: Path) -> Path:
    """A store of this test's own."""
    return empty_store


@pytest.fixture
def load(airtrack: Run, store: Path, tmp_path: Path) -> Load:
    """Loads one table; each row is what follows the header."""

    def write(name: str, rows: Sequence[str], header: str = HEADER) -> None:
        file = tmp_path / name
        file.write_text("\n".join([header, *rows]) + "\n", encoding="gb18030")
        done = airtrack("load", file, store=store)
        assert done.returncode == 0, done.stdout + done.stderr

    return write


@pytest.fixture
def ask(airtrack: Run, store: Path) -> Ask:
    """The verdict of Table 1 on an indicator, a year and a place."""

    def verdict(indicator: str, year: int, place: str, *arguments: str) -> Any:
        done = airtrack("status", *arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        (found,) = [
            row
            for row in json.loads(done.stdout)["rows"]
            if (row["indicator"], row["period"], row["place"], row["clause"])
            == (indicator, str(year), place, "表1")
        ]
        return found

    return verdict


@pytest.fixture
def texts(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of the texts that a test may change."""
    ignored = shutil.ignore_patterns("store")
    return Path(shutil.copytree(data_folder, tmp_path / "data", ignore=ignored))


@pytest.fixture
def edit(texts: Path) -> Edit:
    """Changes one line of the rules of assessment in that copy."""

    def change(old: str, new: str) -> None:
        file = texts / "standards" / "assessment.toml"
        text = file.read_text(encoding="utf-8")
        assert text.count(f"{old}\n") == 1
        file.write_text(text.replace(f"{old}\n", f"{new}\n"), encoding="utf-8")

    return change


def month(city: str, key: str, pm25: object, *, good: object = "", heavy: int = 0) -> str:
    """A row of a month with all of its days valid."""
    days = DAYS[int(key[-2:])]
    return f"{city},{key},{pm25},{days},{days if good == '' else good},{heavy},"


def test_a_running_year_is_judged_by_the_months_weighted_by_days(load: Load, ask: Ask) -> None:
    load("a.csv", [month("长沙市", f"2025-{n:02d}", 30 + n) for n in range(1, 8)])
    row = ask("pm25", 2025, "430100")
    # (31·31 + 28·32 + 31·33 + 30·34 + 31·35 + 30·36 + 31·37) / 212 = 7212 / 212
    assert (row["raw"], row["source"], row["status"]) == (34.018868, "estimated", "on_track")


def test_a_year_that_is_over_is_not_judged_by_seven_months(load: Load, ask: Ask) -> None:
    load("a.csv", [month("长沙市", f"2025-{n:02d}", 30) for n in range(1, 8)])
    for indicator in ("pm25", "good_pct", "heavy_days"):
        row = ask(indicator, 2025, "430100", "--as-of", "2025-12-31")
        assert row["status"] == "insufficient", indicator
        assert "verdict_late" in [reason["code"] for reason in row["reasons"]]


def test_a_broken_cap_is_missed_whatever_the_lacking_months_bring(load: Load, ask: Ask) -> None:
    load("a.csv", [month("长沙市", "2025-01", 90, good=10, heavy=3)])
    assert ask("heavy_days", 2025, "430100", "--as-of", "2025-12-31")["status"] == "missed"


def test_a_printed_ratio_on_the_target_meets_it(load: Load, ask: Ask) -> None:
    # 岳阳 2023: at least 90.0 %; the table prints the ratio and no counts
    header = "城市,时段,优良天数比例(%)"
    load("a.csv", ["岳阳市,2023年1-12月,90.0"], header)
    row = ask("good_pct", 2023, "430600", "--as-of", "2023-12-31")
    assert (row["status"], row["actual"], row["gap"]) == ("met", 90.0, 0)


def test_a_printed_ratio_below_the_target_misses_it(load: Load, ask: Ask) -> None:
    header = "城市,时段,优良天数比例(%)"
    load("a.csv", ["岳阳市,2023年1-12月,89.9"], header)
    row = ask("good_pct", 2023, "430600", "--as-of", "2023-12-31")
    assert (row["status"], row["compared"], row["gap"]) == ("missed", 89.9, 0.1)


def test_months_that_are_still_to_come_of_a_late_city_are_not_missing(load: Load, ask: Ask) -> None:
    rows = [
        month(city, f"2025-{n:02d}", 34)
        for city in SIX
        for n in range(1, 8)
        if (city, n) != ("益阳市", 7)
    ]
    load("a.csv", rows)
    late = ask("pm25", 2025, "430900", "--as-of", "2025-07-31")
    # 181 days at 34 are on record, 184 may come: (35·365 − 34·181) / 184 = 35.98
    assert (late["data_to"], late["budget"]["remaining_days"]) == ("2025-06-30", 184)
    assert late["budget"]["remaining_mean"] == 35.9
    region = ask("pm25", 2025, "changzhutan-channel", "--as-of", "2025-07-31")
    assert (region["data_to"], region["status"]) == ("2025-06-30", "on_track")


@pytest.mark.parametrize(
    ("months_late", "status"), [(1, "on_track"), (0, "insufficient")], ids=["one may be", "none"]
)
def test_how_late_tables_may_be_is_read_from_the_texts(
    load: Load, ask: Ask, texts: Path, edit: Edit, months_late: int, status: str
) -> None:
    """`months_late` of assessment.toml, a house rule."""
    load("a.csv", [month("长沙市", f"2025-{n:02d}", 34) for n in range(1, 7)])
    edit("months_late = 1", f"months_late = {months_late}")
    row = ask("pm25", 2025, "430100", "--as-of", "2025-07-31", "--data", str(texts))
    assert row["status"] == status


@pytest.mark.parametrize(
    ("share", "data_to"), [(75, "2025-06-30"), (100, "2025-05-31")], ids=["most days", "all days"]
)
def test_days_follow_a_table_where_the_texts_say_there_are_enough(
    load: Load, ask: Ask, texts: Path, edit: Edit, share: int, data_to: str
) -> None:
    """`followed_min_percent` of assessment.toml, a house rule; 27 of the 30 days of June are in."""
    load("a.csv", [month("长沙市", f"2025-{n:02d}", 34) for n in range(1, 6)])
    days = [f"长沙市,2025-06-{day:02d},30,20,10,10,0.5,60" for day in range(1, 28)]
    load("b.csv", days, "城市,日期,PM2.5,PM10,SO2,NO2,CO,O3_8h")
    edit("followed_min_percent = 75", f"followed_min_percent = {share}")
    row = ask("pm25", 2025, "430100", "--as-of", "2025-06-30", "--data", str(texts))
    assert row["data_to"] == data_to


def test_a_single_month_after_a_cumulative_table_does_not_displace_it(load: Load, ask: Ask) -> None:
    load("a.csv", ["长沙市,2025年1-6月,42.5,181,150,0,"], HEADER.replace("月份", "时段"))
    load("b.csv", [month("长沙市", "2025-07", 20)])
    row = ask("pm25", 2025, "430100", "--as-of", "2025-07-31")
    assert (row["actual"], row["source"], row["data_to"]) == (42.5, "reported", "2025-06-30")


def test_one_day_does_not_displace_the_months(load: Load, ask: Ask) -> None:
    load("a.csv", [month("长沙市", f"2025-{n:02d}", 34) for n in range(1, 7)])
    load("b.csv", ["长沙市,2025-07-01,30,20,10,10,0.5,60"], "城市,日期,PM2.5,PM10,SO2,NO2,CO,O3_8h")
    row = ask("pm25", 2025, "430100", "--as-of", "2025-07-15")
    assert (row["valid_days"], row["source"], row["status"]) == (181, "estimated", "on_track")


def test_no_valid_day_is_no_figure(load: Load, ask: Ask) -> None:
    load("a.csv", ["长沙市,2023年1-12月,34,0,0,0,"], HEADER.replace("月份", "时段"))
    row = ask("pm25", 2023, "430100", "--as-of", "2023-12-31")
    assert (row["status"], row["actual"]) == ("insufficient", None)


def test_heavy_days_of_a_region_count_as_far_as_each_city_is_known(load: Load, ask: Ask) -> None:
    early = [month("长沙市", f"2025-{n:02d}", 40, good=20, heavy=0) for n in range(1, 4)]
    others = [
        month(city, f"2025-{n:02d}", 60, good=10, heavy=1 if n == 5 else 0)
        for city in SIX[1:]
        for n in range(1, 7)
    ]
    load(
        "a.csv",
        [
            *early,
            *others,
        ],
    )
    load("b.csv", [month("株洲市", "2025-07", 90, good=5, heavy=5)])
    row = ask("heavy_days", 2025, "changzhutan-channel", "--as-of", "2025-07-31")
    # five in May and five of 株洲 in July, against nine
    assert (row["actual"], row["status"]) == (10, "missed")
