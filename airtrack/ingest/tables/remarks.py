"""What is remarkable about the cells of one column, counted or pointed at one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import Marker, MarkerKind
from airtrack.domain.spelling import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import found as findings
from airtrack.ingest.cells import serial
from airtrack.ingest.cells.cell import Cell, Grade
from airtrack.ingest.cells.found import capped
from airtrack.ingest.recognition.records import Column

_COUNTED = {
    Grade.BELOW: "below_detection",
    Grade.ZERO: "zero_is_missing",
    Grade.FINER: "finer_than_thousandths",
}


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
    yield from _each_text(column, graded[Grade.NOT_A_NUMBER], "not_a_number", file=file)


def of_times(column: Column, read: Sequence[object], *, file: str, code: str) -> Iterator[Problem]:
    """A blocker of that code for each distinct text that was read as None."""
    unread = [number for number, value in enumerate(read) if value is None]
    return _each_text(column, unread, code, file=file)


def of_serials(column: Column, *, file: str) -> list[Problem]:
    """One warning for all days that are given as numbers of a spreadsheet."""
    codes = [at for at, text in enumerate(column.distinct()) if serial.moment(text) is not None]
    hits = _hits(column, codes)
    lines, texts = column.lines.take(hits), column.texts.take(hits)
    cells = zip(lines.to_pylist(), texts.to_pylist(), strict=True)
    return serial.problem(cells, file=file, column=column.header)


def _hits(column: Column, codes: Collection[int]) -> pa.Array:
    """The records with one of those texts, by line of the file."""
    if not codes:
        return pa.array([], pa.uint64())
    wanted = pc.is_in(column.texts.indices, value_set=pa.array(codes, pa.int32()))
    records = pc.indices_nonzero(wanted)
    hits = pa.table({"line": column.lines.take(records), "record": records})
    order = pc.sort_indices(hits, [("line", "ascending"), ("record", "ascending")])
    return records.take(order)


def _parted(
    hits: pa.Array, marker: Marker | None, left_out: pa.Array | None
) -> dict[str, pa.Array]:
    """The cells with one marker by the code of what is said of them."""
    if left_out is None or marker is None or marker.kind is not MarkerKind.DASH:
        return {"missing_marker": hits}
    is_left_out = left_out.take(hits)
    return {
        "particles_left_out": hits.filter(is_left_out),
        "missing_marker": hits.filter(pc.invert(is_left_out)),
    }


def _counted(
    column: Column,
    hits: pa.Array,
    *,
    file: str,
    code: str,
    params: Mapping[str, object] | None = None,
) -> Iterator[Problem]:
    if len(hits):
        first = hits[0].as_py()
        yield Problem(
            Level.WARNING,
            code,
            file,
            row=column.lines[first].as_py(),
            column=column.header,
            value=column.texts[first].as_py().strip(),
            n=len(hits),
            params=dict(params or {}),
        )


def each_of(column: Column, codes: list[int], code: str, *, file: str) -> Iterator[Problem]:
    """A warning of that code for each cell with one of the texts, up to a limit."""
    hits = _hits(column, codes)
    told = hits.slice(0, findings.MOST_ALIKE + 1).to_pylist()
    problems = (
        Problem(
            Level.WARNING,
            code,
            file,
            row=column.lines[record].as_py(),
            column=column.header_at(record),
            value=column.texts[record].as_py().strip(),
        )
        for record in told
    )
    return capped(problems, unsaid=len(hits) - len(told))


def _each_text(column: Column, codes: list[int], code: str, *, file: str) -> Iterator[Problem]:
    """One blocker for each distinct text, at the first cell that has it."""
    if not codes:
        return
    texts = column.distinct()
    numbers: dict[str, int] = {}
    number_of = [numbers.setdefault(texts[at].strip(), len(numbers)) for at in codes]
    found = pc.index_in(column.texts.indices, value_set=pa.array(codes, pa.int32()))
    records = pc.indices_nonzero(pc.is_valid(found))
    hits = pa.table(
        {
            "text": pa.array(number_of, pa.int32()).take(found.take(records)),
            "line": column.lines.take(records),
            "record": records,
        }
    )
    hits = hits.sort_by([("line", "ascending"), ("record", "ascending")])
    alike = hits.group_by("text", use_threads=False).aggregate(
        [("line", "first"), ("record", "first"), ("record", "count")]
    )
    alike = alike.sort_by([("line_first", "ascending"), ("record_first", "ascending")])
    named = list(numbers)
    told = alike.slice(0, findings.MOST_ALIKE + 1).to_pylist()
    yield from capped(
        (
            Problem(
                Level.BLOCKER,
                code,
                file,
                row=hit["line_first"],
                column=column.header_at(hit["record_first"]),
                value=named[hit["text"]],
                n=hit["record_count"],
            )
            for hit in told
        ),
        unsaid=alike.num_rows - len(told),
    )
