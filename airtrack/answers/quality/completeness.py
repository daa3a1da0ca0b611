"""Which days of a year are on record with a valid value: by month of many places, by day of one.

Source: `city_month_count`; GB 3095 Table 4 for how many days a month needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from airtrack.answers import days as day_answers
from airtrack.answers.caution import AQI
from airtrack.answers.days import Day
from airtrack.answers.number import SCALE
from airtrack.answers.question import House, Question, nothing_valid
from airtrack.answers.reason import Reason
from airtrack.domain import period as periods
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.read import Span
from airtrack.metrics.rows import CityMonthCount, ReportSpan, ReportValue

ITEMS = (AQI, *Pollutant)
"""What is counted: days with an index, days with a value of each pollutant."""

_MONTHS = range(1, 13)
_FEBRUARY = 2
_SINGLE, _VALID_DAYS = "single", "valid_days"
_MEASURED = ("few_hours", "few_windows", "few_stations")


class Filled(StrEnum):
    """How a month stands: `none` is over without a valid day, `published` has a table alone.

    `outside` lies before the first day on record, or is to come.
    """

    ENOUGH = "enough"
    SHORT = "short"
    NONE = "none"
    RUNNING = "running"
    PUBLISHED = "published"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Valid days of a month; `due_days` are its days up to the end of the data.

    `n_days` is None where nothing is told: outside the record, or where a table does not count.
    """

    month: int
    n_days: int | None
    due_days: int
    required: int
    filled: Filled


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """The months of a place and item; `name` is the short one."""

    place: str
    name: str
    item: str
    months: tuple[MonthDays, ...]

    @property
    def n_days(self) -> int:
        """Valid days of the year so far."""
        return sum(month.n_days or 0 for month in self.months)

    @property
    def due_days(self) -> int:
        """Days on record of the year, months with a table alone left out."""
        return sum(item.due_days for item in self.months if item.filled is not Filled.PUBLISHED)

    @property
    def missing_days(self) -> int:
        """Days without a valid value."""
        told = (item for item in self.months if item.filled is not Filled.PUBLISHED)
        return sum(item.due_days - (item.n_days or 0) for item in told)

    @property
    def short_months(self) -> tuple[int, ...]:
        """Months that are over with fewer valid days than they need."""
        short = (Filled.SHORT, Filled.NONE)
        return tuple(item.month for item in self.months if item.filled in short)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Every item of every place, in the order of the places; counted from `first` to `until`.

    `first` is the first day of the year, or of the month with the first day on record.
    `year_min_days` are the valid days that a whole year needs.
    """

    year: int
    first: date
    until: date
    rows: tuple[PlaceYear, ...]
    year_min_days: int

    def of(self, item: str) -> tuple[PlaceYear, ...]:
        """The rows of one item."""
        return tuple(row for row in self.rows if row.item == item)


def of_places(
    house: House,
    places: Sequence[str],
    year: int,
    *,
    as_of: date | None = None,
    items: Sequence[str] = ITEMS,
) -> Completeness:
    """The year of these places to the newest data, or to the last month that is over at `as_of`.

    Raises the error of `nothing_valid` in a store without data.
    """
    first, until = _from(house, year), _until(house, year, as_of)
    counted = {
        (row.place_id, row.item, row.month_on.month): row
        for row in house.statistics.rows(
            CityMonthCount,
            place_id=list(places),
            month_on=Span(date(year, 1, 1), date(year, 12, 31)),
            item=list(items),
        )
    }
    published = _published(house, places, year)
    rows = tuple(
        PlaceYear(
            place,
            house.gazetteer.places[place].short_name,
            item,
            tuple(
                _month(
                    house,
                    date(year, month, 1),
                    counted.get((place, item, month)),
                    span=Span(first, until),
                    table=published.get((place, month), False),
                )
                for month in _MONTHS
            ),
        )
        for place in places
        for item in items
    )
    return Completeness(year, first, until, rows, house.standards.validity.period.year_min_days)


def _from(house: House, year: int) -> date:
    """The first day that is counted: what lies before all that is on record is not missing."""
    days, first = house.statistics.days, date(year, 1, 1)
    return first if days is None else max(first, days[0].replace(day=1))


def _until(house: House, year: int, as_of: date | None) -> date:
    """The last day that counts are told to: whole months where the date asked for is earlier."""
    days = house.statistics.days
    if days is None:
        raise nothing_valid(house)
    last = min(days[1], date(year, 12, 31))
    if as_of is None or as_of >= last:
        return last
    month = periods.of_month(as_of.year, as_of.month)
    return as_of if month.last_on == as_of else month.first_on - timedelta(1)


def _month(
    house: House,
    first_on: date,
    row: CityMonthCount | None,
    *,
    span: Span,
    table: int | bool | None,
) -> MonthDays:
    """One month; `table` are the days that a published table counts, False where there is none."""
    month, required = first_on.month, _required(house, first_on.month)
    until = span.last
    if first_on < span.first or first_on > until:
        return MonthDays(month, None, 0, required, Filled.OUTSIDE)
    last = periods.of_month(first_on.year, month).last_on
    due = (min(until, last) - first_on).days + 1
    n_days = row.n_days if row is not None else 0
    if not n_days and table is not False:
        return MonthDays(month, table, due, required, Filled.PUBLISHED)
    if until < last:
        return MonthDays(month, n_days, due, required, Filled.RUNNING)
    if row is not None and row.is_enough:
        return MonthDays(month, n_days, due, required, Filled.ENOUGH)
    return MonthDays(month, n_days, due, required, Filled.SHORT if n_days else Filled.NONE)


def _required(house: House, month: int) -> int:
    rule = house.standards.validity.period
    return rule.february_min_days if month == _FEBRUARY else rule.month_min_days


def _published(
    house: House, places: Sequence[str], year: int
) -> Mapping[tuple[str, int], int | None]:
    """Months with a table of their own, by place; its valid days where it counts them."""
    within = Span(date(year, 1, 1), date(year, 12, 31))
    read, own = house.statistics.rows, list(places)
    months = {
        (row.place_id, row.first_on): None
        for row in read(ReportSpan, place_id=own, first_on=within, kind=_SINGLE)
    }
    counts = {
        (row.place_id, row.first_on): row.value_milli // SCALE
        for row in read(
            ReportValue, place_id=own, first_on=within, kind=_SINGLE, indicator=_VALID_DAYS
        )
    }
    return {(place, on.month): days for (place, on), days in {**months, **counts}.items()}


class DayState(StrEnum):
    """Whether a day has a valid value: `invalid` was measured, too few hours or stations."""

    VALID = "valid"
    INVALID = "invalid"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of one place and item; `reasons` say why there is no value."""

    date: date
    state: DayState
    value: int | float | None
    reasons: tuple[Reason, ...]


