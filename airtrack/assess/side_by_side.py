"""Reductions of what people report month by month, dustfall: a period against its base period.

Source: the plan's base year; printed values are compared. While the period runs, the months that
both years have stand side by side, and months without any are decided as if nothing fell in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from airtrack.answers import amounts
from airtrack.assess import reading, tally
from airtrack.assess.compare import Yardstick, plain, rounded
from airtrack.assess.desk import Desk
from airtrack.assess.question import Question
from airtrack.assess.reading import Read
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.scale import PERCENT
from airtrack.domain.target import Baseline
from airtrack.domain.verdict import Rule, Status, Verdict, Why

_SHOWN = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values side by side; `is_whole` says that they are those of the whole periods.

    `best` is the largest reduction in percent that the period can still have.
    """

    base: Fraction
    now: Fraction
    period: Period
    is_whole: bool
    best: Fraction | None
    reasons: tuple[Why, ...]

    @property
    def percent(self) -> Fraction:
        """How far the value is below the base."""
        return _below(self.base, self.now)


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict on a reduction of what is reported, by what was reported up to the day."""
    baseline = question.target.baseline
    if baseline is None:
        return blank
    base, why = _base(desk, question, baseline)
    now = reading.of_span(desk, question, question.target.span)
    found = _pair(desk, question, base, now)
    if isinstance(found, Why):
        is_told = base.value is None or now.value is None
        told = [*base.reasons, *now.reasons] if is_told else [*now.reasons, found]
        return replace(blank, reasons=((why, *told) if base.is_whole else tuple(told)))
    yard = tally.yardstick(question.target)
    digits = max(_SHOWN, question.target.digits or 0)
    shown = tally.numbered(blank, yard, found.percent, digits=digits)
    shown = replace(
        shown,
        source="reported",
        data_to=found.period.last_on,
        baseline=plain(found.base),
        reasons=(*((why,) if found.is_whole else ()), *now.reasons, *found.reasons),
    )
    status, rule = _status(desk, question, yard, found)
    other, _ = _status(desk, question, yard.by_other_rule(), found)
    return tally.stated(shown, status, other, rule=rule)


def _status(desk: Desk, question: Question, yard: Yardstick, pair: Pair) -> tuple[Status, Rule]:
    if pair.is_whole:
        return (Status.MET if yard.meets(pair.percent) else Status.MISSED), Rule.DECIDED
    if pair.best is not None and not yard.op.is_cap and not yard.meets(pair.best):
        return Status.MISSED, Rule.DECIDED
    if desk.as_of >= question.target.span.last_on:
        return Status.INSUFFICIENT, Rule.DECIDED
    if yard.meets(pair.percent):
        return Status.ON_TRACK, Rule.SO_FAR
    margin = desk.house.standards.assessment.at_risk_percent
    allowed = pair.base * (1 - yard.value / PERCENT)
    is_near = pair.now <= allowed * (1 + Fraction(margin, PERCENT))
    return (Status.AT_RISK if is_near else Status.OFF_TRACK), Rule.SO_FAR


def _base(desk: Desk, question: Question, baseline: Baseline) -> tuple[Read, Why]:
    """The base period: the plan's own number, which wins, else what is reported of it."""
    told, span = {"period": baseline.period}, periods.parse(baseline.period)
    if baseline.value is not None:
        found = Read(Fraction(baseline.value), span, is_whole=True)
        return found, Why("verdict_baseline_printed", told)
    found = reading.of_span(desk, question, span)
    code = "verdict_baseline_computed" if found.is_whole else "verdict_no_baseline"
    return found, Why(code, told)


def _pair(desk: Desk, question: Question, base: Read, now: Read) -> Pair | Why:
    """Both periods as wholes where the period is known as one, else the months of both."""
    whole = base.value if base.is_whole else None
    best = None if not whole or now.least is None else _below(whole, now.least)
    if now.is_whole and now.value is not None and now.period is not None:
        if whole:
            return Pair(whole, now.value, now.period, is_whole=True, best=best, reasons=())
        return Why("verdict_base_lacking", {"period": _base_period(question).key})
    return _by_months(desk, question, best=best)


def _by_months(desk: Desk, question: Question, *, best: Fraction | None) -> Pair | Why:
    """The months that both years have of every place, with the same weight."""
    base_span, span = _base_period(question), question.target.span
    common = {month.first_on.month for month in amounts.months(span)}
    sides = []
    for place in question.places:
        was, is_ = (
            amounts.by_month(desk.records, place, question.target.indicator, part, as_of=desk.as_of)
            for part in (base_span, span)
        )
        common &= was.keys() & is_.keys()
        sides.append((was, is_))
    if not common:
        return Why("verdict_no_common_month", {"period": base_span.key, "other": span.key})
    base = _mean(desk, question, [was for was, _ in sides], common)
    now = _mean(desk, question, [is_ for _, is_ in sides], common)
    months = tuple(f"{span.first_on.year}-{month:02d}" for month in sorted(common))
    part = periods.parse(months[-1])
    if not base:
        return Why("verdict_base_lacking", {"period": base_span.key})
    shown = {"base": rounded(base, _SHOWN), "value": rounded(now, _SHOWN)}
    why = Why("verdict_same_months", {"months": months, **shown})
    return Pair(base, now, part, is_whole=False, best=best, reasons=(why,))


def _mean(
    desk: Desk, question: Question, sides: list[dict[int, Fraction]], months: set[int]
) -> Fraction:
    """The mean over months, then over places, each printed as its indicator is."""
    digits = desk.indicator(question).digits
    means = [sum((side[month] for month in months), Fraction(0)) / len(months) for side in sides]
    shown = means if digits is None else [Fraction(rounded(mean, digits)) for mean in means]
    return sum(shown, Fraction(0)) / len(shown)


def _base_period(question: Question) -> Period:
    baseline = question.target.baseline
    return periods.parse(baseline.period) if baseline else question.target.span


def _below(base: Fraction, value: Fraction) -> Fraction:
    """Percent below the base."""
    return (base - value) * PERCENT / base
