"""What each city adds to its region: to a mean above the target, to a cap that all share.

Source: arithmetic on the region's target (FORMULAS F7, F8), in exact fractions; no standard
prescribes it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.assess import budget
from airtrack.domain.members import Member, Members, Rest
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure

TENTH = Fraction(1, 10)
"""How much better the rest of a period is thought; the field of `status` is called after it."""

_FOLLOWED = (Measure.MEAN, Measure.SHARE, Measure.COUNT)


@dataclass(frozen=True, slots=True)
class Part:
    """One city's part in a mean over cities, in the unit of the indicator.

    `part` of all cities add up to the mean, `share_of_gap` to what the mean is from the required
    value. Both this and `excess`, the city's own distance, are positive while something is still to
    do. `norm` is the rest of the period as earlier years had it: a mean, of shares and counts the
    days that ought to be fewer. The region's end is better by `moves_per_unit` when the city's rest
    is better by one unit, by `moves_per_tenth` when it is a tenth better than its norm. Nothing
    moves what is no sum over days.
    """

    place: str
    value: Fraction
    part: Fraction
    excess: Fraction
    share_of_gap: Fraction
    norm: Fraction | None
    moves_per_unit: Fraction | None
    moves_per_tenth: Fraction | None


@dataclass(frozen=True, slots=True)
class Spent:
    """One city's days of a shared cap: used, still to spend, and usually used in the same days.

    `own_left` is what the city's own cap leaves, never below zero; None without such a cap.
    """

    place: str
    used: int
    days_left: int
    expected: Fraction | None
    own_cap: int | None
    own_left: int | None


@dataclass(frozen=True, slots=True)
class SharedCap:
    """A cap on days of all cities together: cap = used + left + unused − over.

    `left` is what the cities still have to spend, `unused` what no day is left for, `over` the days
    beyond the cap.
    """

    cap: int
    used: int
    left: int
    unused: int
    over: int
    each: tuple[Spent, ...]


def parts(members: Members) -> tuple[Part, ...]:
    """The part of each city in the mean, the one farthest from the target first."""
    n = len(members.each)
    found = []
    for member in members.each:
        over = member.value - members.limit
        excess = over if members.wants_low else -over
        unit, norm = _weight(members, member), _norm(members, member)
        found.append(
            Part(
                place=member.place,
                value=member.value,
                part=member.value / n,
                excess=excess,
                share_of_gap=excess / n,
                norm=norm,
                moves_per_unit=unit,
                moves_per_tenth=None if unit is None or norm is None else TENTH * norm * unit,
            )
        )
    return tuple(sorted(found, key=lambda part: (-part.excess, part.place)))


def foremost(found: Sequence[Part]) -> Part | None:
    """The city whose rest of the period moves the region most; None where nothing can."""
    moving = [part for part in found if part.moves_per_tenth]
    return max(moving, key=lambda part: part.moves_per_tenth or 0, default=None)


def shared(members: Members) -> SharedCap:
    """The cap, and what is left of it handed out as the same days used to need it.

    Days are whole, those to spend add up to what is left, and no city is handed more than it has
    days to come, nor more than its own cap leaves, unless all own caps together leave less.
    """
    cap = budget.whole_below(members.limit, strict=members.is_strict)
    used = sum(math.ceil(member.amount) for member in members.each)
    to_come = [member.left for member in members.each]
    unspent = max(0, cap - used)
    left = min(unspent, sum(to_come))
    expected = [_days(members, member) for member in members.each]
    own = [_own_left(member) for member in members.each]
    days = allotted(left, [item or Fraction(0) for item in expected], own, to_come)
    each = tuple(
        Spent(
            place=member.place,
            used=math.ceil(member.amount),
            days_left=days[number],
            expected=expected[number],
            own_cap=member.own_cap,
            own_left=own[number],
        )
        for number, member in enumerate(members.each)
    )
    return SharedCap(cap, used, left, unspent - left, max(0, used - cap), each)


def allotted(
    days: int,
    weights: Sequence[Fraction],
    limits: Sequence[int | None],
    most: Sequence[int],
) -> tuple[int, ...]:
    """So many days in whole parts by weight (largest remainders), each within its limit.

    The parts add up to the days, of which there are no more than `most` together. Where the limits
    leave room for fewer, each is filled, and the rest is handed out by weight beyond them, within
    `most`. Equal weights where all are zero.

    >>> allotted(6, [Fraction(3), Fraction(1), Fraction(2)], [None, None, 1], [9, 9, 9])
    (4, 1, 1)
    """
    room = [
        top if limit is None else min(limit, top) for limit, top in zip(limits, most, strict=True)
    ]
    first = _within(days, weights, room)
    beyond = [top - own for own, top in zip(first, most, strict=True)]
    rest = _within(days - sum(first), weights, beyond)
    return tuple(own + more for own, more in zip(first, rest, strict=True))


def _within(days: int, weights: Sequence[Fraction], room: Sequence[int]) -> list[int]:
    """Parts that add up to the days, or that fill all the room where it is too little."""
    found, free = [0] * len(weights), set(range(len(weights)))
    while free and days:
        quotas = _quotas(days, weights, free)
        full = {number for number in free if quotas[number] >= room[number]}
        if not full:
            return _rounded(found, quotas, days)
        for number in full:
            found[number] = room[number]
        days -= sum(room[number] for number in full)
        free -= full
    return found


def _quotas(days: int, weights: Sequence[Fraction], free: set[int]) -> dict[int, Fraction]:
    total = sum((weights[number] for number in free), Fraction(0))
    return {
        number: days * (weights[number] / total if total else Fraction(1, len(free)))
        for number in sorted(free)
    }


def _rounded(found: list[int], quotas: dict[int, Fraction], days: int) -> list[int]:
    """Whole parts: the largest remainders are rounded up, the first of equal ones."""
    whole = {number: math.floor(quota) for number, quota in quotas.items()}
    over = days - sum(whole.values())
    by_remainder = sorted(quotas, key=lambda number: (whole[number] - quotas[number], number))
    for number in by_remainder[:over]:
        whole[number] += 1
    return [whole.get(number, part) for number, part in enumerate(found)]


def _weight(members: Members, member: Member) -> Fraction | None:
    """By how much the region's end moves with one unit of the city's rest."""
    n = len(members.each)
    if members.measure not in _FOLLOWED or not member.n + member.left:
        return None
    if members.measure is Measure.COUNT:
        return Fraction(1 if member.left else 0, n)
    return Fraction(member.left, (member.n + member.left) * n)


def _norm(members: Members, member: Member) -> Fraction | None:
    """The rest as earlier years had it, None without any; what a tenth is taken of."""
    if members.measure is Measure.MEAN:
        return _average([rest.amount / rest.n for rest in member.past if rest.n])
    if members.measure is Measure.SHARE:
        return _average([PERCENT * _unwanted(members, rest) for rest in member.past if rest.n])
    counted = _average([member.left * _unwanted(members, rest) for rest in member.past if rest.n])
    return counted if members.measure is Measure.COUNT else None


def _unwanted(members: Members, rest: Rest) -> Fraction:
    """The share of the days that ought to be fewer."""
    share = rest.amount / rest.n
    return share if members.wants_low else 1 - share


def _days(members: Members, member: Member) -> Fraction | None:
    """Days of the kind that the same days of earlier years had."""
    return _average([rest.amount for rest in member.past]) if member.left else None


def _own_left(member: Member) -> int | None:
    if member.own_cap is None:
        return None
    return max(0, member.own_cap - math.ceil(member.amount))


def _average(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
