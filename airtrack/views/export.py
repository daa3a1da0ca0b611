"""A table as it leaves the house: CSV, the same as from the command line, and a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from airtrack.views.table import Cell, Table, Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_NARROWEST, _WIDEST = 8, 60
_LOOKED_AT, _WIDE_FROM = 200, 0x2E80

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SIGNED = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def csv_text(shown: Table) -> str:
    """Full headings, every number with the digits it is printed with; text is never a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.heading for column in shown.columns])
    for row in shown.rows:
        cells = zip(row, shown.columns, strict=True)
        writer.writerow([_written(cell, column.digits) for cell, column in cells])
    return stream.getvalue()


def workbook(shown: Table, words: Words, *, facts: Sequence[str]) -> bytes:
    """A sheet with the table, numbers as numbers with their printed digits, and one of `facts`.

    Text never becomes a formula or a link.
    """
    # only a download needs it, the start of a process does not
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        formats = [
            book.add_format({"num_format": f"0.{'0' * (column.digits or 1)}"})
            for column in shown.columns
        ]
        sheet = book.add_worksheet(words.label("table_heading"))
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(shown.columns):
            sheet.write_string(0, at, column.heading, head)
            sheet.set_column(at, at, _width(shown, at))
        for line, row in enumerate(shown.rows, start=1):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, at, cell)
                elif cell is not None:
                    sheet.write_number(line, at, cell, _format(cell, formats[at]))
        about = book.add_worksheet(words.label("sheet_origin"))
        about.set_column(0, 0, _WIDEST)
        for line, fact in enumerate([shown.title, *facts]):
            about.write_string(line, 0, fact)
    return stream.getvalue()


def _format(cell: Cell, decimals: Format) -> Format | None:
    return decimals if isinstance(cell, float) else None


def _width(shown: Table, at: int) -> float:
    """Room for the longest cell; a Chinese character takes that of two letters."""
    texts = [shown.columns[at].heading, *(str(row[at]) for row in shown.rows[:_LOOKED_AT])]
    longest = max(sum(1 + (ord(letter) > _WIDE_FROM) for letter in text) for text in texts)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def marked(shown: Table, words: Words) -> Table:
    """The table of demonstration data: every row says that its values are synthetic."""
    columns = (*shown.columns, words.column("data_kind"))
    rows = tuple((*row, words.label("demo_badge")) for row in shown.rows)
    return Table(shown.title, columns, rows)


def _written(cell: Cell, digits: int | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.{digits or 1}f}"
    text = str(cell)
    is_formula = text.startswith(_FORMULA) and not _SIGNED.fullmatch(text)
    return f"'{text}" if is_formula else text
