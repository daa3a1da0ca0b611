"""Typed rows as they lie in batch folders, under the columns that this version knows."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression


def rows(
    connection: duckdb.DuckDBPyConnection, files: Sequence[str], schema: pa.Schema
) -> duckdb.DuckDBPyRelation:
    """All rows of the files with the columns of the schema, in its order.

    A batch is never rewritten: a column that came into use after it was committed is null there.
    """
    found = connection.read_parquet(list(files), union_by_name=True)
    known = connection.from_arrow(schema.empty_table())
    written = set(found.columns)
    return found.select(
        *(
            ColumnExpression(name) if name in written else _nothing(name, str(type_))
            for name, type_ in zip(known.columns, known.types, strict=True)
        )
    )


def _nothing(name: str, type_: str) -> Expression:
    return ConstantExpression(None).cast(duckdb.sqltype(type_)).alias(name)
