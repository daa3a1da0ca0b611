"""One target and its evidence become a verdict.

Source: decided rules: an arithmetically decided verdict outranks missing data; else missing data
outrank the rest; while the period runs, the value so far against the target.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.assess import budget as budgets
from airtrack.assess.compare import HALF, Yardstick, plain, rounded
from airtrack.assess.course import PERCENT, Count, Course, Mean, Sample, Share, Single
from airtrack.domain.standard import Assessment, Indicator, Measure
from airtrack.domain.target import CompareRule, Op, Scope, Target, TargetKind
from airtrack.domain.verdict import Budget, Rule, Status, Verdict, Why

_COURSES: dict[Measure, type[Course]] = {
    Measure.MEAN: Mean,
    Measure.SHARE: Share,
    Measure.COUNT: Count,
    Measure.PERCENTILE: Single,
    Measure.INDEX: Single,
}
_FINER = 2


@dataclass(frozen=True, slots=True)
class Past:
    """The days that are still to come, as they were in an earlier year."""

    year: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record for one target: a sample per place, empty where nothing is.

    `printed` is the statistic as it is printed, at `digits` decimals (a region's: the mean or sum
    of its cities' printed ones). `is_enough` says that the minima of valid days are met by all.
    `step` is the step of estimated inputs, None where nothing was estimated.
    """

    samples: tuple[Sample, ...] = ()
    printed: Fraction | None = None
    digits: int = 0
    is_enough: bool = False
    source: str | None = None
    data_to: date | None = None
    baseline: Fraction | None = None
    past: tuple[Past, ...] = ()
    step: Fraction | None = None
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True)
class _Case:
    """A target that can be judged: its yardstick, its course, and where the course stands."""

    target: Target
    indicator: Indicator
    evidence: Evidence
    course: Course
    yard: Yardstick
    margin: int
    baseline: Fraction | None = None

    def of(self, value: Fraction) -> Fraction:
        """A value of the indicator as the target counts it: a cut in percent of its baseline."""
        if self.baseline is None:
            return value
        return (self.baseline - value) * PERCENT / self.baseline

    @property
    def limit(self) -> Fraction:
        """The required value in the unit of the indicator."""
        if self.baseline is None:
            return self.yard.value
        return self.baseline * (1 - self.yard.value / PERCENT)

    def meets(self, value: Fraction, yard: Yardstick | None = None) -> bool:
        """True when a value of the indicator satisfies the target."""
        return (yard or self.yard).meets(self.of(value))

    @property
    def wants_low(self) -> bool:
        """True where lower values are better: caps, and cuts whatever their operator."""
        return self.yard.op.is_cap or self.baseline is not None

    @property
    def is_strict(self) -> bool:
        """True where reaching the required value is not enough."""
        return self.yard.op in (Op.BELOW, Op.ABOVE)

    def is_near(self, value: Fraction, yard: Yardstick) -> bool:
        """True when a value of the indicator misses the target by little."""
        if self.baseline is None:
            return yard.nearly(value, percent=self.margin)
        limit = Yardstick(Op.AT_MOST, self.limit, 0, CompareRule.FULL)
        return limit.nearly(value, percent=self.margin)


def judge(
    target: Target,
    evidence: Evidence,
    *,
    place: str,
    as_of: date,
    indicator: Indicator,
    rules: Assessment,
) -> Verdict:
    """The verdict on a target whose value is set; raises ValueError for any other target."""
    if target.op is None or target.value is None or target.digits is None:
        raise ValueError(f"{target.id} gives no number to judge by")
    blank = Verdict(
        target=target,
        place=place,
        is_region=target.scope is not Scope.EACH,
        as_of=as_of,
        status=Status.INSUFFICIENT,
        required=target.value,
        unit=target.unit,
        source=evidence.source,
        data_to=evidence.data_to,
        reasons=evidence.reasons,
    )
    if as_of < target.span.first_on:
        return replace(blank, status=Status.NOT_DUE, reasons=())
    baseline = evidence.baseline if target.kind is TargetKind.REDUCTION else None
    if not evidence.samples or (target.kind is TargetKind.REDUCTION and not baseline):
        return blank
    course = _COURSES[indicator.measure](
        evidence.samples,
        printed=_official(evidence, indicator),
        is_mean=target.scope is not Scope.SUM,
    )
    yard = Yardstick(target.op, Fraction(target.value), target.digits, target.compare_rule)
    case = _Case(target, indicator, evidence, course, yard, rules.at_risk_percent, baseline)
    return _judged(case, blank)


def _official(evidence: Evidence, indicator: Indicator) -> Fraction | None:
    """The printed value where it is the one that counts: of several places, or not made of days."""
    alone = len(evidence.samples) == 1
    is_made_of_days = indicator.measure in (Measure.MEAN, Measure.SHARE, Measure.COUNT)
    return None if alone and is_made_of_days else evidence.printed


def _judged(case: _Case, blank: Verdict) -> Verdict:
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
        budget=None if status is Status.INSUFFICIENT else _budget(case),
        valid_days=min(sample.n for sample in case.evidence.samples),
        baseline=None if case.baseline is None else plain(case.baseline),
        reasons=(*blank.reasons, *_remarks(case, other=None if agrees else other)),
    )


