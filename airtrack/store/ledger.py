"""The ledger: batches and events in one DuckDB file, the only place where truth is decided.

It is opened by the holder of the writer's lock alone, so that it is never in anybody's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from airtrack.domain.batch import Batch, BatchEvent, BatchHistory, EventKind
from airtrack.errors import BadStore

_BATCH_COLUMNS = [field.name for field in fields(Batch)]


class Ledger:
    """An open ledger. Every write is one transaction (`atomic`)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Ledger]:
        """The ledger at `path`, migrated to the newest schema; closed afterwards."""
        try:
            connection = duckdb.connect(str(path), config={"threads": 1})
        except duckdb.Error as error:
            raise BadStore("damaged_ledger", path=path.name, reason=str(error)) from error
        try:
            ledger = cls(connection)
            ledger._migrate()
            yield ledger
        finally:
            connection.close()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Everything inside is committed together, or nothing of it."""
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()

    def _migrate(self) -> None:
        """Each numbered schema file has run once, recorded in the same transaction."""
        self._connection.execute(
            "create table if not exists schema_version (version integer primary key)"
        )
        done = {row[0] for row in self._all("select version from schema_version")}
        scripts = files(__package__) / "schema"
        for script in sorted(scripts.iterdir(), key=lambda item: item.name):
            version = int(script.name.split("_")[0]) if script.name.endswith(".sql") else 0
            if version and version not in done:
                with self.atomic():
                    self._connection.execute(script.read_text(encoding="utf-8"))
                    self._connection.execute("insert into schema_version values ($1)", [version])

    def _all(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def add_batch(self, batch: Batch) -> None:
        """The batch is on record; it counts from its first event on."""
        marks = ", ".join("?" for _ in _BATCH_COLUMNS)
        self._connection.execute("insert into batch values (" + marks + ")", list(astuple(batch)))

    def add_event(self, event: BatchEvent) -> None:
        """The event is on record under its own number."""
        self._connection.execute(
            "insert into batch_event values (?, ?, ?, ?, ?, ?)", list(astuple(event))
        )

    def batches(self) -> list[Batch]:
        """All batches in the order in which they came."""
        return [Batch(*row) for row in self._all("select * from batch order by batch_no")]

    def events(self) -> list[BatchEvent]:
        """All events in their order."""
        rows = self._all("select * from batch_event order by event_no")
        return [event_of(row) for row in rows]

    def histories(self, *, known_by: datetime | None = None) -> list[BatchHistory]:
        """Batches with their events, of those that were known at `known_by` (UTC)."""
        return histories(self.batches(), self.events(), known_by=known_by)

    def last_event_no(self) -> int:
        """The number of the newest event, 0 in an empty store."""
        rows = self._all("select coalesce(max(event_no), 0) from batch_event")
        return int(rows[0][0])


def event_of(row: tuple[Any, ...]) -> BatchEvent:
    """The event of one row of `batch_event`."""
    number, batch_id, kind, done_by, done_at, note = row
    return BatchEvent(number, batch_id, EventKind(kind), done_by, done_at, note)


def histories(
    batches: list[Batch], events: list[BatchEvent], *, known_by: datetime | None = None
) -> list[BatchHistory]:
    """Batches joined to their events; a batch without an event by `known_by` is left out."""
    grouped: dict[str, list[BatchEvent]] = {}
    for event in events:
        if known_by is None or event.done_at <= known_by:
            grouped.setdefault(event.batch_id, []).append(event)
    return [
        BatchHistory(batch, tuple(grouped[batch.batch_id]))
        for batch in batches
        if batch.batch_id in grouped
    ]
