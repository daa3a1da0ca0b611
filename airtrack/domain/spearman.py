"""Spearman's rank correlation of a series with time, in exact fractions.

Source: HJ 663-2013 Annex B.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def with_time(values: Sequence[int]) -> Fraction:
    """1 - 6 Σd² / (N³ - N), d the rank by value less the rank in time; values oldest first.

    Equal values share the mean of their ranks. Raises ZeroDivisionError below two values.

    >>> with_time([50, 48, 45, 44, 40]), with_time([40, 42, 41, 39, 38])
    (Fraction(-1, 1), Fraction(-7, 10))
    """
    n = len(values)
    squares = sum(
        ((_rank(values, value) - time) ** 2 for time, value in enumerate(values, start=1)),
        Fraction(0),
    )
    return 1 - 6 * squares / (n**3 - n)


def _rank(values: Sequence[int], value: int) -> Fraction:
    lower = sum(other < value for other in values)
    return lower + Fraction(values.count(value) + 1, 2)
