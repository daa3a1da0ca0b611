"""From a ledger of dust and other exceptional events to its rows: one a place, kind and day.

Source: the ledger is what an authority has decided; nothing of it is derived from concentrations.
A span of days becomes its days, so that a later batch can decide each of them anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from airtrack.domain.batch import Grain
from airtrack.domain.form import Form, Key, plain
from airtrack.errors import Level, Problem
from airtrack.ingest import cell as cells
from airtrack.ingest import check, moment
from airtrack.ingest import sheet as sheets
from airtrack.ingest.check import Checked
from airtrack.ingest.found import capped
from airtrack.ingest.recognise import Layout
from airtrack.ingest.records import Column
from airtrack.ingest.sheet import Sheet
from airtrack.store.draft import ROWS

HOURS = 24
MOST_DAYS = 92
PROPOSED, APPROVED = "proposed", "approved"
_DEFAULT_KIND = "dust"
_MOMENT = re.compile(r"(.*\d日?)[ t]+(\d\d?)(?:[:时点].*)?", re.ASCII)
_WHOLE = 100
_PERCENT = re.compile(r"(\d{1,3})(?:\.0+)?%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a ledger as text."""

    number: int
    said: dict[Key, str]


@dataclass(frozen=True, slots=True)
class _Tell:
    """Notes what is wrong with a line, by the header of the column."""

    file: str
    headers: dict[Key, str]
    problems: list[Problem]

    def __call__(self, line: _Line, key: Key, code: str, *, blocks: bool = True) -> None:
        level = Level.BLOCKER if blocks else Level.WARNING
        column, value = self.headers.get(key), line.said.get(key, "").strip()
        self.problems.append(
            Problem(level, code, self.file, row=line.number, column=column, value=value)
        )


def of_table(
    sheet: Sheet, layout: Layout, *, file: str, place_code: Callable[[str], str | None]
) -> Checked:
    """The days of the events in the ledger called `file`; of unknown places the lines are aside."""
    wanted = list(layout.keys.values())
    body = sheets.body(
        sheet, first_line=layout.first_line, width=len(layout.headers), wanted=wanted
    )
    problems = [*layout.problems, *body.problems]
    if not len(body.lines):
        problems.append(Problem(Level.WARNING, "no_rows", file))
    headers = {key: layout.headers[at] for key, at in layout.keys.items()}
    told: list[Problem] = []
    tell = _Tell(file, headers, told)
    at = layout.keys[Key.PLACE]
    places = Column(layout.headers[at], body.columns[at], body.lines)
    codes = check.place_ids(places, place_code)
    days = [
        {"place_id": code} | row
        for code, line in zip(codes.to_pylist(), _lines(layout, body), strict=True)
        if code is not None
        for row in _days(line, layout.form, tell)
    ]
    return Checked(
        form=layout.form,
        rows=_table(days),
        aside=check.aside(places, codes),
        n_rows=len(body.lines),
        digits={},
        problems=(*problems, *capped(told)),
    )


def _lines(layout: Layout, body: sheets.Body) -> Iterator[_Line]:
    columns = {key: body.columns[at].to_pylist() for key, at in layout.keys.items()}
    for at, number in enumerate(body.lines.to_pylist()):
        yield _Line(number, {key: texts[at] for key, texts in columns.items()})


def _table(days: list[dict[str, object]]) -> pa.Table:
    """The rows as drafts are merged: moments made of the day and the kind."""
    fields = {field.name: field.type for field in ROWS[Grain.EVENT]}
    names = ["place_id", "state", "first_hour", "last_hour", "percent", "evidence"]
    names += ["decided_by", "decided_on", "note", "source_row"]
    columns = {name: pa.array([row[name] for row in days], fields[name]) for name in names}
    moments = pa.array([row["moment"] for row in days], pa.int64())
    place = columns.pop("place_id").dictionary_encode()
    return pa.table({"place_id": place, "moment": moments, **columns})


