"""From records of text to typed rows; every cell that says something else than a value is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.form import Form
from airtrack.domain.place import Place
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Problem
from airtrack.ingest import cell as cells
from airtrack.ingest import remarks
from airtrack.ingest.cell import CellReader
from airtrack.ingest.recognise import Layout, ValueAt
from airtrack.ingest.records import Column, Records
from airtrack.store.draft import VALUE_COLUMNS

HOURS = 24
_EPOCH = date(1970, 1, 1)


class Gazetteer(Protocol):
    """Knows the names of places as files write them."""

    def find_in_file(self, text: str) -> Place | None:
        """The place meant by the text, or None when it names none."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One table in types: `rows` hold place_id, day (since 1970), hour, values and source_row.

    The hour 0 of a date has become the hour 24 of the day before. `aside` hold the place_name and
    source_row of rows of unknown places. `n_rows` counts all records.
    """

    form: Form
    rows: pa.Table
    aside: pa.Table
    n_rows: int
    digits: dict[Pollutant, int]
    problems: tuple[Problem, ...]


def check(
    records: Records,
    layout: Layout,
    *,
    file: str,
    place_code: Callable[[str], str | None],
    reader: Callable[[ValueAt], CellReader],
) -> Checked:
    """The typed rows of the table called `file`."""
    problems = [*layout.problems, *records.problems]
    n_rows = len(records.lines)
    values: dict[str, pa.Array] = dict.fromkeys(VALUE_COLUMNS, pa.nulls(n_rows, pa.int32()))
    digits: dict[Pollutant, int] = {}
    for value, column in records.values:
        reading = reader(value)
        read = [reading.cell(text) for text in column.distinct()]
        problems.extend(remarks.of_values(column, read, file=file))
        digits[value.pollutant] = max((cell.digits for cell in read), default=0)
        values[f"{value.pollutant}_milli"] = _lookup(column, [cell.milli for cell in read])
    days, hours = _times(records, file, problems)
    place_id = _place_ids(records.places, place_code)
    known, names = pc.is_valid(place_id), records.places.texts
    timed = pc.and_(pc.is_valid(days), pc.is_valid(hours))
    rows = pa.table(
        {"place_id": place_id, "day": days, "hour": hours, **values, "source_row": records.lines}
    )
    strange = pc.indices_nonzero(pc.invert(known))
    return Checked(
        form=layout.form,
        rows=rows.filter(pc.and_(known, timed)),
        aside=pa.table(
            {
                "place_name": names.take(strange).cast(pa.string()),
                "source_row": records.lines.take(strange),
            }
        ),
        n_rows=n_rows,
        digits=digits,
        problems=tuple(problems),
    )


def _place_ids(places: Column, place_code: Callable[[str], str | None]) -> pa.DictionaryArray:
    """The code of every record's place, null where the name is unknown."""
    codes = [place_code(text) for text in places.distinct()]
    number = {code: at for at, code in enumerate(dict.fromkeys(filter(None, codes)))}
    indices = _lookup(places, [number.get(code) if code else None for code in codes])
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(number), pa.string()))


def _lookup(column: Column, values: Sequence[int | None]) -> pa.Array:
    """For every record the value that belongs to its text."""
    return pa.array(values, pa.int32()).take(column.texts.indices)


def _times(records: Records, file: str, problems: list[Problem]) -> tuple[pa.Array, pa.Array]:
    """Days since 1970 and hours 1 to 24 of every record; in a daily table the hour says nothing."""
    dates = [cells.day(text) for text in records.dates.distinct()]
    problems.extend(remarks.of_times(records.dates, dates, file=file, code="not_a_date"))
    days = _lookup(records.dates, [None if day is None else (day - _EPOCH).days for day in dates])
    if records.hours is None:
        return days, pa.repeat(pa.scalar(HOURS, pa.int8()), len(days))
    hours = [cells.hour(text) for text in records.hours.distinct()]
    problems.extend(remarks.of_times(records.hours, hours, file=file, code="not_an_hour"))
    back = _lookup(records.hours, [int(hour == 0) for hour in hours])
    ends = _lookup(records.hours, [HOURS if hour == 0 else hour for hour in hours])
    return pc.subtract(days, back), ends.cast(pa.int8())
