"""The figures that another is held against: the base year, the year before, the mean of a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from airtrack.answers import breaks
from airtrack.answers.caution import COMPUTED
from airtrack.assess.case import Evidence, Mark
from airtrack.assess.compare import rounded
from airtrack.assess.evidence import Found, Record
from airtrack.assess.question import Question
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Why

_NAMED = 5
"""So many of the places that lack are named; a list of hundreds tells nobody anything."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Looks them up in one record, at the decimals of the figure that is held against them."""

    record: Record
    question: Question

    def beside(self, evidence: Evidence) -> Evidence:
        """The evidence with what its figure is held against, and where that comes from."""
        if self.question.target.kind is TargetKind.RELATIVE:
            return self._with_mean(evidence)
        if self.question.target.kind is TargetKind.YEAR_ON_YEAR:
            return self._with_year_before(evidence)
        if self.question.target.kind is TargetKind.REDUCTION:
            return self._with_base(evidence)
        return evidence

    def _with_base(self, evidence: Evidence) -> Evidence:
        baseline = self.question.target.baseline
        if baseline is None:
            return evidence
        if baseline.value is not None:
            why = Why("verdict_baseline_printed", {"period": baseline.period})
            return _told(replace(evidence, baseline=Fraction(baseline.value)), why)
        found = self._of_span(periods.parse(baseline.period), evidence)
        code = "verdict_no_baseline" if found is None else "verdict_baseline_computed"
        printed = None if found is None else found.exact_of_printed
        why = Why(code, {"period": baseline.period})
        across = () if found is None else self._across(periods.parse(baseline.period))
        return _told(replace(evidence, baseline=printed), why, *across)

    def _across(self, base: Period) -> tuple[Why, ...]:
        """Where the state of concentrations changed between the two periods and was not undone."""
        house, span = self.record.house, self.question.span
        if span is None or house.standards.states.compares_across:
            return ()
        found = breaks.between(house, [base, span], self.question.target.edition)
        days = [item.on.isoformat() for item in found if item.kind == breaks.STATE]
        return tuple(Why("verdict_across_states", {"day": day}) for day in days)

    def _with_year_before(self, evidence: Evidence) -> Evidence:
        question, baseline = self.question, self.question.target.baseline
        if baseline is None:
            return evidence
        whole = self._whole(evidence)
        lacking = Why("verdict_no_baseline", {"period": baseline.period})
        across = self._across(periods.parse(baseline.period))
        reasons = [*across] if whole is not None else [lacking]
        if baseline.value is not None:
            reasons = [Why("verdict_baseline_printed", {"period": baseline.period})]
        if question.is_over or question.span is None:
            is_enough = evidence.is_enough and whole is not None
            return _told(replace(evidence, mark=whole, is_enough=is_enough), *reasons)
        part = None
        if question.same_part is not None:
            part = self._of_span(question.same_part, evidence)
        if part is None and question.same_part is not None:
            reasons.append(Why("verdict_no_baseline", {"period": question.same_part.key}))
        elif part is not None:
            reasons.append(Why("verdict_same_part", {"period": part.mark.period}))
        return _told(
            replace(
                evidence,
                mark=whole,
                to_date=None if part is None else part.mark,
                is_enough=evidence.is_enough and part is not None,
            ),
            *reasons,
        )

    def _whole(self, evidence: Evidence) -> Mark | None:
        """The base period as a whole; the plan's own number wins."""
        baseline = self.question.target.baseline
        if baseline is None:
            return None
        if baseline.value is not None:
            value = Fraction(baseline.value)
            digits = max(0, -int(baseline.value.as_tuple().exponent))
            return Mark(value, value, digits, baseline.period)
        found = self._of_span(periods.parse(baseline.period), evidence)
        return None if found is None else found.mark

    def _with_mean(self, evidence: Evidence) -> Evidence:
        """The mean of the set over the same days, as the regional row prints it."""
        question, span = self.question, self.question.span
        if span is None:
            return evidence
        indicator = question.target.indicator
        items = {place: self.record.sound(place, span, indicator) for place in question.beside}
        short = [place for place, item in items.items() if not item.sample or not item.is_enough]
        row = self.record.regions.get((question.beside, span.key, indicator))
        n_known = len(question.beside) - len(short)
        told = {"n": n_known, "total": len(question.beside), "among": question.target.among}
        if row is None or short:
            why = Why("verdict_set_incomplete", told)
            return _told(replace(evidence, is_enough=False), why, *lacking(short))
        digits = min(evidence.digits, self._region_digits(indicator, span))
        exact = Fraction(row.sum_milli, row.n_cities * MILLI)
        mark = Mark(Fraction(rounded(exact, digits)), exact, digits, span.key)
        why = Why("verdict_set_mean", told | {"value": rounded(exact, digits)})
        if question.is_over:
            return _told(replace(evidence, mark=mark), why)
        return _told(replace(evidence, to_date=mark), why)

    def _region_digits(self, indicator: str, span: Period) -> int:
        """Decimals of the regional row."""
        standards = self.record.house.standards
        if indicator in set(Pollutant):
            return standards.rounding.digits("period_value", Pollutant(indicator), span.last_on)
        return standards.indicators[indicator].region_digits

    def _of_span(self, span: Period, evidence: Evidence) -> _Past | None:
        """The figure of that span, None where it has too few days."""
        question, indicator = self.question, self.question.target.indicator
        items = [self.record.sound(place, span, indicator) for place in question.places]
        if not all(item.sample and item.is_enough for item in items):
            return None
        digits = evidence.digits
        if not question.is_region:
            return _alone(items[0], span, digits)
        if question.is_counted:
            total = sum((item.printed or Fraction(0) for item in items), Fraction(0))
            return _Past(total, Mark(total, total, digits, span.key))
        row = self.record.regions.get((question.places, span.key, indicator))
        if row is None:
            return None
        mean = Fraction(row.sum_milli, row.n_cities * MILLI)
        return _Past(mean, Mark(Fraction(rounded(mean, digits)), mean, digits, span.key))


@dataclass(frozen=True, slots=True)
class _Past:
    """A figure as its own period prints it (a region's: the mean of printed ones), and as mark."""

    exact_of_printed: Fraction
    mark: Mark


def _alone(item: Found, span: Period, digits: int) -> _Past | None:
    """A computed base has the decimals of the figure compared with it, a table's as printed."""
    if item.exact is None or item.printed is None:
        return None
    is_ours = item.source == COMPUTED
    printed = Fraction(rounded(item.exact, digits)) if is_ours else item.printed
    return _Past(item.printed, Mark(printed, item.exact, digits, span.key))


def lacking(places: Sequence[str]) -> tuple[Why, ...]:
    """The places without enough data: the first of them by name, all by number."""
    if not places:
        return ()
    return (Why("verdict_cities_lacking", {"places": tuple(places[:_NAMED]), "n": len(places)}),)


def _told(evidence: Evidence, *reasons: Why) -> Evidence:
    return replace(evidence, reasons=(*evidence.reasons, *reasons))
