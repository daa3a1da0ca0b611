"""Periods as people write them, with one canonical key each.

Source: the contract of the command line; half-open nothing: first and last day are included.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from airtrack.errors import WrongUse

_MONTH = r"(\d{4})-(\d{2})"
_DAY = r"(\d{4}-\d{2}-\d{2})"
_QUARTER_MONTHS = 3
_FIRST_YEAR = 1900
_TEN_DAYS = {"1": (1, 10), "2": (11, 20), "3": (21, 31)}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days; equal spans have equal keys, however they were written."""

    first_on: date
    last_on: date
    key: str

    @property
    def days(self) -> int:
        """Calendar days, both ends included."""
        return (self.last_on - self.first_on).days + 1

    def clipped(self, as_of: date | None) -> Period:
        """The part of the period up to `as_of`, under the key of the days that remain.

        Raises WrongUse("as_of_before_period") when none remain.
        """
        if as_of is None or as_of >= self.last_on:
            return self
        if as_of < self.first_on:
            raise WrongUse("as_of_before_period", period=self.key, as_of=as_of.isoformat())
        return of_days(self.first_on, as_of)

    def a_year_before(self) -> Period:
        """The same calendar days of the previous year (去年同期).

        Periods that end with their month (whole months, the last ten-day period) do so then too.
        """
        to_month_end = self.last_on == _month_end(self.last_on.year, self.last_on.month)
        first_days = (1, _TEN_DAYS["3"][0])
        stretched = to_month_end and self.first_on.day in first_days
        last = _year_back(self.last_on)
        if stretched:
            last = _month_end(last.year, last.month)
        return of_days(_year_back(self.first_on), last)


def _year_back(day: date) -> date:
    length = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, length))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def of_month(year: int, month: int) -> Period:
    """One calendar month, key `2020-01`."""
    return Period(date(year, month, 1), _month_end(year, month), f"{year:04d}-{month:02d}")


def of_year(year: int) -> Period:
    """One calendar year, key `2020`."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year:04d}")


def of_days(first_on: date, last_on: date) -> Period:
    """Any span of days under its canonical key: year, quarter, month, months, ten days, days."""
    if first_on > last_on:
        raise WrongUse("period_backwards", first=first_on.isoformat(), last=last_on.isoformat())
    return Period(first_on, last_on, _key(first_on, last_on))


def _key(first: date, last: date) -> str:
    whole_months = first.day == 1 and last == _month_end(last.year, last.month)
    if whole_months:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return f"{first:%Y-%m}"
        if months == 12 and first.month == 1:
            return f"{first:%Y}"
        if months == _QUARTER_MONTHS and (first.month - 1) % _QUARTER_MONTHS == 0:
            return f"{first:%Y}-Q{(first.month - 1) // _QUARTER_MONTHS + 1}"
        return f"{first:%Y-%m}..{last:%Y-%m}"
    for number, (start, end) in _TEN_DAYS.items():
        month_end = _month_end(first.year, first.month)
        if first.day == start and last == min(first + timedelta(end - start), month_end):
            return f"{first:%Y-%m}-D{number}"
    if first == last:
        return first.isoformat()
    if first.isoweekday() == 1 and last - first == timedelta(6):
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return f"{first.isoformat()}..{last.isoformat()}"


def parse(text: str) -> Period:
    """The period that `text` names; raises WrongUse("bad_period") with the forms that are known.

    >>> parse("2020-H1").key, parse("2020-01..2020-03").key
    ('2020-01..2020-06', '2020-Q1')
    """
    try:
        period = _parse(text.strip())
    except (ValueError, OverflowError) as error:
        raise WrongUse("bad_period", text=text) from error
    if period is None or period.first_on.year < _FIRST_YEAR:
        raise WrongUse("bad_period", text=text)
    return period


def _parse(text: str) -> Period | None:
    if found := re.fullmatch(r"\d{4}", text):
        return of_year(int(text))
    if found := re.fullmatch(_MONTH, text):
        return of_month(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        last = int(found[2]) * _QUARTER_MONTHS
        return of_days(date(int(found[1]), last - 2, 1), _month_end(int(found[1]), last))
    if found := re.fullmatch(r"(\d{4})-H([12])", text):
        last = int(found[2]) * 6
        return of_days(date(int(found[1]), last - 5, 1), _month_end(int(found[1]), last))
    if found := re.fullmatch(rf"{_MONTH}-D([123])", text):
        start, end = _TEN_DAYS[found[3]]
        first = date(int(found[1]), int(found[2]), start)
        return of_days(
            first, min(first + timedelta(end - start), _month_end(first.year, first.month))
        )
    if found := re.fullmatch(r"(\d{4})-W(\d{2})", text):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return of_days(first, first + timedelta(6))
    if found := re.fullmatch(rf"{_MONTH}\.\.{_MONTH}", text):
        first = date(int(found[1]), int(found[2]), 1)
        return of_days(first, _month_end(int(found[3]), int(found[4])))
    if found := re.fullmatch(rf"{_DAY}\.\.{_DAY}", text):
        return of_days(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    if found := re.fullmatch(_DAY, text):
        day = date.fromisoformat(text)
        return of_days(day, day)
    return None
