"""Plans on their way into the store: the texts under `data/plans` become batches.

Source: the contract of the command line: `init` loads plans and is safe to repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from airtrack.domain.batch import Batch, Grain, Stage, holder
from airtrack.domain.rule import Condition, Rule
from airtrack.domain.target import Plan, Target
from airtrack.domain.task import Task, TaskItem, TaskMeasure
from airtrack.errors import StaleStore, StoreBusy
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.walk import Source
from airtrack.metrics.reference import milli
from airtrack.registry.plans import PLAN, RULES, TARGETS, TASKS, PlanText
from airtrack.store.act import Act
from airtrack.store.draft import ASIDE, PARTS, ROWS, Draft
from airtrack.store.store import Store

FORM = "plan"
STAGE = Stage.AUDITED
_ATTEMPTS = 3
_OF_CONDITION = ("condition", "indicator", "span", "among", "unit", "tasks", "bindings", "text")
_SEPARATOR, _REASONS, _COMMA = "|", ";", ","


def draft(found: PlanText) -> Draft:
    """The plan, its targets, tasks and rules as rows; the files of its folder go with them."""
    names = (PLAN, TARGETS, *([TASKS] if found.tasks else ()), *([RULES] if found.rules else ()))
    source = walk.chosen(found.folder, names)
    return of_source(found, source, members=names[1:])


def of_source(found: PlanText, source: Source, *, members: tuple[str, ...]) -> Draft:
    """The plan as rows of that source; `members` are its tables, that of the targets first."""
    lines = zip(found.targets, found.rows, strict=True)
    rows = [
        _target(target) | {"position": position, "file_no": 0, "source_row": row}
        for position, (target, row) in enumerate(lines, start=1)
    ]
    return Draft(
        source_name=source.name,
        sha256=source.sha256,
        form=FORM,
        grain=Grain.PLAN,
        stage=STAGE,
        rows=pa.Table.from_pylist(rows, schema=ROWS[Grain.PLAN]),
        aside=ASIDE.empty_table(),
        members=members,
        originals=source.originals,
        n_rows=len(rows),
        digits={},
        parts={
            "plan": _part("plan", [_plan(found.plan)]),
            "task": _part("task", _items(found)),
            "task_measure": _part("task_measure", _measures(found)),
            "rule": _part("rule", _rules(found)),
        },
    )


def _part(name: str, rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=PARTS[Grain.PLAN][name])


def install(store: Store, plans: Sequence[PlanText], *, act: Act) -> list[Batch]:
    """Every plan on file is on record; returns the new batches, none where nothing was to do.

    A store that does not exist is made with them. A text that counts already is left alone, also
    one that was withdrawn; an older version that comes back counts again. Versions that people
    handed in do not change what is on file: they stay the newest ones. Where another process writes
    at the same moment the store is looked at again; after some attempts its StaleStore or StoreBusy
    is raised.
    """
    drafts = [draft(found) for found in plans]
    if not store.exists and (made := store.create(drafts, act=act)):
        return made
    for attempt in range(1, _ATTEMPTS + 1):
        current = store.snapshot()
        history = [item for item in current.history() if item.batch.form == FORM]
        fresh = [
            item
            for item in drafts
            if not holder(history, sha256=item.sha256, stage=item.stage, source=item.source_name)
        ]
        if not fresh:
            break
        try:
            return store.commit(fresh, act=act, seen=current.revision)
        except (StaleStore, StoreBusy):
            if attempt == _ATTEMPTS:
                raise
    return []


def _target(target: Target) -> dict[str, object]:
    baseline = target.baseline
    return {
        "plan_id": target.plan,
        "target_id": target.id,
        "kind": target.kind.value,
        "places": ",".join(target.places),
        "group_id": target.group,
        "scope": target.scope.value,
        "indicator": target.indicator,
        "period_key": target.period,
        "op": target.op and target.op.value,
        "value_milli": _milli(target.value),
        "value_state": target.value_state.value,
        "unit": target.unit,
        "digits": target.digits,
        "compare_rule": target.compare_rule.value,
        "basis": target.basis,
        "edition": target.edition,
        "baseline_key": baseline and baseline.period,
        "baseline_milli": _milli(baseline.value) if baseline else None,
        "binding": target.binding.value,
        "clause": target.clause,
        "reference": target.reference,
        "parent": target.parent,
        "among": target.among,
        "pollutants": ",".join(target.pollutants),
        "note": target.note,
    }


def _items(found: PlanText) -> list[dict[str, object]]:
    """A row for each item of a task, in the order of the text."""
    items = [(task, item) for task in found.tasks for item in task.items]
    return [
        _item(found.plan, task, item) | {"source_row": row}
        for (task, item), row in zip(items, found.task_rows, strict=True)
    ]


def _item(plan: Plan, task: Task, item: TaskItem) -> dict[str, object]:
    return {
        "plan_id": plan.id,
        "task_no": task.no,
        "item_no": item.item,
        "section": task.section,
        "title": task.title,
        "text": item.text,
        "due_on": item.due,
        "due_kind": item.due_kind.value,
        "lead": _SEPARATOR.join(item.lead),
        "responsible": _SEPARATOR.join(item.responsible),
        "support": _SEPARATOR.join(item.support),
        "is_implied": bool(item.implied),
        "clause": task.clause,
        "reasons": _REASONS.join(f"{reason.field}:{reason.text}" for reason in item.reasons),
    }


def _measures(found: PlanText) -> list[dict[str, object]]:
    """A row for each numeric measure of an item."""
    return [
        {"plan_id": found.plan.id, "task_no": task.no, "item_no": item.item, "position": position}
        | _measure(measure)
        for task in found.tasks
        for item in task.items
        for position, measure in enumerate(item.measures, start=1)
    ]


def _measure(measure: TaskMeasure) -> dict[str, object]:
    return {
        "indicator": measure.indicator,
        "op": measure.op.value,
        "value_milli": _milli(measure.value),
        "value_state": measure.value_state.value,
        "unit": measure.unit,
        "digits": measure.digits,
        "by_key": measure.by,
    }


def _rules(found: PlanText) -> list[dict[str, object]]:
    """A row for each condition of a rule, and one for a rule without."""
    items = [
        (rule, number, condition)
        for rule in found.rules
        for number, condition in enumerate(rule.conditions or (None,), start=1)
    ]
    return [
        _rule(rule) | _condition(condition) | {"item_no": number, "source_row": row}
        for (rule, number, condition), row in zip(items, found.rule_rows, strict=True)
    ]


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "plan_id": rule.plan,
        "rule_no": rule.no,
        "kind": rule.kind.value,
        "body": rule.body,
        "places": _COMMA.join(rule.places),
        "group_id": rule.group,
        "period_key": rule.period,
        "combine": rule.combine.value,
        "consequence": rule.consequence,
        "rhythm": rule.rhythm,
        "clause": rule.clause,
        "note": rule.note,
    }


def _condition(condition: Condition | None) -> dict[str, object]:
    """What a condition says; a rule without one says nothing in these columns."""
    if condition is None:
        blank = dict.fromkeys(_OF_CONDITION, "")
        return blank | dict.fromkeys(("n_last", "op", "value_milli", "digits"))
    value = condition.value
    return {
        "condition": condition.kind.value,
        "indicator": condition.indicator,
        "span": condition.window.value if condition.window else "",
        "among": condition.among,
        "n_last": condition.n,
        "op": condition.op and condition.op.value,
        "value_milli": _milli(value),
        "digits": None if value is None else max(0, -int(value.as_tuple().exponent)),
        "unit": condition.unit,
        "tasks": _COMMA.join(map(str, condition.tasks)),
        "bindings": _COMMA.join(condition.bindings),
        "text": condition.text,
    }


def _milli(value: Decimal | None) -> int | None:
    return None if value is None else milli(value)


def _plan(plan: Plan) -> dict[str, object]:
    said = plan.model_dump(exclude={"id", "group", "state", "implied", "mentioned"})
    return said | {
        "plan_id": plan.id,
        "group_id": plan.group,
        "state": plan.state.value,
        "implied": _SEPARATOR.join(plan.implied),
        "mentioned": _SEPARATOR.join(plan.mentioned),
    }
