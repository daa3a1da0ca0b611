"""What the rest of the period still allows.

Source: arithmetic on the target (FORMULAS F7, F8); no standard prescribes it. A control value aims
at the target itself; the value at the rounding edge stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from airtrack.assess.course import Sample
from airtrack.domain.scale import PERCENT


def remaining_mean(samples: Sequence[Sample], target: Fraction) -> Fraction | None:
    """The mean that the days to come may have, or None when none are to come.

    For several places the same rest-of-period mean in each brings their average to the target.
    Negative means that the target is out of reach.

    >>> remaining_mean([Sample("", Fraction(36 * 300), 300, 20, 45)], Fraction(35))
    Fraction(85, 3)
    """
    share_left = sum((Fraction(s.left, s.n + s.left) for s in samples), Fraction(0)) / len(samples)
    if not share_left:
        return None
    kept = sum((s.amount / (s.n + s.left) for s in samples), Fraction(0)) / len(samples)
    return (target - kept) / share_left


def days_to_win(samples: Sequence[Sample], percent: Fraction, *, strict: bool = False) -> int:
    """Days of the wanted kind that must still come, of all places together; never below zero.

    Of one place: its whole number of days that may be lost is rounded down, which is the safe
    side. `strict` asks for more than the share, not for just as much.
    """
    if len(samples) == 1:
        (only,) = samples
        allowed = whole_below((only.n + only.left) * (1 - percent / PERCENT), strict=strict)
        lost = only.n - only.amount
        return max(0, only.left - math.floor(allowed - lost))
    share = remaining_mean(samples, percent / PERCENT) or Fraction(0)
    left = sum(sample.left for sample in samples)
    return max(0, whole_above(share * left, strict=strict))


def whole_below(value: Fraction, *, strict: bool = False) -> int:
    """The largest whole number that is not above the value, or below it when `strict`."""
    return math.ceil(value) - 1 if strict else math.floor(value)


def whole_above(value: Fraction, *, strict: bool = False) -> int:
    """The smallest whole number that is not below the value, or above it when `strict`."""
    return math.floor(value) + 1 if strict else math.ceil(value)


def total(samples: Sequence[Sample]) -> Fraction:
    """The days counted, of all places together."""
    return sum((sample.amount for sample in samples), Fraction(0))
