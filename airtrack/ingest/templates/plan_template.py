"""The template of a plan: its sheets, empty, with what can be chosen in each column.

Headers, explanations and choices are those of the form's own text.
"""

from __future__ import annotations

from airtrack.domain.plan_form import PlanColumn, PlanForm, PlanSheet
from airtrack.ingest.templates import template_book
from airtrack.ingest.templates.grid import Grid, GridColumn
from airtrack.ingest.templates.wanted import Wanted

_GROUPS, _INDICATOR = ("group", "among"), "indicator"


def grids(form: PlanForm, wanted: Wanted | None = None) -> tuple[Grid, ...]:
    """The tables of a plan in the order in which they are read.

    All cells are text, so that a number keeps the zeros that it is printed with.
    """
    return tuple(
        Grid(
            sheet=sheet.sheet,
            columns=tuple(_column(sheet, column, wanted) for column in sheet.columns),
            advice=form.advice if sheet is form.sheets[-1] else (),
            held=2,
            is_card=sheet is form.plan,
        )
        for sheet in form.sheets
    )


def workbook(form: PlanForm, wanted: Wanted | None = None) -> bytes:
    """An XLSX with the tables of a plan; a further sheet explains every column."""
    return template_book.workbook(grids(form, wanted))


def _column(sheet: PlanSheet, column: PlanColumn, wanted: Wanted | None) -> GridColumn:
    words = [choice for choice in sheet.choices if choice.field == column.field]
    offered = () if column.several else _offered(sheet, column, wanted)
    keys = "、".join(f"{word.aliases[0]} {word.means}" for word in words)
    said = "" if column.field == _INDICATOR else keys
    return GridColumn(column.head, f"{column.meaning} {said}".strip(), offered)


def _offered(sheet: PlanSheet, column: PlanColumn, wanted: Wanted | None) -> tuple[str, ...]:
    words = [item.aliases[0] for item in sheet.choices if item.field == column.field]
    if wanted is not None and column.field in _GROUPS:
        words = [*wanted.groups]
    if wanted is not None and column.field == _INDICATOR:
        words = [*words, *wanted.indicators]
    return tuple(dict.fromkeys(words))
