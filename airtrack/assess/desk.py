"""The desk: one record of figures in, the evidence for each question out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from airtrack.answers import month_targets, table_basis
from airtrack.answers.caution import COMPUTED
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess import filled, months
from airtrack.assess.case import Evidence, Past, is_complete
from airtrack.assess.course import Sample
from airtrack.assess.evidence import Found, Record
from airtrack.assess.marks import Marks
from airtrack.assess.question import Question
from airtrack.domain.basis import Basis
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.domain.season import Trust
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import Scope
from airtrack.domain.verdict import Why
from airtrack.season import track
from airtrack.season.months import Months

ESTIMATED = "estimated"
_WEAKEST_FIRST = (ESTIMATED, "reported", "computed", "certified")


@dataclass
class Desk:
    """Gathers what one record holds for a question.

    `records` are the registers: projects, amounts, progress of tasks.
    """

    house: House
    record: Record
    as_of: date
    records: Records

    def indicator(self, question: Question) -> Indicator:
        """The indicator of the question's target."""
        return self.house.standards.indicators[question.target.indicator]

    def evidence(self, question: Question) -> Evidence:
        """What is on record for a target on a figure of the air."""
        target, span = question.target, question.span
        indicator = self.indicator(question)
        if not indicator.measure.is_of_days:
            why = Why("verdict_no_readings", {"indicator": target.indicator, "register": "amounts"})
            return Evidence(reasons=(why,))
        if span is None:
            return Evidence(reasons=(Why("verdict_no_data", {"period": target.period}),))
        found = {place: self._found(question, place) for place in question.places}
        lacking = [place for place, item in found.items() if item.sample is None]
        if lacking:
            return self._lacking(question, found, lacking)
        items = list(found.values())
        printed = self._printed(question, items)
        late = self._late(question)
        dust = [*self._dust(question), *self._unstated(question, _weakest(items))]
        reasons = [*_weaknesses(found, indicator.measure), *late, *dust]
        evidence = Evidence(
            samples=tuple(item.sample for item in items if item.sample),
            printed=printed,
            each=tuple(item.printed for item in items),
            digits=max(item.digits for item in items),
            is_enough=all(item.is_enough for item in items) and not self._is_too_late(question),
            source=_weakest(items),
            data_to=min(end.data_to for end in question.known.values()),
            step=_step(items) if indicator.measure is Measure.MEAN else None,
            past=self._past(question),
            months=self._months(question),
            trust=self._trust(question),
            input_step=_input_step(items) if indicator.measure is Measure.MEAN else None,
            filled=filled.bounds(self.record, question, items),
            reasons=tuple(reasons),
        )
        return Marks(self.record, question).beside(evidence)

    def _found(self, question: Question, place: str) -> Found:
        """The figure of one place, over what is known of it."""
        if place not in question.known:
            return Found(None, None, 0, is_enough=False, source=None)
        span = question.span_of(place)
        left = question.left_of(place, as_of=self.as_of)
        return self.record.sound(place, span, question.target.indicator, left=left)

    def _months(self, question: Question) -> Months | None:
        """The months on record, with what the authority set for some of them."""
        found = months.of_question(self.record, question)
        if found is None:
            return None
        targets = month_targets.of_target(
            self.records.month_targets, question.target, place=question.place
        )
        keys = [found.pieces[numbers[0]].first_on.strftime("%Y-%m") for numbers in found.by_month]
        issued = {
            number: Fraction(targets[key].value)
            for number, key in enumerate(keys)
            if key in targets
        }
        return replace(found, issued=issued) if issued else found

    def _trust(self, question: Question) -> Trust:
        """What the backtest over the provinces of the places says."""
        if not question.archive or question.is_over or not self.records.is_tried:
            return Trust.UNTESTED
        provinces = {self.house.gazetteer.places[place].province for place in question.places}
        record = track.record(self.house, question.target.indicator, provinces)
        return track.trust(record, self.house.standards.assessment)

    def _is_too_late(self, question: Question) -> bool:
        """Tables lack for months that are over: of a period that is over, or of too many months."""
        lags = [question.lag(place, as_of=self.as_of) for place in question.known]
        is_over = self.as_of >= question.target.span.last_on
        return max(lags) > (0 if is_over else self.house.standards.assessment.months_late)

    def _late(self, question: Question) -> list[Why]:
        """Places whose data end before whole months that are over."""
        late = [place for place in question.known if question.lag(place, as_of=self.as_of)]
        if not late or question.span is None:
            return []
        first = [
            place
            for place in late
            if question.known[place].last_on == question.span.last_on or question.is_counted
        ]
        params = {"places": first, "day": question.span.last_on.isoformat()}
        return [Why("verdict_late", params)]

    def _lacking(self, question: Question, found: dict[str, Found], lacking: list[str]) -> Evidence:
        """Nothing can be said of some place: which, and what it would need.

        A cap on days of all places may be broken by those that are known.
        """
        source = next((item.source for item in found.values() if item.source), None)
        counted = self.house.standards.indicators[question.target.indicator].measure
        is_made_of_days = counted in (Measure.PERCENTILE, Measure.INDEX)
        needs_days = source == ESTIMATED and is_made_of_days
        code = "verdict_needs_days" if needs_days else "verdict_no_figure"
        if self.record.basis is Basis.ASSESSED:
            code = "verdict_no_assessed"
        why = Why(code, {"places": lacking, "indicator": question.target.indicator})
        reasons = (why, *self._without(question, lacking, counted))
        known = tuple(item.sample for item in found.values() if item.sample)
        data_to = question.span.last_on if question.span else None
        blank = Evidence(source=source, data_to=data_to, reasons=reasons)
        if counted is not Measure.COUNT or not known or question.target.scope is not Scope.SUM:
            return blank
        return replace(blank, samples=(*known, *_unknown(question, known, self.as_of)))

    def _without(self, question: Question, lacking: list[str], measure: Measure) -> list[Why]:
        """Pollutants without any value, for want of which there is no AQI and no index."""
        if measure in (Measure.MEAN, Measure.PERCENTILE) or question.span is None:
            return []
        spans = {place: question.span_of(place).key for place in lacking if place in question.known}
        known = {place for place, key in spans.items() if (place, key) in self.record.cities}
        found = [
            item.value
            for item in Pollutant
            if any((place, spans[place], item) not in self.record.pollutants for place in known)
        ]
        is_some = 0 < len(found) < len(Pollutant)
        return [Why("verdict_pollutants_lacking", {"pollutants": tuple(found)})] if is_some else []

    def _printed(self, question: Question, items: list[Found]) -> Fraction | None:
        """The printed value of the place, or of the region: the mean or sum of its cities'."""
        if not question.is_region:
            return items[0].printed
        if question.is_counted:
            return sum((item.printed or Fraction(0) for item in items), Fraction(0))
        span = question.span
        key = (question.places, span.key if span else "", question.target.indicator)
        row = self.record.regions.get(key)
        if row is None or row.n_cities < len(question.places):
            return None
        return Fraction(row.sum_milli, row.n_cities * MILLI)

    def _past(self, question: Question) -> tuple[Past, ...]:
        """The years of the archive that are complete enough, newest first."""
        found = []
        for year, rest in question.rests.items():
            samples = [
                item.sample
                for place in question.places
                if (item := self.record.find(place, rest, question.target.indicator)).sample
            ]
            rules = self.house.standards.assessment
            if len(samples) == len(question.places) and is_complete(
                samples, days=rest.days, rules=rules
            ):
                found.append(Past(year, tuple(samples)))
        return tuple(found)

    def _dust(self, question: Question) -> list[Why]:
        """Means are to be judged without dust days; where none is on record, both are one."""
        if question.target.basis != Basis.EXCL_DUST or question.has_ledger:
            return []
        return [Why("verdict_no_dust_on_record")]

    def _unstated(self, question: Question, source: str | None) -> list[Why]:
        """Events are on record, and a printed table behind the figure does not say its basis."""
        is_printed = source not in (None, COMPUTED)
        measure = self.house.standards.indicators[question.target.indicator].measure
        is_kept = measure in (Measure.SHARE, Measure.COUNT)
        if not question.has_events or not is_printed or is_kept or question.span is None:
            return []
        if question.basis is Basis.ASSESSED:
            return []
        found = table_basis.of_places(self.house, [question.span], question.places)
        codes = {item.code for each in found.values() for item in each.reasons_on(question.basis)}
        return [Why(f"verdict_{code}") for code in sorted(codes)]


