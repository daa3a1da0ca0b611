"""What is remarkable about the cells of one column, counted or pointed at one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.form import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import found as findings
from airtrack.ingest.cells.cell import Cell, Grade
from airtrack.ingest.cells.found import capped
from airtrack.ingest.recognition.records import Column

_COUNTED = {Grade.ZERO: "zero_is_missing", Grade.FINER: "finer_than_thousandths"}


def of_values(column: Column, read: list[Cell], *, file: str) -> Iterator[Problem]:
    """One warning a marker, for zeros and for too fine values; impossible values each.

    `read` are the cells of the column's distinct texts; a text that is no number is a blocker.
    """
    texts = column.distinct()
    graded: dict[Grade, list[int]] = {grade: [] for grade in Grade}
    for code, cell in enumerate(read):
        graded[cell.grade].append(code)
    markers: dict[str, list[int]] = {}
    for code in graded[Grade.MARKER]:
        markers.setdefault(plain(texts[code]), []).append(code)
    for codes in markers.values():
        yield from _counted(column, codes, file=file, code="missing_marker")
    for grade, name in _COUNTED.items():
        yield from _counted(column, graded[grade], file=file, code=name)
    yield from _each(column, graded[Grade.IMPOSSIBLE], file=file)
    yield from _each_text(column, graded[Grade.NOT_A_NUMBER], "not_a_number", file=file)


def of_times(column: Column, read: Sequence[object], *, file: str, code: str) -> Iterator[Problem]:
    """A blocker of that code for each distinct text that was read as None."""
    unread = [number for number, value in enumerate(read) if value is None]
    return _each_text(column, unread, code, file=file)


def _records(column: Column, codes: Collection[int]) -> pa.Array:
    """The records that have one of those texts, by line of the file."""
    wanted = pc.is_in(column.texts.indices, value_set=pa.array(codes, pa.int32()))
    records = pc.indices_nonzero(wanted)
    hits = pa.table({"line": column.lines.take(records), "record": records})
    order = pc.sort_indices(hits, [("line", "ascending"), ("record", "ascending")])
    return records.take(order)


def _counted(column: Column, codes: list[int], *, file: str, code: str) -> Iterator[Problem]:
    if not codes:
        return
    records = _records(column, codes)
    if len(records):
        yield _problem(column, records[0].as_py(), code, file=file, n=len(records))


def _each(column: Column, codes: list[int], *, file: str) -> Iterator[Problem]:
    if not codes:
        return
    records = _records(column, codes)
    told = records.slice(0, findings.MOST_ALIKE + 1).to_pylist()
    problems = (
        replace(
            _problem(column, record, "impossible_value", file=file), column=column.header_at(record)
        )
        for record in told
    )
    yield from capped(problems, unsaid=len(records) - len(told))


def _problem(column: Column, record: int, code: str, *, file: str, n: int = 1) -> Problem:
    """A warning at the cell of that record."""
    return Problem(
        Level.WARNING,
        code,
        file,
        row=column.lines[record].as_py(),
        column=column.header,
        value=column.texts[record].as_py().strip(),
        n=n,
    )


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
