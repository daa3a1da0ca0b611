"""What a figure is held against, by the kind of its target.

A number of the plan as it stands, a percentage below a base, the figure of the year before, the
mean of a set of places: each is a yardstick and the scale on which a figure is read.
"""

from __future__ import annotations

from fractions import Fraction

from airtrack.assess.case import AS_IS, Evidence, Held, Mark, Scale
from airtrack.assess.compare import Yardstick
from airtrack.domain.target import Target, TargetKind

Pair = tuple[Held | None, Held | None]
"""What the whole period is held against, and its part so far where that is something else."""


def of_target(target: Target, evidence: Evidence) -> Pair:
    """The requirement, as far as the evidence has the figures that it needs."""
    match target.kind:
        case TargetKind.REDUCTION:
            return _reduction(target, evidence), None
        case TargetKind.YEAR_ON_YEAR:
            return _change(target, evidence.mark), _change(target, evidence.to_date)
        case TargetKind.RELATIVE:
            return _distance(target, evidence.mark), _distance(target, evidence.to_date)
        case _:
            return _fixed(target, AS_IS), None


def _fixed(target: Target, scale: Scale) -> Held | None:
    """The plan's own number, read on that scale."""
    if target.op is None or target.value is None or target.digits is None:
        return None
    value = Fraction(target.value)
    return Held(Yardstick(target.op, value, target.digits, target.compare_rule), scale)


def _reduction(target: Target, evidence: Evidence) -> Held | None:
    base = evidence.baseline
    return _fixed(target, Scale.of_cut(base)) if base else None


def _change(target: Target, mark: Mark | None) -> Held | None:
    """Against the figure of the year before; with a number, as a change in percent of it."""
    if mark is None or target.op is None:
        return None
    if target.value is None:
        return _beside(target, mark)
    return _fixed(target, Scale.of_change(mark.printed)) if mark.printed else None


def _distance(target: Target, mark: Mark | None) -> Held | None:
    """Against the mean of the set; with a number, as the distance from it."""
    if mark is None or target.op is None:
        return None
    if target.value is None:
        return _beside(target, mark)
    return _fixed(target, Scale(origin=mark.printed))


def _beside(target: Target, mark: Mark) -> Held | None:
    """Two figures: printed against printed, or exact against exact."""
    if target.op is None:
        return None
    yard = Yardstick(target.op, mark.printed, mark.digits, target.compare_rule, mark.exact)
    return Held(yard)