def _weaknesses(found: dict[str, Found], measure: Measure) -> list[Why]:
    """Too few days, unknown days, figures made from months."""
    reasons = []
    short = [place for place, item in found.items() if not item.is_enough]
    if len(found) > 1 and short:
        reasons.append(Why("verdict_members_short", {"places": short}))
    elif short and found[short[0]].n_months:
        item = found[short[0]]
        reasons.append(
            Why("verdict_few_days", {"actual": item.enough_months, "required": item.n_months})
        )
    elif short:
        reasons.append(Why("verdict_few_days_yet"))
    if any(item.source == ESTIMATED for item in found.values()):
        is_summed = measure in (Measure.COUNT, Measure.SHARE)
        reasons.append(Why("verdict_summed" if is_summed else "verdict_estimated"))
    if not all(item.days_known for item in found.values()):
        reasons.append(Why("verdict_days_unknown"))
    return reasons


def _weakest(items: list[Found]) -> str | None:
    """The source of the weakest figure: estimated, then reported, then computed."""
    sources = {item.source for item in items}
    return next((name for name in _WEAKEST_FIRST if name in sources), None)


def _step(items: list[Found]) -> Fraction | None:
    """The step of the values that an estimate was made from, else of our own printed means."""
    digits = [item.digits for item in items if item.source in (ESTIMATED, COMPUTED)]
    return Fraction(1, 10 ** min(digits)) if digits else None


def _input_step(items: list[Found]) -> Fraction | None:
    """The step of the printed figures that sums were made from, None where days were added up."""
    digits = [item.digits for item in items if item.source != COMPUTED]
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
