"""The days of a year so far, and those still to come as earlier years had them.

An earlier year's days are brought to this year's level, pollutant by pollutant: times the mean of
this year so far over the mean of the same days then, each month with this year's days (FORMULAS
F12), as the projection of a verdict does it.
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
MONTHS = 12
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
    member stands for: of each pollutant by month, and of the index. `usable` says whether a member
    may be used for a pollutant.
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
            *(self.usable[:, at], self.left[:, at]),
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
    """The years that an archive may have, one at least, and the year itself, oldest first."""
    daily = house.statistics.daily
    first = year - house.standards.assessment.archive_years
    if daily is not None:
        first = max(first, daily[0].year)
    return tuple(range(min(first, year - 1), year + 1))


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
    weights = by_month(now[..., past], now_counts[..., past], past).n[:, :, None]
    early = by_month(then[..., past], then_counts[..., past], past)
    late = by_month(then[..., rest], then_counts[..., rest], rest)
    to_come = _days_by_month(rest)
    level = _positive(
        _weighted(by_month(now[..., past], now_counts[..., past], past), weights[:, :, 0])
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = level[..., None] / _positive(_weighted(early, weights))
    usable = np.isfinite(ratio) & _is_complete(early, past, rules) & _is_complete(late, rest, rules)
    return Coming(
        *(found.places, year, as_of, found.years[:-1]),
        *(now[..., past], now_counts[..., past], past),
        *(then[..., rest] * ratio[..., None], then_counts[..., rest], rest),
        usable=usable,
        left=np.broadcast_to(to_come, late.n.shape).copy(),
        days_left=np.full(ratio.shape[1:], float(len(rest))),
    )


def came(found: Cube, as_of: date) -> Coming:
    """The last year of the cube, with the days after the date as they came."""
    year = found.years[-1]
    past, rest = _parts(year, as_of)
    now, counts = found.values[:, :, -1:], found.counts[:, :, -1:]
    return Coming(
        *(found.places, year, as_of, (year,)),
        *(now[:, :, 0][..., past], counts[:, :, 0][..., past], past),
        *(now[..., rest], counts[..., rest], rest),
        usable=np.asarray(np.isfinite(now).any(axis=-1)),
        left=by_month(now[..., rest], counts[..., rest], rest).n,
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


@dataclass(frozen=True)
class ByMonth:
    """Sums and numbers of the values that count, the months in the last place."""

    sums: Numbers
    n: Numbers


def by_month(values: Numbers, counts: Flags, slots: NDArray[np.intp]) -> ByMonth:
    """The values of these days of the calendar, by month."""
    is_value = counts & np.isfinite(values)
    kept = np.where(is_value, values, 0.0)
    shape = (*values.shape[:-1], MONTHS)
    sums, n = np.zeros(shape), np.zeros(shape)
    months = MONTH_OF_SLOT[slots]
    for month in np.unique(months):
        within = months == month
        sums[..., month - 1] = kept[..., within].sum(axis=-1)
        n[..., month - 1] = is_value[..., within].sum(axis=-1)
    return ByMonth(sums, n)


def _days_by_month(slots: NDArray[np.intp]) -> Numbers:
    return np.bincount(MONTH_OF_SLOT[slots] - 1, minlength=MONTHS).astype(np.float64)


def _weighted(found: ByMonth, weights: Numbers) -> Numbers:
    """The mean of the months' means, each with so many days."""
    with np.errstate(divide="ignore", invalid="ignore"):
        levels = np.where(found.n > 0, found.sums / found.n, 0.0)
        mean: Numbers = (levels * weights).sum(axis=-1) / weights.sum(axis=-1)
    return mean


def _positive(values: Numbers) -> Numbers:
    return np.where(values > 0, values, np.nan)


def _is_complete(found: ByMonth, slots: NDArray[np.intp], rules: Assessment) -> Flags:
    """Values in every month that has such days, and on enough of the days together."""
    has_all: Flags = ((found.n > 0) | (_days_by_month(slots) == 0)).all(axis=-1)
    is_enough: Flags = found.n.sum(axis=-1) * PERCENT >= rules.archive_min_percent * len(slots)
    complete: Flags = has_all & is_enough
    return complete
