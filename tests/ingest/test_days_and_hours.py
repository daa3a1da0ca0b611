"""Dates and hours as files write them; a day has the hours 1 to 24."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from airtrack.errors import Level, Problem
from airtrack.store.draft import Draft


@pytest.mark.parametrize(
    "text",
    [
        "20190601",
        "2019-06-01",
        "2019-6-1",
        "2019/6/1",
        "2019.06.01",
        "2019年6月1日",
        "２０１９年０６月０１日",
        "2019-06-01 00:00:00",
        "2019/6/1 0:00",
        "2019-06-01T00:00:00",
    ],
)
def test_a_day_is_read_in_any_usual_spelling(read: Callable[..., Draft], text: str) -> None:
    draft = read(f"日期,城市,PM10\n{text},太原,40\n")
    assert draft.rows["on_date"].to_pylist() == [date(2019, 6, 1)]


@pytest.mark.parametrize(
    "text", ["2019-06-31", "2019-06", "201906", "2019-06-01 13:00", "June", "", "143617"]
)
def test_a_text_that_names_no_day_blocks(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], text: str
) -> None:
    draft = read(f"日期,城市,PM10\n2019-06-01,太原,40\n{text},太原,40\n{text},太原,40\n")
    (problem,) = found(draft, "not_a_date")
    assert (problem.level, problem.n) == (Level.BLOCKER, 2)
    assert (problem.row, problem.column, problem.value) == (3, "日期", text)
    assert draft.rows.num_rows == 1


@pytest.mark.parametrize(
    ("text", "hour"), [("1", 1), ("07", 7), ("13:00", 13), ("13时", 13), ("23.0", 23), ("24", 24)]
)
def test_an_hour_is_read_in_any_usual_spelling(
    read: Callable[..., Draft], text: str, hour: int
) -> None:
    row = read(f"date,hour,city,PM10\n20190601,{text},北京,40\n").rows.to_pylist()[0]
    assert (row["on_date"], row["hour"]) == (date(2019, 6, 1), hour)


@pytest.mark.parametrize("text", ["0", "00:00", "0时"])
def test_the_hour_zero_is_the_last_of_the_day_before(read: Callable[..., Draft], text: str) -> None:
    row = read(f"date,hour,city,PM10\n20190601,{text},北京,40\n").rows.to_pylist()[0]
    assert (row["on_date"], row["hour"]) == (date(2019, 5, 31), 24)


@pytest.mark.parametrize("text", ["25", "-1", "noon", "13:30", ""])
def test_a_text_that_names_no_hour_blocks(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], text: str
) -> None:
    draft = read(f"date,hour,city,PM10\n20190601,{text},北京,40\n")
    (problem,) = found(draft, "not_an_hour")
    assert (problem.level, problem.row, problem.column) == (Level.BLOCKER, 2, "hour")
    assert problem.value == text


def test_rows_are_sorted_by_day_hour_and_place(read: Callable[..., Draft]) -> None:
    draft = read(
        "date,hour,city,PM10\n20190602,1,北京,1\n20190601,2,天津,2\n20190601,2,北京,3\n20190601,1,天津,4\n"
    )
    assert [value // 1000 for value in draft.rows["pm10_milli"].to_pylist()] == [4, 3, 2, 1]


def test_the_days_of_a_draft_count_the_hour_zero_to_the_day_before(
    read: Callable[..., Draft],
) -> None:
    draft = read("date,hour,city,PM10\n20190601,0,北京,1\n20190602,1,北京,1\n")
    assert draft.days == (date(2019, 5, 31), date(2019, 6, 2))
