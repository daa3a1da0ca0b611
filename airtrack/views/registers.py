"""Records of registers (台账): each cell as people write it, in a table and in a form.

What is written here the gate reads back as the same record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from airtrack.answers.records_on_file import Record
from airtrack.domain.batch import BatchHistory
from airtrack.domain.place import Place
from airtrack.domain.register import FieldKind, Meant, Register, RegisterField
from airtrack.domain.scale import MILLI
from airtrack.domain.spelling import header_key
from airtrack.domain.standard import Indicator
from airtrack.domain.task import MeasureName
from airtrack.views.moment import to_the_minute
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.tasks import measure_name

_PLACES = (FieldKind.PLACE, FieldKind.PARENT, FieldKind.GROUP, FieldKind.TERRITORY)
_MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Names:
    """What codes and keys are called; `vocabulary` has what the gate takes each text for.

    `shared` are the names that more than one place bears: they are written as codes.
    """

    places: Mapping[str, Place]
    groups: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    measures: Mapping[str, MeasureName]
    vocabulary: Mapping[str, str]
    shared: frozenset[str]


def register_name(register: Register, words: Words) -> str:
    """What the register is called, before the comma that says what a row of it is."""
    if words.lang == "zh":
        return register.name.split("，")[0]
    named = register.name_en.split(",")[0]
    return named[:1].upper() + named[1:]


def head(field: RegisterField, words: Words) -> str:
    """The heading of the column."""
    return field.head if words.lang == "zh" else field.head_en or field.head


def heads(register: Register, words: Words) -> dict[str, str]:
    """What each column is called on the page, by its header in a file."""
    return {field.head: head(field, words) for field in register.field}


def meaning(field: RegisterField, words: Words) -> str:
    """What belongs into the column."""
    return field.meaning if words.lang == "zh" else field.meaning_en or field.meaning


def choice(meant: Meant, words: Words) -> str:
    """One of the possible words; in English a word in Latin letters, else the key."""
    if words.lang == "zh":
        return meant.texts[0]
    latin = (text for text in meant.texts if text.isascii())
    return next(latin, meant.key.replace("_", " "))


def place(code: str, names: Names) -> str:
    """The name of a place or a set of places; a code that is not on record stands as it is."""
    known = names.places.get(code)
    return known.name if known is not None else names.groups.get(code, code)


def indicator(key: str, names: Names, words: Words) -> str:
    """What an indicator or a measure is called."""
    return words.label(key) if key in names.indicators else measure_name(key, names.measures, words)


def shown(field: RegisterField, record: Mapping[str, object], names: Names, words: Words) -> str:
    """The cell in the language of the page, empty where the record says nothing."""
    value = record.get(field.name)
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.CHOICE:
        return next((choice(item, words) for item in field.meant if item.key == value), str(value))
    if field.kind in _PLACES:
        return place(str(value), names)
    if field.kind is FieldKind.INDICATOR:
        return indicator(str(value), names, words)
    return _plain(field, record, value)


def entered(field: RegisterField, record: Mapping[str, object], names: Names, words: Words) -> str:
    """The cell as it is handed in again: a name where nothing else is called so, else the code."""
    value = record.get(field.name)
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.CHOICE:
        return next((item.texts[0] for item in field.meant if item.key == value), str(value))
    if field.kind in _PLACES:
        return place_text(str(value), names)
    if field.kind is FieldKind.INDICATOR:
        return indicator_text(str(value), names, words)
    return _plain(field, record, value)


def place_text(code: str, names: Names) -> str:
    """How the gate is told a place or a set of places."""
    name = place(code, names)
    return code if name in names.shared else name


def indicator_text(key: str, names: Names, words: Words) -> str:
    """How the gate is told an indicator or a measure."""
    name = indicator(key, names, words)
    return name if names.vocabulary.get(header_key(name)) == key else key


def _plain(field: RegisterField, record: Mapping[str, object], value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if field.kind in (FieldKind.NUMBER, FieldKind.DEGREES) and isinstance(value, int):
        digits = record.get("digits") if field.name == "value_milli" else None
        return _number(value, digits if isinstance(digits, int) else None)
    return str(value)


def _number(milli: int, digits: int | None) -> str:
    """Thousandths as a number: with its decimals where they are known, else with those it needs."""
    number = Decimal(milli) / MILLI
    if digits is not None:
        return f"{number:.{digits}f}"
    return f"{number.normalize():f}"


def table(
    register: Register,
    found: Sequence[Record],
    history: Sequence[BatchHistory],
    names: Names,
    words: Words,
) -> Table:
    """A row per record in the given order; the last columns say which batch brought it, and who."""
    brought = {item.batch.batch_no: item for item in history}
    columns = [_column(field, found, words) for field in register.field]
    columns += [words.column("batch"), words.column("done_by"), words.column("done_at")]
    rows = [
        (
            *(_cell(field, record, names, words) for field in register.field),
            *_origin(brought.get(record.batch_no)),
        )
        for record in found
    ]
    return Table("", tuple(columns), tuple(rows))


def _column(field: RegisterField, found: Sequence[Record], words: Words) -> Column:
    digits = None
    if field.kind in (FieldKind.NUMBER, FieldKind.DEGREES):
        needed = (_decimals(field, record) for record in found)
        digits = min(max(needed, default=0), _MOST_DIGITS)
    elif field.kind is FieldKind.WHOLE:
        digits = 0
    return Column(f"record_{field.name}", head(field, words), digits=digits)


def _decimals(field: RegisterField, record: Record) -> int:
    return len(_plain(field, record.values, record.values.get(field.name)).partition(".")[2])


def _cell(field: RegisterField, record: Record, names: Names, words: Words) -> Cell:
    value = record.values.get(field.name)
    if field.kind in (FieldKind.NUMBER, FieldKind.DEGREES):
        if not isinstance(value, int):
            return None
        # a whole number stays one, so that 1200 is not shown as 1200.0
        return value // MILLI if value % MILLI == 0 else value / MILLI
    if field.kind is FieldKind.WHOLE:
        return value if isinstance(value, int) else None
    return shown(field, record.values, names, words)


def _origin(item: BatchHistory | None) -> tuple[str, str, str]:
    if item is None:
        return "", "", ""
    first = item.events[0]
    return item.batch.batch_id, first.done_by, to_the_minute(first.done_at)


def answer(
    register: Register, found: Sequence[Record], history: Sequence[BatchHistory], words: Words
) -> str:
    """How many records count, from how many batches, and who brought the newest one."""
    name = register_name(register, words)
    used = {record.batch_no for record in found}
    newest = next((item for item in reversed(history) if item.batch.batch_no in used), None)
    if newest is None:
        return words.say("answer_records_none", name=name)
    first = newest.events[0]
    return words.say(
        "answer_records",
        name=name,
        n=len(found),
        batches=len(used),
        by=first.done_by,
        on=to_the_minute(first.done_at).partition(" ")[0],
    )


def searched(shown_table: Table, text: str) -> list[int]:
    """The rows in which every word of the text stands somewhere, whatever its case."""
    wanted = text.casefold().split()
    return [
        number
        for number, row in enumerate(shown_table.rows)
        if all(any(word in str(cell).casefold() for cell in row) for word in wanted)
    ]
