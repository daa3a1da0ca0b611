"""Rows among those of places and days that are neither: notes below a table, sums and means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import CellRules
from airtrack.domain.form import Key, plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import cell as cells
from airtrack.ingest.cells.found import capped
from airtrack.ingest.recognition.records import Column, Records


@dataclass(frozen=True, slots=True)
class Parted:
    """The records of places, apart from those of regions and notes.

    `aside` hold place_name and source_row of rows about regions, `regional` their names.
    """

    records: Records
    aside: pa.Table
    regional: frozenset[str]
    problems: tuple[Problem, ...]


def parted(
    records: Records, rules: CellRules, *, file: str, known: Callable[[str], str | None]
) -> Parted:
    """Nothing in a row about a region or in a note is read, so nothing of it can be wrong.

    A row is about a region when its place is unknown and called so, or when its date is none and
    is called so (合计, 平均).
    """
    dates = records.times[Key.DATE]
    places = records.places
    names = [text for text in places.distinct() if known(text) is None]
    days = [text for text in dates.distinct() if cells.day(text) is None]
    notes = pc.or_(
        _is_one(places, [text for text in names if _begins(text, rules.footnote)]),
        _is_one(dates, [text for text in days if _begins(text, rules.footnote)]),
    )
    by_name = _is_one(places, [text for text in names if _holds(text, rules.regional)])
    by_day = _is_one(dates, [text for text in days if _holds(text, rules.regional)])
    sums = pc.and_not(pc.or_(by_name, by_day), notes)
    if not pc.any(pc.or_(notes, sums)).as_py():
        return Parted(records, _aside([], []), frozenset(), ())
    said = [
        places.texts[at].as_py() if by_name[at].as_py() else dates.texts[at].as_py()
        for at in pc.indices_nonzero(sums).to_pylist()
    ]
    lines = records.lines.filter(sums).to_pylist()
    return Parted(
        records.kept(pc.invert(pc.or_(notes, sums))),
        _aside(said, lines),
        frozenset(said),
        tuple(capped(_noted(records, notes, file=file))),
    )


def _is_one(column: Column, texts: list[str]) -> pa.Array:
    """Whether each record has one of the texts."""
    at = {text: code for code, text in enumerate(column.distinct())}
    codes = pa.array([at[text] for text in texts], column.texts.indices.type)
    return pc.is_in(column.texts.indices, value_set=codes)


def _begins(text: str, words: tuple[str, ...]) -> bool:
    return _folded(text).startswith(words)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    folded = _folded(text)
    return any(word in folded for word in words)


def _folded(text: str) -> str:
    return "".join(plain(text).split())


def _aside(names: list[str], lines: list[int]) -> pa.Table:
    return pa.table(
        {"place_name": pa.array(names, pa.string()), "source_row": pa.array(lines, pa.int32())}
    )


def _noted(records: Records, notes: pa.Array, *, file: str) -> Iterator[Problem]:
    dates = records.times[Key.DATE]
    for at in pc.indices_nonzero(notes).to_pylist():
        texts = [(column, column.texts[at].as_py().strip()) for column in (dates, records.places)]
        column, text = next((item for item in texts if item[1]), texts[0])
        yield Problem(
            Level.WARNING,
            "footnote_row",
            file,
            row=records.lines[at].as_py(),
            column=column.header,
            value=text,
        )
