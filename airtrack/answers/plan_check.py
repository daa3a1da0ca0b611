"""Where a plan does not agree with itself, and what it leaves open; nothing in it is changed.

A target's parts are the targets that name it as `parent`, for the same indicator and period: those
of places make its mean or sum, one of the same scope is the same target stated again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from airtrack.answers.plans import PlanAnswer
from airtrack.answers.reason import Reason
from airtrack.domain.target import Plan, PlanState, Scope, Target, TargetKind, ValueState
from airtrack.domain.task import Task
from airtrack.errors import Level, Problem
from airtrack.registry.places import Gazetteer
from airtrack.registry.plans import PLAN, TARGETS, TASKS, PlanText

_EXACT_DIGITS = 3


@dataclass(frozen=True, slots=True)
class PlanFindings:
    """Printed figures that disagree, and figures that are not there; all of them warnings."""

    contradictions: tuple[Problem, ...]
    gaps: tuple[Problem, ...]


def succession(plans: Sequence[Plan]) -> tuple[Problem, ...]:
    """What is wrong in how plans replace one another, in the order of the plans.

    An error is a superseded plan that none says it succeeds, one that succeeds an unknown plan or
    itself, and plans that succeed one another in a circle.
    """
    by_id = {plan.id: plan for plan in plans}
    heirs = {plan.succeeds for plan in plans}
    found = []
    for plan in plans:
        if plan.state is PlanState.SUPERSEDED and plan.id not in heirs:
            found.append(_wrong(plan, "plan_without_successor", "state", plan.state.value))
        if plan.succeeds and plan.succeeds not in by_id:
            found.append(_wrong(plan, "plan_succeeds_unknown", "succeeds", plan.succeeds))
        elif _comes_round(plan, by_id):
            found.append(_wrong(plan, "plan_succeeds_itself", "succeeds", plan.succeeds))
    return tuple(found)


def _comes_round(plan: Plan, by_id: Mapping[str, Plan]) -> bool:
    seen = plan.succeeds
    for _ in by_id:
        if seen == plan.id:
            return True
        seen = by_id[seen].succeeds if seen in by_id else ""
    return False


def _wrong(plan: Plan, code: str, column: str, value: str) -> Problem:
    file = f"plans/{plan.id}/{PLAN}"
    told: dict[str, object] = {"plan": plan.id}
    return Problem(Level.BLOCKER, code, file, column=column, value=value, params=told)


@dataclass(frozen=True, slots=True)
class _At:
    """A line of the plan's targets."""

    found: PlanText
    row: int

    def problem(self, code: str, column: str, **told: object) -> Problem:
        """A finding about that line; the value is the printed one, where there is one."""
        value = told.get("printed")
        return Problem(
            Level.WARNING,
            code,
            f"plans/{self.found.plan.id}/{TARGETS}",
            row=self.row,
            column=column,
            value=None if value is None else str(value),
            params=told,
        )


def check(found: PlanText, gazetteer: Gazetteer | None = None) -> PlanFindings:
    """Everything that is to be said about the text of one plan, in the order of its lines.

    A place that the text mentions is unknown until the texts have it, or this gazetteer.
    """
    lines = list(zip(found.targets, found.rows, strict=True))
    compared = [item for target, row in lines for item in _compared(found, target, row)]
    return PlanFindings(
        contradictions=tuple(item for item in compared if item.code != "plan_parts_incomplete"),
        gaps=(
            *(
                _of_plan(found, reason)
                for reason in open_points(found.plan, has_tasks=bool(found.tasks))
            ),
            *(_unknown(found, name) for name in _still_unknown(found, gazetteer)),
            *(item for target, row in lines for item in _open(found, target, row)),
            *(item for item in compared if item.code == "plan_parts_incomplete"),
            *_of_tasks(found),
        ),
    )


def _still_unknown(found: PlanText, gazetteer: Gazetteer | None) -> list[str]:
    return [name for name in found.unknown if gazetteer is None or not gazetteer.knows(name)]


def of_answer(answer: PlanAnswer, gazetteer: Gazetteer) -> PlanText:
    """A plan of the store as a text to check; its lines are numbered as they are kept."""
    n_items = sum(len(task.items) for task in answer.tasks)
    return PlanText(
        plan=answer.plan,
        targets=answer.targets,
        rows=tuple(range(2, len(answer.targets) + 2)),
        folder=Path(),
        tasks=answer.tasks,
        task_rows=tuple(range(2, n_items + 2)),
        unknown=tuple(name for name in answer.plan.mentioned if not gazetteer.knows(name)),
    )


def open_points(plan: Plan, *, has_tasks: bool) -> tuple[Reason, ...]:
    """What the document does not say about itself, and what of it is not on file."""
    reasons = []
    if not plan.issuer:
        reasons.append(Reason("plan_no_issuer"))
    if not plan.document_no:
        reasons.append(Reason("plan_no_document_no"))
    if plan.issued_on is None:
        reasons.append(Reason("plan_no_issued_on"))
    if not has_tasks:
        reasons.append(Reason("plan_no_tasks"))
    return tuple(reasons)


