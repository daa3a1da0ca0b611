"""One small table of every form becomes the rows it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Problem
from airtrack.ingest import draft as drafts
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import ROWS, Draft

HOURLY = """date,hour,城市,AQI,PM2.5,PM2.5_24h,PM10,PM10_24h,SO2,SO2_24h,NO2,NO2_24h,O3,O3_24h,\
O3_8h,O3_8h_24h,CO,CO_24h
20190601,1,北京,50,11.0,91,22.0,92,3.0,93,44.0,94,55.0,95,96,97,0.66,98
"""
BY_COLUMN = """date,hour,type,北京,天津
20190601,1,AQI,50,60
20190601,1,PM2.5,11,12
20190601,1,PM2.5_24h,91,92
20190601,1,PM10,22,
20190601,1,SO2,3,4
20190601,1,NO2,44,45
20190601,1,O3,55,56
20190601,1,CO,0.66,0.7
"""
HEADLESS = "\ufeff太原,2015-03-02,103,98~116,轻度污染,100.5,129,102.8,3.53,31.2,33,35\n"
DAILY = (
    "日期,城市,AQI,PM2.5,PM10,SO2,NO2,CO,O3_8h\n2020-01-01,太原,112,59.6,92.6,52.2,53.8,1.18,40\n"
)


def test_an_hourly_table_gives_the_hourly_values_and_of_the_moving_ones_only_ozones_8_hours(
    read: Callable[..., Draft],
) -> None:
    draft = read(HOURLY)
    assert draft.form == "city_hourly"
    assert draft.rows.schema == ROWS[Grain.HOUR]
    assert draft.rows.to_pylist() == [
        {
            "place_id": "110000",
            "on_date": date(2019, 6, 1),
            "hour": 1,
            "so2_milli": 3000,
            "no2_milli": 44000,
            "pm10_milli": 22000,
            "pm25_milli": 11000,
            "co_milli": 660,
            "o3_milli": 55000,
            "o3_8h_milli": 96000,
            "file_no": 0,
            "source_row": 2,
        }
    ]


def test_an_hourly_table_may_have_its_columns_in_any_order_and_chinese_headers(
    read: Callable[..., Draft],
) -> None:
    draft = read("一氧化碳,小时,城市名称,细颗粒物,日期\n0.5,7,天津,35,2019/6/1\n")
    row = draft.rows.to_pylist()[0]
    assert (row["place_id"], row["hour"], row["co_milli"]) == ("120000", 7, 500)
    assert (row["pm25_milli"], row["pm10_milli"]) == (35000, None)


def test_a_table_with_a_column_a_city_becomes_a_row_a_city(read: Callable[..., Draft]) -> None:
    draft = read(BY_COLUMN)
    assert draft.form == "city_hourly_by_column"
    rows = {row["place_id"]: row for row in draft.rows.to_pylist()}
    assert [rows["110000"][f"{name}_milli"] for name in Pollutant] == [
        3000,
        44000,
        22000,
        11000,
        660,
        55000,
    ]
    assert rows["120000"]["pm10_milli"] is None
    assert rows["120000"]["co_milli"] == 700
    assert draft.n_rows == 2


def test_a_table_without_header_is_read_by_its_positions_carbon_monoxide_before_nitrogen(
    read: Callable[..., Draft],
) -> None:
    draft = read(HEADLESS)
    assert (draft.form, draft.grain) == ("aqistudy_daily", Grain.DAY)
    assert draft.rows.schema == ROWS[Grain.DAY]
    row = draft.rows.to_pylist()[0]
    assert (row["pm25_milli"], row["pm10_milli"], row["so2_milli"]) == (100500, 129000, 102800)
    assert (row["co_milli"], row["no2_milli"]) == (3530, 31200)
    assert row["source_row"] == 1


def test_the_ozone_of_the_table_without_header_is_not_used(read: Callable[..., Draft]) -> None:
    draft = read(HEADLESS)
    assert draft.rows["o3_milli"].to_pylist() == [None]
    assert Pollutant.O3 not in draft.digits


def test_a_daily_table_gives_the_daily_values(read: Callable[..., Draft]) -> None:
    draft = read(DAILY)
    row = draft.rows.to_pylist()[0]
    assert (draft.form, row["on_date"]) == ("city_daily", date(2020, 1, 1))
    assert (row["o3_milli"], row["co_milli"], row["pm25_milli"]) == (40000, 1180, 59600)


@pytest.mark.parametrize(
    "header",
    [
        "O3_8h",
        "O3-8H",
        "O₃-8h",
        "臭氧8小时",
        "臭氧日最大8小时滑动平均",
        "O3_8h(μg/m³)",
        "O3_8h_24h",
    ],
)
def test_the_eight_hour_ozone_has_many_headers(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], header: str
) -> None:
    draft = read(f"日期,城市,{header}\n2020-01-01,太原,40\n")
    assert draft.rows["o3_milli"].to_pylist() == [40000]
    assert not draft.problems


@pytest.mark.parametrize("header", ["O3", "臭氧"])
def test_plain_ozone_in_a_daily_table_is_taken_as_the_eight_hour_one_with_a_warning(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], header: str
) -> None:
    draft = read(f"日期,城市,{header}\n2020-01-01,太原,40\n2020-01-02,太原,41\n")
    assert draft.rows["o3_milli"].to_pylist() == [40000, 41000]
    assert [problem.column for problem in found(draft, "o3_taken_as_mda8")] == [header]


def test_plain_ozone_gives_way_to_the_eight_hour_column(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("日期,城市,O3,O3_8h\n2020-01-01,太原,99,40\n")
    assert draft.rows["o3_milli"].to_pylist() == [40000]
    assert not draft.problems


def test_a_table_of_hours_is_never_taken_for_a_daily_one(read: Callable[..., Draft]) -> None:
    draft = read("date,hour,city,O3_8h\n20190601,3,北京,1\n")
    assert (draft.form, draft.grain) == ("city_hourly", Grain.HOUR)


def test_the_stage_is_what_the_form_says_unless_the_caller_knows_better(
    forms: Forms, gazetteer: Gazetteer, tmp_path: Path, read: Callable[..., Draft]
) -> None:
    assert read(DAILY).stage is Stage.PROVISIONAL
    audited = drafts.read(
        tmp_path / "file.csv", forms=forms, gazetteer=gazetteer, stage=Stage.AUDITED
    )
    assert audited.stage is Stage.AUDITED


def test_a_kind_nobody_knows_is_warned_of_once(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(BY_COLUMN + "20190601,1,NOx,7,8\n20190601,2,NOx,7,8\n")
    (problem,) = found(draft, "unknown_kind")
    assert (problem.value, problem.row, problem.n) == ("NOx", 10, 2)


def test_an_unknown_city_column_is_put_aside_row_for_row(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("date,hour,type,北京,仙境\n20190601,1,PM10,1,2\n20190601,2,PM10,3,4\n")
    assert draft.aside.to_pylist() == [
        {"place_name": "仙境", "file_no": 0, "source_row": 2},
        {"place_name": "仙境", "file_no": 0, "source_row": 3},
    ]
    assert (draft.rows.num_rows, draft.n_rows) == (2, 4)


def test_a_bad_cell_under_a_city_is_found_at_its_row_and_city(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("date,hour,type,北京,天津\n20190601,1,PM10,1,2\n20190601,1,SO2,3,x\n")
    (problem,) = found(draft, "not_a_number")
    assert (problem.row, problem.column, problem.value) == (3, "天津", "x")


def test_a_kind_told_twice_for_one_hour_and_otherwise_is_left_out(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("date,hour,type,北京\n20190601,1,PM10,1\n20190601,1,PM10,2\n20190601,2,PM10,3\n")
    assert draft.rows["hour"].to_pylist() == [2]
    assert len(found(draft, "conflicting_rows")) == 1


def test_an_impossible_value_under_a_city_is_found_at_its_row_and_city(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("date,hour,type,北京,天津\n20190601,1,PM10,1,2\n20190601,1,SO2,3,-8\n")
    (problem,) = found(draft, "impossible_value")
    assert (problem.row, problem.column, problem.value) == (3, "天津", "-8")


def test_a_row_put_together_from_several_lines_stands_at_the_first(
    read: Callable[..., Draft],
) -> None:
    draft = read("date,hour,type,北京\n20190601,1,PM10,1\n20190601,1,SO2,3\n")
    assert draft.rows["source_row"].to_pylist() == [2]


def test_a_table_without_header_may_begin_with_a_blank_line(read: Callable[..., Draft]) -> None:
    draft = read("\n" + HEADLESS.removeprefix("\ufeff"))
    assert (draft.form, draft.rows["source_row"].to_pylist()) == ("aqistudy_daily", [2])
