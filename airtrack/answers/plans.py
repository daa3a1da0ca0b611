"""The plans that count, with their targets and tasks, in the words of the domain.

Source: the views of plans, which hold the newest text of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches

from airtrack.answers import rules
from airtrack.answers.number import MILLI
from airtrack.answers.plan_issued import with_issued
from airtrack.answers.question import House
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.rule import Rule
from airtrack.domain.target import (
    Baseline,
    Binding,
    CompareRule,
    Op,
    Plan,
    PlanState,
    Scope,
    Target,
    TargetKind,
    ValueState,
)
from airtrack.domain.task import DueKind, Reason, Task, TaskItem, TaskMeasure
from airtrack.errors import NotFound
from airtrack.metrics.rows import (
    PlanRow,
    RuleRow,
    TargetIssued,
    TargetRow,
    TaskItemRow,
    TaskMeasureRow,
)

Measures = dict[tuple[str, int, int], list[TaskMeasure]]
"""The measures of an item, by plan, number of the task and of the item."""

_BODIES, _REASONS = "|", ";"


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """A plan with targets, tasks and rules in the order of its text; `batch_no` brought them all.

    A plan that another one in force replaces is superseded, whatever its own text says;
    `succeeded_by` are all that say they replace it, drafts too.
    """

    plan: Plan
    targets: tuple[Target, ...]
    batch_no: int
    tasks: tuple[Task, ...] = ()
    rules: tuple[Rule, ...] = ()
    succeeded_by: tuple[str, ...] = ()


def all_plans(house: House) -> tuple[PlanAnswer, ...]:
    """Every plan that counts, in the order of the ids, with what was issued for its targets."""
    rows = house.statistics.rows(TargetRow)
    items = house.statistics.rows(TaskItemRow)
    measures = _measures(house.statistics.rows(TaskMeasureRow))
    ruled = rules.by_plan(house.statistics.rows(RuleRow))
    issued = house.statistics.rows(TargetIssued)
    found = []
    for row in house.statistics.rows(PlanRow):
        plan = _plan(row)
        own = [item for item in items if item.plan_id == row.plan_id]
        targets = with_issued(plan, _in_order(rows, row.plan_id), issued, house.standards)
        tasks = _tasks(plan, own, measures)
        said = ruled.get(plan.id, ())
        found.append(PlanAnswer(plan, targets, row.batch_no, tasks, said))
    return tuple(_succeeded(answer, found) for answer in found)


def of_rows(
    row: PlanRow,
    targets: Iterable[TargetRow],
    items: Iterable[TaskItemRow],
    measures: Iterable[TaskMeasureRow],
    conditions: Iterable[RuleRow],
) -> PlanAnswer:
    """The plan that these rows of one batch make."""
    plan = _plan(row)
    tasks = _tasks(plan, items, _measures(measures))
    said = rules.by_plan(conditions).get(plan.id, ())
    return PlanAnswer(plan, _in_order(targets, row.plan_id), row.batch_no, tasks, said)


def _succeeded(answer: PlanAnswer, found: Iterable[PlanAnswer]) -> PlanAnswer:
    """The plan with those that replace it; a draft, and a repealed plan, supersede nothing."""
    plan = answer.plan
    heirs = [other.plan for other in found if other.plan.succeeds == plan.id]
    silent = (PlanState.DRAFT, PlanState.REPEALED)
    is_over = any(heir.state not in silent for heir in heirs)
    if is_over and plan.state is not PlanState.REPEALED:
        plan = plan.model_copy(update={"state": PlanState.SUPERSEDED})
    return replace(answer, plan=plan, succeeded_by=tuple(heir.id for heir in heirs))


def plan(house: House, plan_id: str) -> PlanAnswer:
    """The plan of that id; raises NotFound("unknown_plan") with the nearest ids."""
    return chosen(all_plans(house), plan_id)[0]


def chosen(found: Sequence[PlanAnswer], plan_id: str | None) -> tuple[PlanAnswer, ...]:
    """The plan of that id, or all of them where none is named; raises NotFound as `plan` does."""
    own = tuple(answer for answer in found if plan_id in (None, answer.plan.id))
    if plan_id is None or own:
        return own
    known = [answer.plan.id for answer in found]
    near = get_close_matches(plan_id, known) or known
    raise NotFound("unknown_plan", text=plan_id, nearest=near)


def _in_order(rows: Iterable[TargetRow], plan_id: str) -> tuple[Target, ...]:
    own = sorted((row for row in rows if row.plan_id == plan_id), key=lambda row: row.position)
    return tuple(_target(row) for row in own)


def _measures(rows: Iterable[TaskMeasureRow]) -> Measures:
    found: Measures = {}
    for row in sorted(rows, key=lambda row: row.position):
        measure = TaskMeasure(
            indicator=row.indicator,
            op=Op(row.op),
            value=_value(row.value_milli, row.digits),
            value_state=ValueState(row.value_state),
            digits=row.digits,
            unit=row.unit,
            by=row.by_key,
        )
        found.setdefault((row.plan_id, row.task_no, row.item_no), []).append(measure)
    return found


def _tasks(plan: Plan, rows: Iterable[TaskItemRow], measures: Measures) -> tuple[Task, ...]:
    """The tasks in the order of their numbers, each with its items."""
    by_no: dict[int, list[TaskItemRow]] = {}
    for row in sorted(rows, key=lambda row: (row.task_no, row.item_no)):
        by_no.setdefault(row.task_no, []).append(row)
    return tuple(
        Task(
            no=number,
            section=own[0].section,
            title=own[0].title,
            clause=own[0].clause,
            items=tuple(_item(plan, row, measures) for row in own),
        )
        for number, own in by_no.items()
    )


def _item(plan: Plan, row: TaskItemRow, measures: Measures) -> TaskItem:
    return TaskItem(
        item=row.item_no,
        text=row.text,
        due=row.due_on,
        due_kind=DueKind(row.due_kind),
        lead=_split(row.lead),
        responsible=_split(row.responsible),
        support=_split(row.support),
        implied=plan.implied if row.is_implied else (),
        measures=tuple(measures.get((row.plan_id, row.task_no, row.item_no), ())),
        reasons=tuple(_reason(part) for part in _split(row.reasons, _REASONS)),
    )


def _reason(told: str) -> Reason:
    field, _, text = told.partition(":")
    return Reason(field=field, text=text)


def _split(joined: str, by: str = _BODIES) -> tuple[str, ...]:
    return tuple(joined.split(by)) if joined else ()


def _plan(row: PlanRow) -> Plan:
    return Plan(
        id=row.plan_id,
        title=row.title,
        title_en=row.title_en,
        short_title=row.short_title,
        short_title_en=row.short_title_en,
        issuer=row.issuer,
        document_no=row.document_no,
        issued_on=row.issued_on,
        state=PlanState(row.state),
        group=row.group_id,
        sha256=row.sha256,
        note=row.note,
        note_en=row.note_en,
        implied=_split(row.implied),
        mentioned=_split(row.mentioned),
        succeeds=row.succeeds,
    )


def _target(row: TargetRow) -> Target:
    return Target(
        id=row.target_id,
        plan=row.plan_id,
        kind=TargetKind(row.kind),
        places=tuple(row.places.split(",")),
        group=row.group_id,
        scope=Scope(row.scope),
        indicator=row.indicator,
        period=row.period_key,
        op=Op(row.op) if row.op else None,
        value=_value(row.value_milli, row.digits),
        value_state=ValueState(row.value_state),
        unit=row.unit,
        digits=row.digits,
        compare_rule=CompareRule(row.compare_rule),
        basis=row.basis,
        edition=row.edition,
        baseline=_baseline(row),
        binding=Binding(row.binding),
        clause=row.clause,
        reference=row.reference,
        parent=row.parent,
        among=row.among,
        pollutants=tuple(Pollutant(key) for key in _split(row.pollutants, ",")),
        note=row.note,
    )


def _baseline(row: TargetRow) -> Baseline | None:
    if row.baseline_key is None:
        return None
    return Baseline(period=row.baseline_key, value=_value(row.baseline_milli, None))


def _value(milli: int | None, digits: int | None) -> Decimal | None:
    """The number with the decimals of its print, or with those that it needs."""
    if milli is None:
        return None
    exact = Decimal(milli).scaleb(-MILLI)
    if digits is None:
        return exact.normalize() if exact != exact.to_integral() else exact.quantize(Decimal(1))
    return round(exact, max(digits, 0))
