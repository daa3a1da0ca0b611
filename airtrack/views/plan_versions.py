"""Versions of plans, and plans side by side, as JSON documents and as tables for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from airtrack.answers.plan_beside import Asked, Beside
from airtrack.answers.plan_diff import (
    Changed,
    FieldChange,
    Items,
    PlanDiff,
    item_of,
    rule_of,
    target_of,
)
from airtrack.answers.plan_versions import Version
from airtrack.answers.plans import PlanAnswer
from airtrack.domain.batch import EventKind
from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.registry.places import Gazetteer
from airtrack.views import plans, tasks
from airtrack.views.document import Document
from airtrack.views.moment import beijing, to_the_minute
from airtrack.views.table import Cell, Table, Words

_HISTORY = (
    *("batch", "done_at", "done_by", "counted_state", "state", "n_targets", "n_tasks"),
    *("note", "source"),
)
_NUMBERS = ("n_targets", "n_tasks")
_DIFF = ("diff_of", "diff_id", "diff_change", "diff_field", "diff_old", "diff_new")
_BESIDE = (
    *("target_indicator", "target_period", "plan", "state", "target_id", "places", "scope", "op"),
    *("value", "unit", "binding", "clause"),
)


def history(found: Sequence[Version], plan_id: str) -> Document:
    """`plans history`: every version, oldest first."""
    return {"id": plan_id, "versions": [version(item) for item in found]}


def version(found: Version) -> Document:
    """One version: which batch brought it, when, by whom, why, and whether it counts."""
    batch, first, last = found.item.batch, found.item.events[0], found.item.events[-1]
    plan = found.answer.plan
    return {
        "batch": batch.batch_id,
        "at": beijing(first.done_at),
        "by": first.done_by,
        "state": plan.state.value,
        "note": batch.note,
        "targets": len(found.answer.targets),
        "tasks": len(found.answer.tasks),
        "counts": found.counts,
        "live": found.item.is_live,
        "withdrawn": None
        if found.item.is_live
        else {"at": beijing(last.done_at), "by": last.done_by, "note": last.note},
        "plan": plan.id,
        "document_no": plan.document_no or None,
        "issued_on": plan.issued_on and plan.issued_on.isoformat(),
        "succeeds": plan.succeeds or None,
        "source": batch.source_name,
    }


def history_table(found: Sequence[Version], words: Words) -> Table:
    """A row a version, oldest first."""
    columns = tuple(words.column(key, 0 if key in _NUMBERS else None) for key in _HISTORY)
    return Table("", columns, tuple(_version_row(item, words) for item in found))


def _version_row(found: Version, words: Words) -> tuple[Cell, ...]:
    batch, first, last = found.item.batch, found.item.events[0], found.item.events[-1]
    is_gone = last.event is EventKind.WITHDRAWN
    counted = "version_withdrawn" if is_gone else "version_earlier"
    note = batch.note
    if is_gone:
        note = words.say("version_withdrawn_because", note=note, reason=last.note)
    return (
        batch.batch_id,
        to_the_minute(first.done_at),
        first.done_by,
        words.label("version_counts" if found.counts else counted),
        words.label(f"plan_state_{found.answer.plan.state}"),
        len(found.answer.targets),
        len(found.answer.tasks),
        note,
        batch.source_name,
    )


def diff(found: PlanDiff) -> Document:
    """What changed between two versions: fields of the plan, targets, items of tasks."""
    return {
        "plan": [_field(change) for change in found.plan],
        "targets": _items_document(
            found.targets,
            found,
            "target",
            lambda answer, key: plans.target_document(target_of(answer, key)),
        ),
        "tasks": _items_document(found.tasks, found, "item", _item_document),
        "rules": _items_document(found.rules, found, "rule", _rule_document),
    }


def _items_document(
    items: Items, found: PlanDiff, called: str, told: Callable[[PlanAnswer, str], Document]
) -> Document:
    old = found.old
    return {
        "added": [told(found.new, key) for key in items.added],
        "dropped": [] if old is None else [told(old, key) for key in items.dropped],
        "changed": [
            {called: _named(item, found, called), "fields": [_field(one) for one in item.fields]}
            for item in items.changed
        ],
    }


def _named(item: Changed, found: PlanDiff, called: str) -> str:
    return target_of(found.new, item.id).id if called == "target" else item.id


def _item_document(answer: PlanAnswer, key: str) -> Document:
    task, item = item_of(answer, key)
    return {
        "item": key,
        "title": task.title,
        "text": item.text or None,
        "due": item.due and item.due.isoformat(),
        "due_kind": item.due_kind.value,
        "clause": task.clause,
    }


def _rule_document(answer: PlanAnswer, key: str) -> Document:
    rule = rule_of(answer, key)
    said = {"kind": rule.kind.value, "body": rule.body, "consequence": rule.consequence}
    return {"rule": key, **said, "clause": rule.clause}


def _field(change: FieldChange) -> Document:
    return {"field": change.field, "old": change.old, "new": change.new}


def versions_diff(old: Version, new: Version, found: PlanDiff) -> Document:
    """`plans diff`: both versions and what changed."""
    id_ = new.answer.plan.id
    return {"id": id_, "old": version(old), "new": version(new)} | diff(found)


def diff_table(
    found: PlanDiff, form: PlanForm, gazetteer: Gazetteer, words: Words, *, title: str
) -> Table:
    """A row a field that changed, and a row a target or item that came or went."""
    columns = tuple(words.column(key) for key in _DIFF)
    rows = [*_plan_rows(found, form.plan, words)]
    rows += _item_rows(
        found.targets,
        "target",
        form.targets,
        found,
        words,
        lambda answer, key: _target_said(answer, key, gazetteer, words),
    )
    rows += _item_rows(found.tasks, "task", form.tasks, found, words, _task_said)
    rows += _item_rows(found.rules, "rule", form.rules, found, words, _rule_said)
    return Table(title, columns, tuple(rows))


def _plan_rows(found: PlanDiff, sheet: PlanSheet, words: Words) -> Iterator[tuple[Cell, ...]]:
    what, changed = words.label("diff_plan"), words.label("diff_changed")
    for change in found.plan:
        head = _head(sheet, change.field, words)
        yield (what, found.new.plan.id, changed, head, _written(change.old), _written(change.new))


def _item_rows(
    items: Items,
    what: str,
    sheet: PlanSheet,
    found: PlanDiff,
    words: Words,
    said: Callable[[PlanAnswer, str], str],
) -> Iterator[tuple[Cell, ...]]:
    of = words.label(f"diff_{what}")
    for key in items.added:
        yield (of, key, words.label("diff_added"), "", "", said(found.new, key))
    for key in items.dropped:
        gone = "" if found.old is None else said(found.old, key)
        yield (of, key, words.label("diff_dropped"), "", gone, "")
    for item in items.changed:
        for change in item.fields:
            told = (_head(sheet, change.field, words), _written(change.old), _written(change.new))
            yield (of, item.id, words.label("diff_changed"), *told)


def _head(sheet: PlanSheet, field: str, words: Words) -> str:
    """What the column of the field is called; in English by the field itself."""
    if words.lang != "zh":
        return field
    return next((column.head for column in sheet.columns if column.field == field), field)


def _written(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, (list, tuple)):
        return "|".join(map(str, value)) or "–"
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    return str(value)


def _target_said(answer: PlanAnswer, key: str, gazetteer: Gazetteer, words: Words) -> str:
    target = target_of(answer, key)
    where = plans.where(target, gazetteer, words)
    number = plans.value(target, words)
    parts = (where, words.label(target.indicator), target.period, target.op, number, target.unit)
    return " ".join(str(part) for part in parts if part)


def _task_said(answer: PlanAnswer, key: str) -> str:
    task, item = item_of(answer, key)
    return " ".join(part for part in (task.title, item.text) if part)


def _rule_said(answer: PlanAnswer, key: str) -> str:
    rule = rule_of(answer, key)
    return " ".join(part for part in (rule.body, rule.consequence) if part)


def beside(found: Sequence[Beside], place: str, name: str) -> Document:
    """`plans beside`: per indicator and period what every plan asks."""
    return {
        "place": place,
        "name": name,
        "indicators": [
            {
                "indicator": item.indicator,
                "period": item.period.key,
                "plans": list(item.plans),
                "differs": item.differs,
                "rows": [_asked(row) for row in item.rows],
            }
            for item in found
        ],
    }


def _asked(row: Asked) -> Document:
    plan, target = row.answer.plan, row.target
    return {
        "plan": plan.id,
        "state": plan.state.value,
        "target": target.id,
        "kind": target.kind.value,
        "scope": target.scope.value,
        "period": target.period,
        "op": target.op and target.op.value,
        "value": tasks.number(target.value, target.digits),
        "value_state": target.value_state.value,
        "unit": target.unit or None,
        "baseline": target.baseline and target.baseline.period,
        "binding": target.binding.value,
        "basis": target.basis or None,
        "edition": target.edition or None,
        "clause": target.clause,
        "note": target.note or None,
    }


def beside_table(
    found: Sequence[Beside], gazetteer: Gazetteer, words: Words, *, title: str
) -> Table:
    """A row a target; where plans print unlike values the indicator is marked."""
    columns = tuple(words.column(key) for key in _BESIDE)
    rows = tuple(_beside_row(item, row, gazetteer, words) for item in found for row in item.rows)
    return Table(title, columns, rows)


def _beside_row(item: Beside, row: Asked, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    plan, target = row.answer.plan, row.target
    label = words.label(item.indicator)
    return (
        words.say("beside_differs", indicator=label) if item.differs else label,
        target.period,
        plan.id,
        words.label(f"plan_state_{plan.state}"),
        target.id,
        plans.where(target, gazetteer, words),
        words.label(f"scope_{target.scope}"),
        str(target.op or ""),
        plans.value(target, words),
        target.unit,
        words.label(f"binding_{target.binding}"),
        target.clause,
    )
