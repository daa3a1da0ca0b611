"""From a table of stations to its rows: code, name, place, days and position of each.

A control station (清洁对照点) is said to be one by a column or by its name; it is not averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import pyarrow as pa

from airtrack.domain.batch import Grain
from airtrack.domain.form import Form, Key, plain
from airtrack.errors import Level, Problem
from airtrack.ingest import cell as cells
from airtrack.ingest import check
from airtrack.ingest import sheet as sheets
from airtrack.ingest.check import Checked
from airtrack.ingest.found import capped
from airtrack.ingest.recognise import Layout
from airtrack.ingest.records import Column
from airtrack.ingest.sheet import Sheet
from airtrack.ingest.station import station_name
from airtrack.store.draft import ROWS

_YES = "control"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the table as text; what it says wrong goes to `problems`."""

    number: int
    said: dict[Key, str]
    headers: dict[Key, str]
    file: str
    problems: list[Problem]

    def text(self, key: Key) -> str:
        """The cell, or nothing where the table has no such column."""
        return self.said.get(key, "").strip()

    def blame(self, key: Key, code: str) -> None:
        """A blocker at that cell."""
        column, value = self.headers[key], self.text(key)
        self.problems.append(
            Problem(Level.BLOCKER, code, self.file, row=self.number, column=column, value=value)
        )


def of_table(
    sheet: Sheet, layout: Layout, *, file: str, place_code: Callable[[str], str | None]
) -> Checked:
    """The stations of the table called `file`; lines of unknown places are aside."""
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
    stations = [
        {"place_id": code} | _station(line, layout.form)
        for code, line in zip(codes.to_pylist(), _lines(layout, body, file, told), strict=True)
        if code is not None
    ]
    return Checked(
        form=layout.form,
        rows=_table(stations),
        aside=check.aside(places, codes),
        n_rows=len(body.lines),
        digits={},
        problems=(*problems, *capped(told)),
    )


def _lines(
    layout: Layout, body: sheets.Body, file: str, problems: list[Problem]
) -> Iterator[_Line]:
    columns = {key: body.columns[at].to_pylist() for key, at in layout.keys.items()}
    headers = {key: layout.headers[at] for key, at in layout.keys.items()}
    for at, number in enumerate(body.lines.to_pylist()):
        said = {key: texts[at] for key, texts in columns.items()}
        yield _Line(number, said, headers, file, problems)


def _station(line: _Line, form: Form) -> dict[str, object]:
    name = station_name(line.text(Key.NAME))
    code = station_name(line.text(Key.STATION))
    if not code:
        line.blame(Key.STATION, "station_without_code")
    first, last = _day(line, Key.FROM), _day(line, Key.TO)
    if first is not None and last is not None and first > last:
        line.blame(Key.TO, "station_span")
    return {
        "station_id": code,
        "name": name,
        "is_control": _is_control(line, name, form),
        "from_on": first,
        "to_on": last,
        "lon": _degrees(line, Key.LON),
        "lat": _degrees(line, Key.LAT),
        "source_row": line.number,
    }


def _is_control(line: _Line, name: str, form: Form) -> bool:
    said = plain(line.text(Key.CONTROL))
    words = {
        plain(alias)
        for choice in form.choice
        if choice.key is Key.CONTROL and choice.means == _YES
        for alias in choice.aliases
    }
    return said in words or any(word in plain(name) for word in form.wording.control)


def _day(line: _Line, key: Key) -> date | None:
    if not line.text(key):
        return None
    found = cells.day(line.text(key))
    if found is None:
        line.blame(key, "not_a_date")
    return found


def _degrees(line: _Line, key: Key) -> float | None:
    if not line.text(key):
        return None
    try:
        return float(Decimal(plain(line.text(key))))
    except InvalidOperation:
        line.blame(key, "not_a_number")
        return None


def _table(stations: list[dict[str, object]]) -> pa.Table:
    """The rows as drafts are merged; a station has no moment."""
    fields = {field.name: field.type for field in ROWS[Grain.STATION] if field.name != "file_no"}
    columns = {
        name: pa.array([row[name] for row in stations], kind) for name, kind in fields.items()
    }
    for name in ("station_id", "place_id"):
        columns[name] = columns[name].dictionary_encode()
    return pa.table({**columns, "moment": pa.repeat(pa.scalar(0, pa.int64()), len(stations))})
