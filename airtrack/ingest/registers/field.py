"""What a cell of a register says, by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.register import FieldKind, RegisterField
from airtrack.domain.scale import MILLI
from airtrack.domain.spelling import header_key, plain
from airtrack.errors import NotFound, WrongUse
from airtrack.ingest.cells import cell as cells
from airtrack.ingest.cells import span
from airtrack.ingest.cells.span import Span
from airtrack.ingest.cells.whereabouts import Gazetteer

_WHOLE = re.compile(r"\d{1,9}(?:\.0+)?", re.ASCII)
_UNIT = re.compile(r"\(([^()]+)\)$")
_LARGEST = Decimal(10) ** 12
_HALF_TURN = 180


@dataclass(frozen=True, slots=True)
class Said:
    """The columns that a cell fills; `code` names what is wrong with it, None where nothing is."""

    columns: Mapping[str, object]
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the cells of registers: names of places and indicators are looked up, never guessed.

    `missing` are the texts that mean that nothing is there; `today` is the last day that can have
    passed; `own` are the codes of places that the table itself brings, by what it calls them. A
    note begins with one of `footnote`, the name of a sum ends with one of `sums`.
    """

    gazetteer: Gazetteer
    vocabulary: Mapping[str, str]
    missing: frozenset[str]
    today: date
    own: Mapping[str, str] = field(default_factory=dict)
    footnote: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()

    def says(self, text: str) -> bool:
        """True for a text that is there and is no mark for a missing one."""
        return bool(text) and plain(text) not in self.missing

    def read(self, column: RegisterField, text: str) -> Said:
        """What the text says; a text that says nothing leaves its columns empty."""
        nothing = _nothing(column)
        if not self.says(text):
            return Said(nothing)
        found = _READERS[column.kind](self, column, text)
        return found if found.code is None else Said(nothing, found.code, found.params)

    def place(self, column: RegisterField, text: str) -> Said:
        """The code of a place."""
        found = self.gazetteer.find_in_file(text) or self.gazetteer.find_province(text)
        if found is not None:
            return Said({column.name: found.code})
        try:
            near = [self.gazetteer.find(text).name]
        except NotFound as error:
            nearest = error.params.get("nearest")
            near = list(nearest) if isinstance(nearest, (list, tuple)) else []
        return Said({}, "register_unknown_place", {"nearest": near})

    def group(self, column: RegisterField, text: str) -> Said:
        """The id of a set of places."""
        try:
            return Said({column.name: self.gazetteer.find_group(text).id})
        except NotFound as error:
            return Said({}, "register_unknown_group", {"nearest": error.params["nearest"]})

    def territory(self, column: RegisterField, text: str) -> Said:
        """The code of a place, else the id of a set."""
        found = self.place(column, text)
        if found.code is None:
            return found
        as_group = self.group(column, text)
        return as_group if as_group.code is None else found

    def parent(self, column: RegisterField, text: str) -> Said:
        """A place on record, or one of the table itself."""
        own = self.own.get(" ".join(text.split()))
        return self.place(column, text) if own is None else Said({column.name: own})

    def indicator(self, column: RegisterField, text: str) -> Said:
        """The key of an indicator or a measure."""
        key = self.vocabulary.get(header_key(text))
        if key is None:
            return Said({}, "register_unknown_indicator")
        return Said({column.name: key})

    def day(self, column: RegisterField, text: str) -> Said:
        """A day; one that is past is not in the future."""
        found = cells.day(text)
        if found is None:
            return Said({}, "not_a_date")
        if column.is_past and found > self.today:
            return Said({}, "date_in_future")
        return Said({column.name: found})


def made_code(name: str, parent: str, gazetteer: Gazetteer) -> str:
    """The code of a place that its row does not write; `parent` is that of its parent.

    The one on record where the parent has a place of that name, else the parent's with the name
    behind: the same row always makes the same code.
    """
    on_record = gazetteer.find_in_file(name)
    if on_record is not None and on_record.parent == parent:
        return on_record.code
    return f"{parent}-{name}"


