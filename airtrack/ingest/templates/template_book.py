"""Templates as files: a workbook with lists to choose from and a sheet that explains, or CSV."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from airtrack.ingest.sheets.workbook import NOTES
from airtrack.ingest.templates.grid import TEXT, Grid, GridColumn

_GBK = "gb18030"
_WIDTH, _WIDEST, _CARD_WIDTH = 14, 40, 60
_NOTE_WIDTHS = (14, 24, 80)
_LISTED_ROWS = 5000
_SPELT_OUT = 6
_EXPLAINED, _LISTS = NOTES
# Equal tables have equal bytes.
_MADE_AT = datetime(2000, 1, 1)
_PACKED_AT = (2000, 1, 1, 0, 0, 0)


def workbook(grids: Sequence[Grid]) -> bytes:
    """An XLSX with those sheets, then one that explains every column.

    A list to choose from warns of another text and lets it stand. The lists lie in a hidden sheet;
    the gate passes over both of these.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheets = [book.add_worksheet(grid.sheet) for grid in grids]
        _explain(book, grids, bold)
        lists = _Lists(book)
        for sheet, grid in zip(sheets, grids, strict=True):
            if grid.is_card:
                _card(book, sheet, grid, lists)
            else:
                _table(book, sheet, grid, lists, bold)
    return stream.getvalue()


def csv(grid: Grid) -> bytes:
    """The sheet as CSV in GBK, as spreadsheets in Chinese expect it."""
    if grid.is_card:
        return lines([column.head, text] for column, text in _told(grid))
    n_columns = len(grid.columns)
    heads = [column.head for column in grid.columns]
    return lines([heads, *([*row, *[""] * (n_columns - len(row))] for row in grid.rows())])


def archive(grids: Sequence[Grid]) -> bytes:
    """A zip of the sheets as CSV in GBK, each file called after its sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for grid in grids:
            packed.writestr(zipfile.ZipInfo(f"{grid.sheet}.csv", _PACKED_AT), csv(grid))
    return stream.getvalue()


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV in GBK."""
    stream = io.StringIO()
    writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(_GBK)


class _Lists:
    """The hidden sheet with what can be chosen; equal lists lie there once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._sheet: Worksheet | None = None
        self._known: dict[tuple[str, ...], str] = {}

    def rule(self, column: GridColumn) -> dict[str, object]:
        """The choice of that column, as the workbook takes it."""
        return {
            "validate": "list",
            "source": self._known.get(column.offered) or self._written(column),
            "ignore_blank": True,
            "error_type": "warning",
        }

    def _written(self, column: GridColumn) -> str:
        if self._sheet is None:
            self._sheet = self._book.add_worksheet(_LISTS)
            self._sheet.hide()
        at = len(self._known)
        self._sheet.write_string(0, at, column.head)
        for row, text in enumerate(column.offered, start=1):
            self._sheet.write_string(row, at, text)
        cells = xlsxwriter.utility.xl_range_abs(1, at, len(column.offered), at)
        return self._known.setdefault(column.offered, f"='{_LISTS}'!{cells}")


def _table(book: Workbook, sheet: Worksheet, grid: Grid, lists: _Lists, bold: Format) -> None:
    sheet.freeze_panes(1, grid.held)
    formats = {
        column.shown: book.add_format({"num_format": column.shown}) for column in grid.columns
    }
    last = 0
    for last, row in enumerate(grid.rows(), start=1):
        for at, text in enumerate(row):
            shown = grid.columns[at].shown
            if shown == TEXT or not text:
                sheet.write_string(last, at, text, formats[shown])
            else:
                sheet.write_number(last, at, float(text), formats[shown])
    for at, column in enumerate(grid.columns):
        width = min(max(_WIDTH, 2 * len(column.head)), _WIDEST)
        sheet.set_column(at, at, width, formats[column.shown])
        sheet.write_string(0, at, column.head, bold)
        if column.offered:
            sheet.data_validation(1, at, max(last, _LISTED_ROWS), at, lists.rule(column))


def _card(book: Workbook, sheet: Worksheet, grid: Grid, lists: _Lists) -> None:
    text, bold = book.add_format({"num_format": TEXT}), book.add_format({"bold": True})
    sheet.set_column(0, 0, _WIDTH + 4)
    sheet.set_column(1, 1, _CARD_WIDTH, text)
    for row, (column, said) in enumerate(_told(grid)):
        sheet.write_string(row, 0, column.head, bold)
        if said:
            sheet.write_string(row, 1, said, text)
        if column.offered:
            sheet.data_validation(row, 1, row, 1, lists.rule(column))


def _told(grid: Grid) -> Iterator[tuple[GridColumn, str]]:
    """The headers of a card, each with its value."""
    said = next(grid.rows(), ("",) * len(grid.columns))
    return zip(grid.columns, said, strict=True)


def _explain(book: Workbook, grids: Sequence[Grid], bold: Format) -> None:
    """What goes into every column; of several sheets the name of the sheet comes first."""
    sheet = book.add_worksheet(_EXPLAINED)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    first = 0 if len(grids) > 1 else 1
    for at, width in enumerate(_NOTE_WIDTHS[first:]):
        sheet.set_column(at, at, width)
    for row, cells in enumerate(note for grid in grids for note in _notes(grid)):
        *names, meaning = cells[first:]
        for at, name in enumerate(names):
            sheet.write_string(row, at, name, bold)
        sheet.write_string(row, len(names), meaning, wrapped)


def _notes(grid: Grid) -> Iterator[tuple[str, str, str]]:
    for column in grid.columns:
        if column.meaning:
            yield grid.sheet, column.head, column.meaning + _choices(column)
    for name, meaning in grid.also:
        yield grid.sheet, name, meaning
    for line in grid.advice:
        yield "", "", line


def _choices(column: GridColumn) -> str:
    """The choices of a column that has few of them."""
    if not 0 < len(column.offered) <= _SPELT_OUT:
        return ""
    return f"可填：{'、'.join(column.offered)}。"
