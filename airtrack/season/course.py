"""Where a year stands on the path of its month targets.

Source: FORMULAS F9 (cumulative target line), F10 (目标损益: the days' distance from the month
targets, added up).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.season.pieces import Seen
from airtrack.season.shape import mean_of


def due(targets: Sequence[Fraction], seen: Sequence[Seen]) -> Fraction | None:
    """The mean that the month targets allow for the days so far; None before the first."""
    return mean_of(targets, [item.n for item in seen])


def profit_loss(targets: Sequence[Fraction], seen: Sequence[Seen]) -> Fraction:
    """Unit · days ahead of the month targets so far, negative behind (for a cap)."""
    return sum(
        (target * item.n - item.amount for target, item in zip(targets, seen, strict=True)),
        Fraction(0),
    )
