"""Periods: every form that people write, one key each, the year before, clipping, refusals."""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.domain import period as periods
from airtrack.domain.period import parse
from airtrack.errors import WrongUse


@pytest.mark.parametrize(
    ("text", "first", "last", "key"),
    [
        pytest.param("2020", "2020-01-01", "2020-12-31", "2020", id="year"),
        pytest.param("2020-01", "2020-01-01", "2020-01-31", "2020-01", id="month"),
        pytest.param("2020-02", "2020-02-01", "2020-02-29", "2020-02", id="leap-february"),
        pytest.param("2019-02", "2019-02-01", "2019-02-28", "2019-02", id="february"),
        pytest.param("2020-Q1", "2020-01-01", "2020-03-31", "2020-Q1", id="first-quarter"),
        pytest.param("2020-Q4", "2020-10-01", "2020-12-31", "2020-Q4", id="fourth-quarter"),
        pytest.param("2020-H1", "2020-01-01", "2020-06-30", "2020-01..2020-06", id="first-half"),
        pytest.param("2020-H2", "2020-07-01", "2020-12-31", "2020-07..2020-12", id="second-half"),
        pytest.param(
            "2020-01..2020-06", "2020-01-01", "2020-06-30", "2020-01..2020-06", id="months"
        ),
        pytest.param(
            "2019-10..2020-03", "2019-10-01", "2020-03-31", "2019-10..2020-03", id="season"
        ),
        pytest.param(
            "2020-01..2020-03", "2020-01-01", "2020-03-31", "2020-Q1", id="months-of-a-quarter"
        ),
        pytest.param(
            "2020-02..2020-04",
            "2020-02-01",
            "2020-04-30",
            "2020-02..2020-04",
            id="three-months-of-no-quarter",
        ),
        pytest.param(
            "2019-11..2020-01",
            "2019-11-01",
            "2020-01-31",
            "2019-11..2020-01",
            id="three-months-over-the-year",
        ),
        pytest.param("2020-01..2020-12", "2020-01-01", "2020-12-31", "2020", id="months-of-a-year"),
        pytest.param(
            "2019-04..2020-03",
            "2019-04-01",
            "2020-03-31",
            "2019-04..2020-03",
            id="twelve-months-of-no-year",
        ),
        pytest.param(
            "2020-05..2020-05", "2020-05-01", "2020-05-31", "2020-05", id="one-month-as-months"
        ),
        pytest.param(
            "2020-01-01..2020-01-20",
            "2020-01-01",
            "2020-01-20",
            "2020-01-01..2020-01-20",
            id="days",
        ),
        pytest.param(
            "2020-01-01..2020-01-31", "2020-01-01", "2020-01-31", "2020-01", id="days-of-a-month"
        ),
        pytest.param(
            "2020-01-01..2020-12-31", "2020-01-01", "2020-12-31", "2020", id="days-of-a-year"
        ),
        pytest.param(
            "2020-02-01..2020-02-28",
            "2020-02-01",
            "2020-02-28",
            "2020-02-01..2020-02-28",
            id="days-short-of-a-leap-february",
        ),
        pytest.param("2020-01-D1", "2020-01-01", "2020-01-10", "2020-01-D1", id="first-ten-days"),
        pytest.param("2020-01-D2", "2020-01-11", "2020-01-20", "2020-01-D2", id="second-ten-days"),
        pytest.param("2020-01-D3", "2020-01-21", "2020-01-31", "2020-01-D3", id="third-ten-days"),
        pytest.param(
            "2019-02-D3", "2019-02-21", "2019-02-28", "2019-02-D3", id="third-ten-days-of-february"
        ),
        pytest.param(
            "2020-01-11..2020-01-20",
            "2020-01-11",
            "2020-01-20",
            "2020-01-D2",
            id="days-of-ten-days",
        ),
        pytest.param(
            "2020-04-21..2020-04-30",
            "2020-04-21",
            "2020-04-30",
            "2020-04-D3",
            id="days-to-the-end-of-april",
        ),
        pytest.param("2020-W05", "2020-01-27", "2020-02-02", "2020-W05", id="week"),
        pytest.param("2020-W01", "2019-12-30", "2020-01-05", "2020-W01", id="first-week"),
        pytest.param("2020-W53", "2020-12-28", "2021-01-03", "2020-W53", id="week-53"),
        pytest.param("2020-02-29", "2020-02-29", "2020-02-29", "2020-02-29", id="day"),
        pytest.param(" 2020-01 ", "2020-01-01", "2020-01-31", "2020-01", id="blanks-around"),
    ],
)
def test_a_form_names_its_days_under_its_canonical_key(
    text: str, first: str, last: str, key: str
) -> None:
    period = parse(text)
    assert (str(period.first_on), str(period.last_on), period.key) == (first, last, key)


