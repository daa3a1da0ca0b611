"""How a verdict came about: the figure, how it was compared, the rung of the ladder, the budget.

Every number is that of `status`; the figure behind it is explained as any other figure is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from airtrack.answers import explain as explain_answers
from airtrack.answers import plans as plan_answers
from airtrack.answers.explain import Explanation
from airtrack.answers.question import House, Question
from airtrack.answers.trail import Trail
from airtrack.answers.working import Clause, Formula, Step
from airtrack.assess.board import Board, board
from airtrack.assess.compare import plain
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure
from airtrack.domain.standards import IN_FORCE
from airtrack.domain.target import CompareRule, Plan, Scope, Target
from airtrack.domain.verdict import Verdict
from airtrack.errors import NotFound

_OF_VALUE = ("formula_region", "formula_region_sum", "formula_cut")


@dataclass(frozen=True, slots=True)
class VerdictExplanation:
    """A verdict and all that it stands on.

    `figures` are those of the place, or of each place of a region; `baseline` is explained where
    it was computed. `formulas` are the region's value, the cut against the baseline, the budget;
    `steps` lead from the exact value to the one that is compared.
    """

    verdict: Verdict
    plan: Plan
    figures: tuple[Explanation, ...]
    baseline: Explanation | None
    steps: tuple[Step, ...]
    formulas: tuple[Formula, ...]
    clauses: tuple[Clause, ...]

    @property
    def agrees(self) -> bool | None:
        """True where every number was found again, None where there is none."""
        found = [item.agrees for item in self.figures if item.agrees is not None]
        found += [
            formula.result is not None and plain(formula.result) == wanted
            for formula, wanted in self._again()
        ]
        return all(found) if found else None

    def _again(self) -> Iterator[tuple[Formula, Decimal | int | None]]:
        """Each formula with the number of the verdict that it must give."""
        verdict, budget = self.verdict, self.verdict.budget
        if not self.formulas and len(self.figures) == 1 and self.figures[0].formulas:
            yield self.figures[0].formulas[-1], verdict.raw
        for formula in self.formulas:
            if formula.key in _OF_VALUE:
                yield formula, verdict.raw
            elif budget is not None and formula.key == "formula_budget_mean":
                yield formula, budget.remaining_mean
            elif budget is not None and formula.key == "formula_budget_cap":
                yield formula, budget.days_left_to_lose
            elif budget is not None:
                yield formula, budget.days_needed


def of_target(
    house: House,
    target_id: str,
    *,
    place: str | None,
    as_of: date | None,
    trail: Trail | None,
) -> VerdictExplanation:
    """The verdict on that target (and place, where it has several) on that date.

    Raises NotFound: "unknown_target", "target_unjudged", "target_needs_place" where it has several,
    "target_is_regional" where its places count together, "target_not_of_place".
    """
    target = _target(house, target_id)
    if not target.is_judged:
        raise NotFound("target_unjudged", text=target_id, state=target.value_state, nearest=[])
    answer = board(house, as_of=as_of, plan_id=target.plan, place=place)
    found = [item for item in answer.verdicts if item.target.id == target.id]
    if len(found) != 1:
        raise _no_verdict(house, target, place)
    return of_verdict(house, found[0], board=answer, trail=trail)


def _no_verdict(house: House, target: Target, place: str | None) -> NotFound:
    """Why the target has no single verdict on what was asked."""
    names = [house.gazetteer.places[code].name for code in target.places]
    if place is None:
        return NotFound("target_needs_place", text=target.id, nearest=names)
    if target.scope is not Scope.EACH and place in target.places:
        name = house.gazetteer.places[place].name
        return NotFound("target_is_regional", text=target.id, place=name, nearest=names)
    return NotFound("target_not_of_place", text=target.id, place=place, nearest=names)


def _target(house: House, target_id: str) -> Target:
    targets = [target for answer in plan_answers.all_plans(house) for target in answer.targets]
    for target in targets:
        if target.id == target_id:
            return target
    known = [target.id for target in targets]
    raise NotFound(
        "unknown_target", text=target_id, nearest=get_close_matches(target_id, known, cutoff=0.4)
    )


def of_verdict(
    house: House, verdict: Verdict, *, board: Board, trail: Trail | None
) -> VerdictExplanation:
    """One verdict of a board."""
    target = verdict.target
    figures = _figures(house, verdict, trail=trail)
    return VerdictExplanation(
        verdict=verdict,
        plan=next(plan for plan in board.plans if plan.id == target.plan),
        figures=figures,
        baseline=_baseline(house, verdict, trail=trail),
        steps=_steps(verdict),
        formulas=_formulas(house, verdict, figures),
        clauses=_clauses(house, verdict),
    )


def _figures(house: House, verdict: Verdict, *, trail: Trail | None) -> tuple[Explanation, ...]:
    """The figures of the target's places over the days that the verdict speaks of."""
    target = verdict.target
    measure = house.standards.indicators[target.indicator].measure
    if verdict.data_to is None or not measure.is_of_days:
        return ()
    span = periods.of_days(target.span.first_on, verdict.data_to)
    question = _asked(house, target, span)
    places = target.places if verdict.is_region else (verdict.place,)
    return tuple(
        explain_answers.of_city(house, question, place, indicator=target.indicator, trail=trail)
        for place in places
    )


