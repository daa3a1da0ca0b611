"""Rows among those of cities: provinces, sums of regions, notes; and cells that contradict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from airtrack.errors import Level, Problem
from airtrack.store.draft import Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

HEAD = "城市,月份,有效天数,优良天数,重污染天数,优良率(%),PM10,PM2.5\n"
CITY = "长沙,2023-03,31,28,0,90.3,60,38\n"


def place(name: str) -> str:
    return HEAD + CITY + f"{name},2023-03,31,28,0,90.3,61,39\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("湖南省", "430000"),
        ("湖南", "430000"),
        ("湖南全省", "430000"),
        ("宁夏全区", "640000"),
        ("宁夏回族自治区", "640000"),
        ("吉林省", "220000"),
        ("吉林全省", "220000"),
        ("海南", "460000"),
        ("重庆全市", "500000"),
    ],
)
def test_the_row_of_a_whole_province_is_kept_under_its_code(
    read: Read, name: str, code: str
) -> None:
    draft = read(place(name))
    assert set(draft.rows["place_id"].to_pylist()) == {"430100", code}
    assert not draft.problems


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("吉林", "220200"),
        ("北京", "110000"),
        ("恩施", "422800"),
        ("宁东", "640100-ningdong"),
        ("五原县", "150821"),
    ],
)
def test_a_name_of_a_city_means_the_city(read: Read, name: str, code: str) -> None:
    assert set(read(place(name)).rows["place_id"].to_pylist()) == {"430100", code}


@pytest.mark.parametrize(
    "name",
    [
        "全省",
        "全区",
        "平均",
        "平均值",
        "合计",
        "总计",
        "六市平均",
        "全市",
        "湖南省平均",
        "全区(不含宁东基地)",
        "全国337城市均值",
        "339个城市",
        "2+26",
        "长株潭",
        "长沙全市",
    ],
)
def test_a_sum_of_another_region_is_set_aside_and_told_as_such(
    read: Read, found: Found, name: str
) -> None:
    draft = read(place(name))
    (problem,) = draft.problems
    assert (problem.code, problem.level, problem.value) == ("regional_row", Level.WARNING, name)
    assert (problem.row, problem.n) == (3, 1)
    assert [row["place_name"] for row in draft.aside.to_pylist()] == [name]
    assert set(draft.rows["place_id"].to_pylist()) == {"430100"}


def test_a_name_nobody_knows_is_still_an_unknown_place(read: Read, found: Found) -> None:
    draft = read(place("仙境"))
    assert [problem.code for problem in draft.problems] == ["unknown_place"]


def test_a_province_is_no_reading_of_a_day(read: Read, found: Found) -> None:
    draft = read("日期,城市,PM10\n2020-01-01,太原,40\n2020-01-01,湖南省,41\n")
    assert draft.rows["place_id"].to_pylist() == ["140100"]
    assert len(found(draft, "regional_row")) == 1


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("备注：数据为审核数据,,,,,,,", id="remark"),
        pytest.param("注：按 GB 3095 评价,,,,,,,", id="note"),
        pytest.param("说明,2023-03,,,,,,", id="explanation with a month"),
        pytest.param("数据来源：监测总站,,,,,,,-", id="source"),
        pytest.param("二、县级城市,,,,,,,", id="nothing besides an unknown name"),
    ],
)
def test_a_note_below_the_table_is_dropped_with_a_warning(
    read: Read, found: Found, row: str
) -> None:
    draft = read(HEAD + CITY + row + "\n")
    (problem,) = draft.problems
    assert (problem.code, problem.level, problem.row) == ("footnote_row", Level.WARNING, 3)
    assert problem.value == row.split(",")[0]
    assert (draft.n_rows, draft.aside.num_rows) == (1, 0)


def test_an_unknown_name_with_values_is_no_note(read: Read, found: Found) -> None:
    draft = read(HEAD + CITY + "仙境,2023-03,,,,,,39\n")
    assert [problem.code for problem in draft.problems] == ["unknown_place"]


def test_a_known_city_with_nothing_behind_it_lacks_its_month(read: Read) -> None:
    draft = read(HEAD + CITY + "株洲,,,,,,,\n")
    assert [(problem.code, problem.row) for problem in draft.problems] == [("not_a_period", 3)]


def test_a_known_city_without_values_is_no_note(read: Read) -> None:
    draft = read(HEAD + CITY + "株洲,2023-03,,,,,,\n")
    assert (draft.n_rows, draft.problems) == (2, [])


@pytest.mark.parametrize(
    ("cells", "code", "column", "value"),
    [
        pytest.param("32,28,0,,,", "days_above_period", "有效天数", "32", id="valid days"),
        pytest.param("31,32,0,,,", "days_above_period", "优良天数", "32", id="good days"),
        pytest.param("31,28,32,,,", "days_above_period", "重污染天数", "32", id="heavy days"),
        pytest.param("28,29,0,,,", "good_days_above_valid", "优良天数", "29", id="good of valid"),
        pytest.param("28,27,2,,,", "days_above_valid", "重污染天数", "2", id="good and heavy"),
    ],
)
def test_counts_of_days_that_cannot_be_block(
    read: Read, cells: str, code: str, column: str, value: str
) -> None:
    draft = read(HEAD + f"长沙,2023-03,{cells}\n")
    (problem,) = draft.problems
    assert (problem.level, problem.code) == (Level.BLOCKER, code)
    assert (problem.row, problem.column, problem.value) == (2, column, value)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param("31,31,0,,,", id="every day is good"),
        pytest.param("28,26,2,,,", id="good and heavy make all valid days"),
        pytest.param(",31,,,,", id="no valid days given"),
    ],
)
def test_counts_of_days_that_can_just_be_are_taken(read: Read, cells: str) -> None:
    assert not read(HEAD + f"长沙,2023-03,{cells}\n").problems


def test_the_days_of_a_span_are_those_of_all_its_months(read: Read, found: Found) -> None:
    draft = read("城市,月份,有效天数\n长沙,2023年1-2月,59\n株洲,2023年1-2月,60\n")
    assert [problem.row for problem in found(draft, "days_above_period")] == [3]


@pytest.mark.parametrize("name", ["全市平均", "仙境", "备注"])
@pytest.mark.parametrize(
    "cells",
    [
        pytest.param("2023-03,31,28,0,90.3,9999,38", id="impossible value"),
        pytest.param("2023-03,31,28,0,90.3,0,38", id="zero"),
        pytest.param("2023-03,31,28,0,90.3,60,—", id="marker"),
        pytest.param("2023-03,31,28,0,90.3,60,38.12345", id="too fine"),
        pytest.param("2023-03,31,28,0,90.3,60,偏高", id="no number"),
        pytest.param("7月,31,28,0,90.3,60,38", id="month without year"),
    ],
)
def test_the_cells_of_a_row_that_is_set_aside_are_not_remarked_on(
    read: Read, name: str, cells: str
) -> None:
    (problem,) = read(HEAD + CITY + f"{name},{cells}\n").problems
    assert problem.code in {"regional_row", "unknown_place", "footnote_row"}


def test_only_the_zeros_of_rows_that_count_are_counted(read: Read, found: Found) -> None:
    rows = "株洲,2023-03,31,28,0,90.3,0,38\n平均,2023-03,31,28,0,90.3,0,38\n"
    (problem,) = found(read(HEAD + CITY + rows), "zero_is_missing")
    assert (problem.row, problem.n) == (3, 1)


def test_a_ratio_of_a_row_that_is_set_aside_is_no_example(read: Read, found: Found) -> None:
    rows = "平均,2023-03,31,28,0,0.8,61,39\n长沙,2023-03,31,28,0,0.903,60,38\n"
    (problem,) = found(read(HEAD + rows), "ratio_was_fraction")
    assert (problem.row, problem.value) == (3, "0.903")


def test_fine_particles_above_the_coarse_are_a_warning(read: Read) -> None:
    draft = read(HEAD + "长沙,2023-03,,,,,60,61\n株洲,2023-03,,,,,60,60\n")
    (problem,) = draft.problems
    assert (problem.code, problem.level) == ("pm25_above_pm10", Level.WARNING)
    assert (problem.row, problem.column, problem.value) == (2, "PM2.5", "61")
    assert len(draft.rows) == 4


@pytest.mark.parametrize(
    ("counts", "ratio", "computed"),
    [
        # 27/29 = 93.1034…, as a bulletin of 五原县 prints it: 93.1
        pytest.param("29,27", "93.1", None, id="as published"),
        pytest.param("29,27", "93.2", "93.1", id="a tenth too much"),
        pytest.param("16,1", "6.2", None, id="6.25 is half even 6.2"),
        pytest.param("16,1", "6.4", "6.2", id="6.25 is not 6.4"),
        pytest.param("29,27", "93.10", None, id="two decimals printed"),
        pytest.param("29,27", "93.15", None, id="two decimals, five hundredths apart"),
        pytest.param("29,27", "93.16", "93.10", id="two decimals, more than that apart"),
        pytest.param("0,0", "50", None, id="no valid day"),
    ],
)
def test_a_ratio_is_held_against_the_days(
    read: Read, found: Found, counts: str, ratio: str, computed: str | None
) -> None:
    draft = read(HEAD + f"长沙,2023-03,{counts},0,{ratio},,\n")
    problems = found(draft, "good_pct_differs")
    assert [problem.params["computed"] for problem in problems] == ([computed] if computed else [])
    assert all(problem.level is Level.WARNING for problem in problems)


def test_a_ratio_that_was_rounded_half_up_is_told_as_such(read: Read) -> None:
    # 1/16 = 6.25 %: half to even 6.2, half up 6.3
    (problem,) = read(HEAD + "长沙,2023-03,16,1,0,6.3,,\n").problems
    assert (problem.level, problem.code) == (Level.WARNING, "good_pct_half_up")
    assert (problem.row, problem.column, problem.value) == (2, "优良率(%)", "6.3")
    assert problem.params == {"computed": "6.2"}


@pytest.mark.parametrize("ratio", ["87.1", "87.10"])
def test_a_ratio_of_calendar_days_is_told_as_such(read: Read, ratio: str) -> None:
    # 27/31 = 87.097 %, 27/29 = 93.103 %
    (problem,) = read(HEAD + f"长沙,2023-03,29,27,0,{ratio},,\n").problems
    assert (problem.level, problem.code) == (Level.WARNING, "good_pct_of_calendar")
    assert (problem.row, problem.column) == (2, "优良率(%)")
    assert (problem.params["computed"][:4], problem.params["days"]) == ("93.1", 31)


@pytest.mark.parametrize(
    ("ratio", "is_told"),
    [
        pytest.param("90.3", False, id="of 31 days"),
        pytest.param("96.6", False, id="of 29 days"),
        pytest.param("90.8", True, id="of no number of days"),
    ],
)
def test_without_valid_days_a_ratio_is_that_of_some_days(
    read: Read, ratio: str, is_told: bool
) -> None:
    # 28/31 = 90.3 %, 28/30 = 93.3 %, 28/29 = 96.6 %
    problems = read(HEAD + f"长沙,2023-03,,28,0,{ratio},,\n").problems
    assert [problem.code for problem in problems] == (["good_pct_of_no_days"] if is_told else [])
    assert all(problem.params == {"computed": "90.3", "good": "28"} for problem in problems)


def test_the_ratio_of_a_province_is_a_mean_and_not_held_against_its_days(read: Read) -> None:
    assert not read(HEAD + "湖南省,2023-03,31,28,0,85.0,,\n").problems


def test_rows_that_do_not_count_are_not_judged(read: Read, found: Found) -> None:
    draft = read(HEAD + CITY + "合计,2023-03,186,168,0,90.3,60,61\n")
    assert [problem.code for problem in draft.problems] == ["regional_row"]
