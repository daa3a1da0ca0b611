"""Workbooks (XLSX, XLS): every filled sheet as a table of text, row for row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from airtrack.errors import SheetError
from airtrack.ingest.sheets import archive

ENDINGS = (".xlsx", ".xlsm", ".xls")
NOTES = ("填表说明", "说明")
"""Sheets of these names explain others and are passed over."""

DELIMITER = "\t"
MOST_TEXT_BYTES = 1 << 26
MOST_CELLS = 1 << 23
"""A sheet takes memory for its whole rectangle, however few of its cells are filled."""

_ZIP = b"PK"
_OTHER_FORMATS = ("content.xml", "xl/workbook.bin")
_FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>"
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|head|meta|table|body|div|style)\b",
    re.I | re.S,
)
_PAGE_MAIL = re.compile(rb"\s*mime-version:", re.I)
_HEAD_BYTES = 4096
_BLANKS = re.compile(r"[\s\0]+")
_Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as text in UTF-8; line by line the rows of the sheet, cells between tabs."""

    name: str
    text: bytes

    def data(self) -> bytes:
        """The text."""
        return self.text


def is_workbook(name: str) -> bool:
    """True for the name of a file that holds sheets."""
    return name.lower().endswith(ENDINGS)


def refuse_page(name: str, data: bytes) -> None:
    """Raises SheetError `page_named_workbook` for a web page with the ending of a workbook."""
    head = data[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head) or _PAGE_MAIL.match(head):
        raise SheetError("page_named_workbook", file=name)


def tables(name: str, data: bytes) -> list[Table]:
    """The filled sheets of the workbook called `name`.

    A workbook with one filled sheet gives a table of its own name. Raises SheetError for one that
    is damaged, locked, or would grow too large.
    """
    if data.startswith(_ZIP):
        _refuse_too_large(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            book.get_sheet_by_name(sheet.name)
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.name.strip() not in NOTES
        ]
    except CalamineError as error:
        raise SheetError("damaged_workbook", file=name, reason=str(error)) from error
    found: list[Table] = []
    for sheet in sheets:
        if sheet.height:
            room = MOST_TEXT_BYTES - sum(len(table.text) for table in found)
            found.append(Table(sheet.name, _text(sheet, name, room)))
    if not found:
        raise SheetError("empty_file", file=name)
    if len(found) == 1:
        return [Table(name, found[0].text)]
    return [Table(f"{name} · {table.name}", table.text) for table in found]


def _refuse_too_large(name: str, data: bytes) -> None:
    """Every part is read once, so that its directory is known to have told the truth."""
    try:
        for entry in archive.entries(name, data):
            if entry.is_locked or entry.name in _OTHER_FORMATS:
                raise SheetError("damaged_workbook", file=name, reason=entry.name)
            _refuse_wide(name, entry.data())
    except SheetError as error:
        if error.code != "damaged_archive":
            raise
        reason = error.params["reason"]
        raise SheetError("damaged_workbook", file=name, reason=reason) from error


def _refuse_wide(name: str, part: bytes) -> None:
    columns: set[bytes] = set()
    last_row = 0
    for found in _FILLED_CELL.finditer(part):
        columns.add(found[1])
        last_row = max(last_row, int(found[2]))
    if columns and last_row * max(map(_number, columns)) > MOST_CELLS:
        raise SheetError("workbook_too_large", file=name)


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(sheet: CalamineSheet, name: str, room: int) -> bytes:
    """The text; a few long ones that stand in every cell make a small file very large."""
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace", newline="")
    writer = csv.writer(stream, delimiter=DELIMITER, lineterminator="\n")
    for row in _rows(sheet):
        writer.writerow(row)
        if stream.buffer.tell() > room:
            raise SheetError("table_too_large", file=name)
    stream.flush()
    text = stream.detach()
    return text.getvalue() if isinstance(text, io.BytesIO) else b""


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [_cell(value) for value in row]


def _cell(value: _Value) -> str:
    """The value as people see it: 38 for 38.0, 4.64 for 4.640000000000001, 2023-03-01 for a day."""
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            # a spreadsheet keeps 15 digits of a number
            return f"{value:.15g}"
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case _:
            return _BLANKS.sub(" ", str(value)).strip()
