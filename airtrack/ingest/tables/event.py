"""From a ledger of dust and other exceptional events to its rows: one a place, kind and day.

Source: the ledger is what an authority has decided; nothing of it is derived from concentrations.
A span of days becomes its days, so that a later batch can decide each of them anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pyarrow as pa

from airtrack.domain.batch import Grain
from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.domain.precedence import APPROVED, PROPOSED
from airtrack.domain.spelling import plain
from airtrack.ingest.cells import cell as cells
from airtrack.ingest.cells import moment, serial
from airtrack.ingest.recognition.recognise import Layout
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.ingest.tables import line as lines
from airtrack.ingest.tables.check import Checked
from airtrack.ingest.tables.line import Line, Row
from airtrack.store.draft import ROWS

HOURS = 24
MOST_DAYS = 92
"""House rule: an event that outlasts a season (three months) is a slip of the pen."""
_DEFAULT_KIND = "dust"
_MOMENT = re.compile(r"(.*\d日?)[ t]+(\d\d?)(?:[:时点].*)?", re.ASCII)
_WHOLE = 100
_PERCENT = re.compile(r"(\d{1,3})(?:\.0+)?%?", re.ASCII)


def of_table(
    sheet: Sheet,
    layout: Layout,
    *,
    file: str,
    place_code: Callable[[str], str | None],
    footnote: tuple[str, ...] = (),
) -> Checked:
    """The days of the events in the ledger called `file`; of unknown places the lines are aside."""
    reading = lines.Reading(_days, _table, footnote)
    return lines.of_table(sheet, layout, file=file, place_code=place_code, reading=reading)


def _table(days: list[Row]) -> pa.Table:
    """The rows as drafts are merged: moments made of the day and the kind."""
    fields = {field.name: field.type for field in ROWS[Grain.EVENT]}
    names = ["place_id", "state", "first_hour", "last_hour", "percent", "evidence"]
    names += ["decided_by", "decided_on", "note", "source_row"]
    columns = {name: pa.array([row[name] for row in days], fields[name]) for name in names}
    moments = pa.array([row["moment"] for row in days], pa.int64())
    place = columns.pop("place_id").dictionary_encode()
    return pa.table({"place_id": place, "moment": moments, **columns})


def _days(line: Line, form: Form) -> Iterator[Row]:
    """A row for every day of the event, none where its line has to be mended."""
    begin, begin_hour = _begin(line, Key.DATE, Key.FROM_HOUR)
    end, end_hour = _begin(line, Key.TO, Key.TO_HOUR) if line.says(Key.TO) else (None, None)
    if begin is None or (end is None and line.says(Key.TO)):
        return
    last = end or begin
    if not line.says(Key.TO) and line.says(Key.TO_HOUR):
        end_hour = _hour(line, Key.TO_HOUR)
    first_hour, last_hour = begin_hour or 1, end_hour or HOURS
    length = (last - begin).days
    if not 0 <= length < MOST_DAYS or (length == 0 and first_hour > last_hour):
        line.blame(Key.TO if line.says(Key.TO) else Key.DATE, "event_span")
        return
    said = _said(line, form)
    kind = str(said.pop("kind"))
    for offset in range(length + 1):
        yield {
            "moment": moment.of_event(begin + timedelta(offset), kind),
            "first_hour": first_hour if offset == 0 else 1,
            "last_hour": last_hour if offset == length else HOURS,
            "source_row": line.number,
            **said,
        }


def _begin(line: Line, key: Key, hour: Key) -> tuple[date | None, int | None]:
    """The day of a cell and its hour, which stands behind the day or in a column of its own."""
    text = plain(line.said[key])
    numbered = serial.moment(text)
    if numbered is not None:
        own = _hour(line, hour) if line.says(hour) else numbered[1] or None
        return numbered[0], own
    found = _MOMENT.fullmatch(text)
    day = cells.day(found[1] if found else text)
    if day is None:
        line.blame(key, "not_a_date")
        return None, None
    if line.says(hour):
        return day, _hour(line, hour)
    return day, (cells.hour(found[2]) or None) if found else None


def _hour(line: Line, key: Key) -> int | None:
    found = cells.hour(line.said[key])
    if found is None:
        line.blame(key, "not_an_hour")
    return found or None


def _said(line: Line, form: Form) -> dict[str, object]:
    """What the line says besides its days; a state that is not given counts as proposed."""
    kind = _chosen(line, form, Key.KIND) or _DEFAULT_KIND
    if not line.says(Key.STATE):
        line.blame(Key.STATE, "event_without_state", blocks=False)
    state = _chosen(line, form, Key.STATE) or PROPOSED
    if state == APPROVED and not (line.says(Key.EVIDENCE) or line.says(Key.BY)):
        line.blame(Key.EVIDENCE, "event_without_evidence", blocks=False)
    return {
        "kind": kind,
        "state": state,
        "percent": _percent(line),
        "evidence": line.text(Key.EVIDENCE),
        "decided_by": line.text(Key.BY),
        "decided_on": _decided_on(line),
        "note": line.text(Key.NOTE),
    }


def _chosen(line: Line, form: Form, key: Key) -> str | None:
    """What the text stands for, or None where it says nothing."""
    if not line.says(key):
        return None
    text = plain(line.said[key])
    for choice in form.choice:
        if choice.key is key and text in {choice.means, *map(plain, choice.aliases)}:
            return choice.means
    line.blame(key, "not_a_choice")
    return None


def _percent(line: Line) -> int | None:
    if not line.says(Key.PERCENT):
        return None
    found = _PERCENT.fullmatch(plain(line.said[Key.PERCENT]))
    if found is None or int(found[1]) > _WHOLE:
        line.blame(Key.PERCENT, "impossible_value", blocks=False)
        return None
    return int(found[1])


def _decided_on(line: Line) -> date | None:
    if not line.says(Key.DECIDED):
        return None
    found = cells.day(line.said[Key.DECIDED])
    if found is None:
        line.blame(Key.DECIDED, "not_a_date")
    return found
