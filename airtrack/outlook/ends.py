"""How a year ends: of each member the figures that are printed, as they are and under a scenario.

What does not depend on the scenario is worked out once (`prepared`); a change then is arithmetic on
arrays. Statistics are those of the standards: means over valid days, percentiles linear between
ranks (HJ 663-2013 Annex A), each rounded before it enters the composite index (SPEC 4.2), day
counts by the index of the day (HJ 633). Figures are thousandths of the printed unit, unrounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

import numpy as np

from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.scenario import NOTHING, Change, Scenario, dust_days
from airtrack.outlook.book import (
    COMPOSITE,
    GOOD_DAYS,
    GOOD_PCT,
    HEAVY_DAYS,
    POLLUTANTS,
    Book,
    Flags,
    Numbers,
)
from airtrack.outlook.counting import (
    DayCounts,
    DayFlags,
    Judged,
    counted,
    counted_days,
    judged,
    number,
)
from airtrack.outlook.days import MONTH_OF_SLOT, MONTHS, Coming, by_month

Ends = Mapping[str, Numbers]
"""By indicator: the figure at the end of the year, by place and member; NaN where there is none."""


class Prepared:
    """Everything about the days that no scenario changes."""

    def __init__(self, coming: Coming, book: Book) -> None:
        self.coming = coming
        self.book = book
        self.months = MONTH_OF_SLOT[coming.rest_slots]
        so_far_there = coming.so_far_counts & np.isfinite(coming.so_far)
        self.n_so_far = so_far_there.sum(axis=-1).astype(np.float64)
        self.sum_so_far = np.where(so_far_there, coming.so_far, 0.0).sum(axis=-1)
        self.rest = by_month(coming.rest, coming.rest_counts, coming.rest_slots)
        self.rest_judged = [self._judged(at, coming.rest[at]) for at in range(len(POLLUTANTS))]
        self.days_so_far = self._days_so_far()

    @cached_property
    def ends(self) -> Ends:
        """How the year ends where nothing is assumed."""
        return _ends(self, NOTHING, rests=[None] * len(POLLUTANTS))

    @cached_property
    def percentiles(self) -> dict[int, Numbers]:
        """Those of the pollutants that are assessed by one, where nothing is assumed."""
        return {
            at: _percentile(self, at, self.coming.rest[at])
            for at in range(len(POLLUTANTS))
            if not self.book.is_mean[at]
        }

    def _judged(self, at: int, values: Numbers) -> Judged:
        return judged(self.book, at, values, slots=self.coming.rest_slots)

    def _days_so_far(self) -> DayCounts:
        found = self.coming
        each = [
            judged(self.book, at, found.so_far[at], slots=found.so_far_slots)
            for at in range(len(POLLUTANTS))
        ]
        is_open = self.book.is_open_when_partial[found.so_far_slots]
        return counted(each, is_open)


def prepared(coming: Coming, book: Book) -> Prepared:
    """What no scenario changes, worked out."""
    return Prepared(coming, book)


def under(base: Prepared, scenario: Scenario) -> Ends:
    """How the year ends under the scenario, for every place and member."""
    if not scenario:
        return base.ends
    factors = _factors(base, scenario)
    return _ends(base, scenario, rests=_changed(base, factors), factors=factors)


def _changed(base: Prepared, factors: list[Numbers | None]) -> list[Numbers | None]:
    """The days to come of each pollutant that the factors change."""
    month = base.months - 1
    return [
        None if factor is None else base.coming.rest[at] * factor[..., month]
        for at, factor in enumerate(factors)
    ]


def shares_moved(base: Prepared, scenario: Scenario) -> dict[str, Numbers]:
    """By how much the share of good and of heavy days to come moves, by month.

    The mean over the places and the members that may be used; days of dust are left out of it.
    """
    factors = _factors(base, scenario)
    is_open = base.book.is_open_when_partial[base.coming.rest_slots]
    found: dict[str, Numbers] = {}
    before, after = (
        _months_of_days(base, counted_days(each, is_open))
        for each in (base.rest_judged, _each(base, _changed(base, factors)))
    )
    for key in (GOOD_DAYS, HEAVY_DAYS):
        moved = np.where(np.isfinite(before[key]), after[key] - before[key], 0.0)
        n = np.maximum(np.isfinite(before[key]).sum(axis=(0, 1)), 1)
        found[key] = moved.sum(axis=(0, 1)) / n
    return found


def _months_of_days(base: Prepared, days: DayFlags) -> dict[str, Numbers]:
    """The shares of good and of heavy days of each month, by place and member."""
    usable = _has_days(base, number(days.valid))
    found: dict[str, Numbers] = {}
    for key, flags in ((GOOD_DAYS, days.good), (HEAVY_DAYS, days.heavy)):
        shares = np.full((*usable.shape, MONTHS), np.nan)
        for month in np.unique(base.months):
            within = base.months == month
            with np.errstate(divide="ignore", invalid="ignore"):
                share = number(flags[..., within]) / number(days.valid[..., within])
            shares[..., month - 1] = np.where(usable, share, np.nan)
        found[key] = shares
    return found


def _each(base: Prepared, rests: list[Numbers | None]) -> list[Judged]:
    return [
        base.rest_judged[at] if rest is None else judged_rest(base, at, rest)
        for at, rest in enumerate(rests)
    ]


def _factors(base: Prepared, scenario: Scenario) -> list[Numbers | None]:
    """By pollutant what its days to come are multiplied by, by place, member and month."""
    found: list[Numbers | None] = [None] * len(POLLUTANTS)
    for change in scenario.changes:
        at = POLLUTANTS.index(change.pollutant)
        before = found[at]
        factor = np.ones(base.rest.sums.shape[1:]) if before is None else before
        months = [month - 1 for month in change.months.numbers]
        factor[..., months] = _factor(base, at, change, months)[..., None]
        found[at] = factor
    return found


def _factor(base: Prepared, at: int, change: Change, months: list[int]) -> Numbers:
    shape = base.rest.sums.shape[1:3]
    if change.percent is not None:
        return np.full(shape, float(1 + change.percent / PERCENT))
    wanted = float((change.mean or Decimal(0)) * MILLI)
    sums = base.rest.sums[at][..., months].sum(axis=-1)
    counts = base.rest.n[at][..., months].sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = wanted * counts / sums
    return np.where(np.isfinite(factor), factor, 1.0)


def _ends(
    base: Prepared,
    scenario: Scenario,
    *,
    rests: list[Numbers | None],
    factors: list[Numbers | None] | None = None,
) -> dict[str, Numbers]:
    dusty = dust_by_month(base, scenario)
    found: dict[str, Numbers] = {}
    for at, pollutant in enumerate(POLLUTANTS):
        factor = None if factors is None else factors[at]
        changed = rests[at]
        if base.book.is_mean[at]:
            value = _mean(base, at, factor=factor, dusty=dusty)
        else:
            value = base.percentiles[at] if changed is None else _percentile(base, at, changed)
        found[pollutant] = np.where(base.coming.usable[at], value, np.nan)
    found[COMPOSITE] = _composite(base.book, found)
    return {**found, **_day_figures(base, rests, dust_days=float(dusty.sum()))}


def dust_by_month(base: Prepared, scenario: Scenario) -> Numbers:
    """The assumed days of dust of each month."""
    days = {month: int((base.months == month).sum()) for month in range(1, MONTHS + 1)}
    found = dust_days(scenario, days)
    return np.array([found[month] for month in days], dtype=np.float64)


def _mean(base: Prepared, at: int, *, factor: Numbers | None, dusty: Numbers) -> Numbers:
    """The mean of the year: the days to come weigh as many as they are, those of dust nothing."""
    sums, n_rest, left = base.rest.sums[at], base.rest.n[at], base.coming.left[at]
    if factor is not None:
        sums = np.multiply(sums, factor)
    if base.book.is_dusty[at] and dusty.any():
        left = left * _kept_share(base, dusty)
    with np.errstate(divide="ignore", invalid="ignore"):
        # a weight of exactly one where each day stands for itself
        weight = np.where(n_rest > 0, left / n_rest, 0.0)
        total = base.sum_so_far[at][:, None] + (sums * weight).sum(axis=-1)
        value: Numbers = total / (base.n_so_far[at][:, None] + left.sum(axis=-1))
    return value


def _kept_share(base: Prepared, dusty: Numbers) -> Numbers:
    days = np.array([(base.months == month).sum() for month in range(1, MONTHS + 1)], dtype=float)
    kept: Numbers = np.where(days > 0, 1 - dusty / np.maximum(days, 1), 1.0)
    return kept


def _percentile(base: Prepared, at: int, rest: Numbers) -> Numbers:
    """Of the days so far and those to come together, linear between two ranks."""
    step, share = base.book.day_step[at], base.book.percentile[at]
    found = base.coming
    past = np.where(found.so_far_counts[at], found.so_far[at], np.nan)
    to_come = np.where(found.rest_counts[at], np.rint(rest / step) * step, np.nan)
    members = to_come.shape[1]
    both = np.concatenate([np.repeat(past[:, None], members, axis=1), to_come], axis=-1)
    both.sort(axis=-1)
    last = np.isfinite(both).sum(axis=-1) - 1
    below, beyond = np.divmod(np.maximum(last, 0) * share.numerator, share.denominator)
    above = np.minimum(below + 1, np.maximum(last, 0))
    low = np.take_along_axis(both, below[..., None], axis=-1)[..., 0]
    high = np.take_along_axis(both, above[..., None], axis=-1)[..., 0]
    value: Numbers = (low * (share.denominator - beyond) + high * beyond) / share.denominator
    return value


def _composite(book: Book, found: Ends) -> Numbers:
    """Each statistic rounded, over its limit, rounded; then the weighted sum."""
    total = np.zeros(next(iter(found.values())).shape)
    for at, pollutant in enumerate(POLLUTANTS):
        entering = np.rint(found[pollutant] / book.index_step[at]) * book.index_step[at]
        total += np.rint(entering * book.share_scale / book.divisor[at]) * book.weight[at]
    index: Numbers = total * MILLI / book.share_scale
    return index


def _day_figures(
    base: Prepared, rests: list[Numbers | None], *, dust_days: float
) -> dict[str, Numbers]:
    """Good and heavy days, and the share of good ones; a day of dust costs a good day."""
    coming = base.coming
    rest = counted(_each(base, rests), base.book.is_open_when_partial[coming.rest_slots])
    left = rest.valid if coming.days_left is None else coming.days_left
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(rest.valid > 0, left / rest.valid, 0.0)
    is_used = _has_days(base, rest.valid)
    past = base.days_so_far
    valid = past.valid[:, None] + rest.valid * weight
    good = past.good[:, None] + np.maximum(rest.good * weight - dust_days, 0.0)
    heavy = past.heavy[:, None] + rest.heavy * weight
    with np.errstate(divide="ignore", invalid="ignore"):
        share = good * PERCENT * MILLI / valid
    figures = {GOOD_DAYS: good * MILLI, HEAVY_DAYS: heavy * MILLI, GOOD_PCT: share}
    return {key: np.where(is_used, value, np.nan) for key, value in figures.items()}


def judged_rest(base: Prepared, at: int, rest: Numbers) -> Judged:
    """The changed values of a pollutant, held against the limits of their days."""
    return judged(base.book, at, rest, slots=base.coming.rest_slots)


def _has_days(base: Prepared, n_valid: Numbers) -> Flags:
    """True where every pollutant that this year has may be taken from that member."""
    measured = base.n_so_far > 0
    usable: Flags = np.all(base.coming.usable | ~measured[..., None], axis=0)
    if not base.coming.rest_slots.size:
        as_it_is: Flags = usable & (base.days_so_far.valid > 0)[:, None]
        return as_it_is
    with_days: Flags = usable & (n_valid > 0)
    return with_days
