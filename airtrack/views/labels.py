"""Labels at the ends of lines, moved apart so that none hides another."""

from __future__ import annotations

from collections.abc import Sequence


def apart(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Where labels stand that want these heights: in the same order, at least `gap` apart.

    They stay between `low` and `high` where there is room for all of them; otherwise they stand
    evenly. Nobody moves farther than is needed from below, then from above.

    >>> apart([1, 1, 5], gap=1, low=1, high=5)
    [1, 2, 5]
    >>> apart([5, 5, 1], gap=1, low=1, high=5)
    [4, 5, 1]
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    room = (high - low) / (len(wanted) - 1) if len(wanted) > 1 else gap
    gap = min(gap, room)
    placed = [min(max(wanted[index], low), high) for index in order]
    for seat in range(1, len(placed)):
        placed[seat] = max(placed[seat], placed[seat - 1] + gap)
    top = high
    for seat in reversed(range(len(placed))):
        placed[seat] = min(placed[seat], top)
        top = placed[seat] - gap
    found = [0.0] * len(placed)
    for index, height in zip(order, placed, strict=True):
        found[index] = height
    return found
