"""The days of a year so far, and those still to come as earlier years had them.

An earlier year's days are brought to this year's level, pollutant by pollutant: times the mean of
this year so far over the mean of the same days then (FORMULAS F12).
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from airtrack.answers.question import House
from airtrack.domain.basis import Basis
from airtrack.domain.evaluation import Assessment
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import PERCENT
from airtrack.metrics.read import Span
from airtrack.metrics.rows import EventDay
from airtrack.outlook.book import LEAP_YEAR, POLLUTANTS, SLOTS, Flags, Numbers

_LEAP_DAY = (date(LEAP_YEAR, 2, 29) - date(LEAP_YEAR, 1, 1)).days
_EPOCH = 1970
MONTH_OF_SLOT = np.array(
    [month for month in range(1, 13) for _ in range(calendar.monthrange(LEAP_YEAR, month)[1])]
)
"""The month of each day in the calendar of a leap year."""


@dataclass(frozen=True)
class Cube:
    """Daily values by pollutant, place, year and day of the calendar, in thousandths.

    NaN where there is none; `counts` is False for those that events take out of means.
    """

    places: tuple[str, ...]
    years: tuple[int, ...]
    values: Numbers
    counts: Flags


@dataclass(frozen=True)
class Coming:
    """One year of some places: what is on record of it, and members that tell how it may go on.

    Values are by pollutant, place, (member) and day; `left` and `days_left` say how many days each
    member stands for, of each pollutant and of the index; `ratio` is this year's level over the
    member's, `usable` whether a member may be used for a pollutant.
    """

    places: tuple[str, ...]
    year: int
    as_of: date
    years: tuple[int, ...]
    so_far: Numbers
    so_far_counts: Flags
    so_far_slots: NDArray[np.intp]
    rest: Numbers
    rest_counts: Flags
    rest_slots: NDArray[np.intp]
    ratio: Numbers
    usable: Flags
    left: Numbers
    days_left: Numbers | None

    def narrowed(self, places: Sequence[str]) -> Coming:
        """The same of some of its places alone."""
        at = [self.places.index(place) for place in places]
        return Coming(
            tuple(places),
            *(self.year, self.as_of, self.years),
            *(self.so_far[:, at], self.so_far_counts[:, at], self.so_far_slots),
            *(self.rest[:, at], self.rest_counts[:, at], self.rest_slots),
            *(self.ratio[:, at], self.usable[:, at], self.left[:, at]),
            None if self.days_left is None else self.days_left[at],
        )


def cube(
    house: House, places: Sequence[str], years: Sequence[int], *, basis: Basis = Basis.EXCL_DUST
) -> Cube:
    """The daily values of the places in these years, fetched at once."""
    span = Span(date(min(years), 1, 1), date(max(years), 12, 31))
    found = house.statistics.day_columns(places, span)
    shape = (len(POLLUTANTS), len(places), len(years), SLOTS)
    values, counts = np.full(shape, np.nan), np.ones(shape, dtype=bool)
    year = found.on_day.astype("datetime64[Y]").astype(int) + _EPOCH
    slot = _slots(found.on_day)
    at_year = year - min(years)
    for at, pollutant in enumerate(POLLUTANTS):
        values[at, found.place, at_year, slot] = found.milli[pollutant]
    if basis is Basis.EXCL_DUST and house.statistics.has_events:
        turn = {place: at for at, place in enumerate(places)}
        for row in house.statistics.rows(EventDay, place_id=list(places), on_date=span):
            at_slot = int(_slots(np.array([row.on_date], dtype="datetime64[D]"))[0])
            pollutant_at = POLLUTANTS.index(Pollutant(row.pollutant))
            counts[pollutant_at, turn[row.place_id], row.on_date.year - min(years), at_slot] = False
    return Cube(tuple(places), tuple(years), values, counts)


def _slots(on_day: NDArray[np.datetime64]) -> NDArray[np.intp]:
    """Where the days stand in the calendar of a leap year."""
    first = on_day.astype("datetime64[Y]")
    at = (on_day - first.astype("datetime64[D]")).astype(np.intp)
    length = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(int)
    slots: NDArray[np.intp] = at + ((length < SLOTS) & (at >= _LEAP_DAY))
    return slots


def archive_years(house: House, year: int) -> tuple[int, ...]:
    """The years that an archive may have, and the year itself, oldest first."""
    daily = house.statistics.daily
    first = year - house.standards.assessment.archive_years
    if daily is not None:
        first = max(first, daily[0].year)
    return tuple(range(min(first, year), year + 1))


def coming(found: Cube, as_of: date, rules: Assessment) -> Coming:
    """The last year of the cube as it may go on after that date, a member an earlier year.

    A member is used for a pollutant where both its parts are complete enough. Nothing is to come
    where the date is the last of the year or later: then the year is its own and only member.
    """
    year = found.years[-1]
    if as_of >= date(year, 12, 31):
        return came(found, as_of)
    past, rest = _parts(year, as_of)
    values, counts = found.values, found.counts
    now, then = values[:, :, -1], values[:, :, :-1]
    now_counts, then_counts = counts[:, :, -1], counts[:, :, :-1]
    level = _mean(now[..., past], now_counts[..., past])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = level[..., None] / _mean(then[..., past], then_counts[..., past])
    usable = np.asarray(np.isfinite(ratio))
    for part in (past, rest):
        share = np.isfinite(then[..., part]).sum(axis=-1) * PERCENT
        usable &= share >= rules.archive_min_percent * len(part)
    return Coming(
        *(found.places, year, as_of, found.years[:-1]),
        *(now[..., past], now_counts[..., past], past),
        *(then[..., rest] * ratio[..., None], then_counts[..., rest], rest),
        ratio=ratio,
        usable=usable,
        left=np.full(ratio.shape, float(len(rest))),
        days_left=np.full(ratio.shape[1:], float(len(rest))),
    )


def came(found: Cube, as_of: date) -> Coming:
    """The last year of the cube, with the days after the date as they came."""
    year = found.years[-1]
    past, rest = _parts(year, as_of)
    now, counts = found.values[:, :, -1:], found.counts[:, :, -1:]
    left = (np.isfinite(now[..., rest]) & counts[..., rest]).sum(axis=-1).astype(np.float64)
    return Coming(
        *(found.places, year, as_of, (year,)),
        *(now[:, :, 0][..., past], counts[:, :, 0][..., past], past),
        *(now[..., rest], counts[..., rest], rest),
        ratio=np.ones(left.shape),
        usable=np.asarray(np.isfinite(now).any(axis=-1)),
        left=left,
        days_left=None,
    )


def _parts(year: int, as_of: date) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The days of the calendar up to the date, and those after it."""
    slots = np.arange(SLOTS)
    if not calendar.isleap(year):
        slots = np.delete(slots, _LEAP_DAY)
    on = min(as_of, date(year, 12, 31))
    if on < date(year, 1, 1):
        return slots[:0], slots
    last = int(_slots(np.array([on], dtype="datetime64[D]"))[0])
    return slots[slots <= last], slots[slots > last]


def _mean(values: Numbers, counts: Flags) -> Numbers:
    """The mean of the values that count, NaN where there is none or where it is nothing."""
    is_value = counts & np.isfinite(values)
    n = is_value.sum(axis=-1)
    total: Numbers = np.where(is_value, values, 0.0).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean: Numbers = total / n
    return np.where(mean > 0, mean, np.nan)
