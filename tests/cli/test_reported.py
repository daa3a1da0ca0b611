"""Published monthly and cumulative tables among the figures: which source counts, and what it says.

Values are invented; what must come out of them is worked out by hand in each test.
"""

from __future__ import annotations

import calendar
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]

TABLE = (
    "城市,时段,SO2(μg/m3),NO2(μg/m3),PM10(μg/m3),PM2.5(μg/m3),CO-95per(mg/m3),O3-8h-90per(μg/m3),"
    "有效天数(天),优良天数(天),重度及以上污染天数(天)\n"
)
DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
HOURS = "date,hour,city,PM2.5,PM10,SO2,NO2,CO,O3\n"
# FORMULAS, archive of F9: 2023, January to December
PM25 = (61, 48, 45, 37, 30, 25, 21, 22, 28, 38, 49, 59)
# the winter months have the least days that GB 3095 Table 4 asks of a month
VALID = (27, 25, 27, 30, 31, 30, 31, 31, 30, 31, 27, 27)


def months(city: str, *, year: int = 2023, last: int = 12) -> str:
    """A line a month: twenty good days each, two heavy ones in January, one in December."""
    heavy = {1: 2, 12: 1}
    return "".join(
        f"{city},{year}年{month}月,8,28,70,{PM25[month - 1]},1.1,120,"
        f"{VALID[month - 1]},20,{heavy.get(month, 0)}\n"
        for month in range(1, last + 1)
    )


def days(city: str, *, month: int, upto: int | None = None, pm25: int = 33) -> str:
    """A line a day of a month of 2023."""
    last = upto or calendar.monthrange(2023, month)[1]
    return "".join(
        f"2023-{month:02d}-{day:02d},{city},{pm25},60,8,28,0.9,120\n" for day in range(1, last + 1)
    )


