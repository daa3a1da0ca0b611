"""One figure, held against what a target requires of it, becomes a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.answers.caution import COMPUTED
from airtrack.assess import ladder, members, requirement, season
from airtrack.assess.case import COURSES, Case, Evidence, Held
from airtrack.assess.compare import HALF, plain, rounded
from airtrack.assess.ladder import Rung
from airtrack.assess.remaining import remaining
from airtrack.domain.evaluation import Assessment
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import CompareRule, Op, Scope, Target
from airtrack.domain.verdict import Rule, Status, Verdict, Why

_FINER = 2

BORDERLINE = "verdict_borderline"
"""The reason that says that rounding could turn the verdict (临界)."""


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
        blank,
        unit=target.unit or ("" if target.value is not None else indicator.unit),
        source=evidence.source,
        data_to=evidence.data_to,
        reasons=evidence.reasons,
    )
    if not evidence.samples:
        return blank
    case = case_of(target, evidence, indicator=indicator, rules=rules)
    if case is None:
        return _alone(blank, evidence)
    path = season.path(case, rules)
    case = replace(case, due=season.due(case, path, rules), min_years=rules.indicative_min_years)
    blank = replace(blank, season=path, projection=season.projection(case, rules))
    return _judged(case, replace(blank, members=members.of_case(case)))


def case_of(
    target: Target, evidence: Evidence, *, indicator: Indicator, rules: Assessment
) -> Case | None:
    """The target with its evidence, None where there is nothing to hold its figure against."""
    held, now = requirement.of_target(target, evidence)
    if held is None and now is None:
        return None
    course = COURSES[indicator.measure](
        evidence.samples,
        printed=_official(evidence, indicator),
        is_mean=target.scope is not Scope.SUM,
    )
    return Case(target, indicator, evidence, course, held, rules.at_risk_percent, now)


def _alone(blank: Verdict, evidence: Evidence) -> Verdict:
    """A figure without anything to hold it against is shown where no change is asked for."""
    if blank.target.value is not None or evidence.printed is None:
        return blank
    return replace(
        blank,
        actual=rounded(evidence.printed, max(0, evidence.digits)),
        valid_days=min(sample.n for sample in evidence.samples),
    )


def _official(evidence: Evidence, indicator: Indicator) -> Fraction | None:
    """The printed value where it is the one that counts: of several places, or not made of days."""
    alone = len(evidence.samples) == 1
    is_made_of_days = indicator.measure in (Measure.MEAN, Measure.SHARE, Measure.COUNT)
    return None if alone and is_made_of_days else evidence.printed


def _judged(case: Case, blank: Verdict) -> Verdict:
    rung, other = ladder.climbed(case), ladder.climbed(case.by_other_rule())
    if rung.status is Status.INSUFFICIENT and not all(s.n for s in case.evidence.samples):
        return blank
    agrees = other.status is rung.status
    held, value = rung.held, case.course.so_far
    # a cut is measured between printed values
    shown = case.evidence.printed if case.evidence.printed is not None else value
    actual = rounded(held.scale.of(shown) if case.is_read else shown, _digits(case))
    judged = _judged_value(case, rung)
    decided = rung.rule is Rule.DECIDED and rung.status in (Status.MET, Status.MISSED)
    edges = _edges(case, held)
    return replace(
        blank,
        status=rung.status,
        rule=rung.rule,
        decided=decided,
        firm=decided and agrees and not edges,
        other_rule=None if agrees else other.status,
        required=_required(case, held),
        actual=actual,
        compared=plain(held.yard.compared(judged)),
        raw=plain(judged),
        gap=_gap(held, judged, actual=actual, digits=_digits(case)),
        budget=None if rung.status is Status.INSUFFICIENT else remaining(case),
        season=None if rung.status is Status.INSUFFICIENT else blank.season,
        projection=None if decided or rung.rule is None else blank.projection,
        valid_days=min(sample.n for sample in case.evidence.samples),
        baseline=_baseline(case),
        against=_against(case, held),
        reasons=(*blank.reasons, *_remarks(case, rung, other, edges)),
    )


def _digits(case: Case) -> int:
    """Decimals that the value is shown with."""
    if case.is_read:
        return max(1, case.target.digits or 0)
    return max(case.evidence.digits, case.target.digits or 0, 0)


def _required(case: Case, held: Held) -> Decimal | None:
    """The plan's number, or the figure that stands in for it."""
    if case.target.value is not None:
        return case.target.value
    return rounded(held.yard.printed, max(0, held.yard.digits))


