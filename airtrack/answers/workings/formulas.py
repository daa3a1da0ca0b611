"""The calculations behind figures, in exact fractions: means, percentiles, counts, shares.

Source: HJ 663 Annex A for the percentile.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.answers.working import Formula, Number
from airtrack.domain.scale import PERCENT


def mean_of(values: Sequence[Number], *, key: str) -> Formula:
    """The mean of printed values, as a formula."""
    total = sum((Fraction(str(value)) for value in values), Fraction(0))
    numbers = {"sum": total, "n": len(values)}
    return Formula(key, numbers, total / len(values) if values else None)


def percentile(values: Sequence[Number], percent: int) -> tuple[Formula, ...]:
    """Rank and value of the percentile, linear between two ranks (HJ 663 Annex A)."""
    ordered = sorted(Fraction(str(value)) for value in values)
    if not ordered:
        return ()
    n = len(ordered)
    rank = 1 + Fraction((n - 1) * percent, PERCENT)
    below = int(rank)
    low, high = ordered[below - 1], ordered[min(below, n - 1)]
    given = {"n": n, "p": Fraction(percent, PERCENT)}
    between = {"k": rank, "s": below, "low": low, "high": high, "t": below + 1}
    result = low + (high - low) * (rank - below)
    return (
        Formula("formula_rank", given, rank),
        Formula("formula_percentile", between, result),
    )


def count(n: int, valid: int, bound: str) -> Formula:
    return Formula("formula_count", {"n": n, "valid": valid, "bound": bound}, Fraction(n))


def share(good: int, valid: int) -> Formula:
    """Good days over valid days, in percent."""
    result = Fraction(good * PERCENT, valid) if valid else None
    return Formula("formula_share", {"good": good, "valid": valid}, result)


def weighted(terms: Sequence[tuple[int, Fraction]], *, is_count: bool) -> tuple[Formula, ...]:
    """Counts add up; everything else is the mean of the months by their days."""
    if not terms:
        return ()
    if is_count:
        total = sum((amount for _, amount in terms), Fraction(0))
        return (Formula("formula_sum", {"months": len(terms)}, total),)
    total = sum((weight * amount for weight, amount in terms), Fraction(0))
    days = sum(weight for weight, _ in terms)
    return (Formula("formula_months", {"sum": total, "n": days}, total / days),)
