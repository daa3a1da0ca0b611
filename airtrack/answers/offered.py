"""Which periods there is something to ask about, by kind.

Source: the months, years and spans of tables on record; seasons and quarters of months on record,
ten days of days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from airtrack.answers.question import House
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.period_kind import PeriodKind, kinds, of_kind

Offered = Mapping[PeriodKind, tuple[Period, ...]]
"""Periods by kind, the newest first; a kind without any is left out."""

_OF_MONTHS = (PeriodKind.QUARTER, PeriodKind.SEASON)


def by_kind(house: House) -> Offered:
    """Every period that values on record speak of."""
    stored = house.statistics.stored_periods.values()
    months = [item for item in stored if item == _month(item)]
    years = sorted({item.last_on.year for item in stored})
    found: dict[PeriodKind, set[Period]] = {kind: set() for kind in PeriodKind}
    for item in stored:
        found[PeriodKind.MONTH if item == _month(item) else kinds(item)[0]].add(item)
    found[PeriodKind.CUMULATIVE] |= {
        periods.of_days(item.first_on.replace(month=1), item.last_on)
        for item in months
        if 1 < item.first_on.month < 12
    }
    for kind in _OF_MONTHS:
        own = (item for year in (*years, *_after(years)) for item in of_kind(kind, year))
        found[kind] |= {item for item in own if any(_within(month, item) for month in months)}
    daily = house.statistics.daily
    if daily is not None:
        own = (item for year in years for item in of_kind(PeriodKind.TEN_DAYS, year))
        found[PeriodKind.TEN_DAYS] |= {
            item for item in own if item.first_on <= daily[1] and item.last_on >= daily[0]
        }
    return {kind: tuple(sorted(own, key=_newest_first)) for kind, own in found.items() if own}


def _month(item: Period) -> Period:
    return periods.of_month(item.first_on.year, item.first_on.month)


def _after(years: Sequence[int]) -> tuple[int, ...]:
    """The year after the last one: a winter that has begun ends in it."""
    return (max(years) + 1,) if years else ()


def _within(inner: Period, outer: Period) -> bool:
    return outer.first_on <= inner.first_on and inner.last_on <= outer.last_on


def _newest_first(item: Period) -> tuple[int, int]:
    return -item.last_on.toordinal(), item.days
