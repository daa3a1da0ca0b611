"""The records of a register that count: one for each key, by the batches of a history."""

from __future__ import annotations

from importlib import resources

import duckdb
from duckdb import ColumnExpression, FunctionExpression, StarExpression

from airtrack.domain.batch import Grain
from airtrack.store.draft import KEYS, ROWS, SUBJECTS, stamped
from airtrack.store.rows import rows
from airtrack.store.snapshot import Facts

Row = dict[str, object]


def records(facts: Facts, grain: Grain) -> list[Row]:
    """Every record that counts with all its columns, `batch_no` and `source_row`, by its key.

    A later record replaces an earlier one of its key, a later group or list the earlier one as a
    whole; what was withdrawn says nothing.
    """
    files = facts.files(grain)
    if not files:
        return []
    sql = (resources.files(__package__) / "sql" / "standing.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        subject = FunctionExpression("row", *map(ColumnExpression, SUBJECTS[grain]))
        offered = rows(connection, files, stamped(ROWS[grain]))
        offered.select(StarExpression(), subject.alias("subject")).create_view("offered")
        found = connection.sql(sql)
        keys = [ColumnExpression(name) for name in (*KEYS[grain], "source_row")]
        ordered = found.sort(*keys)
        return [dict(zip(ordered.columns, row, strict=True)) for row in ordered.fetchall()]
