"""A draft beside the current truth: which rows are new, changed, the same, missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from airtrack.domain.batch import STAGE_RANK, Batch
from airtrack.store.draft import KEYS, ROWS, SUBJECTS, Draft, stamped, values
from airtrack.store.rows import rows
from airtrack.store.snapshot import Facts

_DAY = "on_date"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a draft against the truth of the same days.

    `missing` are rows about the draft's places (a report's places and periods, a plan) that the
    store has and the draft lacks. `outranked` rows say something else than what counts at a
    higher stage and change nothing; `raised` are those, changed or the same, that replace rows of a
    lower stage.
    """

    new: int
    changed: int
    same: int
    missing: int
    outranked: int = 0
    raised: int = 0


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row that counts and what the draft says instead; `old_rank` is the stage it had."""

    key: tuple[object, ...]
    old: tuple[object, ...]
    new: tuple[object, ...]
    old_rank: int


def compare(draft: Draft, facts: Facts) -> Counts:
    """How the draft differs from what counts now; batches of other days are not opened."""
    if not draft.rows.num_rows:
        return Counts(0, 0, 0, 0)
    files = _files(draft, facts)
    if not files:
        return Counts(draft.rows.num_rows, 0, 0, 0)
    with _beside(draft, files) as connection:
        row = connection.execute(_statement("compare")).fetchone()
    return Counts(*map(int, row or (0, 0, 0, 0, 0, 0)))


def changed(draft: Draft, facts: Facts, *, most: int | None = None) -> list[ChangedRow]:
    """The rows that the draft would change, by their keys, at most so many; new ones are none."""
    files = _files(draft, facts)
    if not draft.rows.num_rows or not files:
        return []
    with _beside(draft, files) as connection:
        bound = draft.rows.num_rows if most is None else most
        found = connection.execute(_statement("changed"), {"most": bound}).fetchall()
    return [
        ChangedRow(_members(key), _members(old), _members(new), int(rank))
        for key, old, new, rank in found
    ]


def _members(part: object) -> tuple[object, ...]:
    """The members of a row, however the database hands it over."""
    if isinstance(part, dict):
        return tuple(part.values())
    return part if isinstance(part, tuple) else (part,)


def _files(draft: Draft, facts: Facts) -> list[str]:
    return [
        path.as_posix()
        for batch, path in facts.live
        if batch.grain == draft.grain and _overlaps(batch, draft)
    ]


def _statement(name: str) -> str:
    return (resources.files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _overlaps(batch: Batch, draft: Draft) -> bool:
    days = draft.days
    if days is None or batch.first_on is None or batch.last_on is None:
        return not draft.grain.is_measured
    return batch.first_on <= days[1] and days[0] <= batch.last_on


@contextmanager
def _beside(draft: Draft, files: list[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the rows of the draft (`staged`) and what counts of them (`truth`)."""
    with duckdb.connect() as connection:
        offered = rows(connection, files, stamped(ROWS[draft.grain]))
        if draft.days and _DAY in draft.rows.column_names:
            first_on, last_on = (ConstantExpression(day) for day in draft.days)
            offered = offered.filter(ColumnExpression(_DAY).between(first_on, last_on))
        own = ("stage_rank", "batch_no")
        _turned(draft, offered, stamps=map(ColumnExpression, own)).create_view("offered")
        rank = ConstantExpression(STAGE_RANK[draft.stage]).alias("stage_rank")
        staged = connection.from_arrow(draft.rows)
        _turned(draft, staged, stamps=(rank,)).create_view("staged")
        connection.execute(_statement("truth"))
        yield connection


def _turned(
    draft: Draft, given: duckdb.DuckDBPyRelation, *, stamps: Iterable[duckdb.Expression]
) -> duckdb.DuckDBPyRelation:
    """Rows of any grain as subject, key and content, so that one statement compares them all."""

    def together(names: Sequence[str], called: str) -> duckdb.Expression:
        return FunctionExpression("row", *map(ColumnExpression, names)).alias(called)

    return given.select(
        together(SUBJECTS[draft.grain], "subject"),
        together(KEYS[draft.grain], "key"),
        together(values(draft.grain), "content"),
        *stamps,
    )
