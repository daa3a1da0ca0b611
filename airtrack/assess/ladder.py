"""The ladder: the first rung that holds gives the status.

Source: decided rules: an arithmetically decided verdict outranks missing data; else missing data
outrank the rest; while the period runs, the value so far against the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from airtrack.assess.case import Case, Held
from airtrack.assess.compare import Yardstick
from airtrack.domain.standard import Measure
from airtrack.domain.target import CompareRule, Op
from airtrack.domain.verdict import Rule, Status


@dataclass(frozen=True, slots=True)
class Rung:
    """A status, the rule that gave it, and what the value was held against."""

    status: Status
    rule: Rule | None
    held: Held


def climbed(case: Case) -> Rung:
    """The first rung that holds."""
    final = case.held
    if final is not None:
        sure = _certain(case, final, with_missing=True)
        if sure is not None:
            return Rung(sure, Rule.DECIDED, final)
    if not case.evidence.is_enough:
        return Rung(Status.INSUFFICIENT, None, case.now or case.either)
    if final is not None:
        decided = _certain(case, final, with_missing=False)
        if decided is not None:
            return Rung(decided, Rule.DECIDED, final)
    if case.now is not None:
        return _so_far(case, case.now, case.course.so_far)
    if case.indicator.measure is Measure.COUNT and case.either.wants_low:
        return Rung(_days_left(case, case.either), Rule.DAYS_LEFT, case.either)
    if case.due is not None:
        return _on_path(case, case.either, case.due)
    return _so_far(case, case.either, case.course.ahead)


def entering(case: Case, value: Fraction) -> Fraction:
    """The value that is compared: changes are computed from printed values (SPEC 3.7)."""
    if case.is_read and case.evidence.printed is not None:
        return case.evidence.printed
    return value


def _so_far(case: Case, held: Held, value: Fraction) -> Rung:
    value = entering(case, value)
    if held.meets(value):
        return Rung(Status.ON_TRACK, Rule.SO_FAR, held)
    is_near = held.is_near(value, percent=case.margin)
    return Rung(Status.AT_RISK if is_near else Status.OFF_TRACK, Rule.SO_FAR, held)


def _on_path(case: Case, held: Held, due: Fraction) -> Rung:
    """The value so far against what the month targets ask of these days."""
    op = Op.AT_MOST if held.wants_low else Op.AT_LEAST
    yard = Yardstick(op, due, 0, CompareRule.FULL)
    value = case.course.so_far
    if yard.meets(value):
        return Rung(Status.ON_TRACK, Rule.SEASON, held)
    is_near = yard.nearly(value, percent=case.margin)
    return Rung(Status.AT_RISK if is_near else Status.OFF_TRACK, Rule.SEASON, held)


def _certain(case: Case, held: Held, *, with_missing: bool) -> Status | None:
    """Met or missed whatever the unknown days bring, or None while both can happen."""
    if not case.course.is_open(with_missing=with_missing):
        met = held.meets(entering(case, case.course.so_far))
        return Status.MET if met else Status.MISSED
    low = case.course.lowest(with_missing=with_missing)
    high = case.course.highest(with_missing=with_missing)
    best, worst = (low, high) if held.wants_low else (high, low)
    if worst is not None and held.meets(worst):
        return Status.MET
    if best is not None and not held.meets(best):
        return Status.MISSED
    return None


def _days_left(case: Case, held: Held) -> Status:
    """A cap on days is on track while a day may still be lost, or none was; at risk without one."""
    used, one = case.course.so_far, Fraction(1, case.divisor)
    return Status.ON_TRACK if not used or held.meets(used + one) else Status.AT_RISK
