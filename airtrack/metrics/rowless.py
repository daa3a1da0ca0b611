"""Views that can have no row, because none of the facts that they stand on has one.

To plan a view costs as much without rows as with a few; most stores hold few kinds of facts.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from airtrack.metrics.contract import View


class Rowless:
    """Which tables of facts have no row, and which views therefore have none.

    Places, standards and periods are no facts: alone they make no row of a view of facts.
    """

    def __init__(self, readings: Iterable[str], *, empty: Iterable[str]) -> None:
        self._of_facts = set(readings)
        self._empty = set(empty)

    def foresees(self, view: View) -> bool:
        """The view stands on facts, and none of those has a row."""
        needs = self._of_facts.intersection(view.needs)
        return bool(needs) and needs <= self._empty

    def note(self, view: View, connection: duckdb.DuckDBPyConnection) -> None:
        """The view was made: what stands on it may be without rows as it is."""
        if self._of_facts.isdisjoint(view.needs):
            return
        self._of_facts.add(view.name)
        if self.foresees(view) or (view.keep == "table" and not _has_rows(view, connection)):
            self._empty.add(view.name)


def create_statement(view: View, *, temporary: bool = False) -> str:
    """The statement that makes the view with its columns and no row."""
    kind = "temp " if temporary else ""
    if view.keep == "table":
        typed = ", ".join(f"{column.name} {column.type}" for column in view.columns)
        return f"create {kind}table {view.name} ({typed})"
    nothing = ", ".join(f"null::{column.type} as {column.name}" for column in view.columns)
    return f"create {kind}view {view.name} as select {nothing} where false"


def _has_rows(view: View, connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute(f"select 1 from {view.name} limit 1").fetchone() is not None
