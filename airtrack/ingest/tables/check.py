"""From records of text to typed rows; every cell that says something else than a value is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import CellRules
from airtrack.domain.column import Key
from airtrack.domain.form import Form, Hours
from airtrack.errors import Problem
from airtrack.ingest.cells import cell as cells
from airtrack.ingest.cells import moment
from airtrack.ingest.cells.cell import CellReader
from airtrack.ingest.judging.figures import Figures, figure
from airtrack.ingest.judging.judge import Judge, without_echoes
from airtrack.ingest.recognition.recognise import Layout, ValueAt
from airtrack.ingest.recognition.records import Column, Records
from airtrack.ingest.tables import beside, dashes, remarks
from airtrack.store.draft import HOUR_COLUMNS

HOURS = 24
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Checked:
    """One table in types: `rows` hold place_id, moment, a column of thousandths for each indicator
    of the form, and source_row.

    `aside` hold the place_name and source_row of rows of unknown places, `regional` those names
    that mean a region. `n_rows` counts all records, `digits` are the most decimals delivered. A
    published table may state its `basis`.
    """

    form: Form
    rows: pa.Table
    aside: pa.Table
    n_rows: int
    digits: dict[str, int]
    problems: tuple[Problem, ...]
    regional: frozenset[str] = frozenset()
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What the cells of hours and days are read with; provinces and groups are regions."""

    reader: Callable[[ValueAt], CellReader]
    rules: CellRules
    is_region: Callable[[str], bool]
    judge: Judge = field(default_factory=Judge)


def check(
    records: Records,
    layout: Layout,
    *,
    file: str,
    place_code: Callable[[str], str | None],
    tools: Tools,
) -> Checked:
    """The typed rows of the table of hours or days called `file`.

    The hour 0 of a date has become the hour 24 of the day before. Notes are left out; rows about
    regions are aside and nothing in them is judged.
    """
    words = beside.Words(tools.rules, place_code, tools.is_region)
    parted = beside.parted(records, words, file=file)
    problems = [*layout.problems, *records.problems, *parted.problems]
    records, reader = parted.records, tools.reader
    values, digits = values_of(records, reader, file=file, problems=problems)
    moments = moments_of(records, layout.form, file=file, problems=problems)
    place_id = place_ids(records.places, place_code)
    counting = pc.and_(pc.is_valid(place_id), pc.is_valid(moments))
    table = Figures(
        file=file,
        form=layout.form,
        columns={
            value.indicator: figure(
                value, column, values[f"{value.indicator}_milli"], reader(value)
            )
            for value, column in records.values
        },
        beside=records.beside,
        counting=counting,
        days=moment.columns(moments, layout.form.grain)["on_date"],
        places=place_id,
    )
    problems.extend(tools.judge.table(table))
    rows = pa.table(
        {"place_id": place_id, "moment": moments, **values, "source_row": records.lines}
    )
    return Checked(
        form=layout.form,
        rows=rows.filter(counting),
        aside=pa.concat_tables([aside(records.places, place_id), parted.aside]),
        n_rows=len(records.lines) + parted.aside.num_rows,
        digits=digits,
        problems=tuple(without_echoes(problems)),
        regional=parted.regional,
    )


def values_of(
    records: Records,
    reader: Callable[[ValueAt], CellReader],
    *,
    file: str,
    problems: list[Problem],
) -> tuple[dict[str, pa.Array], dict[str, int]]:
    """Every value column of a draft by its name, and the most decimals of each indicator."""
    nothing = pa.nulls(len(records.lines), pa.int32())
    values: dict[str, pa.Array] = dict.fromkeys(HOUR_COLUMNS, nothing)
    digits: dict[str, int] = {}
    found = [
        (value.indicator, column, [reader(value).cell(text) for text in column.distinct()])
        for value, column in records.values
    ]
    left_out = None if Key.HOUR in records.times else dashes.left_out(found)
    for indicator, column, read in found:
        dashed = left_out if indicator in dashes.PARTICLES else None
        problems.extend(remarks.of_values(column, read, file=file, left_out=dashed))
        used = column.texts.indices.drop_null().unique().to_pylist()
        digits[indicator] = max((read[code].digits for code in used), default=0)
        values[f"{indicator}_milli"] = _lookup(column, [cell.milli for cell in read])
    return values, digits


def place_ids(places: Column, code: Callable[[str], str | None]) -> pa.DictionaryArray:
    """The code of every record's place, null where the name is unknown."""
    codes = [code(text) for text in places.distinct()]
    number = {code: at for at, code in enumerate(dict.fromkeys(filter(None, codes)))}
    indices = _lookup(places, [number.get(code) if code else None for code in codes])
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(number), pa.string()))


def aside(places: Column, place_id: pa.DictionaryArray) -> pa.Table:
    """Name and line of the records whose place is unknown."""
    strange = pc.indices_nonzero(pc.is_null(place_id))
    return pa.table(
        {
            "place_name": places.texts.take(strange).cast(pa.string()),
            "source_row": places.lines.take(strange),
        }
    )


def _lookup(column: Column, values: Sequence[int | None]) -> pa.Array:
    """For every record the value that belongs to its text."""
    return pa.array(values, pa.int32()).take(column.texts.indices)


def moments_of(records: Records, form: Form, *, file: str, problems: list[Problem]) -> pa.Array:
    """The moment of every record; in a daily table the hour says nothing.

    Where an hour is numbered by its end, 0 is the hour 24 of the day before; by its start, 0 is
    the hour 1.
    """
    dates = records.times[Key.DATE]
    read = [cells.day(text) for text in dates.distinct()]
    problems.extend(remarks.of_times(dates, read, file=file, code="not_a_date"))
    problems.extend(remarks.of_serials(dates, file=file))
    days = _lookup(dates, [None if day is None else (day - _EPOCH).days for day in read])
    if Key.HOUR not in records.times:
        return moment.of_hours(days, pa.repeat(pa.scalar(HOURS, pa.int8()), len(days)))
    column = records.times[Key.HOUR]
    hours = [cells.hour(text) for text in column.distinct()]
    if form.hours is Hours.START:
        hours = [hour + 1 if hour is not None and hour < HOURS else None for hour in hours]
    problems.extend(remarks.of_times(column, hours, file=file, code="not_an_hour"))
    back = _lookup(column, [int(hour == 0) for hour in hours])
    ends = _lookup(column, [HOURS if hour == 0 else hour for hour in hours])
    return moment.of_hours(pc.subtract(days, back), ends)
