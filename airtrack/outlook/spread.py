"""Low, middle and high of the members, and figures at their printed digits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from airtrack.assess.compare import rounded
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.outlook.book import Numbers


@dataclass(frozen=True, slots=True)
class Spread:
    """Low, middle and high of the members, and how many there are; NaN where there is none."""

    low: Numbers
    middle: Numbers
    high: Numbers
    n: NDArray[np.int64]


LOW, MIDDLE, HIGH = 10, 50, 90
"""The percent of the members that end at or below the low, the middle and the high figure."""


def spread(values: Numbers) -> Spread:
    """Low, middle and high over the members of each place, linear between two of them."""
    in_order = np.sort(values, axis=-1)
    n = np.isfinite(in_order).sum(axis=-1)
    found: list[Numbers] = []
    for percent in (LOW, MIDDLE, HIGH):
        position = np.maximum(n - 1, 0) * percent / PERCENT
        below = np.floor(position).astype(int)
        above = np.minimum(below + 1, np.maximum(n - 1, 0))
        low = np.take_along_axis(in_order, below[..., None], axis=-1)[..., 0]
        high = np.take_along_axis(in_order, above[..., None], axis=-1)[..., 0]
        found.append(low + (high - low) * (position - below))
    return Spread(found[0], found[1], found[2], n)


def printed(values: Numbers, step: int) -> Numbers:
    """The figures at their printed digits, half to even; still thousandths."""
    rounded: Numbers = np.rint(values / step) * step
    return rounded


def digits(step: int) -> int:
    """The decimals of a printed step, in thousandths."""
    return len(str(MILLI // step)) - 1


def at(value_milli: float, step: int) -> Decimal:
    """A figure at its printed digits."""
    return rounded(Fraction(float(value_milli)) / MILLI, digits(step))