def _days(line: _Line, form: Form, tell: _Tell) -> Iterator[dict[str, object]]:
    """A row for every day of the event, none where its line has to be mended."""
    begin, begin_hour = _begin(line, Key.DATE, Key.FROM_HOUR, tell)
    end, end_hour = _begin(line, Key.TO, Key.TO_HOUR, tell) if _says(line, Key.TO) else (None, None)
    if begin is None or (end is None and _says(line, Key.TO)):
        return
    last = end or begin
    if not _says(line, Key.TO) and _says(line, Key.TO_HOUR):
        end_hour = _hour(line, Key.TO_HOUR, tell)
    first_hour, last_hour = begin_hour or 1, end_hour or HOURS
    length = (last - begin).days
    if not 0 <= length < MOST_DAYS or (length == 0 and first_hour > last_hour):
        tell(line, Key.TO if _says(line, Key.TO) else Key.DATE, "event_span")
        return
    said = _said(line, form, tell)
    kind = str(said.pop("kind"))
    for offset in range(length + 1):
        yield {
            "moment": moment.of_event(begin + timedelta(offset), kind),
            "first_hour": first_hour if offset == 0 else 1,
            "last_hour": last_hour if offset == length else HOURS,
            "source_row": line.number,
            **said,
        }


def _says(line: _Line, key: Key) -> bool:
    return bool(line.said.get(key, "").strip())


def _begin(line: _Line, key: Key, hour: Key, tell: _Tell) -> tuple[date | None, int | None]:
    """The day of a cell and its hour, which stands behind the day or in a column of its own."""
    text = plain(line.said[key])
    found = _MOMENT.fullmatch(text)
    day = cells.day(found[1] if found else text)
    if day is None:
        tell(line, key, "not_a_date")
        return None, None
    if _says(line, hour):
        return day, _hour(line, hour, tell)
    return day, (cells.hour(found[2]) or None) if found else None


def _hour(line: _Line, key: Key, tell: _Tell) -> int | None:
    found = cells.hour(line.said[key])
    if found is None:
        tell(line, key, "not_an_hour")
    return found or None


def _said(line: _Line, form: Form, tell: _Tell) -> dict[str, object]:
    """What the line says besides its days; a state that is not given counts as proposed."""
    kind = _chosen(line, form, Key.KIND, tell) or _DEFAULT_KIND
    if not _says(line, Key.STATE):
        tell(line, Key.STATE, "event_without_state", blocks=False)
    state = _chosen(line, form, Key.STATE, tell) or PROPOSED
    if state == APPROVED and not (_says(line, Key.EVIDENCE) or _says(line, Key.BY)):
        tell(line, Key.EVIDENCE, "event_without_evidence", blocks=False)
    return {
        "kind": kind,
        "state": state,
        "percent": _percent(line, tell),
        "evidence": line.said.get(Key.EVIDENCE, "").strip(),
        "decided_by": line.said.get(Key.BY, "").strip(),
        "decided_on": _decided_on(line, tell),
        "note": line.said.get(Key.NOTE, "").strip(),
    }


def _chosen(line: _Line, form: Form, key: Key, tell: _Tell) -> str | None:
    """What the text stands for, or None where it says nothing."""
    if not _says(line, key):
        return None
    text = plain(line.said[key])
    for choice in form.choice:
        if choice.key is key and text in {choice.means, *map(plain, choice.aliases)}:
            return choice.means
    tell(line, key, "not_a_choice")
    return None


def _percent(line: _Line, tell: _Tell) -> int | None:
    if not _says(line, Key.PERCENT):
        return None
    found = _PERCENT.fullmatch(plain(line.said[Key.PERCENT]))
    if found is None or int(found[1]) > _WHOLE:
        tell(line, Key.PERCENT, "impossible_value", blocks=False)
        return None
    return int(found[1])


def _decided_on(line: _Line, tell: _Tell) -> date | None:
    if not _says(line, Key.DECIDED):
        return None
    found = cells.day(line.said[Key.DECIDED])
    if found is None:
        tell(line, Key.DECIDED, "not_a_date")
    return found
