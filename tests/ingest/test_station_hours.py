"""Hours of single stations: which station, which place, which hour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.domain.batch import Grain
from airtrack.domain.form import Hours
from airtrack.errors import Level, Problem
from airtrack.ingest import draft as drafts
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import ROWS, Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

HEAD = "Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2\n"
ROW = "20200326,18,马坡岭,35,优,NaN,20,35,1.0,15,95,85,8\n"
BY_COLUMN = "date,hour,type,1337A,1340A\n20200326,18,PM2.5,20,14\n20200326,18,PM2.5_24h,21,15\n"
ON_RECORD = {"1337A": "430100", "1340A": "430200"}


@pytest.fixture
def read_on(tmp_path: Path, forms: Forms, gazetteer: Gazetteer) -> Callable[..., Draft]:
    """Reads one file where those stations are on record."""

    def write_and_read(content: str, name: str, stations: dict[str, str]) -> Draft:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return drafts.read(path, forms=forms, gazetteer=gazetteer, stations=stations)

    return write_and_read


def test_a_row_is_the_hour_of_a_station_in_the_city_of_its_file(read: Read) -> None:
    draft = read(HEAD + ROW, "changsha.csv")
    assert (draft.form, draft.grain) == ("station_hourly", Grain.STATION_HOUR)
    assert draft.rows.schema == ROWS[Grain.STATION_HOUR]
    (row,) = draft.rows.to_pylist()
    told = (row["station_id"], row["place_id"], row["on_date"].isoformat(), row["hour"])
    assert told == ("430100/马坡岭", "430100", "2020-03-26", 18)
    assert (row["pm25_milli"], row["co_milli"], row["o3_milli"]) == (20_000, 1_000, 95_000)
    assert (row["so2_milli"], row["no2_milli"], row["pm10_milli"]) == (8_000, 15_000, 35_000)
    assert (row["is_control"], draft.problems) == (False, [])


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param("changsha.csv", "430100", id="pinyin"),
        pytest.param("长沙市站点2020.csv", "430100", id="chinese-among-other-words"),
        pytest.param("station_xi'an_2020.csv", "610100", id="apostrophe"),
        pytest.param("luohe.csv", "411100", id="a-reading-of-its-own"),
        pytest.param("吉林省长春市.csv", "220100", id="a-province-before-the-city"),
    ],
)
def test_the_name_of_a_file_tells_the_city(read: Read, name: str, place: str) -> None:
    assert read(HEAD + ROW, name).rows["place_id"].to_pylist() == [place]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("file.csv", id="no-city"),
        pytest.param("suzhou.csv", id="two-cities-of-one-spelling"),
        pytest.param("changsha_zhuzhou.csv", id="two-cities"),
        pytest.param("湖南省.csv", id="a-province"),
    ],
)
def test_a_file_whose_city_is_not_told_is_blocked(read: Read, found: Found, name: str) -> None:
    draft = read(HEAD + ROW, name)
    (problem,) = draft.problems
    assert (problem.code, problem.level) == ("city_of_stations", Level.BLOCKER)
    assert (draft.rows.num_rows, draft.aside.num_rows) == (0, 0)


def test_a_column_of_cities_counts_before_the_name_of_the_file(read: Read) -> None:
    draft = read("城市," + HEAD + "株洲," + ROW + "长沙," + ROW, "changsha.csv")
    assert draft.form == "station_hourly"
    assert sorted(draft.rows["station_id"].to_pylist()) == ["430100/马坡岭", "430200/马坡岭"]


def test_rows_of_an_unknown_city_are_set_aside(read: Read, found: Found) -> None:
    draft = read("城市," + HEAD + "甲市," + ROW + "长沙," + ROW, "file.csv")
    assert draft.rows["place_id"].to_pylist() == ["430100"]
    (problem,) = found(draft, "unknown_place")
    assert (problem.value, problem.row) == ("甲市", 2)


@pytest.mark.parametrize(
    ("name", "is_control"),
    [
        pytest.param("上兰(对照点)", True, id="control"),
        pytest.param("上兰（对照点）", True, id="control-in-full-width"),
        pytest.param("巨轮(启用181031)", False, id="other-remark"),
    ],
)
def test_a_control_station_is_known_by_its_name(read: Read, name: str, is_control: bool) -> None:
    draft = read(HEAD + ROW.replace("马坡岭", name), "taiyuan.csv")
    assert draft.rows["is_control"].to_pylist() == [is_control]


def test_full_width_brackets_make_no_other_station(read: Read) -> None:
    rows = ROW.replace("马坡岭", "上兰(对照点)") + ROW.replace("马坡岭", "上兰（对照点）")
    assert read(HEAD + rows, "taiyuan.csv").rows["station_id"].to_pylist() == [
        "140100/上兰(对照点)"
    ]


@pytest.mark.parametrize(
    ("hour", "day", "kept"),
    [
        pytest.param("0", "2020-03-25", 24, id="midnight-closes-the-day-before"),
        pytest.param("1", "2020-03-26", 1, id="first"),
        pytest.param("24", "2020-03-26", 24, id="last"),
    ],
)
def test_hours_are_numbered_by_their_end(read: Read, hour: str, day: str, kept: int) -> None:
    (row,) = read(HEAD + ROW.replace(",18,", f",{hour},"), "changsha.csv").rows.to_pylist()
    assert (row["on_date"].isoformat(), row["hour"]) == (day, kept)


@pytest.mark.parametrize(("hour", "kept"), [("0", [1]), ("23", [24]), ("24", [])])
def test_a_form_may_number_hours_by_their_start(
    tmp_path: Path, forms: Forms, gazetteer: Gazetteer, hour: str, kept: list[int]
) -> None:
    turned = tuple(form.model_copy(update={"hours": Hours.START}) for form in forms.forms)
    path = tmp_path / "changsha.csv"
    path.write_text(HEAD + ROW.replace(",18,", f",{hour},"), encoding="utf-8")
    draft = drafts.read(path, forms=Forms(turned, forms.cells), gazetteer=gazetteer)
    assert draft.rows["hour"].to_pylist() == kept
    assert draft.rows["on_date"].cast("string").to_pylist() == ["2020-03-26"] * len(kept)


def test_equal_rows_are_kept_once_and_unequal_ones_left_out(read: Read, found: Found) -> None:
    other = ROW.replace(",18,", ",19,")
    draft = read(HEAD + ROW * 2 + other + other.replace(",20,", ",21,"), "changsha.csv")
    assert draft.rows["hour"].to_pylist() == [18]
    assert len(found(draft, "duplicate_row")) == 1
    (conflict,) = found(draft, "conflicting_rows")
    assert (conflict.level, conflict.params["place"]) == (Level.WARNING, "长沙市/马坡岭")
    assert conflict.params["when"] == "2020-03-26 19:00"


def test_columns_headed_by_codes_are_stations(read_on: Callable[..., Draft]) -> None:
    draft = read_on(BY_COLUMN, "china_sites_20200326.csv", ON_RECORD)
    assert draft.form == "station_hourly_by_column"
    told = [
        (row["station_id"], row["place_id"], row["pm25_milli"]) for row in draft.rows.to_pylist()
    ]
    assert told == [("1337A", "430100", 20_000), ("1340A", "430200", 14_000)]
    assert draft.problems == []


def test_columns_headed_by_names_are_still_cities(read: Read) -> None:
    draft = read("date,hour,type,北京,长沙\n20200326,18,PM2.5,20,14\n")
    assert (draft.form, draft.grain) == ("city_hourly_by_column", Grain.HOUR)


def test_codes_without_any_table_of_stations_are_blocked(read: Read) -> None:
    draft = read(BY_COLUMN, "china_sites_20200326.csv")
    (problem,) = draft.problems
    assert (problem.code, problem.level) == ("stations_without_table", Level.BLOCKER)
    assert (problem.value, problem.n) == ("1337A", 2)


def test_codes_that_no_table_knows_are_set_aside(
    read_on: Callable[..., Draft], found: Found
) -> None:
    draft = read_on(BY_COLUMN, "china_sites_20200326.csv", {"1337A": "430100"})
    assert draft.rows["station_id"].to_pylist() == ["1337A"]
    (problem,) = found(draft, "unknown_station")
    assert (problem.level, problem.value, problem.n) == (Level.WARNING, "1340A", 1)


def test_codes_none_of_which_is_on_record_are_blocked(
    read_on: Callable[..., Draft], found: Found
) -> None:
    draft = read_on(BY_COLUMN, "china_sites_20200326.csv", {"1001A": "110000"})
    assert [problem.level for problem in found(draft, "no_known_station")] == [Level.BLOCKER]


def test_a_code_in_a_row_leads_to_its_place(read_on: Callable[..., Draft]) -> None:
    head = HEAD.replace("WatchPoint", "station_code,站点名称")
    draft = read_on(head + ROW.replace("马坡岭", "1340A,市四中"), "file.csv", ON_RECORD)
    (row,) = draft.rows.to_pylist()
    assert (row["station_id"], row["place_id"]) == ("1340A", "430200")


def test_a_table_of_stations_among_the_hours_is_told_to_come_first(
    tmp_path: Path, read_path: Callable[[Path], Draft], found: Found
) -> None:
    (tmp_path / "changsha.csv").write_text(HEAD + ROW, encoding="utf-8")
    (tmp_path / "stations.csv").write_text("ID,stations_name,area\n1337A,马坡岭,长沙\n")
    draft = read_path(tmp_path)
    (problem,) = found(draft, "stations_apart")
    assert (problem.level, problem.file) == (Level.BLOCKER, "stations.csv")
