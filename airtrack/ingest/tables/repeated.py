"""Rows that speak of the same place and time more than once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.form import Conflicts, Form
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import found as findings
from airtrack.ingest.cells import moment
from airtrack.ingest.cells.found import capped

_STATE, _STATION = "state", "station_id"
_SAYING = ("_milli", _STATE)
_OF_STATIONS = ("place_id", "name", "is_control", "from_on", "to_on", "lon", "lat")
_NAMED = ["moment", "file_no", "source_row"]


@dataclass(frozen=True, slots=True)
class Single:
    """One row a place and time, and what was found about the others."""

    rows: pa.Table
    problems: tuple[Problem, ...]


def settle(rows: pa.Table, *, key: pa.Array, form: Form, members: Sequence[str]) -> Single:
    """Of equal rows the first is kept; rows that differ are all left out.

    `rows` are sorted by `key`, which is one number a place and time.
    """
    again = _like_the_one_before(key)
    if not pc.any(again).as_py():
        return Single(rows, ())
    group = pc.cumulative_sum(pc.invert(again).cast(pa.int64()))
    differs = pc.and_(again, _other_values(rows, form))
    torn = pc.is_in(group, value_set=pc.unique(group.filter(differs)))
    starts = pc.indices_nonzero(pc.invert(again)).take(pc.subtract(group, 1))
    kept = pc.and_(pc.invert(again), pc.invert(torn))
    equal = pc.indices_nonzero(pc.and_(again, pc.invert(torn)))
    unequal = pc.indices_nonzero(pc.and_(again, torn))
    story = _Story(rows, starts, form, members)
    level = Level.BLOCKER if form.conflicts is Conflicts.BLOCK else Level.WARNING
    repeats = story.capped(equal, Level.WARNING, code="duplicate_row")
    conflicts = story.capped(unequal, level, code="conflicting_rows")
    return Single(rows.filter(kept), (*repeats, *conflicts))


@dataclass(frozen=True, slots=True)
class _Story:
    """Tells of later rows together with the first of the same place and time."""

    rows: pa.Table
    starts: pa.Array
    form: Form
    members: Sequence[str]

    def capped(self, later: pa.Array, level: Level, *, code: str) -> Iterator[Problem]:
        """The problems of the first of the later rows, and how many there are besides."""
        told = later.slice(0, findings.MOST_ALIKE + 1)
        unsaid = len(later) - len(told)
        return capped(self.problems(told, level, code=code), unsaid=unsaid)

    def problems(self, later: pa.Array, level: Level, *, code: str) -> Iterator[Problem]:
        """One problem for each of the later rows, which are given by their numbers."""
        named = self.rows.select([self.form.subject, *_NAMED])
        firsts = named.take(self.starts.take(later))
        for row, first in zip(_dicts(named.take(later)), _dicts(firsts), strict=True):
            yield Problem(
                level,
                code,
                self.members[row["file_no"]],
                row=row["source_row"],
                params={
                    "other_file": self.members[first["file_no"]],
                    "other_row": first["source_row"],
                    "place": row[self.form.subject],
                    "when": moment.told(row["moment"], self.form.grain),
                },
            )


def _dicts(rows: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in rows.to_batches(max_chunksize=1024):
        yield from batch.to_pylist()


def _like_the_one_before(key: pa.Array) -> pa.Array:
    if not len(key):
        return pa.array([], pa.bool_())
    same = pc.equal(key.slice(1), key.slice(0, len(key) - 1))
    return pa.concat_arrays([pa.array([False]), same])


def _other_values(rows: pa.Table, form: Form) -> pa.Array:
    """Whether any value differs from the row before; two missing values are alike."""
    saying = (*_SAYING, *_OF_STATIONS) if form.subject == _STATION else _SAYING
    other = pa.repeat(False, rows.num_rows)
    for name in rows.column_names:
        if not name.endswith(saying):
            continue
        column = rows[name].combine_chunks()
        if pa.types.is_dictionary(column.type):
            column = column.indices
        missing = _like_the_one_before(pc.is_null(column))
        alike = pc.fill_null(_like_the_one_before(column), True)
        other = pc.or_(other, pc.invert(pc.and_(alike, missing)))
    return other
