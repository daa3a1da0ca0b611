"""Tables that are read line by line as text: the ledger of events, the table of stations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.cells.wording import is_note
from airtrack.ingest.recognition.recognise import Layout
from airtrack.ingest.recognition.records import Column
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.ingest.tables import check, remarks
from airtrack.ingest.tables.check import Checked

Row = dict[str, object]
_DAYS = (Key.DATE, Key.FROM, Key.TO, Key.DECIDED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as text; what it says wrong goes to `problems`."""

    number: int
    said: dict[Key, str]
    headers: dict[Key, str]
    file: str
    problems: list[Problem]

    def text(self, key: Key) -> str:
        """The cell, or nothing where the table has no such column."""
        return self.said.get(key, "").strip()

    def says(self, key: Key) -> bool:
        """True where the cell has a text."""
        return bool(self.text(key))

    def is_note(self, words: tuple[str, ...]) -> bool:
        """Whether the line begins like a note, which is then told."""
        key = next(filter(self.says, self.said), None)
        if key is None or not is_note(self.text(key), words):
            return False
        self.blame(key, "footnote_row", blocks=False)
        return True

    def blame(self, key: Key, code: str, *, blocks: bool = True) -> None:
        """A problem at that cell, named by the header of its column."""
        level = Level.BLOCKER if blocks else Level.WARNING
        column, value = self.headers.get(key), self.text(key)
        self.problems.append(
            Problem(level, code, self.file, row=self.number, column=column, value=value)
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What becomes of a line of known place, and of all rows together.

    A line of unknown place that begins with one of `footnote` is a note and left out.
    """

    rows: Callable[[Line, Form], Iterable[Row]]
    table: Callable[[list[Row]], pa.Table]
    footnote: tuple[str, ...] = ()


def of_table(
    sheet: Sheet,
    layout: Layout,
    *,
    file: str,
    place_code: Callable[[str], str | None],
    reading: Reading,
) -> Checked:
    """The rows of the table called `file`; lines of unknown places are aside."""
    wanted = list(layout.keys.values())
    width = len(layout.headers)
    body = sheets.body(sheet, first_line=layout.first_line, width=width, wanted=wanted)
    problems = [*layout.problems, *body.problems]
    if not len(body.lines):
        problems.append(Problem(Level.WARNING, "no_rows", file))
    at = layout.keys[Key.PLACE]
    places = Column(layout.headers[at], body.columns[at], body.lines)
    codes = check.place_ids(places, place_code)
    told: list[Problem] = []
    rows: list[Row] = []
    is_row = []
    for code, line in zip(codes.to_pylist(), _lines(layout, body, file, told), strict=True):
        is_row.append(code is not None or not line.is_note(reading.footnote))
        if code is not None:
            rows.extend({"place_id": code} | row for row in reading.rows(line, layout.form))
    kept = pa.array(is_row, pa.bool_())
    return Checked(
        form=layout.form,
        rows=reading.table(rows),
        aside=check.aside(places.kept(kept), codes.filter(kept)),
        n_rows=sum(is_row),
        digits={},
        problems=(*problems, *_serials(layout, body, file), *capped(told)),
    )


def _serials(layout: Layout, body: sheets.Body, file: str) -> Iterator[Problem]:
    """One warning a column of days in which some are numbers of a spreadsheet."""
    for key, at in layout.keys.items():
        if key in _DAYS:
            column = Column(layout.headers[at], body.columns[at], body.lines)
            yield from remarks.of_serials(column, file=file)


def _lines(layout: Layout, body: sheets.Body, file: str, problems: list[Problem]) -> Iterator[Line]:
    columns = {key: body.columns[at].to_pylist() for key, at in layout.keys.items()}
    headers = {key: layout.headers[at] for key, at in layout.keys.items()}
    for at, number in enumerate(body.lines.to_pylist()):
        said = {key: texts[at] for key, texts in columns.items()}
        yield Line(number, said, headers, file, problems)
