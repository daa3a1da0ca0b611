"""A copy of what was handed in, as a workbook with the cells marked in which problems stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets.sheet import HEAD_LINES
from airtrack.ingest.sheets.walk import Member, Source

Say = Callable[[Problem], str]
"""The sentence and the hint of a problem in the reader's language."""

MOST_MARKS = 5_000
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST_CELL, _LONGEST_COMMENT = 32_767, 8_000
_COLORS = {Level.BLOCKER: "#F8B4B4", Level.WARNING: "#FDE68A"}
_COMMENT_WIDTH = 320
# equal tables have equal bytes
_MADE_AT = datetime(2000, 1, 1)

_Cell = tuple[int, int]
"""Row and column from 0."""


def workbook(
    sources: Sequence[Source],
    problems: Sequence[Problem],
    *,
    title: str,
    head: Sequence[str],
    say: Say,
) -> bytes:
    """A sheet a table as text, red where it must be mended and yellow where it was warned.

    The first sheet, called `title`, lists every problem under the `head` (file, row, column, value,
    what is wrong); those without a cell stand there alone. At most `MOST_MARKS` problems are
    marked in the sheets.
    """
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _MADE_AT})
        formats = {level: book.add_format({"bg_color": color}) for level, color in _COLORS.items()}
        listed = book.add_worksheet(title)
        _list(listed, problems, head=head, say=say, formats=formats)
        taken = {title.lower()}
        marked = sorted(problems, key=lambda problem: problem.level)[:MOST_MARKS]
        for member in (member for source in sources for member in source.members):
            own = [problem for problem in marked if problem.file == member.name]
            sheet = book.add_worksheet(_name(member.name, taken))
            _copy(sheet, member, own, say=say, formats=formats)
    return stream.getvalue()


def _list(
    sheet: Worksheet,
    problems: Sequence[Problem],
    *,
    head: Sequence[str],
    say: Say,
    formats: dict[Level, Format],
) -> None:
    sheet.freeze_panes(1, 0)
    for at, text in enumerate(head):
        sheet.write_string(0, at, text)
        sheet.set_column(at, at, 80 if at == len(head) - 1 else 16)
    for row, problem in enumerate(problems[: _LAST_ROW - 1], start=1):
        cells = (problem.file, problem.row, problem.column, problem.value, say(problem))
        for at, cell in enumerate(cells):
            text = "" if cell is None else str(cell)[:_LONGEST_CELL]
            sheet.write_string(row, at, text, formats[problem.level])


def _name(member: str, taken: set[str]) -> str:
    """A name that a sheet may have, unlike those that are taken."""
    plain = member.rsplit("/", 1)[-1].translate(_FORBIDDEN).strip() or "sheet"
    name, number = plain[:_LONGEST_NAME], 1
    while name.lower() in taken:
        number += 1
        end = f" {number}"
        name = plain[: _LONGEST_NAME - len(end)] + end
    taken.add(name.lower())
    return name


def _copy(
    sheet: Worksheet,
    member: Member,
    problems: Sequence[Problem],
    *,
    say: Say,
    formats: dict[Level, Format],
) -> None:
    rows = list(_rows(member))
    marks: dict[_Cell, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None and problem.row <= min(len(rows), _LAST_ROW):
            cell = (problem.row - 1, _column(rows, problem))
            marks.setdefault(cell, []).append(problem)
    for (number, at), found in marks.items():
        told = "\n".join(map(say, found))[:_LONGEST_COMMENT]
        sheet.write_comment(number, at, told, _comment(told))
    last = dict(sorted(marks))
    # row by row, since each row is written away as the next one begins
    for number, cells in enumerate(rows):
        beyond = [""] * (last.get(number, -1) + 1 - len(cells))
        for at, text in enumerate([*cells, *beyond]):
            here = marks.get((number, at))
            if here is not None:
                level = min(problem.level for problem in here)
                _mark(sheet, (number, at), text[:_LONGEST_CELL], formats[level])
            elif text:
                sheet.write_string(number, at, text[:_LONGEST_CELL])


def _mark(sheet: Worksheet, cell: _Cell, text: str, form: Format) -> None:
    if text:
        sheet.write_string(*cell, text, form)
    else:
        sheet.write_blank(*cell, None, form)


def _comment(told: str) -> dict[str, Any]:
    lines = 2 + len(told) // 24 + told.count("\n")
    return {"width": _COMMENT_WIDTH, "height": 18 * min(lines, 30), "author": ""}


def _rows(member: Member) -> Iterator[list[str]]:
    """The cells of every line in their order; a table that cannot be read has none."""
    try:
        page = sheets.read(
            member.name, member.data(), delimiter=member.delimiter, encoding=member.encoding
        )
    except SheetError:
        return
    reader = csv.reader(
        io.StringIO(page.data.decode("utf-8"), newline=""), delimiter=page.delimiter
    )
    try:
        for number, cells in enumerate(reader):
            if number == _LAST_ROW:
                return
            yield cells[:_LAST_COLUMN]
    except csv.Error:
        # what comes after a line that is none stands in the list of problems
        return


def _column(rows: Sequence[Sequence[str]], problem: Problem) -> int:
    """Where the cell stands: under the header of that text, by its value, else the first one."""
    cells = rows[(problem.row or 1) - 1]
    under = [
        at
        for line in rows[:HEAD_LINES]
        for at, text in enumerate(line)
        if problem.column is not None and text.strip() == problem.column.strip()
    ]
    holding = [
        at for at, text in enumerate(cells) if problem.value and text.strip() == problem.value
    ]
    both = [at for at in under if at in holding]
    return next(iter([*both, *under, *holding, 0]))
