"""A blank workbook of a plan, for people to fill in.

Headers and explanations are those of the form's own text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime

import xlsxwriter

from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.ingest.workbook import NOTES

_WIDTH, _NOTE_WIDTHS = 14, (12, 18, 90)
_VALUE_WIDTH = 60
# Equal tables have equal bytes.
_MADE_AT = datetime(2000, 1, 1)


def workbook(form: PlanForm) -> bytes:
    """An XLSX with the three tables of a plan, empty; a fourth sheet explains every column.

    All cells are text, so that a number keeps the zeros that it is printed with.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for known in form.sheets:
            sheet = book.add_worksheet(known.sheet)
            heads = [column.head for column in known.columns]
            if known is form.plan:
                sheet.set_column(0, 0, _WIDTH + 4)
                sheet.set_column(1, 1, _VALUE_WIDTH, text)
                for row, head in enumerate(heads):
                    sheet.write_string(row, 0, head, bold)
                continue
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(heads) - 1, _WIDTH, text)
            for at, head in enumerate(heads):
                sheet.write_string(0, at, head, bold)
        notes = book.add_worksheet(NOTES[0])
        for at, width in enumerate(_NOTE_WIDTHS):
            notes.set_column(at, at, width)
        for row, cells in enumerate(_notes(form)):
            for at, cell in enumerate(cells):
                notes.write_string(row, at, cell, bold if at < len(cells) - 1 else text)
    return stream.getvalue()


def _notes(form: PlanForm) -> Iterator[tuple[str, str, str]]:
    for sheet in form.sheets:
        for column in sheet.columns:
            yield (
                sheet.sheet,
                column.head,
                f"{column.meaning} {_words(sheet, column.field)}".strip(),
            )
    for line in form.advice:
        yield "", "", line


def _words(sheet: PlanSheet, field: str) -> str:
    """The keys that the words of a column stand for."""
    own = [choice for choice in sheet.choices if choice.field == field and field != "indicator"]
    return "、".join(f"{choice.aliases[0]} {choice.means}" for choice in own)
