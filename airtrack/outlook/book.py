"""What the days and the end of one year are judged by, as arrays: the standards, not our own.

All concentrations are thousandths of their unit, as everywhere in the statistics.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.scenario import DUST
from airtrack.domain.standard import Edition, IndexScale, IndexTable
from airtrack.domain.standards import Standards
from airtrack.metrics.reference import milli, step_milli

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAP_YEAR = 2000
"""Days have their place in the calendar of a leap year: other years have no 29 February."""
SLOTS = 366
POLLUTANTS = tuple(Pollutant)
COMPOSITE, GOOD_DAYS, GOOD_PCT, HEAVY_DAYS = "composite", "good_days", "good_pct", "heavy_days"


@dataclass(frozen=True)
class Book:
    """The rules of one year.

    Per pollutant and day of the calendar: the highest value that still is good, or is no heavy
    pollution, or no exceedance, and the last one that has an index. Per pollutant: the step of a
    daily value, of the printed statistic and of the one that enters the composite index, the
    statistic itself, its percentile as a fraction, the limit and weight in the index, and whether
    days of dust are left out of it.
    """

    good_upto: Numbers
    heavy_above: Numbers
    exceeding_above: Numbers
    index_upto: Numbers
    is_open_when_partial: Flags
    day_step: tuple[int, ...]
    printed_step: tuple[int, ...]
    index_step: tuple[int, ...]
    is_mean: tuple[bool, ...]
    percentile: tuple[Fraction, ...]
    divisor: tuple[int, ...]
    weight: tuple[int, ...]
    share_scale: int
    is_dusty: tuple[bool, ...]

    def step(self, indicator: str) -> int:
        """The step between two printed values of the indicator, in thousandths."""
        if indicator in POLLUTANTS:
            return self.printed_step[POLLUTANTS.index(Pollutant(indicator))]
        steps = {COMPOSITE: MILLI // self.share_scale, GOOD_PCT: MILLI // 10}
        return steps.get(indicator, MILLI)


def of_year(standards: Standards, year: int, *, edition: str | None = None) -> Book:
    """The rules of that year: each day's edition in force, or the same for all of them."""
    last_on = date(year, 12, 31)
    of_day = [_edition(standards, _day(year, slot), edition) for slot in range(SLOTS)]
    found = {item.id: item for item in of_day}

    def limits_of(highest: Callable[[Edition], list[float]]) -> Numbers:
        of_edition = {key: highest(item) for key, item in found.items()}
        return np.array([of_edition[item.id] for item in of_day], dtype=np.float64).T

    def upto(limit: Callable[[IndexTable], int]) -> Numbers:
        return limits_of(lambda item: _highest(standards, item, limit))

    partial = "publish_if_exceeding"
    rounding, judging = standards.rounding, _edition(standards, last_on, edition)
    items = {item.pollutant: item for item in standards.composite.item}
    percentiles = {
        item.pollutant: item.percentile for item in standards.statistics[judging.statistics].item
    }
    dusty = next(kind.pollutants for kind in standards.dust.kind if kind.id == DUST)
    limits = standards.limits[judging.limits]
    return Book(
        good_upto=upto(lambda table: table.good_upto),
        heavy_above=upto(lambda table: table.heavy_above),
        exceeding_above=upto(lambda table: table.exceeding_above),
        index_upto=limits_of(lambda item: _tops(standards.index[item.index])),
        is_open_when_partial=np.array(
            [standards.index[item.index].missing.rule == partial for item in of_day]
        ),
        day_step=_steps(lambda key: rounding.digits("day_value", key, date.max)),
        printed_step=_steps(lambda key: rounding.digits("period_value", key, last_on)),
        index_step=_steps(lambda key: rounding.digits("index_input", key, last_on)),
        is_mean=tuple(items[key].statistic == "mean" for key in POLLUTANTS),
        percentile=tuple(Fraction(percentiles[key], PERCENT) for key in POLLUTANTS),
        divisor=tuple(milli(limits.value(key, items[key].limit)) for key in POLLUTANTS),
        weight=tuple(standards.composite.weight(key) for key in POLLUTANTS),
        share_scale=10**standards.composite.single_index_digits,
        is_dusty=tuple(key in dusty for key in POLLUTANTS),
    )


def _steps(digits: Callable[[Pollutant], int]) -> tuple[int, ...]:
    return tuple(step_milli(digits(key)) for key in POLLUTANTS)


def _day(year: int, slot: int) -> date:
    """The day of that place in the calendar; a year without 29 February has the day before."""
    found = date(LEAP_YEAR, 1, 1) + timedelta(slot)
    day = found.day if (found.month, found.day) != (2, 29) else 28
    return date(year, found.month, day)


def _edition(standards: Standards, on: date, asked: str | None) -> Edition:
    if asked is not None:
        return standards.edition(asked)
    return next(item for item in standards.editions if item.from_on <= on <= item.to_on)


def _highest(
    standards: Standards, edition: Edition, limit: Callable[[IndexTable], int]
) -> list[float]:
    """The highest daily value of each pollutant whose index does not pass that limit."""
    table = standards.index[edition.index]
    scales = {scale.pollutant: scale for scale in table.iaqi}
    steps = _steps(lambda key: standards.rounding.digits("day_value", key, date.max))
    return [
        float(_last_within(scales[key], table.scale, limit(table), step=step))
        for key, step in zip(POLLUTANTS, steps, strict=True)
    ]


def _tops(table: IndexTable) -> list[float]:
    scales = {scale.pollutant: scale for scale in table.iaqi}
    tops = (scales[key] for key in POLLUTANTS)
    return [float(milli(top.breakpoints[-1])) if top.above == "none" else np.inf for top in tops]


def _last_within(scale: IndexScale, steps: tuple[int, ...], limit: int, *, step: int) -> int:
    """The index never falls as the value rises, so that halving finds the last value."""
    low, high = 0, milli(scale.breakpoints[-1]) // step
    while low < high:
        middle = (low + high + 1) // 2
        if index(scale, steps, middle * step) <= limit:
            low = middle
        else:
            high = middle - 1
    return low * step


def index(scale: IndexScale, steps: tuple[int, ...], value_milli: int) -> int:
    """The individual index of a value on the scale: HJ 633 formula (1), rounded up."""
    points = [milli(value) for value in scale.breakpoints]
    if value_milli <= points[0]:
        return steps[0]
    for low, high, start, end in zip(points, points[1:], steps, steps[1:], strict=False):
        if value_milli <= high:
            return start + -(-(end - start) * (value_milli - low) // (high - low))
    raise ValueError(f"{value_milli} is beyond the scale of {scale.pollutant}")
