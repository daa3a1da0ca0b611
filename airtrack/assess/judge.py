"""One target and its evidence become a verdict.

Source: decided rules: an arithmetically decided verdict outranks missing data; else missing data
outrank the rest; while the period runs, the value so far against the target.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.assess.case import COURSES, Case, Evidence
from airtrack.assess.compare import HALF, Yardstick, plain, rounded
from airtrack.assess.remaining import remaining
from airtrack.domain.evaluation import Assessment
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import CompareRule, Scope, Target, TargetKind
from airtrack.domain.verdict import Rule, Status, Verdict, Why

_FINER = 2


def blank_of(target: Target, *, place: str, as_of: date) -> Verdict:
    """A verdict without a figure; raises ValueError for a target that is not set."""
    if not target.is_judged:
        raise ValueError(f"{target.id} gives nothing to judge by")
    return Verdict(
        target=target,
        place=place,
        is_region=target.scope is not Scope.EACH,
        as_of=as_of,
        status=Status.INSUFFICIENT,
        required=target.value,
        unit=target.unit,
    )


def judge(
    target: Target,
    evidence: Evidence,
    *,
    place: str,
    as_of: date,
    indicator: Indicator,
    rules: Assessment,
) -> Verdict:
    """The verdict on a target that is set; raises ValueError for any other target."""
    blank = blank_of(target, place=place, as_of=as_of)
    if as_of < target.span.first_on:
        return replace(blank, status=Status.NOT_DUE)
    blank = replace(
        blank, source=evidence.source, data_to=evidence.data_to, reasons=evidence.reasons
    )
    if target.op is None or target.value is None or target.digits is None:
        return blank
    baseline = evidence.baseline if target.kind is TargetKind.REDUCTION else None
    if not evidence.samples or (target.kind is TargetKind.REDUCTION and not baseline):
        return blank
    course = COURSES[indicator.measure](
        evidence.samples,
        printed=_official(evidence, indicator),
        is_mean=target.scope is not Scope.SUM,
    )
    yard = Yardstick(target.op, Fraction(target.value), target.digits, target.compare_rule)
    case = Case(target, indicator, evidence, course, yard, rules.at_risk_percent, baseline)
    return _judged(case, blank)


def _official(evidence: Evidence, indicator: Indicator) -> Fraction | None:
    """The printed value where it is the one that counts: of several places, or not made of days."""
    alone = len(evidence.samples) == 1
    is_made_of_days = indicator.measure in (Measure.MEAN, Measure.SHARE, Measure.COUNT)
    return None if alone and is_made_of_days else evidence.printed


def _judged(case: Case, blank: Verdict) -> Verdict:
    status, rule = _status(case, case.yard)
    if status is Status.INSUFFICIENT and not all(sample.n for sample in case.evidence.samples):
        return blank
    other, _ = _status(case, case.yard.by_other_rule())
    value = case.course.so_far
    # a cut is measured between printed values
    shown = case.evidence.printed if case.evidence.printed is not None else value
    actual = case.of(shown) if case.baseline is not None else shown
    judged = case.of(_entering(case, value))
    compared = case.yard.compared(judged)
    digits = max(case.evidence.digits, case.target.digits or 0, 0)
    if case.baseline is not None:
        digits = max(1, case.target.digits or 0)
    decided = rule is Rule.DECIDED and status in (Status.MET, Status.MISSED)
    agrees = other is status
    return replace(
        blank,
        status=status,
        rule=rule,
        decided=decided,
        firm=decided and agrees and not _is_borderline(case),
        other_rule=None if agrees else other,
        actual=rounded(actual, digits),
        compared=plain(compared),
        raw=plain(judged),
        gap=_gap(case, judged, actual=rounded(actual, digits), digits=digits),
        budget=None if status is Status.INSUFFICIENT else remaining(case),
        valid_days=min(sample.n for sample in case.evidence.samples),
        baseline=None if case.baseline is None else plain(case.baseline),
        reasons=(*blank.reasons, *_remarks(case, other=None if agrees else other)),
    )


def _entering(case: Case, value: Fraction) -> Fraction:
    """The value that is compared: a cut is computed from printed values (SPEC 3.7)."""
    if case.baseline is not None and case.evidence.printed is not None:
        return case.evidence.printed
    return value


def _gap(case: Case, judged: Fraction, *, actual: Decimal, digits: int) -> Decimal:
    """How far the shown value is from the requirement; what is met leaves nothing to do."""
    gap = rounded(case.yard.gap(Fraction(actual)), digits)
    if case.yard.meets(judged):
        return min(gap, rounded(Fraction(0), digits))
    # without rounding first, a value can miss by less than it is printed with
    return gap if gap > 0 else rounded(case.yard.gap(judged), digits + _FINER)


def _status(case: Case, yard: Yardstick) -> tuple[Status, Rule | None]:
    """The ladder, first rung that holds."""
    sure = _certain(case, yard, with_missing=True)
    if sure is not None:
        return sure, Rule.DECIDED
    if not case.evidence.is_enough:
        return Status.INSUFFICIENT, None
    decided = _certain(case, yard, with_missing=False)
    if decided is not None:
        return decided, Rule.DECIDED
    if case.indicator.measure is Measure.COUNT and case.wants_low:
        return _days_left(case, yard), Rule.DAYS_LEFT
    value = case.course.ahead
    if case.baseline is not None:
        value = _entering(case, value)
    if case.meets(value, yard):
        return Status.ON_TRACK, Rule.SO_FAR
    return (Status.AT_RISK if case.is_near(value, yard) else Status.OFF_TRACK), Rule.SO_FAR


def _certain(case: Case, yard: Yardstick, *, with_missing: bool) -> Status | None:
    """Met or missed whatever the unknown days bring, or None while both can happen."""
    if not case.course.is_open(with_missing=with_missing):
        met = case.meets(_entering(case, case.course.so_far), yard)
        return Status.MET if met else Status.MISSED
    low = case.course.lowest(with_missing=with_missing)
    high = case.course.highest(with_missing=with_missing)
    best, worst = (low, high) if case.wants_low else (high, low)
    if worst is not None and case.meets(worst, yard):
        return Status.MET
    if best is not None and not case.meets(best, yard):
        return Status.MISSED
    return None


def _days_left(case: Case, yard: Yardstick) -> Status:
    """A cap on days is on track while a day may still be lost, or none was; at risk without one."""
    used, one = case.course.so_far, Fraction(1, case.divisor)
    return Status.ON_TRACK if not used or case.meets(used + one, yard) else Status.AT_RISK


def _is_borderline(case: Case) -> bool:
    """Rounded inputs could turn the verdict (临界)."""
    if case.evidence.step is None:
        return False
    value, error = case.course.so_far, case.evidence.step * HALF
    return case.meets(value - error) is not case.meets(value + error)


def _remarks(case: Case, *, other: Status | None) -> list[Why]:
    """What a careful reader must know beside the verdict."""
    found = []
    if other is not None:
        is_full = case.yard.rule is CompareRule.FULL
        code = "verdict_by_rounded_value" if is_full else "verdict_by_full_value"
        found.append(Why(code, {"status": other}))
    if _is_borderline(case):
        found.append(Why("verdict_borderline"))
    missing = sum(sample.missing for sample in case.evidence.samples)
    if missing:
        alone = len(case.evidence.samples) == 1
        code = "verdict_days_missing" if alone else "verdict_city_days_missing"
        found.append(Why(code, {"n": missing}))
    return found
