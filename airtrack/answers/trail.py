"""The way back from a figure to its batches: which file and line a value stands in, who brought it.

Source: the typed rows in the batch folders, chosen by `day_current`, `hour_current` and
`station_hour_current`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from airtrack.domain.batch import Batch
from airtrack.domain.period import Period
from airtrack.metrics import trace
from airtrack.metrics.trace import Line
from airtrack.store import origin
from airtrack.store.snapshot import Facts


@dataclass(frozen=True, slots=True)
class Origin:
    """Lines of one table of a batch, the header being line 1; the last may be the first."""

    batch: str
    table: str
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Brought:
    """A batch that a figure stands on; `at` is UTC, naive."""

    batch: Batch
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Trail:
    """What the figures were built from."""

    facts: Facts

    def days(self, place: str, span: Period) -> dict[date, Origin]:
        """Where each delivered day of the place that counts stands."""
        return {line.on_date: self.of(line) for line in trace.days(self.facts, place, span)}

    def hours(self, place: str, span: Period) -> dict[date, list[Line]]:
        """The hours of the place that count, day by day."""
        found: dict[date, list[Line]] = {}
        for line in trace.hours(self.facts, place, span):
            found.setdefault(line.on_date, []).append(line)
        return found

    def station_hours(self, stations: Sequence[str], span: Period) -> dict[str, list[Line]]:
        """The hours that count of each of these stations, known as their files name them."""
        found: dict[str, list[Line]] = {}
        for station, line in trace.station_hours(self.facts, stations, span):
            found.setdefault(station, []).append(line)
        return found

    def of(self, line: Line) -> Origin:
        """Where the line stands."""
        return self.at(line.batch_no, line.file_no, line.source_row)

    def at(self, batch_no: int, file_no: int, row: int) -> Origin:
        """Table and line of a batch that counts."""
        return Origin(self._batch(batch_no).batch_id, self._tables(batch_no)[file_no], row, row)

    def together(self, lines: Iterable[Line]) -> tuple[Origin, ...]:
        """Where these lines stand, a run of lines a table."""
        rows: dict[tuple[int, int], list[int]] = {}
        for line in lines:
            rows.setdefault((line.batch_no, line.file_no), []).append(line.source_row)
        return tuple(
            Origin(
                self._batch(batch_no).batch_id,
                self._tables(batch_no)[file_no],
                min(found),
                max(found),
            )
            for (batch_no, file_no), found in rows.items()
        )

    def brought(self, batch_nos: Iterable[int]) -> tuple[Brought, ...]:
        """These batches, oldest first, with who committed them and when."""
        wanted = set(batch_nos)
        return tuple(
            Brought(item.batch, item.events[0].done_by, item.events[0].done_at)
            for item in self.facts.history
            if item.batch.batch_no in wanted
        )

    def _batch(self, batch_no: int) -> Batch:
        return next(batch for batch, _ in self.facts.live if batch.batch_no == batch_no)

    def _tables(self, batch_no: int) -> tuple[str, ...]:
        path = next(path for batch, path in self.facts.live if batch.batch_no == batch_no)
        return origin.tables(path)
