"""Rows among those of places and days that are neither: notes below a table, sums and means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import CellRules
from airtrack.domain.column import Key
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import cell as cells
from airtrack.ingest.cells.found import capped
from airtrack.ingest.cells.wording import folded, holds, is_note, is_sum
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


@dataclass(frozen=True, slots=True)
class Words:
    """What names of places, regions and notes are told by; `known` gives the code of a place."""

    rules: CellRules
    known: Callable[[str], str | None]
    is_region: Callable[[str], bool]

    def strange(self, column: Column) -> list[str]:
        """The texts that name no place."""
        return [text for text in column.distinct() if self.known(text) is None]

    def notes(self, column: Column, texts: Iterable[str]) -> pa.Array:
        """Whether each record has one of the texts, and that begins like a note."""
        return _is_one(column, [text for text in texts if is_note(text, self.rules.footnote)])

    def regions(self, column: Column, texts: Iterable[str]) -> pa.Array:
        """Whether each record has one of the texts, and that is called like a sum or a region."""
        words = (*self.rules.sums, *self.rules.regional)
        return _is_one(
            column, [text for text in texts if holds(text, words) or self.is_region(text)]
        )


def parted(records: Records, words: Words, *, file: str) -> Parted:
    """Nothing in a row about a region or in a note is read, so nothing of it can be wrong.

    A row is about a region when its place is unknown and called so, or when its date is none and
    is called so (合计, 平均).
    """
    dates, places = records.times[Key.DATE], records.places
    names, days = words.strange(places), _no_days(dates)
    notes = pc.or_(words.notes(dates, days), words.notes(places, names))
    named = [(places, words.regions(places, names)), (dates, words.regions(dates, days))]
    return _parted(records, notes, named, file=file)


def parted_of_stations(records: Records, words: Words, *, file: str) -> Parted:
    """The same among hours of stations, only where it is certain: stations are called anything.

    A note has no date. A row is a sum or mean whose station is called like one, whose city is
    unknown and called like one or like a region, or whose date is none and called so.
    """
    dates, stations, cities = records.times[Key.DATE], records.places, records.cities
    days = _no_days(dates)
    columns = [stations] if cities is None else [stations, cities]
    noted = reduce(pc.or_, (words.notes(column, column.distinct()) for column in columns))
    notes = pc.and_(_is_one(dates, days), pc.or_(noted, words.notes(dates, days)))
    sums = [text for text in stations.distinct() if _is_no_station(text, words.rules)]
    named = [(stations, _is_one(stations, sums)), (dates, words.regions(dates, days))]
    if cities is not None:
        named.insert(1, (cities, words.regions(cities, words.strange(cities))))
    return _parted(records, notes, named, file=file)


def _is_no_station(text: str, rules: CellRules) -> bool:
    return is_sum(text, rules.sums) or folded(text) in rules.regional


def _no_days(dates: Column) -> list[str]:
    return [text for text in dates.distinct() if cells.day(text) is None]


def _parted(
    records: Records, notes: pa.Array, named: list[tuple[Column, pa.Array]], *, file: str
) -> Parted:
    """The records apart from notes and sums; a sum is called by the first column that names it."""
    sums = pc.and_not(reduce(pc.or_, (hits for _, hits in named)), notes)
    if not pc.any(pc.or_(notes, sums)).as_py():
        return Parted(records, _aside([], []), frozenset(), ())
    said = [
        next(column.texts[at].as_py() for column, hits in named if hits[at].as_py())
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


def _aside(names: list[str], lines: list[int]) -> pa.Table:
    return pa.table(
        {"place_name": pa.array(names, pa.string()), "source_row": pa.array(lines, pa.int32())}
    )


def _noted(records: Records, notes: pa.Array, *, file: str) -> Iterator[Problem]:
    columns = [records.times[Key.DATE], records.places]
    columns += [] if records.cities is None else [records.cities]
    for at in pc.indices_nonzero(notes).to_pylist():
        texts = [(column, column.texts[at].as_py().strip()) for column in columns]
        column, text = next((item for item in texts if item[1]), texts[0])
        yield Problem(
            Level.WARNING,
            "footnote_row",
            file,
            row=records.lines[at].as_py(),
            column=column.header,
            value=text,
        )
