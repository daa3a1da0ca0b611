"""How a verdict came about: the figure, how it was compared, the rung of the ladder, the budget.

Every number is that of `status`; the figure behind it is explained as any other figure is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from airtrack.answers import plans as plan_answers
from airtrack.answers.explain import Explanation
from airtrack.answers.question import House
from airtrack.answers.trail import Trail
from airtrack.answers.working import Clause, Formula, Step
from airtrack.assess import season_workings, tonnage, workings
from airtrack.assess.board import Board, board
from airtrack.assess.compare import plain
from airtrack.assess.workings import Drawn
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure
from airtrack.domain.target import CompareRule, Plan, Scope, Target, TargetKind
from airtrack.domain.verdict import Verdict
from airtrack.errors import NotFound

_OF_VALUE = (
    *("formula_region", "formula_region_sum"),
    *("formula_cut", "formula_against", "formula_distance", tonnage.ACCEPTED),
)


@dataclass(frozen=True, slots=True)
class VerdictExplanation:
    """A verdict and all that it stands on.

    `figures` are those of the place, or of each place of a region; `baseline` is explained where
    it was computed. `formulas` are the region's value, the cut against the baseline, the budget;
    `steps` lead from the exact value to the one that is compared, `drawn` are the rank and the
    attainment that it rests on. Where an official result decides, all this is about our own
    verdict.
    """

    verdict: Verdict
    plan: Plan
    figures: tuple[Explanation, ...]
    baseline: Explanation | None
    steps: tuple[Step, ...]
    formulas: tuple[Formula, ...]
    clauses: tuple[Clause, ...]
    drawn: tuple[Drawn, ...] = ()

    def for_public(self) -> VerdictExplanation:
        """The same without what is inside only: where the period may end, and how likely."""
        told = tuple(item for item in self.formulas if item.key not in season_workings.INSIDE)
        return replace(self, verdict=self.verdict.for_public(), formulas=told)

    @property
    def agrees(self) -> bool | None:
        """True where every number was found again, None where there is none."""
        found = [item.agrees for item in self.figures if item.agrees is not None]
        found += [each for item in self.drawn if (each := item.found.agrees) is not None]
        found += [_is_same(formula, wanted) for formula, wanted in self._again()]
        return all(found) if found else None

    def _again(self) -> Iterator[tuple[Formula, Decimal | int | None]]:
        """Each formula with the number of the verdict that it must give."""
        verdict = self.verdict.computed or self.verdict
        budget = verdict.budget
        is_figure = verdict.target.kind is not TargetKind.RANK and verdict.raw is not None
        alone = is_figure and not self.formulas and len(self.figures) == 1
        if alone and self.figures[0].formulas:
            yield self.figures[0].formulas[-1], verdict.raw
        for formula in self.formulas:
            if formula.key in _OF_VALUE:
                yield formula, verdict.raw
            elif formula.key == tonnage.ON_PATH:
                yield (
                    formula,
                    None if verdict.path is None else plain(Fraction(verdict.path.due_now)),
                )
            elif formula.key in season_workings.KEYS:
                yield formula, season_workings.wanted(verdict, formula.key)
            elif budget is not None and formula.key == "formula_budget_mean":
                yield formula, budget.remaining_mean
            elif budget is not None and formula.key == "formula_budget_cap":
                yield formula, budget.days_left_to_lose
            elif budget is not None:
                yield formula, budget.days_needed


def _is_same(formula: Formula, wanted: Decimal | int | None) -> bool:
    """The number that was told; of months, which are told at six decimals, to the third."""
    if formula.result is None or wanted is None:
        return formula.result is None and wanted is None
    if formula.key in season_workings.KEYS:
        return abs(formula.result - Fraction(wanted)) < season_workings.CLOSE
    return plain(formula.result) == wanted


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
    answer = board(house, as_of=as_of, plan_id=target.plan, place=place, target_id=target.id)
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
    ours = verdict.computed or verdict
    figures = workings.figures(house, ours, trail=trail)
    base = workings.base(house, ours, trail=trail)
    budget = _budget(house, ours, figures)
    return VerdictExplanation(
        verdict=verdict,
        plan=next(plan for plan in board.plans if plan.id == verdict.target.plan),
        figures=figures,
        baseline=base,
        steps=_steps(ours),
        formulas=(
            *workings.formulas(ours, figures, base),
            *tonnage.formulas(house, ours),
            *([budget] if budget else []),
            *season_workings.formulas(ours),
        ),
        clauses=_clauses(house, verdict),
        drawn=workings.drawn(house, ours),
    )


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


def _clauses(house: House, verdict: Verdict) -> tuple[Clause, ...]:
    """The plan's clause, the edition that it is judged by, the ladder's rule."""
    target, rules = verdict.target, house.standards.assessment
    found = [Clause("rule_plan", target.id, target.clause)]
    if verdict.official is not None:
        document = verdict.official.document_no or "–"
        found.append(Clause("rule_official", document, verdict.official.decided_by))
    if target.edition:
        edition = house.standards.edition(target.edition)
        found.append(Clause("rule_edition", edition.id, edition.clause, edition.confidence))
    if verdict.rule is not None:
        rung = f"rung_{verdict.rule}"
        found.append(Clause("rule_ladder", rung, rules.clause, rules.confidence))
        near = f"{rules.at_risk_percent} %"
        found.append(Clause("rule_near", near, rules.clause, rules.confidence))
    return tuple(found)
