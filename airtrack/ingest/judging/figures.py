"""The values of one table side by side, as what judges them sees them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.column import UnusedColumn
from airtrack.domain.form import Form
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.cell import CellReader
from airtrack.ingest.recognition.recognise import ValueAt
from airtrack.ingest.recognition.records import Column


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of values: its texts, and each record's number in thousandths of its unit.

    `numbers` are there whatever their size, `milli` only where they are possible. `at` is the
    column's place in the sheet, -1 where every column is a place.
    """

    at: int
    indicator: str
    column: Column
    numbers: pa.Array
    milli: pa.Array


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of the table called `file` by indicator, and what else it states.

    `counting` is true for the records of known `places`, which alone are judged; `days` are the
    last days that each record speaks of.
    """

    file: str
    form: Form
    columns: Mapping[str, Figure]
    beside: tuple[tuple[UnusedColumn, Column], ...]
    counting: pa.Array
    days: pa.Array
    places: pa.DictionaryArray

    @property
    def pollutants(self) -> list[Figure]:
        """The columns of concentrations in the order of the sheet."""
        found = [self.columns[name] for name in Pollutant if name in self.columns]
        return sorted(found, key=lambda figure: figure.at)

    def told(self, column: Column, mask: pa.Array) -> list[int]:
        """The counting records of the mask by line of the file; what is null is not told."""
        hits = pc.fill_null(pc.and_(mask, self.counting), False)
        found = pc.indices_nonzero(hits)
        order = pc.array_sort_indices(column.lines.take(found))
        records: list[int] = found.take(order).to_pylist()
        return records

    def each(
        self,
        column: Column,
        records: Collection[int],
        code: str,
        *,
        said: Mapping[str, object] | Callable[[int], Mapping[str, object]],
        blocks: bool = False,
    ) -> Iterator[Problem]:
        """One problem a record, at its cell of the column; `said` may depend on the record."""
        for record in records:
            params = said(record) if callable(said) else said
            yield self._problem(column, record, code, params=params, blocks=blocks)

    def counted(
        self,
        column: Column,
        records: Sequence[int],
        code: str,
        *,
        params: Mapping[str, object],
        blocks: bool = False,
    ) -> Iterator[Problem]:
        """One problem for all the records, at the first of them."""
        if records:
            yield self._problem(
                column, records[0], code, params=params, blocks=blocks, n=len(records)
            )

    def _problem(
        self,
        column: Column,
        record: int,
        code: str,
        *,
        params: Mapping[str, object],
        blocks: bool,
        n: int = 1,
    ) -> Problem:
        return Problem(
            Level.BLOCKER if blocks else Level.WARNING,
            code,
            self.file,
            row=column.lines[record].as_py(),
            column=column.header_at(record),
            value=text(column, record),
            n=n,
            params=dict(params),
        )


def text(column: Column, record: int) -> str:
    """What stands in the cell of that record."""
    return (column.texts[record].as_py() or "").strip()


def figure(value: ValueAt, column: Column, milli: pa.Array, reader: CellReader) -> Figure:
    """The column as it is judged; `milli` are its possible values by record."""
    amounts = [reader.cell(text).number for text in column.distinct()]
    numbers = pa.array(amounts, pa.int64()).take(column.texts.indices)
    return Figure(value.index, value.indicator, column, numbers, milli.cast(pa.int64()))
