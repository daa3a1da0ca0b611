"""The public archives as they are; their shapes are described beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.compute as pc
import pytest

from airtrack.errors import Level
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import Draft


@pytest.fixture(scope="module")
def june(real_data: Path, forms: Forms, gazetteer: Gazetteer) -> Draft:
    from airtrack.ingest import draft as drafts

    path = real_data / "city_hourly" / "china_cities_201906.zip"
    return drafts.read(path, forms=forms, gazetteer=gazetteer)


def test_a_month_of_all_cities_is_read_without_loss(june: Draft) -> None:
    assert (june.n_rows, june.rows.num_rows, june.aside.num_rows) == (251_067, 251_067, 0)
    assert not june.blocked


def test_a_month_of_all_cities_has_a_table_a_day(june: Draft) -> None:
    assert len(june.members) == 30
    assert june.members[0].endswith("20190601.csv")


def test_an_hour_of_the_archive_stands_where_the_file_says(june: Draft) -> None:
    # Line 2 of the first table: 七台河, hour 0: PM2.5 3, PM10 7, SO2 2, NO2 15, O3 51, CO 0.4.
    rows = june.rows.filter(
        pc.and_(pc.equal(june.rows["file_no"], 0), pc.equal(june.rows["source_row"], 2))
    )
    (row,) = rows.to_pylist()
    assert (row["place_id"], row["on_date"].isoformat(), row["hour"]) == (
        "230900",
        "2019-05-31",
        24,
    )
    assert (row["pm25_milli"], row["pm10_milli"], row["so2_milli"]) == (3000, 7000, 2000)
    assert (row["no2_milli"], row["o3_milli"], row["co_milli"]) == (15000, 51000, 400)


def test_the_daily_archive_without_header_is_read_with_its_columns_the_right_way_round(
    real_data: Path, read_path: Callable[[Path], Draft]
) -> None:
    draft = read_path(real_data / "city_daily" / "aqistudy_2013-12_2017-01.zip")
    assert (draft.form, draft.n_rows, draft.aside.num_rows) == ("aqistudy_daily", 44_600, 0)
    assert draft.rows["o3_milli"].null_count == draft.rows.num_rows
    # Carbon monoxide is a few mg/m³, nitrogen dioxide some tens of µg/m³.
    assert 500 < pc.mean(draft.rows["co_milli"]).as_py() < 3_000
    assert 10_000 < pc.mean(draft.rows["no2_milli"]).as_py() < 60_000


def test_a_daily_table_without_ozone_is_read(
    real_data: Path, read_path: Callable[[Path], Draft]
) -> None:
    draft = read_path(real_data / "city_daily" / "ten_cities_2020_no_o3.csv")
    # Ten cities on the 366 days of 2020.
    assert (draft.form, draft.rows.num_rows) == ("city_daily", 3_660)
    assert draft.rows["o3_milli"].null_count == 3_660
    assert {problem.code for problem in draft.problems} == {"pm25_above_pm10"}
    assert not any(problem.level is Level.BLOCKER for problem in draft.problems)
