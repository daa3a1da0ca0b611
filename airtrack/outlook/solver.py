"""The largest value that still gets a rank, with the other cities where they are expected to end.

Values are whole numbers of printed steps, so that nothing but what can be printed is compared;
where higher is better the same is asked of negative numbers (see `mirrored`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Outcome(StrEnum):
    """Whether there is such a value, or why there is none."""

    FOUND = "found"
    TOO_FEW_PLACES = "too_few_places"
    BELOW_NOTHING = "below_nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """The largest value that does it, in printed steps; None where the outcome says why not."""

    outcome: Outcome
    value: int | None = None


def rank(value: int, others: Sequence[int]) -> int:
    """1 is the lowest value; equal values share a rank and the next is skipped (1, 1, 3).

    >>> rank(4, [4, 5]), rank(5, [4, 4])
    (1, 3)
    """
    return 1 + sum(other < value for other in others)


def worse(value: int, others: Sequence[int]) -> int:
    """How many of the others are strictly worse."""
    return sum(other > value for other in others)


def to_gain(places: int, *, now: int, others: Sequence[int], least: int = 0) -> Answer:
    """The largest value that ranks so many places before the value of now; not below `least`.

    Raises ValueError unless places are to be gained.
    """
    if places < 1:
        raise ValueError("nothing is to be gained")
    wanted = rank(now, others) - places
    if wanted < 1:
        return Answer(Outcome.TOO_FEW_PLACES)
    # of the others the one with that turn may be met, not passed
    return _answer(sorted(others)[wanted - 1], least)


def to_leave_last(n: int, *, others: Sequence[int], least: int = 0) -> Answer:
    """The largest value at which at least n of the others are strictly worse."""
    if n > len(others):
        return Answer(Outcome.TOO_FEW_PLACES)
    if n < 1:
        raise ValueError("the last none are no list to leave")
    return _answer(sorted(others)[-n] - 1, least)


def _answer(value: int, least: int) -> Answer:
    if value < least:
        return Answer(Outcome.BELOW_NOTHING)
    return Answer(Outcome.FOUND, value)


def rest_mean(
    wanted: int, *, total: Fraction, n: int, left: int, step: Fraction, rest_step: Fraction
) -> Fraction | None:
    """The largest mean of the days to come with which the year still prints as `wanted` steps.

    `total` is the sum of the `n` values so far. The year's mean prints in whole `step`s, half to
    even; the answer is in whole `rest_step`s. None where no day is to come, or where even clean
    air is too much.
    """
    if not left:
        return None
    edge = (wanted * step + step / 2) * (n + left) - total
    found = (edge / left) // rest_step
    if found >= 0 and round((total + found * rest_step * left) / (n + left) / step) > wanted:
        found -= 1
    return found * rest_step if found >= 0 else None


def mirrored(values: Sequence[int]) -> list[int]:
    """Values of which the highest is the best, as values of which the lowest is."""
    return [-value for value in values]
