"""Tasks of a plan as part of a JSON document and as a table for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from airtrack.domain.task import MeasureName, Task, TaskItem, TaskMeasure
from airtrack.views.document import Document
from airtrack.views.table import Cell, Column, Table, Words

_HEADINGS = (
    *("task", "section", "task_title", "task_text", "due", "lead", "responsible", "support"),
    *("implied_bodies", "measures", "clause", "reasons"),
)


def document(task: Task, measures: Mapping[str, MeasureName], words: Words) -> Document:
    """The task with its items in the order of the text."""
    return {
        "no": task.no,
        "section": task.section,
        "title": task.title,
        "clause": task.clause,
        "items": [_item(item, measures, words) for item in task.items],
        "reasons": [
            {"item": item.item, **reason} for item in task.items for reason in _reasons(item)
        ],
    }


def _item(item: TaskItem, measures: Mapping[str, MeasureName], words: Words) -> Document:
    return {
        "item": item.item,
        "text": item.text or None,
        "due": item.due and item.due.isoformat(),
        "due_kind": item.due_kind.value,
        "lead": list(item.lead),
        "responsible": list(item.responsible),
        "support": list(item.support),
        "implied": bool(item.implied),
        "implied_bodies": list(item.implied),
        "measures": [_measure(measure, measures, words) for measure in item.measures],
        "reasons": _reasons(item),
    }


def _reasons(item: TaskItem) -> list[Document]:
    """Why fields are blank, or how they were read."""
    return [{"field": why.field, "text": why.text} for why in item.reasons]


def _measure(measure: TaskMeasure, measures: Mapping[str, MeasureName], words: Words) -> Document:
    known = measures.get(measure.indicator)
    return {
        "indicator": measure.indicator,
        "name": measure_name(measure.indicator, measures, words),
        "kind": None if known is None else known.kind.value,
        "op": measure.op.value,
        "value": number(measure.value, measure.digits),
        "value_state": measure.value_state.value,
        "unit": measure.unit,
        "digits": measure.digits,
        "by": measure.by,
    }


def number(value: Decimal | None, digits: int | None) -> int | float | None:
    """A printed number as a JSON number, one without decimals as an integer."""
    if value is None:
        return None
    return float(value) if (digits or 0) > 0 else int(value)


def measure_name(key: str, measures: Mapping[str, MeasureName], words: Words) -> str:
    """What the register calls the measure; a key that it lost speaks for itself."""
    known = measures.get(key)
    if known is None:
        return key
    return known.name if words.lang == "zh" else known.name_en


def table(
    tasks: Iterable[Task], measures: Mapping[str, MeasureName], words: Words, *, title: str
) -> Table:
    """A row per item, in the order of the plan."""
    columns = tuple(Column(key, words.label(key)) for key in _HEADINGS)
    rows = tuple(_row(task, item, measures, words) for task in tasks for item in task.items)
    return Table(title, columns, rows)


def _row(
    task: Task, item: TaskItem, measures: Mapping[str, MeasureName], words: Words
) -> tuple[Cell, ...]:
    separator = words.label("list_separator")
    told = (said(measure, measures, words) for measure in item.measures)
    kind = words.label(f"due_kind_{item.due_kind}")
    return (
        f"{task.no}.{item.item}" if len(task.items) > 1 else str(task.no),
        task.section,
        task.title,
        item.text,
        f"{item.due.isoformat()} {kind}" if item.due else kind,
        separator.join(item.lead),
        separator.join(item.responsible),
        separator.join(item.support),
        separator.join(item.implied),
        separator.join(told),
        task.clause,
        separator.join(why.text for why in item.reasons),
    )


def said(measure: TaskMeasure, measures: Mapping[str, MeasureName], words: Words) -> str:
    """The measure as a line of text; one that is left open says so."""
    name = measure_name(measure.indicator, measures, words)
    is_open = measure.value is None
    value = words.label(f"value_state_{measure.value_state}") if is_open else f"{measure.value:f}"
    return f"{name} {measure.op} {value} {measure.unit} {measure.by or ''}".strip()