@pytest.mark.parametrize(
    "key",
    ["2020", "2020-01", "2020-Q2", "2020-01..2020-06", "2020-01-D3", "2020-01-02..2020-01-20"],
)
def test_a_canonical_key_reads_as_itself(key: str) -> None:
    assert parse(key).key == key


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("2020-01-02..2020-01-20", "2020-01-02..2020-01-20", id="days"),
        pytest.param("2020-H1", "2020-01-01..2020-06-30", id="half-year"),
        pytest.param("2020-01-D3", "2020-01-21..2020-01-31", id="ten-days"),
        pytest.param("2020-W05", "2020-01-27..2020-02-02", id="week"),
        pytest.param("2020-01-15", "2020-01-15..2020-01-15", id="day"),
    ],
)
def test_equal_spans_have_equal_keys_however_they_were_written(text: str, days: str) -> None:
    assert parse(text) == parse(days)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("January", id="word"),
        pytest.param("20", id="short-year"),
        pytest.param("0000", id="year-nought"),
        pytest.param("2020-13", id="month-13"),
        pytest.param("2020-00", id="month-0"),
        pytest.param("2020-1", id="one-digit-month"),
        pytest.param("202001", id="no-hyphen"),
        pytest.param("2020-Q0", id="quarter-0"),
        pytest.param("2020-Q5", id="quarter-5"),
        pytest.param("2020-q1", id="small-letter"),
        pytest.param("2020-H3", id="half-3"),
        pytest.param("2020-01-D0", id="ten-days-0"),
        pytest.param("2020-01-D4", id="ten-days-4"),
        pytest.param("2020-13-D1", id="ten-days-of-month-13"),
        pytest.param("2020-W00", id="week-0"),
        pytest.param("2020-W54", id="week-54"),
        pytest.param("2019-W53", id="week-53-of-a-year-of-52"),
        pytest.param("2020-02-30", id="day-that-is-not"),
        pytest.param("2020-02-30..2020-03-01", id="days-from-a-day-that-is-not"),
        pytest.param("2020-01..2020-13", id="months-to-month-13"),
        pytest.param("2020-01..", id="open-end"),
        pytest.param("2020-01..2020-02-10", id="month-to-day"),
        pytest.param("2020-01 2020-02", id="two-months"),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(WrongUse) as refused:
        parse(text)
    assert (refused.value.code, refused.value.params["text"]) == ("bad_period", text)


@pytest.mark.parametrize("text", ["2020-06..2020-01", "2020-01-20..2020-01-19"])
def test_a_period_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(WrongUse) as refused:
        parse(text)
    assert refused.value.code == "period_backwards"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        pytest.param("2020", "2019", id="year"),
        pytest.param("2020-01", "2019-01", id="month"),
        pytest.param("2020-02", "2019-02", id="leap-february-to-a-short-one"),
        pytest.param("2021-02", "2020-02", id="short-february-to-a-leap-one"),
        pytest.param("2020-Q1", "2019-Q1", id="quarter"),
        pytest.param("2020-H1", "2019-01..2019-06", id="half-year"),
        pytest.param("2019-10..2020-03", "2018-10..2019-03", id="season"),
        pytest.param("2021-01..2021-02", "2020-01..2020-02", id="two-months-to-a-leap-february"),
        pytest.param("2020-01-D2", "2019-01-D2", id="ten-days"),
        pytest.param("2020-02-D3", "2019-02-D3", id="leap-february-ten-days"),
        pytest.param("2021-02-D3", "2020-02-D3", id="ten-days-to-a-leap-february"),
        pytest.param("2020-01-01..2020-01-20", "2019-01-01..2019-01-20", id="days"),
        pytest.param("2020-02-10..2020-02-29", "2019-02-10..2019-02-28", id="days-to-feb-29"),
        pytest.param("2020-02-29..2020-03-05", "2019-02-28..2019-03-05", id="days-from-feb-29"),
        pytest.param(
            "2021-02-28..2021-03-05", "2020-02-28..2020-03-05", id="days-from-feb-28-to-a-leap-year"
        ),
        pytest.param("2020-01-01..2020-02-29", "2019-01..2019-02", id="to-date-at-feb-29"),
    ],
)
def test_the_year_before_has_the_same_calendar_days(text: str, before: str) -> None:
    assert parse(text).a_year_before() == parse(before)


def test_the_year_before_a_week_has_its_calendar_days() -> None:
    before = parse("2020-W05").a_year_before()
    assert (before.first_on, before.last_on) == (date(2019, 1, 27), date(2019, 2, 2))


def test_the_year_before_a_single_day_is_a_single_day() -> None:
    assert parse("2021-02-28").a_year_before().days == 1


def test_the_year_before_feb_29_is_feb_28() -> None:
    before = parse("2020-02-29").a_year_before()
    assert (before.first_on, before.last_on) == (date(2019, 2, 28), date(2019, 2, 28))


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        pytest.param(date(2020, 1, 31), date(2020, 1, 31), id="last-day"),
        pytest.param(date(2020, 1, 30), date(2020, 1, 30), id="day-before"),
        pytest.param(date(2020, 2, 1), date(2020, 1, 31), id="day-after"),
        pytest.param(date(2020, 1, 1), date(2020, 1, 1), id="first-day"),
        pytest.param(None, date(2020, 1, 31), id="no-day-given"),
    ],
)
def test_nothing_after_as_of_belongs_to_a_clipped_period(as_of: date | None, last: date) -> None:
    clipped = periods.of_month(2020, 1).clipped(as_of)
    assert clipped == periods.of_days(date(2020, 1, 1), last)


def test_a_period_that_has_not_begun_cannot_be_clipped() -> None:
    with pytest.raises(WrongUse) as refused:
        periods.of_month(2020, 1).clipped(date(2019, 12, 31))
    assert refused.value.code == "as_of_before_period"


@pytest.mark.parametrize(
    ("text", "days"), [("2020", 366), ("2019", 365), ("2020-02", 29), ("2020-02-29", 1)]
)
def test_days_count_both_ends(text: str, days: int) -> None:
    assert parse(text).days == days


def test_the_year_before_a_clipped_year_is_clipped_too() -> None:
    clipped = periods.of_year(2020).clipped(date(2020, 6, 15))
    assert clipped.a_year_before() == parse("2019-01-01..2019-06-15")


def test_years_before_1900_are_no_periods() -> None:
    with pytest.raises(WrongUse):
        parse("0001")
