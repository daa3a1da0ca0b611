"""Bodies as rows of fields, and rows as the table that goes to the gate."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from airtrack.domain.beijing import BEIJING
from airtrack.domain.web_source import Answered, Measured, SourceColumn, Take, WebSource
from airtrack.errors import SourceError
from airtrack.ingest.sources.answer import shown
from airtrack.ingest.sources.ask import Ask

_ENCODINGS = ("utf-8-sig", "gb18030")
_SHOWN = 12


@dataclass
class Table:
    """The rows made so far; `n_outside` of those received lay outside of what was asked for."""

    source: WebSource
    headers: list[str] = field(default_factory=list)
    n_outside: int = 0
    _rows: list[dict[str, str]] = field(default_factory=list)
    _units: dict[str, str] = field(default_factory=dict)
    _where: dict[tuple[str, ...], list[dict[str, str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, rows: Sequence[object], ask: Ask) -> None:
        """The rows of one body are in; raises SourceError when they have another shape."""
        for row in rows:
            self._add(row, ask)

    def text(self) -> bytes:
        """The table as CSV in UTF-8; a column of values is headed with its unit."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([self._headed(header) for header in self.headers])
        writer.writerows([row.get(header, "") for header in self.headers] for row in self._rows)
        return out.getvalue().encode()

    def _headed(self, header: str) -> str:
        unit = self._units.get(header)
        return f"{header}({unit})" if unit else header

    def _add(self, row: object, ask: Ask) -> None:
        columns = self.source.column
        if not columns:
            if not isinstance(row, dict):
                raise _other_shape(row, "{}", ask=ask)
            self._put({name: _text(row[name], name, ask=ask) for name in row})
            return
        cells = {column.header: self._cell(column, row, ask) for column in columns}
        moments = {column.take: cells[column.header] for column in columns}
        if not _is_within(moments, ask):
            # the hour that ends as the first day begins closes the day before, and is no surplus
            self.n_outside += not _closes_the_day_before(moments, ask)
        elif self.source.measured is None:
            self._put(cells)
        else:
            self._measure(self.source.measured, row, cells, ask)

    def _measure(self, measured: Measured, row: object, cells: dict[str, str], ask: Ask) -> None:
        name = _text_at(row, measured.name, ask=ask)
        header = measured.columns.get(name)
        if header is None:
            return
        unit = _text_at(row, measured.unit, ask=ask)
        before = self._units.setdefault(header, unit)
        if before != unit:
            raise SourceError("fetch_two_units", name=name, unit=unit, other=before, **ask.where)
        value = _text_at(row, measured.value, ask=ask)
        self._note(cells)
        self._note({header: value})
        alike = self._where.setdefault(tuple(cells.values()), [])
        for other in alike:
            # of one value delivered twice both rows stay: the gate says what becomes of them
            if other.setdefault(header, value) == value:
                return
        alike.append(cells | {header: value})
        self._rows.append(alike[-1])

    def _put(self, cells: dict[str, str]) -> None:
        self._note(cells)
        self._rows.append(cells)

    def _note(self, cells: Mapping[str, str]) -> None:
        self.headers.extend(header for header in cells if header not in self.headers)

    def _cell(self, column: SourceColumn, row: object, ask: Ask) -> str:
        if column.item:
            return ask.fields.get(column.item, "")
        return _taken(_text_at(row, column.path, ask=ask), column.take)


def rows(data: bytes, source: WebSource, *, ask: Ask, path: str) -> list[object]:
    """The rows in a body; of JSON those at `path`. Raises SourceError for what has none."""
    text = _decoded(data, ask)
    if source.format is Answered.CSV:
        return list(csv.DictReader(io.StringIO(text)))
    document = _parsed(text, ask)
    _refuse_a_refusal(document, source, ask=ask)
    found = at(document, path, ask=ask) if path else document
    if found is None:
        return []
    if not isinstance(found, list):
        raise _other_shape(document, path, ask=ask)
    return found


def at(value: object, path: str, *, ask: Ask) -> object:
    """What lies at the path, names and numbers joined by dots; raises SourceError if nothing."""
    found = value
    for name in path.split("."):
        if found is None:
            return None
        if isinstance(found, dict) and name in found:
            found = found[name]
        elif isinstance(found, list) and name.isdigit() and int(name) < len(found):
            found = found[int(name)]
        else:
            raise _other_shape(value, path, ask=ask)
    return found


def _decoded(data: bytes, ask: Ask) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError("fetch_no_text", **ask.where)


def _parsed(text: str, ask: Ask) -> object:
    try:
        # numbers stay as they are written: their digits are data
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        ends = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        code = "fetch_cut_short" if ends else "fetch_not_json"
        raise SourceError(code, line=error.lineno, at=error.colno, **ask.where) from None
    except RecursionError:
        raise SourceError("fetch_not_json", line=1, at=1, **ask.where) from None


def _refuse_a_refusal(document: object, source: WebSource, *, ask: Ask) -> None:
    """Some portals answer 200 and say in the body that they did not answer."""
    told = source.answer
    if told is None:
        return
    code = str(at(document, told.path, ask=ask))
    if code not in told.good:
        said = at(document, told.message, ask=ask) if told.message else None
        said = "–" if said is None else shown(str(said))
        raise SourceError("fetch_told_no", told=shown(code), said=said, **ask.where)


def _other_shape(value: object, path: str, *, ask: Ask) -> SourceError:
    has = (
        [shown(str(key)) for key in value][:_SHOWN]
        if isinstance(value, dict)
        else [type(value).__name__]
    )
    return SourceError("fetch_other_shape", path=path, has=has, **ask.where)


def _text(value: object, path: str, *, ask: Ask) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        raise _other_shape(value, path, ask=ask)
    return str(value)


def _text_at(row: object, path: str, *, ask: Ask) -> str:
    return _text(at(row, path, ask=ask), path, ask=ask)


def _taken(text: str, take: Take) -> str:
    """The part of a moment that the column holds; what is no moment is left to the gate."""
    if take is Take.TEXT:
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is not None:
        moment = moment.astimezone(BEIJING)
    return moment.date().isoformat() if take is Take.DATE else str(moment.hour)


def _is_within(moments: Mapping[Take, str], ask: Ask) -> bool:
    """False for a row whose day, or hour by its end, is not of the span that was asked for."""
    day = _day(moments)
    if day is None:
        return True
    if moments.get(Take.HOUR) == "0":
        day -= timedelta(1)
    return ask.span.first_on <= day <= ask.span.last_on


def _closes_the_day_before(moments: Mapping[Take, str], ask: Ask) -> bool:
    return moments.get(Take.HOUR) == "0" and _day(moments) == ask.span.first_on


def _day(moments: Mapping[Take, str]) -> date | None:
    try:
        return date.fromisoformat(moments.get(Take.DATE, ""))
    except ValueError:
        return None