def _baseline(case: Case) -> Decimal | None:
    """The figure that a change is measured from, as it is printed."""
    if case.evidence.baseline is not None and case.is_read:
        return plain(case.evidence.baseline)
    mark = case.evidence.mark
    return None if mark is None else plain(mark.printed)


def _against(case: Case, held: Held) -> str:
    """The period of the figure that it was held against; empty for a plan's own number."""
    mark = case.evidence.to_date if held is case.now else case.evidence.mark
    return "" if mark is None else mark.period


def _gap(held: Held, judged: Fraction, *, actual: Decimal, digits: int) -> Decimal:
    """How far the shown value is from the requirement; what is met leaves nothing to do."""
    gap = rounded(held.yard.gap(Fraction(actual)), digits)
    if held.yard.meets(judged):
        return min(gap, rounded(Fraction(0), digits))
    if gap > 0 or held.yard.rule is CompareRule.ROUNDED:
        return max(gap, rounded(Fraction(0), digits))
    # without rounding first, a value can miss by less than it is printed with
    return max(rounded(held.yard.gap(judged), digits + _FINER), rounded(Fraction(0), digits))


def _edges(case: Case, held: Held) -> list[Why]:
    """What could turn the verdict (临界): rounded inputs, or days of the past that are missing."""
    step, value, found = case.evidence.step, case.course.so_far, []
    if step is not None:
        error = step * HALF
        if held.meets(value - error) is not held.meets(value + error):
            found.append(Why(BORDERLINE))
    is_over = not case.course.is_open(with_missing=False)
    bounds = _bounds(case) if is_over and case.evidence.source == COMPUTED else None
    if bounds is not None and held.meets(bounds[0]) is not held.meets(bounds[1]):
        low, high = (plain(bound, _FINER) for bound in bounds)
        found.append(Why("verdict_borderline_days", {"low": low, "high": high}))
    return found


def _bounds(case: Case) -> tuple[Fraction, Fraction] | None:
    """The best and the worst that the missing days could have made of the value."""
    if case.evidence.filled is not None:
        return case.evidence.filled
    highest = case.course.highest(with_missing=True)
    return None if highest is None else (case.course.lowest(with_missing=True), highest)


def _judged_value(case: Case, rung: Rung) -> Fraction:
    """The figure as it is held against the requirement, before any rounding."""
    return rung.held.scale.of(ladder.entering(case, case.course.so_far))


def _is_unchanged(case: Case, rung: Rung) -> bool:
    """Equal to the figure that it ought to be above or below."""
    yard = rung.held.yard
    if case.target.value is not None or yard.op not in (Op.BELOW, Op.ABOVE):
        return False
    return yard.compared(_judged_value(case, rung)) == yard.value


def _remarks(case: Case, rung: Rung, other: Rung, edges: list[Why]) -> list[Why]:
    """What a careful reader must know beside the verdict."""
    found = []
    if other.status is not rung.status:
        is_full = rung.held.yard.rule is CompareRule.FULL
        code = "verdict_by_rounded_value" if is_full else "verdict_by_full_value"
        found.append(Why(code, {"status": other.status}))
    if _is_unchanged(case, rung):
        found.append(Why("verdict_unchanged"))
    found += edges
    missing = sum(sample.missing for sample in case.evidence.samples)
    if missing:
        alone = len(case.evidence.samples) == 1
        code = "verdict_days_missing" if alone else "verdict_city_days_missing"
        found.append(Why(code, {"n": missing}))
    return found
