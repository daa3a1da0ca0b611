"""A draft beside the current truth: which rows are new, changed, the same, missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from airtrack.domain.batch import Batch
from airtrack.store.draft import KEYS, ROWS, SUBJECTS, Draft, stamped, values
from airtrack.store.rows import rows
from airtrack.store.snapshot import Facts

_DAY = "on_date"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a draft against the truth of the same days.

    `missing` are rows about the draft's places (a report's places and periods, a plan) that the
    store has and the draft lacks.
    """

    new: int
    changed: int
    same: int
    missing: int


def compare(draft: Draft, facts: Facts) -> Counts:
    """How the draft differs from what counts now; batches of other days are not opened."""
    if not draft.rows.num_rows:
        return Counts(0, 0, 0, 0)
    files = [
        path.as_posix()
        for batch, path in facts.live
        if batch.grain == draft.grain and _overlaps(batch, draft)
    ]
    if not files:
        return Counts(draft.rows.num_rows, 0, 0, 0)
    return _compare(draft, files)


def _overlaps(batch: Batch, draft: Draft) -> bool:
    days = draft.days
    if days is None or batch.first_on is None or batch.last_on is None:
        return not draft.grain.is_measured
    return batch.first_on <= days[1] and days[0] <= batch.last_on


def _compare(draft: Draft, files: list[str]) -> Counts:
    sql = (resources.files(__package__) / "sql" / "compare.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        offered = rows(connection, files, stamped(ROWS[draft.grain]))
        if draft.days and _DAY in draft.rows.column_names:
            first_on, last_on = (ConstantExpression(day) for day in draft.days)
            offered = offered.filter(ColumnExpression(_DAY).between(first_on, last_on))
        _turned(draft, offered, stamps=("stage_rank", "batch_no")).create_view("offered")
        staged = connection.from_arrow(draft.rows)
        _turned(draft, staged, stamps=()).create_view("staged")
        row = connection.execute(sql).fetchone()
    new, changed, same, missing = row or (0, 0, 0, 0)
    return Counts(int(new), int(changed), int(same), int(missing))


def _turned(
    draft: Draft, given: duckdb.DuckDBPyRelation, *, stamps: Sequence[str]
) -> duckdb.DuckDBPyRelation:
    """Rows of any grain as subject, key and content, so that one statement compares them all."""

    def together(names: Sequence[str], called: str) -> duckdb.Expression:
        return FunctionExpression("row", *map(ColumnExpression, names)).alias(called)

    return given.select(
        together(SUBJECTS[draft.grain], "subject"),
        together(KEYS[draft.grain], "key"),
        together(values(draft.grain), "content"),
        *map(ColumnExpression, stamps),
    )
