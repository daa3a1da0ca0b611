"""One task as a card: its items with bodies, due dates, numbers, and why fields are blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from airtrack.answers.tasks import DueItem
from airtrack.domain.task import IMPLIED, ROLES, MeasureName, TaskMeasure
from airtrack.views import task_list, tasks, verdicts
from airtrack.views import words as spoken
from airtrack.views.section import Section
from airtrack.views.table import Table, Words

_FIELDS = {"text": "task_text"}
"""Columns of the text that the interface calls by another word."""


def title(found: Sequence[DueItem], words: Words) -> str:
    """Number and title."""
    task = found[0].task
    return words.say("task_card", no=task.no, title=task.title)


def where(found: Sequence[DueItem], words: Words) -> str:
    """Where the task stands in the plan."""
    task = found[0].task
    return words.say("task_stands", section=task.section, clause=task.clause)


def sections(
    found: Sequence[DueItem], measures: Mapping[str, MeasureName], words: Words
) -> tuple[Section, ...]:
    """A section an item, in the order of the text."""
    return tuple(_item(item, measures, words) for item in found)


def _item(found: DueItem, measures: Mapping[str, MeasureName], words: Words) -> Section:
    item = found.item
    told = task_list.told(found, words)
    heading = words.say("task_item", number=found.number, due=task_list.due(found, words))
    lines = [*([item.text] if item.text else []), told]
    for role in (*ROLES, IMPLIED):
        names = getattr(item, role)
        if names:
            label = words.label("implied_bodies" if role == IMPLIED else role)
            lines.append(_pair(label, words.label("list_separator").join(names), words))
    lines += _reported(found, words)
    for why in item.reasons:
        label = words.label(_FIELDS.get(why.field, why.field))
        lines.append(words.say("field_reason", field=label, text=why.text))
    table = _measures(item.measures, measures, words) if item.measures else None
    return Section(heading, 2, tuple(lines), table)


def _pair(label: str, value: str, words: Words) -> str:
    return words.say("label_value", label=label, value=value)


def _reported(found: DueItem, words: Words) -> list[str]:
    """What is reported, field by field; nothing where nothing is."""
    if found.progress is None:
        return []
    keys = ("progress_state", "percent", "reported_on", "reported_by", "evidence")
    values = task_list.reported(found.progress, words)
    return [
        _pair(words.label(key), value, words)
        for key, value in zip(keys, values, strict=True)
        if value
    ]


def _measures(
    found: Sequence[TaskMeasure], names: Mapping[str, MeasureName], words: Words
) -> Table:
    keys = ("measure_name", "measure_kind", "op", "unit", "measure_by")
    rows = tuple(
        (
            tasks.measure_name(item.indicator, names, words),
            words.label(f"measure_kind_{names[item.indicator].kind}")
            if item.indicator in names
            else "",
            _required(item, words),
            item.unit,
            spoken.period(item.by, words) if item.by else "",
        )
        for item in found
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def _required(item: TaskMeasure, words: Words) -> str:
    """Sign and number, or that the document leaves it open."""
    if item.value is None:
        return words.label(f"value_state_{item.value_state}")
    return f"{verdicts.SIGN_OF[item.op]} {item.value:f}"
