"""A blank table of a form, for people to fill in: a workbook, or the same as CSV.

Headers, explanations and decimals are those of the form's own text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from csv import writer
from datetime import datetime

import xlsxwriter

from airtrack.domain.form import Blank, Form, Key, ValueColumn
from airtrack.domain.period import Period
from airtrack.domain.place import Place, PlaceKind
from airtrack.domain.register import Register
from airtrack.errors import WrongUse
from airtrack.ingest.span import written
from airtrack.ingest.workbook import NOTES

_GBK = "gb18030"
_WIDTHS = (14, 16)
_NOTE_WIDTHS = (24, 80)
_LISTED_ROWS = 5000
# Equal tables have equal bytes.
_MADE_AT = datetime(2000, 1, 1)


def workbook(form: Form, places: Sequence[Place], period: Period) -> bytes:
    """An XLSX with a row a place and the period filled in; a second sheet explains the columns.

    Provinces get no row, and a form that knows no period has headers alone. Raises WrongUse for a
    form without blank table, or a period that is not made of whole months.
    """
    blank, columns = _blank(form), _columns(form)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        sheet = book.add_worksheet(blank.sheet)
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, _WIDTHS[0])
        sheet.set_column(1, len(blank.keys) - 1, _WIDTHS[1], text)
        for at, column in enumerate(columns, start=len(blank.keys)):
            decimals = "." + "0" * column.digits if column.digits else ""
            shown = book.add_format({"num_format": f"0{decimals}"})
            sheet.set_column(at, at, max(_WIDTHS[0], 2 * len(column.head)), shown)
        for row, cells in enumerate(_rows(form, places, period)):
            for at, cell in enumerate(cells):
                sheet.write_string(row, at, cell, text if row else bold)
        notes = book.add_worksheet(NOTES[0])
        for at, width in enumerate(_NOTE_WIDTHS):
            notes.set_column(at, at, width)
        for row, (name, meaning) in enumerate(_notes(form, blank)):
            notes.write_string(row, 0, name, bold)
            notes.write_string(row, 1, meaning)
    return stream.getvalue()


def csv(form: Form, places: Sequence[Place], period: Period) -> bytes:
    """The first sheet of the workbook as CSV in GBK, as spreadsheets in Chinese expect it."""
    stream = io.StringIO()
    lines = writer(stream, lineterminator="\r\n")
    n_columns = len(_blank(form).keys) + len(_columns(form))
    for cells in _rows(form, places, period):
        lines.writerow([*cells, *[""] * (n_columns - len(cells))])
    return stream.getvalue().encode(_GBK)


def register_workbook(register: Register) -> bytes:
    """An XLSX with the headers of the register; a second sheet explains the columns."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        sheet = book.add_worksheet(register.sheet)
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(register.field):
            sheet.set_column(at, at, max(_WIDTHS[0], 2 * len(column.head)), text)
            sheet.write_string(0, at, column.head, bold)
            if column.meant:
                offered = [item.texts[0] for item in column.meant]
                rule = {"validate": "list", "source": offered, "ignore_blank": True}
                sheet.data_validation(1, at, _LISTED_ROWS, at, rule)
        notes = book.add_worksheet(NOTES[0])
        for at, width in enumerate(_NOTE_WIDTHS):
            notes.set_column(at, at, width)
        for row, (name, meaning) in enumerate(_register_notes(register)):
            notes.write_string(row, 0, name, bold)
            notes.write_string(row, 1, meaning)
    return stream.getvalue()


def register_csv(register: Register, records: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The headers of the register as CSV in GBK, and these records by the names of its columns."""
    stream = io.StringIO()
    lines = writer(stream, lineterminator="\r\n")
    lines.writerow([column.head for column in register.field])
    for record in records:
        lines.writerow([record.get(column.name, "") for column in register.field])
    return stream.getvalue().encode(_GBK)


def _register_notes(register: Register) -> Iterator[tuple[str, str]]:
    for column in register.field:
        words = "、".join(item.texts[0] for item in column.meant)
        yield column.head, f"{column.meaning}可填：{words}。" if words else column.meaning
    for line in register.advice:
        yield "", line


def _blank(form: Form) -> Blank:
    if form.blank is None:
        raise WrongUse("no_blank_table", form=form.id)
    return form.blank


def _columns(form: Form) -> list[ValueColumn]:
    return [column for column in form.value if column.head]


def _rows(form: Form, places: Sequence[Place], period: Period) -> Iterator[list[str]]:
    """The headers, then a place and the period a row, where the form has periods."""
    keys = _blank(form).keys
    heads = (form.keys[key][0] for key in keys)
    yield [*heads, *(column.head for column in _columns(form))]
    if Key.PERIOD not in keys:
        return
    for place in places:
        if place.kind is not PlaceKind.PROVINCE:
            yield [place.short_name, written(period)]


def _notes(form: Form, blank: Blank) -> Iterator[tuple[str, str]]:
    for key, meaning in blank.keys.items():
        yield form.keys[key][0], meaning
    for column in _columns(form):
        yield column.head, column.meaning
    for line in blank.advice:
        yield "", line
