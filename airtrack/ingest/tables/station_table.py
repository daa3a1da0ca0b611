"""From a table of stations to its rows: code, name, place, days and position of each.

A control station (清洁对照点) is said to be one by a column or by its name; it is not averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

import pyarrow as pa

from airtrack.domain.batch import Grain
from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.domain.spelling import plain
from airtrack.ingest.cells import cell as cells
from airtrack.ingest.recognition.recognise import Layout
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.ingest.tables import line as lines
from airtrack.ingest.tables.check import Checked
from airtrack.ingest.tables.line import Line, Row
from airtrack.ingest.tables.station import station_name
from airtrack.store.draft import ROWS

_YES = "control"


def of_table(
    sheet: Sheet,
    layout: Layout,
    *,
    file: str,
    place_code: Callable[[str], str | None],
    footnote: tuple[str, ...] = (),
) -> Checked:
    """The stations of the table called `file`; lines of unknown places are aside."""
    reading = lines.Reading(_stations, _table, footnote)
    return lines.of_table(sheet, layout, file=file, place_code=place_code, reading=reading)


def _stations(line: Line, form: Form) -> Iterator[Row]:
    """The one station of the line."""
    yield _station(line, form)


def _station(line: Line, form: Form) -> Row:
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


def _is_control(line: Line, name: str, form: Form) -> bool:
    said = plain(line.text(Key.CONTROL))
    words = {
        plain(alias)
        for choice in form.choice
        if choice.key is Key.CONTROL and choice.means == _YES
        for alias in choice.aliases
    }
    return said in words or any(word in plain(name) for word in form.wording.control)


def _day(line: Line, key: Key) -> date | None:
    if not line.text(key):
        return None
    found = cells.day(line.text(key))
    if found is None:
        line.blame(key, "not_a_date")
    return found


def _degrees(line: Line, key: Key) -> float | None:
    if not line.text(key):
        return None
    try:
        return float(Decimal(plain(line.text(key))))
    except InvalidOperation:
        line.blame(key, "not_a_number")
        return None


def _table(stations: list[Row]) -> pa.Table:
    """The rows as drafts are merged; a station has no moment."""
    fields = {field.name: field.type for field in ROWS[Grain.STATION] if field.name != "file_no"}
    columns = {
        name: pa.array([row[name] for row in stations], kind) for name, kind in fields.items()
    }
    for name in ("station_id", "place_id"):
        columns[name] = columns[name].dictionary_encode()
    return pa.table({**columns, "moment": pa.repeat(pa.scalar(0, pa.int64()), len(stations))})
