"""An amount that was counted, held against the number of a target."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from airtrack.assess.compare import Yardstick, plain, rounded
from airtrack.domain.target import CompareRule, Target
from airtrack.domain.verdict import Rule, Status, Verdict, Why

_FINER = 2
_NOTHING = Fraction(0)


def yardstick(target: Target) -> Yardstick:
    """What the target's own number requires; raises ValueError where it has none."""
    if target.op is None or target.value is None or target.digits is None:
        raise ValueError(f"{target.id} has no number")
    return Yardstick(target.op, Fraction(target.value), target.digits, target.compare_rule)


def numbered(blank: Verdict, yard: Yardstick, value: Fraction, *, digits: int) -> Verdict:
    """The verdict with the value at so many decimals, the compared and the exact one, the gap.

    What is met leaves nothing to do; what is missed by less than it is printed with leaves that.
    """
    actual, zero = rounded(value, digits), rounded(_NOTHING, digits)
    gap = rounded(yard.gap(Fraction(actual)), digits)
    if yard.meets(value):
        gap = min(gap, zero)
    elif gap <= 0:
        gap = max(rounded(yard.gap(value), digits + _FINER), zero)
    return replace(
        blank, actual=actual, compared=plain(yard.compared(value)), raw=plain(value), gap=gap
    )


def nearing(yard: Yardstick, value: Fraction, *, percent: int) -> Status:
    """Where a value stands that may still change."""
    if yard.meets(value):
        return Status.ON_TRACK
    return Status.AT_RISK if yard.nearly(value, percent=percent) else Status.OFF_TRACK


def stated(verdict: Verdict, status: Status, other: Status, *, rule: Rule) -> Verdict:
    """The verdict with its status; `other` is the status by the other comparison rule."""
    agrees = other is status
    is_full = verdict.target.compare_rule is CompareRule.FULL
    code = "verdict_by_rounded_value" if is_full else "verdict_by_full_value"
    differs = () if agrees else (Why(code, {"status": other}),)
    decided = rule is Rule.DECIDED and status in (Status.MET, Status.MISSED)
    return replace(
        verdict,
        status=status,
        rule=None if status is Status.INSUFFICIENT else rule,
        decided=decided,
        firm=decided and agrees,
        other_rule=None if agrees else other,
        reasons=(*verdict.reasons, *differs),
    )