@pytest.fixture(scope="module")
def _base(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """Twelve months of Changsha and Zhuzhou, a sum of Zhuzhou, one row of the province; no day."""
    folder = tmp_path_factory.mktemp("tables")
    table = folder / "2023.csv"
    cumulative = (
        "株洲,2023年1-6月,8,28,69,41.2,1.2,140,170,120,2\n"
        "株洲,2023年1-12月,9,30,66,40.4,1.3,155,351,290,3\n"
    )
    province = "湖南省,2023年6月,6,17,38,24,0.9,130,,,\n"
    text = TABLE + months("长沙") + months("株洲") + cumulative + province
    table.write_text(text, encoding="gbk")
    done = airtrack("load", table, store=folder / "store")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture
def store(_base: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(_base, tmp_path / "store"))


@pytest.fixture
def load(airtrack: Run, store: Path, tmp_path: Path) -> Callable[..., str]:
    """Loads a text as a file and returns its batch."""

    def loaded(text: str, *, name: str = "more.csv") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        done = airtrack("load", path, "--format", "json", store=store)
        assert done.returncode == 0, done.stdout + done.stderr
        return str(json.loads(done.stdout)["files"][0]["batch"])

    return loaded


@pytest.fixture(scope="module")
def asked(airtrack: Run) -> Callable[..., Row]:
    """The one row of a place and a period."""

    def ask(store: Path, place: str, period: str, *more: str) -> Row:
        question = ("stats", "--place", place, "--period", period, *more, "--format", "json")
        done = airtrack(*question, store=store)
        assert done.returncode == 0, done.stderr
        (row,) = json.loads(done.stdout)["rows"]
        return dict(row)

    return ask


def codes(row: Row) -> list[str]:
    return [reason["code"] for reason in row["reasons"]]


def test_a_month_of_a_table_is_shown_as_printed(_base: Path, asked: Callable[..., Row]) -> None:
    row = asked(_base, "长沙", "2023-03")
    assert row["source"] == "reported"
    assert [row[key] for key in ("so2", "no2", "pm10", "pm25", "co", "o3")] == [
        *(8, 28, 70, 45),
        *(1.1, 120),
    ]
    assert (row["valid_days"], row["good_days"], row["heavy_days"]) == (27, 20, 0)
    assert row["good_pct"] == 74.1  # 20 of 27
    # 8/60 + 28/40 + 70/70 + 45/35 + 1.1/4 + 120/160, each at two decimals
    assert row["composite"] == 4.15
    assert set(row["days"].values()) == set(row["exceed_days"].values()) == {None}
    assert row["reasons"] == []


def test_twelve_months_give_the_year_weighted_by_their_days(
    _base: Path, asked: Callable[..., Row]
) -> None:
    """13119 over 347 days are 37.81; the plain mean of the months would print 39."""
    row = asked(_base, "长沙", "2023")
    assert (row["source"], row["pm25"], row["raw"]["pm25"]) == ("estimated", 38, 37.806916)
    assert (row["valid_days"], row["good_days"], row["heavy_days"]) == (347, 240, 3)
    assert row["good_pct"] == 69.2


def test_an_estimate_says_what_it_stands_on_and_has_neither_percentile_nor_index(
    _base: Path, asked: Callable[..., Row]
) -> None:
    row = asked(_base, "长沙", "2023")
    assert (row["co"], row["o3"], row["composite"]) == (None, None, None)
    assert row["main_pollutants"] == []
    first, second = row["reasons"]
    assert first["code"] == "estimated_from_months"
    assert (first["actual"], first["required"], first["months"]) == (12, 12, "2023")
    assert second["code"] == "needs_days_or_cumulative"


def test_a_cumulative_table_of_the_span_counts_before_the_estimate(
    _base: Path, asked: Callable[..., Row]
) -> None:
    """Its 40.4 keeps the decimal that the table prints; the estimate would be 37.8."""
    row = asked(_base, "株洲", "2023")
    assert (row["source"], row["pm25"], row["o3"], row["good_pct"]) == (
        *("reported", 40.4),
        *(155, 82.6),
    )


def test_months_that_lack_are_told(_base: Path, asked: Callable[..., Row]) -> None:
    row = asked(_base, "长沙", "2023-11..2024-02")
    found = {reason["code"]: reason for reason in row["reasons"]}
    assert found["estimated_from_months"]["months"] == "2023-11..2023-12"
    short = found["few_valid_months"]
    assert (short["actual"], short["required"]) == (2, 4)


def test_a_complete_month_of_days_counts_before_the_table(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load(DAYS + days("长沙", month=3))
    row = asked(store, "长沙", "2023-03")
    assert (row["source"], row["pm25"], row["valid_days"]) == ("computed", 33, 31)


def test_a_year_takes_each_month_from_its_own_source(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    """March from 31 days of 33 instead of 27 of 45: 13119 − 1215 + 1023 over 351 days."""
    load(DAYS + days("长沙", month=3))
    row = asked(store, "长沙", "2023")
    assert (row["source"], row["valid_days"]) == ("estimated", 351)
    assert row["raw"]["pm25"] == pytest.approx(12927 / 351, abs=1e-6)
    assert row["reasons"][0]["months"] == "2023-01..2023-02, 2023-04..2023-12"


def test_one_day_of_hours_does_not_displace_the_table_of_its_month(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    hours = "".join(f"2023-03-05,{hour},长沙,99,120,8,28,0.9,90\n" for hour in range(1, 24))
    load(HOURS + hours + "2023-03-06,0,长沙,99,120,8,28,0.9,90\n")
    row = asked(store, "长沙", "2023-03")
    assert (row["source"], row["pm25"]) == ("reported", 45)
    assert asked(store, "长沙", "2023-03-05..2023-03-06")["pm25"] == 99


def test_withdrawing_the_table_brings_back_what_the_days_say(
    airtrack: Run, store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load(DAYS + days("湘潭", month=3, upto=10))
    before = asked(store, "湘潭", "2023-03")
    batch = load(TABLE + months("湘潭", last=3), name="湘潭.csv")
    with_table = asked(store, "湘潭", "2023-03")
    airtrack("withdraw", batch, "--reason", "test", store=store)
    assert (before["source"], with_table["source"]) == ("computed", "reported")
    assert asked(store, "湘潭", "2023-03") == before


def test_a_newer_table_replaces_the_values_that_it_prints(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load(TABLE + "长沙,2023年3月,,,,44,,,28,,\n")
    row = asked(store, "长沙", "2023-03")
    assert (row["pm25"], row["pm10"], row["valid_days"], row["good_days"]) == (44, 70, 28, 20)


def test_too_few_valid_days_of_a_table_are_told_and_not_ranked(
    airtrack: Run, store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    """GB 3095 Table 4: a month needs 27 valid days."""
    load(TABLE + "湘潭,2023年3月,8,28,70,45,1.1,120,26,20,0\n")
    row = asked(store, "湘潭", "2023-03")
    assert [(item["code"], item["actual"], item["required"]) for item in row["reasons"]] == [
        ("few_days", 26, 27)
    ]
    question = ("rank", "--group", "长株潭", "--period", "2023-03", "--format", "json")
    found = json.loads(airtrack(*question, store=store).stdout)
    assert [item["place"] for item in found["unranked"]] == ["430300"]


def test_cities_of_tables_are_ranked_with_their_source(airtrack: Run, _base: Path) -> None:
    question = ("rank", "--group", "长株潭", "--period", "2023", "--by", "pm25", "--format", "json")
    found = json.loads(airtrack(*question, store=_base).stdout)
    assert [(row["rank"], row["name"], row["value"], row["source"]) for row in found["rows"]] == [
        (1, "长沙市", 38, "estimated"),
        (2, "株洲市", 40.4, "reported"),
    ]
    assert [item["reasons"][0]["code"] for item in found["unranked"]] == ["no_data"]


def test_a_region_is_the_mean_of_its_cities_not_the_provinces_own_row(
    airtrack: Run, _base: Path
) -> None:
    question = ("stats", "--group", "湖南省", "--period", "2023-06", "--format", "json")
    region = json.loads(airtrack(*question, store=_base).stdout)["region"]
    assert (region["cities"], region["pm25"]) == (2, 25)


def test_a_provinces_own_row_is_shown_by_its_name(_base: Path, asked: Callable[..., Row]) -> None:
    row = asked(_base, "湖南省", "2023-06")
    assert (row["place"], row["pm25"], row["source"]) == ("430000", 24, "reported")
    assert codes(row) == ["valid_days_not_given"]


def test_a_province_without_a_row_is_still_a_group(airtrack: Run, _base: Path) -> None:
    done = airtrack("stats", "--place", "湖北省", "--period", "2023-06", store=_base)
    assert done.returncode == 4


def test_a_provinces_own_row_is_not_among_its_cities(airtrack: Run, _base: Path) -> None:
    question = ("rank", "--group", "湖南省", "--period", "2023-06", "--format", "json")
    found = json.loads(airtrack(*question, store=_base).stdout)
    places = [row["place"] for row in [*found["rows"], *found["unranked"]]]
    assert len(places) == 14 and "430000" not in places


def test_a_table_has_no_days_to_list(airtrack: Run, _base: Path) -> None:
    question = ("days", "--place", "长沙", "--period", "2023-06", "--format", "json")
    assert json.loads(airtrack(*question, store=_base).stdout)["rows"] == []


def test_days_and_index_of_a_table_are_not_carried_to_another_edition(
    _base: Path, asked: Callable[..., Row]
) -> None:
    """Its six values give an index under the other limits, PM10 70/60 and PM2.5 45/30."""
    row = asked(_base, "长沙", "2023-03", "--edition", "gb3095-2026-transition")
    assert (row["good_days"], row["good_pct"], row["valid_days"]) == (None, None, 27)
    assert row["composite"] == 4.53
    assert codes(row) == ["table_of_edition_in_force"]


def test_the_table_for_people_names_the_origin_where_not_all_is_computed(
    airtrack: Run, _base: Path, demo_store: Path
) -> None:
    question = ("stats", "--place", "长沙", "--period", "2023-06", "--format", "csv")
    assert "数据来源" in airtrack(*question, store=_base).stdout
    assert "数据来源" not in airtrack(*question, store=demo_store).stdout


def test_the_months_of_a_year_are_its_months_alone(_base: Path, data_folder: Path) -> None:
    """The spans of cumulative tables are stored beside them and are no months."""
    from airtrack.answers import stats
    from airtrack.answers.question import House
    from airtrack.domain.standards import IN_FORCE
    from airtrack.settings import Settings
    from airtrack.workspace import Workspace

    opened = Workspace(Settings(store=_base, data=data_folder))
    registry = opened.registry
    house = House(opened.statistics(), registry.gazetteer, registry.standards)
    found = stats.by_month(house, "430200", 2023, edition=IN_FORCE)
    assert list(found) == [f"2023-{month:02d}" for month in range(1, 13)]
    assert {row.source for row in found.values()} == {"reported"}


def test_what_a_table_brings_is_counted_in_values(
    store: Path, airtrack: Run, tmp_path: Path
) -> None:
    file = tmp_path / "july.csv"
    file.write_text(TABLE + "长沙,2024年7月,6,17,38,24,0.9,130,31,30,0\n", encoding="utf-8")
    # nine cells of one row
    assert "提交 1 行（新增 9 个数值，" in airtrack("load", file, store=store).stdout


def test_a_batch_that_was_restored_is_told_as_a_state(store: Path, airtrack: Run) -> None:
    airtrack("withdraw", "b000006", "--reason", "a test", store=store)
    assert airtrack("restore", "b000006", store=store).stdout.strip() == "批次 b000006：已恢复"
