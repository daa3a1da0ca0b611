"""Projects, amounts, progress and follow-up as JSON documents and as tables for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.answers.emissions import Cut
from airtrack.answers.follow_ups import Case
from airtrack.answers.progress import ItemProgress
from airtrack.assess.compare import plain, rounded
from airtrack.domain.record import ProjectState
from airtrack.domain.scale import MILLI
from airtrack.domain.task import MeasureName
from airtrack.metrics.rows import AmountCurrent, EmissionCurrent, ProgressCurrent
from airtrack.registry.places import Gazetteer
from airtrack.views import words as spoken
from airtrack.views.document import Document
from airtrack.views.table import Cell, Table, Words
from airtrack.views.verdicts import number, unit

_TONNES = 1
_OF_CUT = ("name", "target_indicator", "emission_total", "path_due", "path_ahead", "next_milestone")
_OF_ITEM = (
    *("plan", "task", "task_title", "due", "days_to_due", "progress_state", "progress_percent"),
    *("reported_on", "reporting_body", "evidence", "lead", "silent_bodies"),
)
_OF_AMOUNT = (
    "name",
    "target_indicator",
    "target_period",
    "value",
    "unit",
    "reported_by",
    "evidence",
)
_OF_CASE = (
    *("case_no", "follow_up_kind", "addressee", "subject", "issued_on", "reply_due"),
    *("replied_on", "closed_on", "follow_up_state"),
)


def place_name(code: str, gazetteer: Gazetteer, words: Words) -> str:
    """The name of a place or of a set of places; a code that the register lost for itself."""
    if code in gazetteer.places:
        return gazetteer.places[code].name
    if not gazetteer.is_group(code):
        return code
    group = gazetteer.find_group(code)
    return group.name if words.lang == "zh" else group.name_en or group.name


def emissions(found: Iterable[Cut], *, as_of: date, gazetteer: Gazetteer, words: Words) -> Document:
    """`emissions`: a row a place and pollutant, with its path, and every project once."""
    cuts = list(found)
    projects = {
        (row.project_id, row.place_id, row.pollutant): row for cut in cuts for row in cut.projects
    }
    return {
        "as_of": as_of.isoformat(),
        "rows": [_cut(cut, gazetteer, words) for cut in cuts],
        "projects": [_project(projects[key], gazetteer, words) for key in sorted(projects)],
    }


def _cut(cut: Cut, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "plan": cut.plan.id,
        "place": cut.place,
        "name": place_name(cut.place, gazetteer, words),
        "scope": cut.targets[0].scope.value,
        "indicator": cut.indicator,
        "pollutant": cut.pollutant,
        "actual": tonnes(cut.total),
        "due_now": tonnes(cut.due_now),
        "profit_loss": tonnes(cut.profit_loss) if cut.projects else None,
        "unit": cut.targets[0].unit,
        "from_on": cut.path.from_on.isoformat(),
        "start": cut.from_by,
        "milestones": [
            {
                "target": target.id,
                "on": target.span.last_on.isoformat(),
                "value": number(target.value),
                "clause": target.clause,
            }
            for target in cut.targets
        ],
        "by_state": {state.value: tonnes(amount) for state, amount in cut.by_state.items()},
        "steps": [
            {
                "on": step.on_date.isoformat(),
                "tonnes": number(plain(step.tonnes)),
                "total": number(plain(step.total)),
            }
            for step in cut.steps
        ],
        "lacking": list(cut.lacking),
    }


def tonnes(value: Fraction) -> int | float | None:
    """Tonnes at one decimal, as a JSON number."""
    return number(rounded(value, _TONNES))


def _project(row: EmissionCurrent, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "project": row.project_id,
        "title": row.project,
        "place": row.place_id,
        "name": place_name(row.place_id, gazetteer, words),
        "pollutant": row.pollutant,
        "tonnes": number(_milli(row.tonnes_milli)),
        "on": row.on_date.isoformat(),
        "state": row.state,
        "document_no": row.document_no or None,
        "note": row.note or None,
    }


def emissions_table(
    found: Iterable[Cut], gazetteer: Gazetteer, words: Words, *, title: str
) -> Table:
    """A row a place and pollutant: accepted tonnes, those due by the path, the next milestone."""
    columns = tuple(words.column(key) for key in _OF_CUT)
    return Table(title, columns, tuple(_cut_cells(cut, gazetteer, words) for cut in found))


def _cut_cells(cut: Cut, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    spoken_unit, following = unit(cut.targets[0].unit, words), cut.following
    ahead = f"{rounded(cut.profit_loss, _TONNES):+f} {spoken_unit}" if cut.projects else "–"
    return (
        place_name(cut.place, gazetteer, words),
        words.label(cut.indicator),
        f"{rounded(cut.total, _TONNES):f} {spoken_unit}" if cut.projects else "–",
        f"{rounded(cut.due_now, _TONNES):f} {spoken_unit}",
        ahead,
        "" if following is None else f"{following.span.last_on.isoformat()} ≥ {following.value:f}",
    )


def amounts(
    rows: Iterable[AmountCurrent],
    *,
    as_of: date,
    gazetteer: Gazetteer,
    measures: Mapping[str, MeasureName],
    words: Words,
) -> Document:
    """`amounts`: what was counted and reported by hand."""
    return {
        "as_of": as_of.isoformat(),
        "rows": [
            {
                "place": row.place_id,
                "name": place_name(row.place_id, gazetteer, words),
                "indicator": row.indicator,
                "label": measure_name(row.indicator, measures, words),
                "period": row.period_key,
                "value": number(_amount(row)),
                "unit": row.unit or None,
                "reported_by": row.reported_by or None,
                "evidence": row.evidence or None,
                "note": row.note or None,
            }
            for row in rows
        ],
    }


def measure_name(key: str, measures: Mapping[str, MeasureName], words: Words) -> str:
    """What an indicator or a measure of tasks is called."""
    known = measures.get(key)
    if known is None:
        return words.label(key)
    return known.name if words.lang == "zh" else known.name_en


def amounts_table(
    rows: Iterable[AmountCurrent],
    gazetteer: Gazetteer,
    measures: Mapping[str, MeasureName],
    words: Words,
    *,
    title: str,
) -> Table:
    """A row a value."""
    columns = tuple(words.column(key) for key in _OF_AMOUNT)
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            place_name(row.place_id, gazetteer, words),
            measure_name(row.indicator, measures, words),
            spoken.period(row.period_key, words),
            f"{_amount(row):f}",
            row.unit,
            row.reported_by,
            row.evidence,
        )
        for row in rows
    )
    return Table(title, columns, cells)


def _amount(row: AmountCurrent) -> Decimal:
    return round(_milli(row.value_milli), row.digits or 0)


def _milli(value: int) -> Decimal:
    exact = Decimal(value) / MILLI
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()


def tasks(found: Iterable[ItemProgress], *, as_of: date) -> Document:
    """`tasks`: a row an item, with the newest report of each body."""
    return {"as_of": as_of.isoformat(), "rows": [_item(each) for each in found]}


def _item(each: ItemProgress) -> Document:
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


def project_state(state: ProjectState, words: Words) -> str:
    """What the state of a project is called."""
    return words.label(f"project_{state}")
