"""The rows of one batch as they were committed, whether it counts or not."""

from __future__ import annotations

import pyarrow.parquet as pq

from airtrack.domain.batch import Grain
from airtrack.store.draft import PARTS, ROWS
from airtrack.store.layout import Layout

Row = dict[str, object]

_ROWS = "rows"


def read(layout: Layout, batch_id: str, grain: Grain, part: str = _ROWS) -> list[Row]:
    """The rows of that part, in the order in which they were written.

    A column that came into use after the commit is null, a part that did has no rows.
    """
    path = layout.rows(batch_id).with_stem(part)
    if not path.exists():
        return []
    schema = ROWS[grain] if part == _ROWS else PARTS[grain][part]
    found = pq.read_table(path)
    return [{name: row.get(name) for name in schema.names} for row in found.to_pylist()]
