"""Days that a spreadsheet left as numbers are read, and told once a column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from airtrack.domain.glossary import Lang
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import cell, serial
from airtrack.ingest.cells.span import Misread, Span, span
from airtrack.registry import catalogue
from airtrack.settings import home
from airtrack.store.draft import Draft

GLOSSARY = catalogue.load(home() / "data").glossary
Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]


def told(draft: Draft) -> list[tuple[str, int | None, str | None, int]]:
    """Code, first row, column and count of every finding."""
    return [(item.code, item.row, item.column, item.n) for item in draft.problems]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        # 25569 is 1970-01-01 in the date system from 1899-12-30
        pytest.param("45809", date(2025, 6, 1), id="a day"),
        pytest.param("45809.0", date(2025, 6, 1), id="with a point"),
        pytest.param("４５８０９", date(2025, 6, 1), id="full width"),
        pytest.param("36526", date(2000, 1, 1), id="the first"),
        pytest.param("73050", date(2099, 12, 31), id="the last"),
        pytest.param("36525", None, id="before the first"),
        pytest.param("73051", None, id="after the last"),
        pytest.param("45809.5", None, id="noon is no day"),
        pytest.param("45,809", None, id="a number with separators"),
        pytest.param("4580", None, id="four digits"),
    ],
)
def test_a_number_of_five_digits_may_be_a_day(text: str, on: date | None) -> None:
    assert cell.day(text) == on


@pytest.mark.parametrize(
    ("text", "key"),
    [("202506", "2025-06"), ("2025", "2025"), ("20250601", "2025-06"), ("45809", "2025-06")],
)
def test_numbers_that_say_months_keep_their_reading(text: str, key: str) -> None:
    found = span(text)
    assert isinstance(found, Span)
    assert found.period.key == key


def test_a_number_in_the_midst_of_a_month_is_no_month() -> None:
    assert span("45810") is Misread.NOT_A_PERIOD


@pytest.mark.parametrize(
    ("text", "hours"),
    [("45758", 0), ("45758.3333333333", 8), ("45758.5", 12), ("45758.99", 23)],
)
def test_the_hours_behind_the_point_are_told(text: str, hours: int) -> None:
    assert serial.moment(text) == (date(2025, 4, 11), hours)


def test_a_column_of_numbers_is_told_once_with_its_first_day(read: Read) -> None:
    draft = read("城市,日期,PM2.5\n长沙,2025-05-31,27\n长沙,45809,28\n长沙,45810,29\n")
    assert told(draft) == [("serial_days", 3, "日期", 2)]
    assert draft.rows["on_date"].to_pylist()[1:] == [date(2025, 6, 1), date(2025, 6, 2)]
    assert draft.problems[0].level is Level.WARNING


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_warning_says_which_day_was_read(read: Read, lang: Lang) -> None:
    (problem,) = read("城市,日期,PM2.5\n长沙,45809,28\n").problems
    said, _ = GLOSSARY.of_problem(problem, lang)
    assert "45809" in said
    assert "2025-06-01" in said


def test_numbers_above_a_column_of_places_are_counted_by_line(read: Read) -> None:
    rows = "45809,1,PM2.5,27,30\n45809,2,PM2.5,28,31\n"
    draft = read("date,hour,type,长沙,株洲\n" + rows)
    assert told(draft) == [("serial_days", 2, "date", 2)]


def test_months_of_a_report_may_be_numbers(read: Read) -> None:
    draft = read("城市,月份,PM2.5\n长沙,45809,28\n株洲,2025年6月,30\n")
    assert told(draft) == [("serial_days", 2, "月份", 1)]
    assert set(draft.rows["period_key"].to_pylist()) == {"2025-06"}
    assert set(draft.rows["kind"].to_pylist()) == {"single"}


def test_an_event_may_begin_at_an_hour_of_a_number(read: Read) -> None:
    draft = read(
        "城市,开始日期,结束日期,类型,状态,依据,认定单位\n长沙,45758.3333333333,45759,沙尘,已批准,a,b\n"
    )
    rows = draft.rows.to_pylist()
    assert [(row["on_date"], row["first_hour"], row["last_hour"]) for row in rows] == [
        (date(2025, 4, 11), 8, 24),
        (date(2025, 4, 12), 1, 24),
    ]
    assert told(draft) == [("serial_days", 2, "开始日期", 1), ("serial_days", 2, "结束日期", 1)]


def test_the_days_of_stations_may_be_numbers(read: Read) -> None:
    draft = read("站点编码,站点名称,城市,启用日期\n9901A,甲站,长沙,42005\n")
    assert told(draft) == [("serial_days", 2, "启用日期", 1)]
    assert draft.rows["from_on"].to_pylist() == [date(2015, 1, 1)]


def test_what_is_no_day_still_blocks(read: Read, found: Found) -> None:
    draft = read("城市,日期,PM2.5\n长沙,12345,28\n株洲,45809,29\n")
    assert [item.value for item in found(draft, "not_a_date")] == ["12345"]