def _asked(house: House, target: Target, span: Period) -> Question:
    """The span under the target's edition and basis; what is in force is what is stored."""
    edition = house.standards.edition(target.edition)
    is_in_force = edition.from_on <= span.first_on and span.last_on <= edition.to_on
    basis = Basis(target.basis) if target.basis else None
    return Question(span, IN_FORCE if is_in_force else edition.id, basis=basis)


def _baseline(house: House, verdict: Verdict, *, trail: Trail | None) -> Explanation | None:
    """The figure of the base year, where the plan does not print one."""
    target, baseline = verdict.target, verdict.target.baseline
    if baseline is None or baseline.value is not None or verdict.baseline is None:
        return None
    span = periods.parse(baseline.period)
    question = _asked(house, target, span)
    return explain_answers.of_city(
        house, question, verdict.place, indicator=target.indicator, trail=trail
    )


def _region(verdict: Verdict, figures: Sequence[Explanation]) -> Formula | None:
    """The mean, or for days together the sum, of the cities' printed figures."""
    if not verdict.is_region:
        return None
    values = [Fraction(str(item.value)) for item in figures if item.value is not None]
    if len(values) < len(verdict.target.places):
        return None
    total = sum(values, Fraction(0))
    numbers = {"sum": total, "n": len(values)}
    if verdict.target.scope is Scope.SUM:
        return Formula("formula_region_sum", numbers, total)
    return Formula("formula_region", numbers, total / len(values))


def _cut(verdict: Verdict, figures: Sequence[Explanation]) -> Formula | None:
    """The cut against the baseline, in percent, from printed values."""
    base = None if verdict.baseline is None else Fraction(verdict.baseline)
    if not base or len(figures) != 1 or figures[0].value is None:
        return None
    value = Fraction(str(figures[0].value))
    return Formula("formula_cut", {"base": base, "value": value}, (base - value) * PERCENT / base)


def _steps(verdict: Verdict) -> tuple[Step, ...]:
    """From the exact value to the one that is held against the target."""
    if verdict.raw is None or verdict.actual is None or verdict.compared is None:
        return ()
    target = verdict.target
    is_rounded = target.compare_rule is CompareRule.ROUNDED
    shown = -int(verdict.actual.as_tuple().exponent)
    return (
        Step("step_exact", Fraction(verdict.raw)),
        Step("step_printed", Fraction(verdict.actual), shown),
        Step(
            f"step_compared_{target.compare_rule}",
            Fraction(verdict.compared),
            target.digits if is_rounded else None,
            target.clause,
        ),
    )


def _budget(house: House, verdict: Verdict, figures: Sequence[Explanation]) -> Formula | None:
    """What the rest of the period still allows, with its numbers."""
    budget, required = verdict.budget, verdict.required
    if budget is None or required is None or len(figures) != 1 or verdict.valid_days is None:
        return None
    measure = house.standards.indicators[verdict.target.indicator].measure
    n, left, limit = verdict.valid_days, budget.remaining_days, Fraction(required)
    if verdict.baseline is not None:
        limit = Fraction(verdict.baseline) * (1 - limit / PERCENT)
    known = {"limit": limit, "n": n, "left": left, "all": n + left}
    last = figures[0].formulas[-1] if figures[0].formulas else None
    if measure is Measure.MEAN and last is not None and last.result is not None:
        total = last.result * n
        result = (limit * (n + left) - total) / left
        return Formula("formula_budget_mean", known | {"sum": total}, result)
    if last is None or last.result is None:
        return None
    if measure is Measure.SHARE:
        good = int(str(last.numbers["good"]))
        lose = math.floor((n + left) * (1 - limit / PERCENT)) - (n - good)
        numbers = known | {"good": good, "lost": n - good, "lose": lose}
        return Formula("formula_budget_share", numbers, Fraction(max(0, left - lose)))
    if measure is Measure.COUNT and budget.days_needed is None:
        rest = max(0, math.floor(limit - last.result))
        return Formula("formula_budget_cap", known | {"used": last.result}, Fraction(rest))
    if measure is Measure.COUNT:
        rest = max(0, math.ceil(limit - last.result))
        return Formula("formula_budget_floor", known | {"used": last.result}, Fraction(rest))
    return None


def _formulas(
    house: House, verdict: Verdict, figures: Sequence[Explanation]
) -> tuple[Formula, ...]:
    """What is worked out beyond the places' own figures."""
    found = (_region(verdict, figures), _cut(verdict, figures), _budget(house, verdict, figures))
    return tuple(formula for formula in found if formula is not None)


def _clauses(house: House, verdict: Verdict) -> tuple[Clause, ...]:
    """The plan's clause, the edition that it is judged by, the ladder's rule."""
    target, rules = verdict.target, house.standards.assessment
    found = [Clause("rule_plan", target.id, target.clause)]
    if target.edition:
        edition = house.standards.edition(target.edition)
        found.append(Clause("rule_edition", edition.id, edition.clause, edition.confidence))
    if verdict.rule is not None:
        rung = f"rung_{verdict.rule}"
        found.append(Clause("rule_ladder", rung, rules.clause, rules.confidence))
        near = f"{rules.at_risk_percent} %"
        found.append(Clause("rule_near", near, rules.clause, rules.confidence))
    return tuple(found)
