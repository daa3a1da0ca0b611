"""What a verdict stands on: its figures, what they were held against, what was drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.answers import explain as explain_answers
from airtrack.answers.explain import Explanation
from airtrack.answers.question import House, Question
from airtrack.answers.trail import Trail
from airtrack.answers.working import Formula, Verified
from airtrack.answers.workings import attainment as explain_attainment
from airtrack.answers.workings import rank as explain_rank
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.scale import PERCENT
from airtrack.domain.standards import IN_FORCE
from airtrack.domain.target import Scope, Target, TargetKind
from airtrack.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rank or attainment of the place, drawn from figures over these days."""

    question: Question
    indicator: str | None
    found: Verified


def asked(house: House, target: Target, span: Period) -> Question:
    """The span under the target's edition and basis; what is in force is what is stored."""
    edition = house.standards.edition(target.edition)
    is_in_force = edition.from_on <= span.first_on and span.last_on <= edition.to_on
    basis = Basis(target.basis) if target.basis else None
    return Question(span, IN_FORCE if is_in_force else edition.id, basis=basis)


def figures(house: House, verdict: Verdict, *, trail: Trail | None) -> tuple[Explanation, ...]:
    """The figures of the target's places over the days that the verdict speaks of."""
    target, question = verdict.target, _question(house, verdict)
    if question is None:
        return ()
    places = target.places if verdict.is_region else (verdict.place,)
    return tuple(
        explain_answers.of_city(house, question, place, indicator=indicator, trail=trail)
        for place in places
        for indicator in _indicators(house, target)
    )


def base(house: House, verdict: Verdict, *, trail: Trail | None) -> Explanation | None:
    """The figure that it was held against, where that is none of the plan's own numbers."""
    target, baseline = verdict.target, verdict.target.baseline
    if not _indicators(house, target):
        return None
    if target.kind is TargetKind.RELATIVE and verdict.against:
        group = house.gazetteer.find_group(target.among)
        question = asked(house, target, periods.parse(verdict.against))
        return explain_answers.of_group(house, question, group, indicator=target.indicator)
    is_whole = baseline is not None and verdict.against in ("", baseline.period)
    if baseline is None or (is_whole and baseline.value is not None) or verdict.is_region:
        return None
    if verdict.baseline is None and not verdict.against:
        return None
    question = asked(house, target, periods.parse(verdict.against or baseline.period))
    return explain_answers.of_city(
        house, question, verdict.place, indicator=target.indicator, trail=trail
    )


def drawn(house: House, verdict: Verdict) -> tuple[Drawn, ...]:
    """The place's rank in the set, or its attainment in every mode."""
    target, question = verdict.target, _question(house, verdict)
    if question is None or verdict.is_region:
        return ()
    if target.kind is TargetKind.ATTAINMENT:
        return (Drawn(question, None, explain_attainment.of_city(house, question, verdict.place)),)
    if target.kind is not TargetKind.RANK:
        return ()
    group = house.gazetteer.find_group(target.among)
    if verdict.place not in group.members(question.span.last_on):
        return ()
    found = explain_rank.of_place(house, question, verdict.place, group=group, by=target.indicator)
    return (Drawn(question, target.indicator, found),)


def formulas(
    verdict: Verdict, found: Sequence[Explanation], held: Explanation | None
) -> tuple[Formula, ...]:
    """What is worked out beyond the figures of the places."""
    made = (_region(verdict, found), _change(verdict, found), _distance(verdict, found, held))
    return tuple(formula for formula in made if formula is not None)


def _question(house: House, verdict: Verdict) -> Question | None:
    """The days that the verdict speaks of, None where it rests on no figure of days."""
    target = verdict.target
    if verdict.data_to is None or not _indicators(house, target):
        return None
    return asked(house, target, periods.of_days(target.span.first_on, verdict.data_to))


def _indicators(house: House, target: Target) -> tuple[str, ...]:
    """What the target is about: itself, the pollutants that must attain, or nothing of the air."""
    if target.kind is TargetKind.ATTAINMENT:
        return tuple(pollutant.value for pollutant in target.pollutants)
    measure = house.standards.indicators[target.indicator].measure
    return (target.indicator,) if measure.is_of_days else ()


def _region(verdict: Verdict, found: Sequence[Explanation]) -> Formula | None:
    """The mean, or for days together the sum, of the cities' printed figures."""
    if not verdict.is_region:
        return None
    values = [Fraction(str(item.value)) for item in found if item.value is not None]
    if len(values) < len(verdict.target.places):
        return None
    total = sum(values, Fraction(0))
    numbers = {"sum": total, "n": len(values)}
    if verdict.target.scope is Scope.SUM:
        return Formula("formula_region_sum", numbers, total)
    return Formula("formula_region", numbers, total / len(values))


def _change(verdict: Verdict, found: Sequence[Explanation]) -> Formula | None:
    """The cut, or the change against the year before, in percent, from printed values."""
    target = verdict.target
    is_change = target.kind is TargetKind.YEAR_ON_YEAR and target.value is not None
    if not is_change and target.kind is not TargetKind.REDUCTION:
        return None
    base = None if verdict.baseline is None else Fraction(verdict.baseline)
    if not base or len(found) != 1 or found[0].value is None:
        return None
    value, numbers = Fraction(str(found[0].value)), {"base": base}
    if is_change:
        result = (value - base) * PERCENT / base
        return Formula("formula_against", numbers | {"value": value}, result)
    return Formula("formula_cut", numbers | {"value": value}, (base - value) * PERCENT / base)


def _distance(
    verdict: Verdict, found: Sequence[Explanation], held: Explanation | None
) -> Formula | None:
    """The distance from the mean of the set, where the target gives a number for it."""
    is_distance = verdict.target.kind is TargetKind.RELATIVE and verdict.target.value is not None
    if not is_distance or held is None or held.value is None or len(found) != 1:
        return None
    if found[0].value is None:
        return None
    value, mean = Fraction(str(found[0].value)), Fraction(str(held.value))
    return Formula("formula_distance", {"value": value, "mean": mean}, value - mean)
