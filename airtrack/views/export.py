"""A table as the CSV text that leaves the house, the same from a page and the command line."""

from __future__ import annotations

import csv
import io
import re

from airtrack.views.table import Cell, Table, Words

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
