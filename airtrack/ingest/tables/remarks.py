"""What is remarkable about the cells of one column, counted or pointed at one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import Marker, MarkerKind
from airtrack.domain.form import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import serial
from airtrack.ingest.cells.cell import Cell, Grade
from airtrack.ingest.cells.found import capped
from airtrack.ingest.recognition.records import Column

_COUNTED = {
    Grade.BELOW: "below_detection",
    Grade.ZERO: "zero_is_missing",
    Grade.FINER: "finer_than_thousandths",
}


class _Hit(NamedTuple):
    line: int
    record: int
    text: str


def of_values(
    column: Column, read: list[Cell], *, file: str, left_out: pa.Array | None = None
) -> Iterator[Problem]:
    """One warning a marker, for zeros, too fine and too low values; impossible values each.

    `read` are the cells of the column's distinct texts; a text that is no number is a blocker. The
    records `left_out` have a dash that says more than that a value is missing.
    """
    texts = column.distinct()
    graded: dict[Grade, list[int]] = {grade: [] for grade in Grade}
    for code, cell in enumerate(read):
        graded[cell.grade].append(code)
    markers: dict[str, list[int]] = {}
    for code in graded[Grade.MARKER]:
        markers.setdefault(plain(texts[code]), []).append(code)
    for codes in markers.values():
        marker, hits = read[codes[0]].marker, _hits(column, codes)
        for name, told in _parted(hits, marker, left_out).items():
            yield from _counted(column, told, file=file, code=name, params={"meaning": marker})
    for grade, name in _COUNTED.items():
        yield from _counted(column, _hits(column, graded[grade]), file=file, code=name)
    yield from each_of(column, graded[Grade.IMPOSSIBLE], "impossible_value", file=file)
    yield from capped(_each_text(column, graded[Grade.NOT_A_NUMBER], "not_a_number", file=file))


def of_times(column: Column, read: Sequence[object], *, file: str, code: str) -> Iterator[Problem]:
    """A blocker of that code for each distinct text that was read as None."""
    unread = [number for number, value in enumerate(read) if value is None]
    return capped(_each_text(column, unread, code, file=file))


def of_serials(column: Column, *, file: str) -> list[Problem]:
    """One warning for all days that are given as numbers of a spreadsheet."""
    codes = [at for at, text in enumerate(column.distinct()) if serial.moment(text) is not None]
    cells = ((hit.line, hit.text) for hit in _hits(column, codes))
    return serial.problem(cells, file=file, column=column.header)


def _hits(column: Column, codes: Collection[int]) -> list[_Hit]:
    """Where those codes stand, by line of the file."""
    if not codes:
        return []
    wanted = pc.is_in(column.texts.indices, value_set=pa.array(codes, pa.int32()))
    found = pc.indices_nonzero(wanted)
    lines = column.lines.take(found).to_pylist()
    texts = column.texts.take(found).to_pylist()
    return sorted(map(_Hit, lines, found.to_pylist(), texts))


def _parted(
    hits: list[_Hit], marker: Marker | None, left_out: pa.Array | None
) -> dict[str, list[_Hit]]:
    """The cells with one marker by the code of what is said of them."""
    if left_out is None or marker is None or marker.kind is not MarkerKind.DASH:
        return {"missing_marker": hits}
    is_left_out = left_out.to_pylist()
    return {
        "particles_left_out": [hit for hit in hits if is_left_out[hit.record]],
        "missing_marker": [hit for hit in hits if not is_left_out[hit.record]],
    }


def _counted(
    column: Column,
    hits: list[_Hit],
    *,
    file: str,
    code: str,
    params: Mapping[str, object] | None = None,
) -> Iterator[Problem]:
    if hits:
        first = hits[0]
        yield Problem(
            Level.WARNING,
            code,
            file,
            row=first.line,
            column=column.header,
            value=first.text.strip(),
            n=len(hits),
            params=dict(params or {}),
        )


def each_of(column: Column, codes: list[int], code: str, *, file: str) -> Iterator[Problem]:
    """A warning of that code for each cell with one of the texts, up to a limit."""
    return capped(_each(column, codes, code, file=file))


def _each(column: Column, codes: list[int], code: str, *, file: str) -> Iterator[Problem]:
    for hit in _hits(column, codes):
        yield Problem(
            Level.WARNING,
            code,
            file,
            row=hit.line,
            column=column.header_at(hit.record),
            value=hit.text.strip(),
        )


def _each_text(column: Column, codes: list[int], code: str, *, file: str) -> Iterator[Problem]:
    alike: dict[str, list[_Hit]] = {}
    for hit in _hits(column, codes):
        alike.setdefault(hit.text.strip(), []).append(hit)
    for text, hits in alike.items():
        first = hits[0]
        yield Problem(
            Level.BLOCKER,
            code,
            file,
            row=first.line,
            column=column.header_at(first.record),
            value=text,
            n=len(hits),
        )
