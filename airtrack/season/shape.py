"""Month targets in the shape of a usual year (目标分解到月), and what is left of them.

Source: FORMULAS F9 and F11: each month has its usual part of the annual level, scaled so that the
days give the target back; what was lost or won changes the months to come by one factor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from airtrack.season.pieces import PastYear, joined

Numbers = tuple[int, ...]
_FINE = 10**9
"""A shape is only ever a likeness: so many parts of the level of a year are fine enough."""


def usual(years: Sequence[PastYear], months: Sequence[Numbers]) -> tuple[Fraction, ...] | None:
    """The usual level of each month against that of its year, the mean over the years.

    `months` are the numbers of the pieces of each month. A year whose level is nothing has no
    shape; None where no year has one.
    """
    shapes = []
    for year in years:
        level = float(joined(year.seen).level)
        if level:
            of_months = [joined([year.seen[n] for n in numbers]).level for numbers in months]
            shapes.append([float(item) / level for item in of_months])
    if not shapes:
        return None
    means = (sum(column) / len(shapes) for column in zip(*shapes, strict=True))
    return tuple(Fraction(round(item * _FINE), _FINE) for item in means)


def decomposed(
    target: Fraction,
    shape: Sequence[Fraction],
    weights: Sequence[Fraction],
    *,
    issued: Mapping[int, Fraction] | None = None,
) -> tuple[Fraction, ...]:
    """A target a month, whose mean over the days (`weights`) is the target itself, exactly.

    Months that the authority set (`issued`, by number) stay as they are and the others share what
    is left; where nothing is left for them, or all are set, nothing is adjusted.

    >>> half = Fraction(1, 2)
    >>> decomposed(Fraction(30), (3 * half, half), (Fraction(1), Fraction(1)))
    (Fraction(45, 1), Fraction(15, 1))
    """
    fixed = issued or {}
    free = [number for number in range(len(shape)) if number not in fixed]
    whole = target * sum(weights, Fraction(0))
    left = whole - sum((value * weights[number] for number, value in fixed.items()), Fraction(0))
    mass = sum((shape[number] * weights[number] for number in free), Fraction(0))
    plain = whole / sum(
        (part * weight for part, weight in zip(shape, weights, strict=True)), Fraction(0)
    )
    factor = left / mass if mass and left > 0 else plain
    return tuple(
        fixed[number] if number in fixed else factor * part for number, part in enumerate(shape)
    )


def mean_of(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    """The mean over days; None where there are none."""
    days = sum(weights, Fraction(0))
    if not days:
        return None
    total = sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0))
    return total / days


def tightening(
    budget: Fraction, targets: Sequence[Fraction], left: Sequence[Fraction]
) -> Fraction | None:
    """What the days to come may have against what was planned for them (λ).

    Below one, they must be better than planned by the rest to one. None where nothing is to come,
    or nothing was planned.
    """
    planned = mean_of(targets, left)
    return budget / planned if planned else None