def _open(found: PlanText, target: Target, row: int) -> Iterator[Problem]:
    at = _At(found, row)
    if target.value_state is ValueState.PLACEHOLDER:
        yield at.problem("target_placeholder", "value", target=target.id)
    if target.value_state is ValueState.BY_REFERENCE:
        told = {"target": target.id, "reference": target.reference}
        yield at.problem("target_by_reference", "reference", **told)
    is_cut = target.kind is TargetKind.REDUCTION
    if is_cut and target.baseline is not None and target.baseline.value is None:
        told = {"target": target.id, "period": target.baseline.period}
        yield at.problem("target_baseline_open", "baseline_value", **told)


def _compared(found: PlanText, target: Target, row: int) -> Iterator[Problem]:
    """The findings about a mean or a sum that has parts."""
    if target.value is None or target.scope is Scope.EACH:
        return
    at = _At(found, row)
    parts = [item for item in found.targets if item.parent == target.id and _speaks(item, target)]
    for same in (part for part in parts if part.scope is target.scope):
        computed = Fraction(same.value or 0)
        if _rounded(computed, target) != target.value:
            told = _told(target, computed) | {"other": same.id}
            yield at.problem("plan_restated_differs", "value", **told)
    yield from _added(at, target, [part for part in parts if part.scope is Scope.EACH])


def _added(at: _At, target: Target, parts: Sequence[Target]) -> Iterator[Problem]:
    """The finding about the mean or the sum of the places' values, if they disagree."""
    values = {place: Fraction(part.value or 0) for part in parts for place in part.places}
    if not parts:
        return
    if values.keys() != set(target.places):
        told = {"target": target.id, "n": len(values), "required": len(target.places)}
        yield at.problem("plan_parts_incomplete", "parent", **told)
        return
    total = sum(values.values(), Fraction(0))
    is_mean = target.scope is Scope.MEAN
    computed = total / len(values) if is_mean else total
    if _rounded(computed, target) != target.value:
        code = "plan_mean_differs" if is_mean else "plan_sum_differs"
        yield at.problem(code, "value", n=len(values), **_told(target, computed))


def _speaks(part: Target, whole: Target) -> bool:
    about = (part.kind, part.indicator, part.period) == (whole.kind, whole.indicator, whole.period)
    return about and part.value is not None


def _rounded(computed: Fraction, target: Target) -> Fraction:
    """Half to even at the digits that the plan prints, as everything here is rounded."""
    return round(computed, target.digits or 0)


def _told(target: Target, computed: Fraction) -> dict[str, object]:
    return {
        "target": target.id,
        "printed": f"{target.value:f}",
        "computed": _written(_rounded(computed, target), max(target.digits or 0, 0)),
        "exact": _written(computed, _EXACT_DIGITS),
    }


def _written(value: Fraction, digits: int) -> str:
    exact = round(value, digits)
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.{digits}f}"


def _of_plan(found: PlanText, reason: Reason) -> Problem:
    return Problem(Level.WARNING, reason.code, f"plans/{found.plan.id}/{PLAN}")


def _unknown(found: PlanText, name: str) -> Problem:
    file = f"plans/{found.plan.id}/{PLAN}"
    return Problem(
        Level.WARNING,
        "plan_unknown_place",
        file,
        column="mentioned",
        value=name,
        params={"plan": found.plan.id, "place": name},
    )


def _of_tasks(found: PlanText) -> Iterator[Problem]:
    """Tasks that name no lead, and numbers that are left open."""
    leaderless = [task.no for task in found.tasks if not any(item.lead for item in task.items)]
    if leaderless:
        said = {"plan": found.plan.id, "n": len(leaderless), "listed": _ranges(leaderless)}
        yield _of_task(found, None, "tasks_without_lead", "lead", **said)
    for row, task, number in _items(found):
        item = task.items[number]
        for measure in item.measures:
            if measure.value_state is ValueState.PLACEHOLDER:
                said = {"task": f"{task.no}.{item.item}", "measure": measure.indicator}
                yield _of_task(found, row, "measure_placeholder", "measures", **said)


def _items(found: PlanText) -> Iterator[tuple[int, Task, int]]:
    """Each item's line, task and place in the task."""
    items = [(task, number) for task in found.tasks for number in range(len(task.items))]
    for row, (task, number) in zip(found.task_rows, items, strict=True):
        yield row, task, number


def _of_task(found: PlanText, row: int | None, code: str, column: str, **told: object) -> Problem:
    file = f"plans/{found.plan.id}/{TASKS}"
    return Problem(Level.WARNING, code, file, row=row, column=column, params=told)


def _ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers for people: 1–3, 8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
