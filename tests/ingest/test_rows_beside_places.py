"""Notes, sums and means below or among the rows of days and hours: told, and never in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from airtrack.errors import Problem
from airtrack.store.draft import Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

HEAD = "序号,日期,城市,PM10,SO2\n"
TAIYUAN = "1,2020-01-01,太原,40,9\n"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        pytest.param(",2020-01-01,全省平均,约41,9", "全省平均", id="a mean with its day"),
        pytest.param(",,平均,41.5,9", "平均", id="a mean without day"),
        pytest.param(",合计,,81,18", "合计", id="a sum where the day stands"),
        pytest.param("3,1月1日,2+26城市,——,偏高", "2+26城市", id="a group with words"),
    ],
)
def test_a_row_of_a_region_is_tagged_and_blocks_nothing(
    read: Read, found: Found, row: str, name: str
) -> None:
    draft = read(f"{HEAD}{TAIYUAN}{row}\n")
    assert [(item.code, item.row, item.value) for item in draft.problems] == [
        ("regional_row", 3, name)
    ]
    assert (draft.blocked, draft.rows["place_id"].to_pylist()) == (False, ["140100"])
    assert (draft.n_rows, draft.aside["place_name"].to_pylist()) == (2, [name])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param(",注：数据未经审核,,,", "日期", id="below the days"),
        pytest.param(",,备注:沙尘天气,,", "城市", id="below the cities"),
        pytest.param(",数据来源：监测中心,,,", "日期", id="a source"),
    ],
)
def test_a_note_below_a_table_of_days_is_no_row(read: Read, row: str, column: str) -> None:
    draft = read(f"{HEAD}{TAIYUAN}{row}\n")
    assert [(item.code, item.row, item.column) for item in draft.problems] == [
        ("footnote_row", 3, column)
    ]
    assert (draft.blocked, draft.rows.num_rows) == (False, 1)


def test_a_note_below_the_numbers_of_rows_is_passed_over(read: Read) -> None:
    assert read(f"{HEAD}{TAIYUAN}注：数据未经审核,,,,\n").problems == []


def test_a_short_note_is_a_ragged_row(read: Read, found: Found) -> None:
    draft = read(f"{HEAD}{TAIYUAN}注：数据未经审核\n")
    assert ([item.code for item in draft.problems], draft.blocked) == (["ragged_row"], False)


def test_a_wrong_day_of_a_city_still_blocks(read: Read, found: Found) -> None:
    draft = read(f"{HEAD}{TAIYUAN}2,元月一日,太原,40,9\n")
    assert [item.row for item in found(draft, "not_a_date")] == [3]


def test_a_table_of_regions_only_has_no_known_place(read: Read, found: Found) -> None:
    draft = read(f"{HEAD}1,2020-01-01,全省平均,40,9\n")
    assert [item.n for item in found(draft, "no_known_place")] == [1]


@pytest.mark.parametrize("row", [",合计,,/,—", ",全省平均,—,约41,9", ",注：累计值,,,"])
def test_totals_and_notes_of_a_monthly_table_block_nothing(read: Read, row: str) -> None:
    draft = read(f"序号,城市,月份,PM2.5,PM10\n1,长沙,2025-07,38,60\n{row}\n")
    assert (draft.blocked, set(draft.rows["place_id"].to_pylist())) == (False, {"430100"})
    assert {item.code for item in draft.problems} <= {"regional_row", "footnote_row"}


@pytest.mark.parametrize("head", ["长沙,株洲", "1337A,1340A"])
def test_a_note_below_columns_of_places_is_told(read: Read, found: Found, head: str) -> None:
    rows = "20250601,1,PM2.5,27,30\n注：数据未经审核,,,,\n"
    draft = read(f"date,hour,type,{head}\n{rows}")
    assert [(item.row, item.value) for item in found(draft, "footnote_row")] == [
        (3, "注：数据未经审核")
    ]
    assert found(draft, "unknown_kind") == []


def test_a_table_of_unknown_places_and_a_note_is_blocked(read: Read, found: Found) -> None:
    draft = read(f"{HEAD}1,2020-01-01,甲城,40,9\n,注：未经审核,,,\n")
    assert ([item.n for item in found(draft, "no_known_place")], draft.blocked) == ([1], True)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param(
            "城市,开始日期,类型,状态,依据\n长沙,2025-04-11,沙尘,已批准,a\n注：以台账为准,,,,\n",
            "城市",
            id="events",
        ),
        pytest.param(
            "站点编码,站点名称,城市\n9901A,甲站,长沙\n备注：国控站点,,\n", "站点编码", id="stations"
        ),
    ],
)
def test_a_note_below_a_ledger_or_list_is_told(read: Read, table: str, column: str) -> None:
    draft = read(table)
    assert [(item.code, item.row, item.column) for item in draft.problems] == [
        ("footnote_row", 3, column)
    ]
    assert (draft.rows.num_rows, draft.n_rows, draft.aside.num_rows) == (1, 1, 0)


STATION_HEAD = "城市,站点,日期,小时,PM2.5,PM10\n"
STATION = "长沙,甲站,2025-06-01,8,27,44\n"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        pytest.param("长沙,平均,2025-06-01,8,22,39", "平均", id="a mean of a city"),
        pytest.param("长沙,全市均值,2025-06-01,8,22,39", "全市均值", id="with its city"),
        pytest.param("长沙,全市,2025-06-01,8,22,39", "全市", id="the whole city"),
        pytest.param("全省平均,,2025-06-01,8,约22,", "全省平均", id="where the city stands"),
        pytest.param("长沙,,合计,,22,39", "合计", id="where the day stands"),
    ],
)
def test_no_station_is_made_of_a_mean(read: Read, row: str, name: str) -> None:
    draft = read(f"{STATION_HEAD}{STATION}{row}\n")
    assert [(item.code, item.row, item.value) for item in draft.problems] == [
        ("regional_row", 3, name)
    ]
    assert draft.rows["station_id"].to_pylist() == ["430100/甲站"]
    assert (draft.n_rows, draft.aside["place_name"].to_pylist()) == (2, [name])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param("注：数据未经审核,,,,,", "城市", id="below the cities"),
        pytest.param(",备注:停电,,,,", "站点", id="below the stations"),
        pytest.param(",,数据来源：监测中心,,,", "日期", id="below the days"),
    ],
)
def test_a_note_below_hours_of_stations_is_no_row(read: Read, row: str, column: str) -> None:
    draft = read(f"{STATION_HEAD}{STATION}{row}\n")
    assert [(item.code, item.row, item.column) for item in draft.problems] == [
        ("footnote_row", 3, column)
    ]
    assert (draft.blocked, draft.rows.num_rows) == (False, 1)


@pytest.mark.parametrize(
    "name", ["流域管理局", "说明亭", "区域站", "平均镇", "审核大厅", "大通道口"]
)
def test_a_station_may_be_called_like_a_region(read: Read, name: str) -> None:
    draft = read(f"{STATION_HEAD}长沙,{name},2025-06-01,8,22,39\n")
    assert draft.rows["station_id"].to_pylist() == [f"430100/{name}"]
    assert draft.problems == []


def test_a_mean_below_the_stations_of_a_file_is_told(read: Read) -> None:
    draft = read("站点,日期,小时,PM2.5\n甲站,2025-06-01,8,27\n平均,2025-06-01,8,27\n", "长沙.csv")
    assert [item.code for item in draft.problems] == ["regional_row"]
    assert draft.rows["station_id"].to_pylist() == ["430100/甲站"]
