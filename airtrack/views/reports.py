"""What bodies report of tasks, and cases of follow-up, as JSON documents and as tables for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from airtrack.answers.follow_ups import Case
from airtrack.answers.measured import Measured, meets
from airtrack.answers.progress import ItemProgress
from airtrack.domain.task import TaskMeasure
from airtrack.metrics.rows import ProgressCurrent
from airtrack.registry.places import Gazetteer
from airtrack.views.document import Document
from airtrack.views.records import amount, place_name
from airtrack.views.table import Cell, Table, Words
from airtrack.views.verdicts import number

_OF_ITEM = (
    *("plan", "task", "task_title", "due", "days_to_due", "progress_state", "progress_percent"),
    *("reported_on", "reporting_body", "evidence", "lead", "silent_bodies"),
)
_OF_CASE = (
    *("case_no", "follow_up_kind", "addressee", "subject", "issued_on", "reply_due"),
    *("replied_on", "closed_on", "follow_up_state"),
)


def tasks(
    found: Iterable[ItemProgress], *, as_of: date, measured: Mapping[str, Measured]
) -> Document:
    """`tasks`: a row an item, with the newest report of each body and values of its measures.

    `measured` are the reported values, by the id of the plan.
    """
    rows = [_item(each, measured[each.plan.id]) for each in found]
    return {"as_of": as_of.isoformat(), "rows": rows}


def _item(each: ItemProgress, measured: Measured) -> Document:
    item, leading = each.item, each.leading
    return {
        "plan": each.plan.id,
        "no": each.task.no,
        "item": item.item,
        "section": each.task.section,
        "title": each.task.title,
        "text": item.text or None,
        "clause": each.task.clause,
        "due": item.due and item.due.isoformat(),
        "due_kind": item.due_kind.value,
        "days_left": each.days_left,
        "overdue": each.is_overdue,
        "due_soon": each.is_due_soon,
        "state": None if each.state is None else each.state.value,
        "percent": each.percent,
        "reported_on": None if leading is None else leading.on_date.isoformat(),
        "body": None if leading is None else leading.body or None,
        "reports": [_report(row) for row in each.reports],
        "lead": list(item.lead),
        "responsible": list(item.responsible),
        "support": list(item.support),
        "implied_bodies": list(item.implied),
        "silent": list(each.silent),
        "measures": [_held(measure, measured) for measure in item.measures],
    }


def _held(measure: TaskMeasure, measured: Measured) -> Document:
    """A number of the plan and what is reported of it; `met` is null where units differ."""
    return {
        "indicator": measure.indicator,
        "op": measure.op.value,
        "value": number(measure.value),
        "value_state": measure.value_state.value,
        "unit": measure.unit,
        "by": measure.by,
        "reported": [
            {
                "place": row.place_id,
                "period": row.period_key,
                "value": number(amount(row)),
                "unit": row.unit or None,
                "met": meets(measure, row),
            }
            for row in measured.get(measure.indicator, ())
        ],
    }


def _report(row: ProgressCurrent) -> Document:
    return {
        "body": row.body or None,
        "on": row.on_date.isoformat(),
        "state": row.state,
        "percent": row.percent,
        "evidence": row.evidence or None,
        "reported_by": row.reported_by or None,
        "note": row.note or None,
    }


def tasks_table(found: Iterable[ItemProgress], words: Words, *, title: str) -> Table:
    """A row an item, in the order of the plans."""
    columns = tuple(words.column(key) for key in _OF_ITEM)
    return Table(title, columns, tuple(_item_cells(each, words) for each in found))


def _item_cells(each: ItemProgress, words: Words) -> tuple[Cell, ...]:
    item, leading, separator = each.item, each.leading, words.label("list_separator")
    kind = words.label(f"due_kind_{item.due_kind}")
    return (
        each.plan.id,
        f"{each.task.no}.{item.item}" if len(each.task.items) > 1 else str(each.task.no),
        each.task.title,
        item.due.isoformat() if item.due else kind,
        _to_due(each, words),
        words.label("progress_unreported" if each.state is None else f"progress_{each.state}"),
        "" if each.percent is None else f"{each.percent} %",
        "" if leading is None else leading.on_date.isoformat(),
        "" if leading is None else leading.body or words.label("joint_report"),
        "" if leading is None else leading.evidence,
        separator.join(item.lead),
        str(len(each.silent)),
    )


def _to_due(each: ItemProgress, words: Words) -> str:
    """How long an item still has, or for how long it is overdue; empty where it is done."""
    if each.days_left is None or each.is_closed:
        return ""
    if each.is_overdue:
        return words.say("days_overdue", n=-each.days_left)
    key = "days_due_soon" if each.is_due_soon else "days_remaining"
    return words.say(key, n=each.days_left)


def follow_up(
    found: Iterable[Case], *, as_of: date, gazetteer: Gazetteer, words: Words
) -> Document:
    """`follow-up`: a row a case."""
    return {
        "as_of": as_of.isoformat(),
        "rows": [_case(case, gazetteer, words) for case in found],
    }


def _case(case: Case, gazetteer: Gazetteer, words: Words) -> Document:
    row = case.row
    return {
        "case": row.case_no,
        "kind": row.kind,
        "body": row.body,
        "place": row.place_id or None,
        "name": place_name(row.place_id, gazetteer, words) if row.place_id else None,
        "plan": row.plan_id or None,
        "subject": row.subject,
        "issued_by": row.issued_by or None,
        "on": row.on_date.isoformat(),
        "reply_due_on": row.reply_due_on and row.reply_due_on.isoformat(),
        "replied_on": _happened(row.replied_on, case.as_of),
        "closed_on": _happened(row.closed_on, case.as_of),
        "open": case.is_open,
        "answered": case.is_answered,
        "overdue": case.is_overdue,
        "days_left": case.days_left,
        "note": row.note or None,
    }


def _happened(day: date | None, as_of: date) -> str | None:
    return day.isoformat() if day is not None and day <= as_of else None


def follow_up_table(found: Iterable[Case], words: Words, *, title: str) -> Table:
    """A row a case, oldest first."""
    columns = tuple(words.column(key) for key in _OF_CASE)
    return Table(title, columns, tuple(_case_cells(case, words) for case in found))


def _case_cells(case: Case, words: Words) -> tuple[Cell, ...]:
    row = case.row
    return (
        row.case_no,
        words.label(f"follow_up_{row.kind}"),
        row.body,
        row.subject,
        row.on_date.isoformat(),
        row.reply_due_on.isoformat() if row.reply_due_on else "",
        _happened(row.replied_on, case.as_of) or "",
        _happened(row.closed_on, case.as_of) or "",
        case_state(case, words),
    )


def case_state(case: Case, words: Words) -> str:
    """Closed, overdue, answered or waiting, in a word."""
    if not case.is_open:
        return words.label("case_closed")
    if case.is_overdue:
        return words.say("case_overdue", n=-(case.days_left or 0))
    return words.label("case_answered" if case.is_answered else "case_open")
