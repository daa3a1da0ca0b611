"""One past year forecast at the end of each of its months, and what became of it.

Only what was known then enters: the months that were over, and years before. A year is held
against limits as a plan would set them the year before.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from airtrack.domain.evaluation import Backtest
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Indicator, Measure
from airtrack.season import counted, likely
from airtrack.season.archive import MONTHS
from airtrack.season.pieces import PastYear

Floats = NDArray[np.float64]
_SAME = 1e-9
"""Sums of floats that differ by no more are equal."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A forecast at the end of a month, beside the two plain rules, and whether it happened."""

    place: str
    year: int
    month: int
    forecast: float
    straight: bool
    last_year: bool
    happened: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A year by months: sums of daily values or days of the kind, valid days, calendar days."""

    place: str
    year: int
    amounts: Floats
    n: Floats
    days: Floats

    @classmethod
    def of(cls, year: PastYear) -> Course:
        """The year, whose pieces are its twelve months."""
        lengths = [calendar.monthrange(year.year, month + 1)[1] for month in range(MONTHS)]
        amounts, n = zip(*((float(item.amount), float(item.n)) for item in year.seen), strict=True)
        return cls(year.place, year.year, np.array(amounts), np.array(n), np.array(lengths, float))

    @property
    def levels(self) -> Floats:
        """The mean of a day, or the share of days of the kind, by month."""
        return self.amounts / self.n

    @property
    def level(self) -> float:
        """That of the whole year."""
        return float(self.amounts.sum() / self.n.sum())


def trials(
    tried: Course, *, last: Course, archive: Sequence[Course], indicator: Indicator, rules: Backtest
) -> list[Trial]:
    """The year at the end of every month but the last, against every limit that is still open."""
    wants_low = indicator.better == "lower"
    if indicator.measure is Measure.MEAN:
        changes = [float(percent) / PERCENT for percent in rules.changes_percent]
        limits = [last.level * (1 + (change if wants_low else -change)) for change in changes]
        return list(_of_means(tried, last, archive, limits=limits, wants_low=wants_low))
    if wants_low:
        caps = [float(last.amounts.sum()) + change for change in rules.changes_days]
        totals = [(cap, float(tried.amounts.sum()) <= cap + _SAME) for cap in caps if cap >= 0]
    else:
        shares = [last.level + float(points) / PERCENT for points in rules.changes_points]
        totals = [(share, tried.level >= share - _SAME) for share in shares]
    return list(_of_days(tried, last, archive, limits=totals, wants_low=wants_low))


def _of_means(
    tried: Course,
    last: Course,
    archive: Sequence[Course],
    *,
    limits: Sequence[float],
    wants_low: bool,
) -> Iterator[Trial]:
    levels = np.array([year.levels for year in archive])
    n_years = len({year.year for year in archive})
    for month in range(1, MONTHS):
        so_far, left = tried.n[:month], tried.days[month:]
        found = likely.ratios_of(levels, so_far, left)
        if min(n_years, len(found)) < 2:
            continue
        rest = likely.Rest.of(found, n_years=n_years)
        n, to_come = float(so_far.sum()), float(left.sum())
        mean = float(tried.amounts[:month].sum()) / n
        as_then = (mean * n + float(last.levels[month:] @ tried.days[month:])) / (n + to_come)
        for limit in limits:
            needed = likely.ratio_needed(limit, mean=mean, n=n, left=to_come)
            if needed < 0:
                continue
            yield Trial(
                *(tried.place, tried.year, month),
                forecast=rest.chance(needed, wants_low=wants_low),
                straight=_keeps(mean, limit, wants_low=wants_low),
                last_year=_keeps(as_then, limit, wants_low=wants_low),
                happened=_keeps(tried.level, limit, wants_low=wants_low),
            )


def _of_days(
    tried: Course,
    last: Course,
    archive: Sequence[Course],
    *,
    limits: Sequence[tuple[float, bool]],
    wants_low: bool,
) -> Iterator[Trial]:
    """`limits` are caps on days, or shares to reach, each with whether it happened."""
    season = counted.season_of(
        np.array([year.amounts for year in archive]),
        np.array([year.n for year in archive]),
        [(year.place, year.year) for year in archive],
        place=tried.place,
    )
    for month in range(1, MONTHS):
        past, n, left = tried.amounts[:month], tried.n[:month], tried.days[month:]
        chances = counted.coming_of(season, past, n, left.astype(np.int64))
        got, days, to_come = float(past.sum()), float(n.sum()), float(left.sum())
        then = got + float(last.levels[month:] @ left)
        for limit, happened in limits:
            total = limit if wants_low else limit * (days + to_come)
            edge = math.floor(total - got + _SAME) if wants_low else math.ceil(total - got - _SAME)
            if not (0 <= edge < to_come if wants_low else 0 < edge <= to_come):
                continue
            share = chances[: edge + 1].sum() if wants_low else chances[edge:].sum()
            pace = got * (days + to_come) / days
            yield Trial(
                *(tried.place, tried.year, month),
                forecast=min(1.0, float(share)),
                straight=_keeps(pace, total, wants_low=wants_low),
                last_year=_keeps(then, total, wants_low=wants_low),
                happened=happened,
            )


def _keeps(value: float, limit: float, *, wants_low: bool) -> bool:
    return value <= limit + _SAME if wants_low else value >= limit - _SAME
