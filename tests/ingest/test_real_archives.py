"""The public archives as they are; their shapes are described beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc
import pytest

from airtrack.errors import Level
from airtrack.ingest import draft as drafts
from airtrack.ingest.sheets import walk
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import Draft


@pytest.fixture(scope="module")
def june(real_data: Path, forms: Forms, gazetteer: Gazetteer) -> Draft:
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
    assert {problem.code for problem in draft.problems} == {"pm25_often_above_pm10"}
    assert not any(problem.level is Level.BLOCKER for problem in draft.problems)


@pytest.mark.parametrize(
    ("name", "form", "codes"),
    [
        pytest.param("city_hourly/china_cities_201906.zip", "city_hourly", set(), id="hours 1906"),
        pytest.param("city_hourly/china_cities_201912.zip", "city_hourly", set(), id="hours 1912"),
        pytest.param("city_hourly/china_cities_202002.zip", "city_hourly", set(), id="hours 2002"),
        pytest.param(
            "city_hourly/china_cities_202003.zip",
            "city_hourly",
            {"pm25_far_above_pm10"},
            id="hours 2003",
        ),
        pytest.param(
            "city_daily/aqistudy_2013-12_2017-01.zip",
            "aqistudy_daily",
            {"pm25_often_above_pm10"},
            id="aqistudy",
        ),
        pytest.param(
            "city_daily/ten_cities_2020_no_o3.csv",
            "city_daily",
            {"pm25_often_above_pm10"},
            id="ten cities",
        ),
        *(
            pytest.param(
                f"station_hourly/{city}.csv",
                "station_hourly",
                {"missing_marker", "missing_markers", "duplicate_rows"},
                id=city,
            )
            for city in ("changsha", "chengdu", "guangzhou", "taiyuan", "xianyang", "zhuzhou")
        ),
        pytest.param(
            "station_hourly/station_info.csv", "station_table", {"unknown_place"}, id="stations"
        ),
        pytest.param("official/composite_bulletins.csv", "city_monthly", set(), id="bulletins"),
        pytest.param(
            "official/guangdong_2019-06.csv",
            "city_monthly",
            {"month_only_in_file_name"},
            id="Guangdong",
        ),
        pytest.param("official/points.csv", "city_monthly", {"regional_row"}, id="points"),
        pytest.param(
            "official/sichuan_2024-01_08_composite.csv",
            "city_monthly",
            {"month_only_in_file_name"},
            id="Sichuan",
        ),
    ],
)
def test_each_public_file_is_recognised_by_itself(
    real_data: Path,
    forms: Forms,
    gazetteer: Gazetteer,
    name: str,
    form: str,
    codes: set[str],
) -> None:
    # of an archive one table stands for all
    source = walk.source(real_data / name)
    one = replace(source, members=source.members[:1])
    draft = drafts.read(one, forms=forms, gazetteer=gazetteer)
    assert (draft.form, draft.blocked) == (form, False)
    assert draft.rows.num_rows > 0
    assert {problem.code for problem in draft.problems} <= codes


def test_every_public_file_has_its_turn(real_data: Path) -> None:
    (mark,) = test_each_public_file_is_recognised_by_itself.pytestmark
    named = {item.values[0] for item in mark.args[1]}
    lying = {
        path.relative_to(real_data).as_posix()
        for path in real_data.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert named == lying


@pytest.mark.parametrize(
    ("name", "key", "n_places"),
    [
        pytest.param("guangdong_2019-06.csv", "2019-06", 21, id="a month"),
        pytest.param("sichuan_2024-01_08_composite.csv", "2024-01..2024-08", 21, id="a span"),
    ],
)
def test_a_table_without_months_is_of_those_in_its_file_name(
    real_data: Path, forms: Forms, gazetteer: Gazetteer, name: str, key: str, n_places: int
) -> None:
    draft = drafts.read(real_data / "official" / name, forms=forms, gazetteer=gazetteer)
    assert set(draft.rows["period_key"].to_pylist()) == {key}
    assert len(set(draft.rows["place_id"].to_pylist())) == n_places
    assert [problem.code for problem in draft.problems] == ["month_only_in_file_name"]