def _nothing(column: RegisterField) -> dict[str, object]:
    match column.kind:
        case FieldKind.NUMBER:
            digits = {} if column.name != _VALUE else {"digits": None}
            return {column.name: None, **digits}
        case FieldKind.PERIOD | FieldKind.MONTH:
            return {column.name: None, "first_on": None, "last_on": None}
        case FieldKind.DAY | FieldKind.WHOLE | FieldKind.DEGREES:
            return {column.name: None}
        case _:
            return {column.name: ""}


_VALUE = "value_milli"
"""The one number of a record whose decimals are kept."""


def _text(reader: FieldReader, column: RegisterField, text: str) -> Said:
    return Said({column.name: " ".join(text.split())})


def _choice(reader: FieldReader, column: RegisterField, text: str) -> Said:
    said = header_key(text)
    for meant in column.meant:
        if said in {header_key(meant.key), *map(header_key, meant.texts)}:
            return Said({column.name: meant.key})
    return Said({}, "register_not_a_choice", {"choices": [item.texts[0] for item in column.meant]})


def _number(reader: FieldReader, column: RegisterField, text: str) -> Said:
    said = plain(text).removesuffix("%").removesuffix(_unit(column)).strip()
    if not cells.is_number(said):
        return Said({}, "not_a_number")
    value = Decimal(said.replace(",", ""))
    scaled = value * MILLI
    if abs(value) > _LARGEST or scaled != scaled.to_integral_value():
        return Said({}, "register_number_too_fine")
    found: dict[str, object] = {column.name: int(scaled)}
    if column.name == _VALUE:
        exponent = value.as_tuple().exponent
        found["digits"] = max(0, -exponent) if isinstance(exponent, int) else 0
    return Said(found)


def _unit(column: RegisterField) -> str:
    """The unit that the header names in brackets; a number may have it behind."""
    found = _UNIT.search(plain(column.head))
    return found[1] if found else ""


def _degrees(reader: FieldReader, column: RegisterField, text: str) -> Said:
    said = plain(text)
    if not cells.is_number(said):
        return Said({}, "not_a_number")
    value = Decimal(said)
    if abs(value) > _HALF_TURN:
        return Said({}, "not_a_number")
    return Said({column.name: round(value * MILLI)})


def _whole(reader: FieldReader, column: RegisterField, text: str) -> Said:
    said = plain(text).removesuffix("%").strip()
    if not _WHOLE.fullmatch(said):
        return Said({}, "register_not_whole")
    value = int(Decimal(said))
    if column.upto is not None and value > column.upto:
        return Said({}, "register_above", {"upto": column.upto})
    return Said({column.name: value})


def _period(reader: FieldReader, column: RegisterField, text: str) -> Said:
    found = _as_period(text)
    if found is None:
        return Said({}, "not_a_period")
    return Said({column.name: found.key, "first_on": found.first_on, "last_on": found.last_on})


def _month(reader: FieldReader, column: RegisterField, text: str) -> Said:
    found = _as_period(text)
    first = None if found is None else found.first_on
    if first is None or found != periods.of_month(first.year, first.month):
        return Said({}, "register_not_a_month")
    return _period(reader, column, text)


def _as_period(text: str) -> Period | None:
    read = span.span(text)
    if isinstance(read, Span):
        return read.period
    try:
        return periods.parse(text)
    except WrongUse:
        return None


_READERS: dict[FieldKind, Callable[[FieldReader, RegisterField, str], Said]] = {
    FieldKind.TEXT: _text,
    FieldKind.DAY: FieldReader.day,
    FieldKind.CHOICE: _choice,
    FieldKind.NUMBER: _number,
    FieldKind.WHOLE: _whole,
    FieldKind.DEGREES: _degrees,
    FieldKind.PLACE: FieldReader.place,
    FieldKind.PARENT: FieldReader.parent,
    FieldKind.GROUP: FieldReader.group,
    FieldKind.TERRITORY: FieldReader.territory,
    FieldKind.PERIOD: _period,
    FieldKind.MONTH: _month,
    FieldKind.INDICATOR: FieldReader.indicator,
}
