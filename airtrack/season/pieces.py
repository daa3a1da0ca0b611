"""The pieces of a period: its months, the one that is under way cut after the last known day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from airtrack.domain import period as periods
from airtrack.domain.period import Period


@dataclass(frozen=True, slots=True)
class Seen:
    """What days of a piece say: the sum of daily values or the days of a kind, and valid days."""

    amount: Fraction
    n: Fraction

    @property
    def level(self) -> Fraction:
        """The mean of a day, or the share of the days of the kind."""
        return self.amount / self.n


@dataclass(frozen=True, slots=True)
class PastYear:
    """One earlier year of a place (or of a set of places, `place` its id), piece by piece."""

    year: int
    place: str
    seen: tuple[Seen, ...]


def pieces(within: Period, *, after: date) -> tuple[Period, ...]:
    """The months of the period, in order; that of `after` in two where days of it are to come."""
    found, first = [], within.first_on
    while first <= within.last_on:
        last = min(_month_end(first), within.last_on)
        if first <= after < last:
            last = after
        found.append(periods.of_days(first, last))
        first = last + timedelta(1)
    return tuple(found)


@lru_cache(maxsize=4096)
def years_before(piece: Period, years: int) -> Period:
    """The same days so many years earlier."""
    for _ in range(years):
        piece = piece.a_year_before()
    return piece


def by_months(items: Sequence[Period]) -> tuple[tuple[int, ...], ...]:
    """The numbers of the pieces of each month, in order."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, piece in enumerate(items):
        found.setdefault((piece.first_on.year, piece.first_on.month), []).append(number)
    return tuple(tuple(numbers) for numbers in found.values())


def joined(seen: Sequence[Seen]) -> Seen:
    """Several pieces as one."""
    return Seen(
        sum((item.amount for item in seen), Fraction(0)),
        sum((item.n for item in seen), Fraction(0)),
    )


def _month_end(day: date) -> date:
    return periods.of_month(day.year, day.month).last_on
