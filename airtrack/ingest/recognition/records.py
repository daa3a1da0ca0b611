"""Records: the cells of a sheet as columns of text, one record a place and time.

Both shapes of tables come to the same: a row with its columns, or a row a pollutant with its
columns of places turned upright.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.column import Key, UnusedColumn, ValueColumn
from airtrack.domain.form import Shape
from airtrack.domain.spelling import header_key
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.cell import day
from airtrack.ingest.recognition.recognise import Layout, ValueAt
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets.sheet import Body, Sheet

_T = TypeVar("_T")
TIMES = (Key.DATE, Key.HOUR, Key.PERIOD, Key.YEAR, Key.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Column:
    """Texts by record, each distinct one once, and the line of the file each stands in.

    A record without the cell has null. In a table with a column a place, `by_place` is the
    header over each cell, and `header` what the cells are about.
    """

    header: str
    texts: pa.DictionaryArray
    lines: pa.Array
    by_place: pa.DictionaryArray | None = None

    def distinct(self) -> list[str]:
        """The distinct texts in the order of their codes."""
        texts: list[str] = self.texts.dictionary.to_pylist()
        return texts

    def kept(self, mask: pa.Array) -> Column:
        """The column with those records only; texts that none of them has stay distinct."""
        by_place = None if self.by_place is None else self.by_place.filter(mask)
        return Column(self.header, self.texts.filter(mask), self.lines.filter(mask), by_place)

    def each(self, values: Sequence[_T]) -> list[_T]:
        """For every record what belongs to its text, given in the order of `distinct`."""
        return [values[code] for code in self.texts.indices.to_pylist()]

    def header_at(self, record: int) -> str:
        """The header over the cell of that record."""
        return self.header if self.by_place is None else str(self.by_place[record].as_py())


@dataclass(frozen=True, slots=True)
class Records:
    """All records of one sheet as text; `times` are the columns that say when.

    `places` name what a record is about, in a form of stations the station; `cities` then name
    its place where a column does. `values` hold the unit each column is delivered in; `beside`
    are columns that are only held against the values.
    """

    places: Column
    times: dict[Key, Column]
    values: tuple[tuple[ValueAt, Column], ...]
    problems: tuple[Problem, ...]
    cities: Column | None = None
    beside: tuple[tuple[UnusedColumn, Column], ...] = ()

    def kept(self, mask: pa.Array) -> Records:
        """Those records only."""
        return replace(
            self,
            places=self.places.kept(mask),
            times={key: column.kept(mask) for key, column in self.times.items()},
            values=tuple((value, column.kept(mask)) for value, column in self.values),
            cities=self.cities.kept(mask) if self.cities else None,
            beside=tuple((stated, column.kept(mask)) for stated, column in self.beside),
        )

    @property
    def lines(self) -> pa.Array:
        """The line of every record (its first one where it takes several)."""
        return self.places.lines


def records(sheet: Sheet, layout: Layout) -> Records:
    """The records below the header of the sheet."""
    beside = _beside(layout)
    wanted = [*layout.keys.values(), *(value.index for value in layout.values), *layout.places]
    wanted.extend(beside)
    width = len(layout.headers)
    body = sheets.body(sheet, first_line=layout.first_line, width=width, wanted=wanted)
    if layout.form.shape is Shape.BY_COLUMN:
        return _upright(sheet, layout, body)

    def column(index: int) -> Column:
        return Column(layout.headers[index], body.columns[index], body.lines)

    of_stations = Key.STATION in layout.keys
    has_cities = of_stations and Key.PLACE in layout.keys
    times = {key: column(layout.keys[key]) for key in TIMES if key in layout.keys}
    if layout.period:
        times[Key.PERIOD] = _said(layout.period, body.lines)
    return Records(
        places=column(layout.keys[Key.STATION if of_stations else Key.PLACE]),
        times=times,
        values=tuple((value, column(value.index)) for value in layout.values),
        problems=(*body.problems, *_no_rows(sheet, len(body.lines))),
        cities=column(layout.keys[Key.PLACE]) if has_cities else None,
        beside=tuple((stated, column(index)) for index, stated in beside.items()),
    )


def _beside(layout: Layout) -> dict[int, UnusedColumn]:
    """The columns that state what follows from the values, by their index."""
    if layout.form.shape is not Shape.ROWS:
        return {}
    stating = {
        header_key(alias): column
        for column in layout.form.unused
        if column.states is not None
        for alias in column.aliases
    }
    used = {*layout.keys.values(), *(value.index for value in layout.values)}
    found = ((at, stating.get(header_key(header))) for at, header in enumerate(layout.headers))
    return {at: column for at, column in found if column is not None and at not in used}


def _said(text: str, lines: pa.Array) -> Column:
    """A column without header in which every record says the same."""
    codes = pa.repeat(pa.scalar(0, pa.int32()), len(lines))
    return Column("", pa.DictionaryArray.from_arrays(codes, pa.array([text])), lines)


def _no_rows(sheet: Sheet, n_rows: int) -> Iterator[Problem]:
    if not n_rows:
        yield Problem(Level.WARNING, "no_rows", sheet.name)


def _upright(sheet: Sheet, layout: Layout, body: Body) -> Records:
    kinds, problems = _kinds(sheet, layout, body)
    found = _moments(layout, body, kinds)
    n_lines, n_places = len(body.lines), len(layout.places)
    n_moments = len(found)
    firsts = pa.array([min(rows.values()) for rows in found], pa.int32())
    header_texts = pa.array([layout.headers[index] for index in layout.places], pa.string())
    place_of = _each(n_places, n_moments)
    over = pa.DictionaryArray.from_arrays(place_of, header_texts)
    cells = _end_to_end([body.columns[index] for index in layout.places])

    def tiled(index: int) -> Column:
        rows = _tiled(firsts, n_places)
        return Column(layout.headers[index], body.columns[index].take(rows), body.lines.take(rows))

    values: list[tuple[ValueAt, Column]] = []
    for kind in dict.fromkeys(kind for kind in kinds if kind is not None):
        rows = _tiled(pa.array([moment.get(kind) for moment in found], pa.int32()), n_places)
        cell = pc.add(rows.cast(pa.int64()), pc.multiply(place_of.cast(pa.int64()), n_lines))
        column = Column(kind.aliases[0], cells.take(cell), body.lines.take(rows), over)
        values.append((ValueAt(-1, kind.indicator, kind.unit), column))
    times = {key: tiled(layout.keys[key]) for key in TIMES if key in layout.keys}
    places = Column("", over, times[Key.DATE].lines)
    notes = (*body.problems, *problems, *_no_rows(sheet, n_moments))
    return Records(places, times, tuple(values), notes)


def _kinds(
    sheet: Sheet, layout: Layout, body: Body
) -> tuple[list[ValueColumn | None], list[Problem]]:
    """The column every line stands for, None where it is not used or not known."""
    at = layout.keys[Key.KIND]
    columns: tuple[ValueColumn | UnusedColumn, ...] = (*layout.form.value, *layout.form.unused)
    known = {header_key(alias): column for column in columns for alias in column.aliases}
    texts = body.columns[at].to_pylist()
    lines = body.lines.to_pylist()
    notes = _notes(sheet, layout, body)
    noted = {note.row for note in notes}
    unknown = Counter(
        text
        for text, line in zip(texts, lines, strict=True)
        if header_key(text) not in known and line not in noted
    )
    problems = [
        *notes,
        *(
            Problem(
                Level.WARNING,
                "unknown_kind",
                sheet.name,
                row=lines[texts.index(text)],
                column=layout.headers[at],
                value=text,
                n=n,
            )
            for text, n in unknown.items()
        ),
    ]
    found = (known.get(header_key(text)) for text in texts)
    return [kind if isinstance(kind, ValueColumn) else None for kind in found], problems


def _notes(sheet: Sheet, layout: Layout, body: Body) -> list[Problem]:
    """Lines that say something where the day stands, which is none, and name no indicator."""
    kinds = body.columns[layout.keys[Key.KIND]].to_pylist()
    days = body.columns[layout.keys[Key.DATE]].to_pylist()
    head = layout.headers[layout.keys[Key.DATE]]
    return [
        Problem(
            Level.WARNING, "footnote_row", sheet.name, row=line, column=head, value=said.strip()
        )
        for line, kind, said in zip(body.lines.to_pylist(), kinds, days, strict=True)
        if not kind.strip() and said.strip() and day(said) is None
    ]


def _moments(
    layout: Layout, body: Body, kinds: list[ValueColumn | None]
) -> list[dict[ValueColumn, int]]:
    """For every time the row of each kind; a kind told twice for one time makes a second one."""
    times = [body.columns[layout.keys[key]].to_pylist() for key in TIMES if key in layout.keys]
    told: Counter[tuple[object, ...]] = Counter()
    moments: dict[tuple[object, ...], dict[ValueColumn, int]] = {}
    for row, (kind, time) in enumerate(zip(kinds, zip(*times, strict=True), strict=True)):
        if kind is None:
            continue
        told[*time, kind.indicator] += 1
        moments.setdefault((*time, told[*time, kind.indicator]), {})[kind] = row
    return list(moments.values())


def _each(n_values: int, n_times: int) -> pa.Array:
    """0 … n_values - 1, every number repeated."""
    if not n_values:
        return pa.array([], pa.int32())
    return pa.concat_arrays(
        [pa.repeat(pa.scalar(at, pa.int32()), n_times) for at in range(n_values)]
    )


def _tiled(rows: pa.Array, n_times: int) -> pa.Array:
    return pa.concat_arrays([rows] * n_times) if n_times else rows.slice(0, 0)


def _end_to_end(columns: list[pa.DictionaryArray]) -> pa.DictionaryArray:
    chunks = pa.chunked_array(columns).unify_dictionaries()
    return chunks.combine_chunks()
