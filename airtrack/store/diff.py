"""A draft beside the current truth: which rows are new, changed, the same, missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import resources

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression

from airtrack.domain.batch import Batch
from airtrack.store.draft import Draft
from airtrack.store.snapshot import Facts


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a draft against the truth of the same days.

    `missing` are rows of the draft's places that the store has and the draft lacks.
    """

    new: int
    changed: int
    same: int
    missing: int


def compare(draft: Draft, facts: Facts) -> Counts:
    """How the draft differs from what counts now; batches of other days are not opened."""
    days = draft.days
    if days is None:
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
        return False
    return batch.first_on <= days[1] and days[0] <= batch.last_on


def _compare(draft: Draft, files: list[str]) -> Counts:
    first_on, last_on = draft.days or (date.min, date.max)
    within = ColumnExpression("on_date").between(
        ConstantExpression(first_on), ConstantExpression(last_on)
    )
    sql = (resources.files(__package__) / "sql" / "compare.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        offered = connection.read_parquet(files).filter(within).to_arrow_table()
        connection.register("offered", _with_hour(offered))
        connection.register("staged", _with_hour(draft.rows))
        row = connection.execute(sql).fetchone()
    new, changed, same, missing = row or (0, 0, 0, 0)
    return Counts(int(new), int(changed), int(same), int(missing))


def _with_hour(rows: pa.Table) -> pa.Table:
    """Days get an hour too, so that one statement compares both grains."""
    if "hour" in rows.column_names:
        return rows
    return rows.append_column("hour", pa.repeat(pa.scalar(0, pa.int8()), rows.num_rows))