def days(house: House, place: str, year: int, *, item: str) -> tuple[DayCell, ...]:
    """Every calendar day of the year between the first and the newest day on record."""
    recorded, whole = house.statistics.daily, periods.of_year(year)
    if recorded is None or recorded[0] > whole.last_on or recorded[1] < whole.first_on:
        return ()
    return tuple(
        _of_index(day) if item == AQI else _of_pollutant(day, Pollutant(item))
        for day in day_answers.of_place(house, Question(whole), place)
    )


def _of_index(day: Day) -> DayCell:
    if day.valid:
        return DayCell(day.date, DayState.VALID, day.aqi, ())
    told = tuple(item for item in day.reasons if item.item is not None or item.code == "no_data")
    is_measured = any(value is not None for value in day.values.values()) or _is_measured(told)
    return DayCell(day.date, DayState.INVALID if is_measured else DayState.MISSING, None, told)


def _of_pollutant(day: Day, key: Pollutant) -> DayCell:
    value = day.values[key]
    if value is not None:
        return DayCell(day.date, DayState.VALID, value, ())
    told = tuple(item for item in day.reasons if item.item == key or item.code == "no_data")
    return DayCell(
        day.date, DayState.INVALID if _is_measured(told) else DayState.MISSING, None, told
    )


def _is_measured(told: Sequence[Reason]) -> bool:
    """True where something was there, though too little of it."""
    return any(item.code in _MEASURED and item.actual != 0 for item in told)
