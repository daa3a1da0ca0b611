"""The desk: one record of figures in, one verdict a question out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from airtrack.answers.question import House
from airtrack.assess.course import Sample
from airtrack.assess.evidence import MILLI, Found, Record
from airtrack.assess.judge import Evidence, Past, is_complete, judge
from airtrack.assess.question import Question
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.standard import Measure
from airtrack.domain.target import Scope
from airtrack.domain.verdict import Verdict, Why

ESTIMATED = "estimated"
_WEAKEST_FIRST = (ESTIMATED, "reported", "computed", "certified")


@dataclass
class Desk:
    """Gives verdicts from one record."""

    house: House
    record: Record
    as_of: date

    def verdict(self, question: Question) -> Verdict:
        """The verdict on one question whose spans the record holds."""
        target = question.target
        return judge(
            target,
            self._evidence(question),
            place=question.place,
            as_of=self.as_of,
            indicator=self.house.standards.indicators[target.indicator],
            rules=self.house.standards.assessment,
        )

    def _evidence(self, question: Question) -> Evidence:
        target, span = question.target, question.span
        indicator = self.house.standards.indicators[target.indicator]
        if not indicator.measure.is_of_days:
            why = Why("verdict_no_readings", {"indicator": target.indicator})
            return Evidence(reasons=(why,))
        if span is None:
            return Evidence(reasons=(Why("verdict_no_data", {"period": target.period}),))
        found = {place: self._found(question, place, span) for place in question.places}
        lacking = [place for place, item in found.items() if item.sample is None]
        if lacking:
            return self._lacking(question, found, lacking)
        items = list(found.values())
        printed = self._printed(question, items)
        reasons = [*_weaknesses(found), *self._dust(question)]
        evidence = Evidence(
            samples=tuple(item.sample for item in items if item.sample),
            printed=printed,
            digits=max(item.digits for item in items),
            is_enough=all(item.is_enough for item in items),
            source=_weakest(items),
            data_to=span.last_on,
            step=_step(items),
            past=self._past(question),
            reasons=tuple(reasons),
        )
        return self._with_baseline(question, evidence)

    def _found(self, question: Question, place: str, span: Period) -> Found:
        within = question.target.span
        return self.record.find(
            place,
            span,
            question.target.indicator,
            left=max(0, (within.last_on - self.as_of).days),
            missing_to=min(self.as_of, within.last_on),
        )

    def _lacking(self, question: Question, found: dict[str, Found], lacking: list[str]) -> Evidence:
        """Nothing can be said of some place: which, and what it would need.

        A cap on days of all places may be broken by those that are known.
        """
        source = next((item.source for item in found.values() if item.source), None)
        code = "verdict_needs_days" if source == ESTIMATED else "verdict_no_figure"
        if self.record.basis is Basis.ASSESSED:
            code = "verdict_no_assessed"
        why = Why(code, {"places": lacking, "indicator": question.target.indicator})
        counted = self.house.standards.indicators[question.target.indicator].measure
        known = tuple(item.sample for item in found.values() if item.sample)
        data_to = question.span.last_on if question.span else None
        blank = Evidence(source=source, data_to=data_to, reasons=(why,))
        if counted is not Measure.COUNT or not known or question.target.scope is not Scope.SUM:
            return blank
        return replace(blank, samples=(*known, *_unknown(question, known, self.as_of)))

    def _printed(self, question: Question, items: list[Found]) -> Fraction | None:
        """The printed value of the place, or of the region: the mean or sum of its cities'."""
        if not question.is_region:
            return items[0].printed
        span, scope = question.span, question.target.scope
        key = (question.places, span.key if span else "", question.target.indicator)
        row = self.record.regions.get(key)
        if row is None or row.n_cities < len(question.places):
            return None
        return Fraction(row.sum_milli, (row.n_cities if scope is Scope.MEAN else 1) * MILLI)

    def _past(self, question: Question) -> tuple[Past, ...]:
        """The years of the archive that are complete enough, newest first."""
        found = []
        for year, rest in question.rests.items():
            samples = [
                item.sample
                for place in question.places
                if (
                    item := self.record.find(
                        place, rest, question.target.indicator, left=0, missing_to=rest.last_on
                    )
                ).sample
            ]
            rules = self.house.standards.assessment
            if len(samples) == len(question.places) and is_complete(
                samples, days=rest.days, rules=rules
            ):
                found.append(Past(year, tuple(samples)))
        return tuple(found)

    def _with_baseline(self, question: Question, evidence: Evidence) -> Evidence:
        baseline = question.target.baseline
        if baseline is None:
            return evidence
        if baseline.value is not None:
            why = Why("verdict_baseline_printed", {"period": baseline.period})
            return replace(
                evidence, baseline=Fraction(baseline.value), reasons=(*evidence.reasons, why)
            )
        span = periods.parse(baseline.period)
        base = self.record.find(
            question.places[0], span, question.target.indicator, left=0, missing_to=span.last_on
        )
        if base.printed is None or not base.is_enough or question.is_region:
            why = Why("verdict_no_baseline", {"period": baseline.period})
            return replace(evidence, reasons=(*evidence.reasons, why))
        why = Why("verdict_baseline_computed", {"period": baseline.period})
        return replace(evidence, baseline=base.printed, reasons=(*evidence.reasons, why))

    def _dust(self, question: Question) -> list[Why]:
        """Means are to be judged without dust days; where none is on record, both are one."""
        if question.target.basis != Basis.EXCL_DUST or question.has_ledger:
            return []
        return [Why("verdict_no_dust_on_record")]


def _weaknesses(found: dict[str, Found]) -> list[Why]:
    """Too few days, unknown days, figures estimated from months."""
    reasons = []
    short = [place for place, item in found.items() if not item.is_enough]
    if len(found) > 1 and short:
        reasons.append(Why("verdict_members_short", {"places": short}))
    elif short:
        item = found[short[0]]
        reasons.append(
            Why("verdict_few_days", {"actual": item.enough_months, "required": item.n_months})
        )
    if any(item.source == ESTIMATED for item in found.values()):
        reasons.append(Why("verdict_estimated"))
    if not all(item.days_known for item in found.values()):
        reasons.append(Why("verdict_days_unknown"))
    return reasons


def _weakest(items: list[Found]) -> str | None:
    """The source of the weakest figure: estimated, then reported, then computed."""
    sources = {item.source for item in items}
    return next((name for name in _WEAKEST_FIRST if name in sources), None)


def _step(items: list[Found]) -> Fraction | None:
    """The step of the values that an estimate was made from."""
    digits = [item.digits for item in items if item.source == ESTIMATED]
    return Fraction(1, 10 ** min(digits)) if digits else None


def _unknown(question: Question, known: tuple[Sample, ...], as_of: date) -> list[Sample]:
    """Places without any figure: every day of theirs is missing."""
    within = question.target.span
    last = min(as_of, within.last_on)
    elapsed, left = (last - within.first_on).days + 1, (within.last_on - last).days
    there = {sample.place for sample in known}
    return [
        Sample(place, Fraction(0), 0, elapsed, left)
        for place in question.places
        if place not in there
    ]
