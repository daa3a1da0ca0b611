"""Tables of stations: code, name, place, days, and which are no evaluation stations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from airtrack.domain.batch import Grain, Stage
from airtrack.errors import Level, Problem
from airtrack.store.draft import ROWS, Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

HEAD = "ID,stations_name,stations_en_name,area,area_en_name,lon,lat\n"
ROW = "1337A,马坡岭,Mapoling,长沙,Changsha,113.0792,28.2053\n"
DATED = "站点编码,站点名称,城市,点位类型,启用日期,停用日期\n"


def test_a_row_is_a_station_and_its_place(read: Read) -> None:
    draft = read(HEAD + ROW)
    assert (draft.form, draft.grain, draft.stage) == ("station_table", Grain.STATION, Stage.AUDITED)
    assert draft.rows.schema == ROWS[Grain.STATION]
    assert draft.rows.to_pylist() == [
        {
            "station_id": "1337A",
            "name": "马坡岭",
            "place_id": "430100",
            "is_control": False,
            "from_on": None,
            "to_on": None,
            "lon": 113.0792,
            "lat": 28.2053,
            "file_no": 0,
            "source_row": 2,
        }
    ]
    assert (draft.days, draft.problems) == (None, [])


def test_days_and_control_stations_are_said_by_their_columns(read: Read) -> None:
    draft = read(DATED + "2001A,甲,长沙,评价点,2013-01-01,\n2002A,乙,长沙,对照点,,2019-12-31\n")
    told = [(row["is_control"], row["from_on"], row["to_on"]) for row in draft.rows.to_pylist()]
    assert told == [(False, date(2013, 1, 1), None), (True, None, date(2019, 12, 31))]


def test_a_control_station_is_known_by_its_name_as_well(read: Read) -> None:
    assert read(HEAD + ROW.replace("马坡岭", "沙坪（对照点）")).rows["is_control"].to_pylist() == [
        True
    ]


def test_stations_of_an_unknown_city_are_set_aside(read: Read, found: Found) -> None:
    draft = read(HEAD + ROW + ROW.replace("1337A", "9001A").replace("长沙", "甲市"))
    assert draft.rows["station_id"].to_pylist() == ["1337A"]
    assert [problem.value for problem in found(draft, "unknown_place")] == ["甲市"]


def test_an_equal_row_is_kept_once(read: Read, found: Found) -> None:
    draft = read(HEAD + ROW * 2)
    assert (draft.rows.num_rows, len(found(draft, "duplicate_row"))) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ROW.replace("长沙", "株洲"), id="place"),
        pytest.param(ROW.replace("马坡岭", "甲"), id="name"),
        pytest.param(ROW.replace("113.0792", "113.1"), id="position"),
        pytest.param(ROW.replace("113.0792", ""), id="position-missing"),
    ],
)
def test_two_rows_of_a_code_that_differ_are_blocked(read: Read, found: Found, other: str) -> None:
    (problem,) = found(read(HEAD + ROW + other), "conflicting_rows")
    assert (problem.level, problem.params["place"]) == (Level.BLOCKER, "1337A")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param(",甲,长沙,,,", "station_without_code", id="no-code"),
        pytest.param("2001A,甲,长沙,,2013,", "not_a_date", id="no-date"),
        pytest.param("2001A,甲,长沙,,2013-01-02,2013-01-01", "station_span", id="ends-first"),
    ],
)
def test_what_must_be_mended_is_a_blocker_at_its_row(
    read: Read, found: Found, row: str, code: str
) -> None:
    (problem,) = found(read(DATED + row + "\n"), code)
    assert (problem.level, problem.row) == (Level.BLOCKER, 2)


def test_a_position_that_is_no_number_is_a_blocker(read: Read, found: Found) -> None:
    (problem,) = found(read(HEAD + ROW.replace("28.2053", "北")), "not_a_number")
    assert (problem.column, problem.value) == ("lat", "北")


def test_a_station_of_one_day_is_none_that_ends_before_it_begins(read: Read) -> None:
    assert read(DATED + "2001A,甲,长沙,,2013-01-01,2013-01-01\n").problems == []