def _entering(case: _Case, value: Fraction) -> Fraction:
    """The value that is compared: a cut is computed from printed values (SPEC 3.7)."""
    if case.baseline is not None and case.evidence.printed is not None:
        return case.evidence.printed
    return value


def _gap(case: _Case, judged: Fraction, *, actual: Decimal, digits: int) -> Decimal:
    """How far the shown value is from the requirement; what is met leaves nothing to do."""
    gap = rounded(case.yard.gap(Fraction(actual)), digits)
    if case.yard.meets(judged):
        return min(gap, rounded(Fraction(0), digits))
    # without rounding first, a value can miss by less than it is printed with
    return gap if gap > 0 else rounded(case.yard.gap(judged), digits + _FINER)


def _status(case: _Case, yard: Yardstick) -> tuple[Status, Rule | None]:
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


def _certain(case: _Case, yard: Yardstick, *, with_missing: bool) -> Status | None:
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


def _days_left(case: _Case, yard: Yardstick) -> Status:
    """A cap on days is on track while a day may still be lost, or none was; at risk without one."""
    used, one = case.course.so_far, Fraction(1, _divisor(case))
    return Status.ON_TRACK if not used or case.meets(used + one, yard) else Status.AT_RISK


def _divisor(case: _Case) -> int:
    """What a total of days of all places is divided by to be compared."""
    return case.course.divisor if isinstance(case.course, Count) else 1


def _is_borderline(case: _Case) -> bool:
    """Rounded inputs could turn the verdict (临界)."""
    if case.evidence.step is None:
        return False
    value, error = case.course.so_far, case.evidence.step * HALF
    return case.meets(value - error) is not case.meets(value + error)


def _remarks(case: _Case, *, other: Status | None) -> list[Why]:
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


def _budget(case: _Case) -> Budget | None:
    """What is left, while anything is."""
    left = case.course.left
    if not left:
        return None
    samples = case.evidence.samples
    blank = Budget(remaining_days=left, unit=case.indicator.unit)
    match case.indicator.measure:
        case Measure.MEAN:
            found = _mean_budget(case, blank)
        case Measure.SHARE:
            needed = budgets.days_to_win(samples, case.limit, strict=case.is_strict)
            found = _days(blank, samples, needed=needed)
        case Measure.COUNT if case.wants_low:
            allowed = budgets.whole_below(case.limit * _divisor(case), strict=case.is_strict)
            lose = allowed - budgets.total(samples)
            found = replace(blank, days_left_to_lose=max(0, math.floor(lose)))
        case Measure.COUNT:
            wanted = budgets.whole_above(case.limit * _divisor(case), strict=case.is_strict)
            needed = max(0, math.ceil(wanted - budgets.total(samples)))
            found = replace(_days(blank, samples, needed=needed), remaining_mean=None)
        case _:
            return blank
    return _with_archive(case, found)


def _days(blank: Budget, samples: Sequence[Sample], *, needed: int) -> Budget:
    """Good days still to win, as a number and as the share that the days to come must have."""
    days = sum(sample.left for sample in samples)
    return replace(
        blank,
        remaining_mean=plain(Fraction(needed * PERCENT, days)),
        days_needed=needed,
        days_left_to_lose=max(0, days - needed),
    )


def _mean_budget(case: _Case, blank: Budget) -> Budget:
    samples = case.evidence.samples
    exact = budgets.remaining_mean(samples, case.limit)
    if exact is None:
        return blank
    if case.baseline is not None:
        return replace(blank, remaining_mean=plain(exact))
    edge = budgets.remaining_mean(samples, case.yard.edge())
    return replace(
        blank,
        remaining_mean=plain(exact),
        edge_mean=None if edge is None else plain(edge),
    )


def _with_archive(case: _Case, found: Budget) -> Budget:
    """How the same days went in earlier years, and in how many of them they kept the budget."""
    if not case.evidence.past:
        return found
    kind = _COURSES[case.indicator.measure]
    is_mean = case.course.is_mean
    values = [kind(past.samples, is_mean=is_mean).so_far for past in case.evidence.past]
    return replace(
        found,
        seasonal_norm=rounded(sum(values, Fraction(0)) / len(values), 1),
        archive_years=tuple(past.year for past in case.evidence.past),
        archive_achieved=sum(_keeps(case, found, value) for value in values),
    )


def _keeps(case: _Case, found: Budget, value: Fraction) -> bool:
    """True when days like those of that year would keep the budget."""
    if case.indicator.measure is Measure.COUNT:
        days = value * _divisor(case)
        if case.wants_low:
            return days <= (found.days_left_to_lose or 0)
        return days >= (found.days_needed or 0)
    if case.indicator.measure is Measure.SHARE:
        left = sum(sample.left for sample in case.evidence.samples)
        return value * left >= (found.days_needed or 0) * PERCENT
    limit = budgets.remaining_mean(case.evidence.samples, case.limit)
    if limit is None:
        return False
    return value <= limit if case.wants_low else value >= limit


def is_complete(samples: Sequence[Sample], *, days: int, rules: Assessment) -> bool:
    """True when every place has values on enough of the days."""
    return all(sample.n * PERCENT >= rules.archive_min_percent * days for sample in samples)
