"""Templates: what the blank table of a form or a register says, filled for places and a time.

Headers, explanations, choices and decimals are those of the form's own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from airtrack.domain.cells import Unit
from airtrack.domain.column import Key, ValueColumn
from airtrack.domain.form import Blank, Form, Shape
from airtrack.domain.register import FieldKind, Register, RegisterField
from airtrack.errors import WrongUse
from airtrack.ingest.cells.span import written
from airtrack.ingest.templates import template_book
from airtrack.ingest.templates.grid import GENERAL, TEXT, WHOLE, Grid, GridColumn, decimals
from airtrack.ingest.templates.wanted import Wanted

MOST_ROWS = 100_000
_HOURS = tuple(str(hour) for hour in range(1, 25))
_NUMBERS = {FieldKind.WHOLE: WHOLE, FieldKind.DEGREES: GENERAL}
_Cells = dict[Key, str]


def of_form(form: Form, wanted: Wanted) -> Grid:
    """The table with a row for all that is wanted, so that only values are to be written.

    A ledger and a table of stations have headers alone. Raises WrongUse for a form without blank
    table, for a period of a published table that is not made of whole months, and for more than
    MOST_ROWS.
    """
    blank, n_rows = _blank(form), n_rows_of(form, wanted)
    if n_rows > MOST_ROWS:
        raise too_long(n_rows)
    by_column = form.shape is Shape.BY_COLUMN
    keys = [_key(form, key, meaning, wanted) for key, meaning in blank.keys.items()]
    values = _subjects(form, wanted) if by_column else [_value(item) for item in _values(form)]
    also = tuple((item.head, item.meaning) for item in _values(form)) if by_column else ()
    return Grid(
        sheet=blank.sheet,
        columns=(*keys, *values),
        rows=lambda: (tuple(cells[key] for key in blank.keys) for cells in _rows(form, wanted)),
        advice=blank.advice,
        held=len(keys) if by_column else min(len(keys), 2),
        also=also,
    )


def of_register(register: Register, wanted: Wanted) -> Grid:
    """The headers of the register, with what each of its columns can say."""
    return Grid(
        sheet=register.sheet,
        columns=tuple(_field(column, wanted) for column in register.field),
        advice=register.advice,
    )


def too_long(n_rows: int) -> WrongUse:
    """The error that so many rows are more than one table has."""
    return WrongUse("template_too_long", rows=n_rows, most=MOST_ROWS)


def n_rows_of(form: Form, wanted: Wanted) -> int:
    """How many rows the table of the form begins with."""
    n_hours = len(wanted.days) * len(_HOURS)
    keys = set(_blank(form).keys)
    if form.shape is Shape.BY_COLUMN:
        return n_hours * len(_values(form))
    if Key.PERIOD in keys:
        return len(wanted.places)
    if Key.HOUR in keys:
        return n_hours * len(wanted.stations if Key.STATION in keys else wanted.places)
    return len(wanted.days) * len(wanted.places) if keys == {Key.PLACE, Key.DATE} else 0


def register_csv(register: Register, records: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The headers of the register as CSV in GBK, and these records by the names of its columns."""
    heads = [column.head for column in register.field]
    lines = [[record.get(column.name, "") for column in register.field] for record in records]
    return template_book.lines([heads, *lines])


def _blank(form: Form) -> Blank:
    if form.blank is None:
        raise WrongUse("no_blank_table", form=form.id)
    return form.blank


def _values(form: Form) -> list[ValueColumn]:
    return [column for column in form.value if column.head]


def _rows(form: Form, wanted: Wanted) -> Iterator[_Cells]:
    """What the columns of keys say, row by row."""
    days = [day.isoformat() for day in wanted.days]
    keys = set(_blank(form).keys)
    if form.shape is Shape.BY_COLUMN:
        for day, hour, column in product(days, _HOURS, _values(form)):
            yield {Key.DATE: day, Key.HOUR: hour, Key.KIND: column.head}
    elif Key.PERIOD in keys:
        said = {Key.PERIOD: written(wanted.period)}
        yield from (dict.fromkeys(keys, "") | said | {Key.PLACE: place} for place in wanted.places)
    elif Key.STATION in keys and Key.HOUR in keys:
        for (station, place), day, hour in product(wanted.stations, days, _HOURS):
            yield {Key.STATION: station, Key.PLACE: place, Key.DATE: day, Key.HOUR: hour}
    elif Key.HOUR in keys:
        for place, day, hour in product(wanted.places, days, _HOURS):
            yield {Key.PLACE: place, Key.DATE: day, Key.HOUR: hour}
    elif keys == {Key.PLACE, Key.DATE}:
        yield from (
            {Key.PLACE: place, Key.DATE: day} for place, day in product(wanted.places, days)
        )


def _key(form: Form, key: Key, meaning: str, wanted: Wanted) -> GridColumn:
    match key:
        case Key.PLACE:
            offered = wanted.places
        case Key.PERIOD:
            offered = wanted.spans
        case Key.DATE if Key.STATE not in form.keys:
            offered = tuple(day.isoformat() for day in wanted.days)
        case Key.HOUR | Key.FROM_HOUR | Key.TO_HOUR:
            offered = _HOURS
        case Key.STATION if Key.HOUR in form.keys:
            offered = tuple(code for code, _ in wanted.stations)
        case Key.KIND if form.shape is Shape.BY_COLUMN:
            offered = tuple(column.head for column in _values(form))
        case _:
            offered = form.means(key)
    numbers = {Key.HOUR, Key.FROM_HOUR, Key.TO_HOUR, Key.LON, Key.LAT, Key.PERCENT}
    return GridColumn(form.head(key), meaning, offered, GENERAL if key in numbers else TEXT)


def _value(column: ValueColumn) -> GridColumn:
    shown = WHOLE if column.unit is Unit.DAY else decimals(column.digits)
    return GridColumn(column.head, column.meaning, shown=shown)


def _subjects(form: Form, wanted: Wanted) -> list[GridColumn]:
    """The columns of the places, or of their stations."""
    heads = [code for code, _ in wanted.stations] if form.code else list(wanted.places)
    return [GridColumn(head, shown=GENERAL) for head in heads]


def _field(column: RegisterField, wanted: Wanted) -> GridColumn:
    match column.kind:
        case FieldKind.CHOICE:
            offered = tuple(item.texts[0] for item in column.meant)
        case FieldKind.PLACE | FieldKind.PARENT:
            offered = wanted.places
        case FieldKind.GROUP:
            offered = wanted.groups
        case FieldKind.TERRITORY:
            offered = (*wanted.places, *wanted.groups)
        case FieldKind.PERIOD:
            offered = wanted.spans
        case FieldKind.MONTH:
            offered = wanted.months
        case FieldKind.INDICATOR:
            offered = (*wanted.indicators, *wanted.measures)
        case _:
            offered = ()
    # a number stays as it is written, with the zeros at its end
    return GridColumn(column.head, column.meaning, offered, _NUMBERS.get(column.kind, TEXT))
