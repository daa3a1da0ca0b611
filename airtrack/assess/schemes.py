"""What a scheme gives for figures: exact, and one way for every scheme on file.

Source: SPEC 6.4 to 6.6; docs/consequences.md. Positive amounts are given, negative ones are paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from airtrack.assess.compare import rounded
from airtrack.domain.scale import PERCENT
from airtrack.domain.scheme import Comparison, Grade, Scheme, SchemeRow, Score, Side, Step

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Values:
    """A place's value of an indicator, and what it may be compared with; None where it lacks."""

    value: Fraction | None = None
    previous: Fraction | None = None
    target: Fraction | None = None
    province_mean: Fraction | None = None

    def against(self, row: SchemeRow) -> Fraction | None:
        """What the row compares with."""
        if row.comparison is Comparison.PREV:
            return self.previous
        if row.comparison is Comparison.PROVINCE_MEAN:
            return self.province_mean
        return self.target if row.target is None else Fraction(row.target)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a row brings. `better_by` is how far the value is better, negative where it is worse.

    `other` is the amount where the tiers count the other way, None where that is settled.
    """

    row: SchemeRow
    value: Fraction | None
    against: Fraction | None
    better_by: Fraction | None
    amount: Fraction | None
    other: Fraction | None = None

    @property
    def is_missing(self) -> bool:
        """True where the row is to be computed and a figure lacks."""
        return self.row.computed and self.amount is None


def amount(row: SchemeRow, values: Values, *, is_higher_better: bool) -> Amount:
    """What the row brings for these values, before the factor of the place."""
    value, against = values.value, values.against(row)
    if not row.computed or value is None or against is None:
        return Amount(row, value, against, None, None)
    better_by = value - against if is_higher_better else against - value
    found = _of(row, value, better_by, marginal=row.marginal)
    if row.marginal_mark is None:
        return Amount(row, value, against, better_by, found)
    other = _of(row, value, better_by, marginal=not row.marginal)
    return Amount(row, value, against, better_by, found, other)


def _of(row: SchemeRow, value: Fraction, better_by: Fraction, *, marginal: bool) -> Fraction:
    is_better = better_by >= 0
    is_exempt = row.exempt_at_most is not None and value <= Fraction(row.exempt_at_most)
    if is_exempt or row.side is (Side.WORSE if is_better else Side.BETTER):
        return NOTHING
    size = _tiered(row, abs(better_by), marginal=marginal)
    found = size + Fraction(row.lump) if is_better else -size
    weight = Fraction(1) if row.weight is None else Fraction(row.weight)
    found *= weight * Fraction(row.factor)
    if row.cap is None:
        return found
    return max(-Fraction(row.cap), min(Fraction(row.cap), found))


def _tiered(row: SchemeRow, size: Fraction, *, marginal: bool) -> Fraction:
    """A difference at the rates of its tiers; on a bound it belongs to the tier below."""
    reached = [tier for tier in row.tier if size > Fraction(tier.above)]
    if not reached:
        return NOTHING
    if not marginal:
        return size * Fraction(reached[-1].rate)
    bounds = [*(Fraction(tier.above) for tier in reached), size]
    parts = [after - before for before, after in pairwise(bounds)]
    return sum(
        (part * Fraction(tier.rate) for part, tier in zip(parts, reached, strict=True)), NOTHING
    )


def points(found: Sequence[Amount]) -> Fraction | None:
    """The weighted improvement, where the scheme weighs its indicators; None without figures."""
    weighed = [item for item in found if item.row.weight is not None]
    if not weighed or any(item.better_by is None for item in weighed):
        return None
    return sum(
        ((item.better_by or NOTHING) * Fraction(item.row.weight or 0) for item in weighed), NOTHING
    )


def total(found: Sequence[Amount], *, factor: Fraction, other: bool = False) -> Fraction | None:
    """The sum of what is computed times the factor of the place; None where a figure lacks."""
    computed = [item for item in found if item.row.computed]
    if not computed or any(item.is_missing for item in computed):
        return None
    amounts = (
        item.other if other and item.other is not None else item.amount or NOTHING
        for item in computed
    )
    return sum(amounts, NOTHING) * factor


def factor(scheme: Scheme, place_names: Sequence[str]) -> Fraction:
    """What the amounts of a place, by any of its names, are multiplied by."""
    named = (item for item in scheme.place_factor if set(item.places) & set(place_names))
    found = next(named, None)
    return Fraction(1) if found is None else Fraction(found.factor)


def due(score: Score, *, percent: Fraction, year: int) -> Fraction:
    """The cut in percent that is due by a year: a share of the whole, all of it without one."""
    shares = {phase.year: Fraction(phase.percent) for phase in score.phase}
    return percent * shares.get(year, Fraction(PERCENT)) / PERCENT


def air_points(score: Score, *, completion: Fraction | None, rose: bool) -> Fraction | None:
    """Points for the air: those of a rise whatever the completion, else along the pieces."""
    if rose:
        return Fraction(score.rose_points)
    if completion is None:
        return None
    for piece in score.piece:
        start, end = Fraction(piece.from_percent), Fraction(piece.to_percent)
        if completion <= end:
            share = max(NOTHING, completion - start) / (end - start)
            low, high = Fraction(piece.from_points), Fraction(piece.to_points)
            return low + share * (high - low)
    return Fraction(score.piece[-1].to_points)


def both(air: Fraction, tasks: Fraction | None) -> Fraction:
    """The lesser of air and tasks; that of the air where tasks are not assessed."""
    return air if tasks is None else min(air, tasks)


def grade(score: Score, reached: Fraction) -> Grade:
    """The grade of so many points."""
    return next(item for item in score.grade if reached >= Fraction(item.at_least))


def step(scheme: Scheme, *, completion: Fraction, rose: bool, worse: int | None) -> Step | None:
    """The gravest step whose conditions all hold; `worse` counts the places ranked below."""
    holding = [
        item
        for item in scheme.step
        if worse is not None
        and worse < item.last
        and completion < Fraction(item.completion_below)
        and (rose or not item.rose)
    ]
    return holding[-1] if holding else None


def printed(value: Fraction | None, scheme: Scheme) -> Decimal | None:
    """An amount or score at the digits of the scheme."""
    return None if value is None else rounded(value, scheme.digits)
