"""The one writer: it holds the lock, finishes what a dead one left, and makes things true.

The ledger's commit is the moment of truth; event files, views and pointer follow it.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from airtrack.domain.batch import Batch, BatchEvent
from airtrack.errors import BadStore
from airtrack.store import folders, lock, snapshot
from airtrack.store.layout import Layout, sync_file, sync_folder, write_whole
from airtrack.store.ledger import Ledger
from airtrack.store.snapshot import Facts

LOG = logging.getLogger(__name__)

Builder = Callable[[Path, Facts], None]
"""Writes all views of the facts into a new DuckDB file at the path."""


class Writer:
    """Writes one store; `fingerprint` stands for the texts and the SQL that views are made by."""

    def __init__(self, layout: Layout, *, fingerprint: str, build: Builder, wait: float) -> None:
        self._layout = layout
        self._fingerprint = fingerprint
        self._build = build
        self._wait = wait

    def revision(self, ledger: Ledger) -> str:
        """What the views are called that show what the ledger says."""
        return f"{ledger.last_event_no()}-{self._fingerprint}"

    @contextmanager
    def writing(self, verb: str, *, wait: float | None = None) -> Iterator[Ledger]:
        """The only writer, with the ledger open and everything of earlier writers finished."""
        with self.locked(verb, wait=self._wait if wait is None else wait) as ledger:
            self.tidy(ledger)
            self.catch_up(ledger)
            yield ledger

    @contextmanager
    def locked(self, verb: str, *, wait: float) -> Iterator[Ledger]:
        """The only writer, with a ledger that knows every event."""
        self._layout.make()
        with lock.writing(self._layout, wait=wait, verb=verb):
            if self._is_ledger_behind():
                self.remake_ledger()
            with Ledger.opened(self._layout.ledger) as ledger:
                yield ledger

    def _is_ledger_behind(self) -> bool:
        """The ledger is lost, or older than the event files, which follow each of its commits."""
        if not self._layout.ledger.exists():
            return True
        with Ledger.opened(self._layout.ledger) as ledger:
            return folders.last_event_no(self._layout) > ledger.last_event_no()

    def tidy(self, ledger: Ledger) -> None:
        """Folders and event files agree with the ledger."""
        if self._layout.pending.exists():
            self._layout.tidy()
            for event in ledger.events():
                folders.write_event(self._layout, event)
            swept = folders.sweep(self._layout, {batch.batch_id for batch in ledger.batches()})
            LOG.info("an unfinished write was settled", extra={"swept": swept})

    def catch_up(self, ledger: Ledger) -> None:
        """The views agree with the ledger; nothing is left unfinished."""
        path = snapshot.current(self._layout)
        expected = self.revision(ledger)
        if path is None or not path.exists() or snapshot.revision_of(path.name) != expected:
            self.publish(ledger)
        self._layout.pending.unlink(missing_ok=True)

    def publish(self, ledger: Ledger) -> None:
        """The current snapshot shows what the ledger says."""
        target = snapshot.next_path(self._layout, ledger.last_event_no(), self._fingerprint)
        aside = target.with_name(f".{target.name}")
        for left in self._layout.views.glob(".views-*"):
            # a build that died while it spilled to disk leaves a folder
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        self._build(aside, snapshot.facts(self._layout, ledger.histories()))
        sync_file(aside)
        aside.replace(target)
        sync_folder(self._layout.views)
        snapshot.switch(self._layout, target)

    def begin(self) -> None:
        write_whole(self._layout.pending, b"a writer is at work\n")

    def record(self, ledger: Ledger, batches: list[Batch], events: list[BatchEvent]) -> None:
        """The moment of truth, and everything that follows from it."""
        with ledger.atomic():
            for batch in batches:
                ledger.add_batch(batch)
            for event in events:
                ledger.add_event(event)
        for event in events:
            folders.write_event(self._layout, event)
        try:
            self.publish(ledger)
        except (duckdb.Error, OSError) as error:
            raise BadStore("views_behind", reason=str(error)) from error
        self._layout.pending.unlink()

    def remake_ledger(self) -> None:
        """The ledger says what the events' files say, for batches whose folders are sound.

        Raises BadStore when an event is missing, or a batch that no event speaks of stands there
        without a writer having died: nothing is guessed and nothing removed.
        """
        events = folders.read_events(self._layout)
        names = dict.fromkeys(event.batch_id for event in events)
        folders.check_complete(self._layout, events)
        batches = [folders.read_batch(self._layout, name) for name in names]
        for name in names:
            if not folders.verify(self._layout, name):
                raise BadStore("damaged_rows", batch=name)
        fresh = self._layout.ledger.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with Ledger.opened(fresh) as ledger, ledger.atomic():
            for batch in batches:
                ledger.add_batch(batch)
            for event in events:
                ledger.add_event(event)
        Path(f"{self._layout.ledger}.wal").unlink(missing_ok=True)
        fresh.replace(self._layout.ledger)
