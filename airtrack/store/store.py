"""The store: commits, withdrawals and restorations in, one current snapshot out.

The ledger's commit is the truth. Views are built beside it and switched to; whoever opens the
store after a crash finishes what the ledger already says.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

import duckdb

from airtrack.domain.batch import Batch, BatchHistory, EventKind, holder
from airtrack.domain.beijing import of_utc
from airtrack.domain.freeze import Freeze
from airtrack.errors import AirtrackError, BadStore, NotFound, StaleStore, StoreBusy, WrongUse
from airtrack.store import folders, frozen, profiles, snapshot
from airtrack.store.act import Act, batch_of, event_of, find
from airtrack.store.draft import Draft
from airtrack.store.layout import Layout
from airtrack.store.ledger import Ledger
from airtrack.store.lock import writing
from airtrack.store.snapshot import Snapshot
from airtrack.store.writer import Builder, Writer

LOG = logging.getLogger(__name__)

_READS_BEFORE_RETRY = 100


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Tables that were made again, and those that differ from before (None: not comparable)."""

    tables: list[str]
    changed: list[str] | None


class Store:
    """One folder of batches and views.

    `fingerprint` stands for the registry's text and the SQL: views built from others are stale.
    What changes a frozen period needs a reason, as the note of the act.
    A store that `reads_only` leaves every file as it is, also what a dead writer left undone.
    """

    def __init__(
        self,
        root: Path,
        *,
        fingerprint: str,
        build: Builder,
        wait: float,
        threads: int,
        reads_only: bool = False,
        freezes: Sequence[Freeze] = (),
    ) -> None:
        self.layout = Layout(root)
        self._fingerprint = fingerprint
        self._wait = wait
        self._writer = Writer(self.layout, fingerprint=fingerprint, build=build, wait=wait)
        self._threads = threads
        self._reads_only = reads_only
        self._freezes = tuple(freezes)
        self._current: Snapshot | None = None
        self._opening = Lock()
        self._patience = 0

    @property
    def exists(self) -> bool:
        """True when the folder is a store."""
        return self.layout.mark.exists()

    def create(self, drafts: Sequence[Draft] = (), *, act: Act | None = None) -> list[Batch]:
        """The store exists, its ledger is migrated, its views are those of this version.

        A store without any event begins with the drafts, in the one build of its views; returns
        their batches. One with events is left without them.
        """
        self._refuse_a_reader()
        if not self.exists and self.layout.root.exists() and any(self.layout.root.iterdir()):
            raise BadStore("not_a_store", path=self.layout.root.as_posix())
        with self._writer.locked("init", wait=self._wait) as ledger:
            self._writer.tidy(ledger)
            if drafts and act is not None and ledger.last_event_no() == 0:
                _refuse_recorded(self.layout, drafts, [])
                return self._add(ledger, drafts, act=act, synthetic=False)
            self._writer.catch_up(ledger)
        return []

    def snapshot(self) -> Snapshot:
        """What is true now; the same object until a writer has switched the pointer.

        Finishes what a dead writer left. Raises NotFound when there is no store, and for a
        reader BadStore while there are no views of this version.
        """
        if not self.exists:
            raise NotFound("no_store", path=self.layout.root.as_posix(), nearest=[])
        with self._opening:
            path = snapshot.current(self.layout)
            if self._reads_only:
                path = self._readable(path)
            elif path is None or not path.exists() or self._must_finish(path):
                path = self._finish(path)
            if self._current is None or (self._current.path != path and self._is_ours(path)):
                self._current = Snapshot(path, threads=self._threads)
            return self._current

    def _readable(self, path: Path | None) -> Path:
        """The views that a reader follows: the pointer's, else those that are open already."""
        if path is not None and path.exists() and self._is_ours(path):
            return path
        if self._current is not None:
            return self._current.path
        if path is None or not path.exists():
            raise BadStore("no_views", path=self.layout.root.as_posix())
        raise BadStore("views_of_other_version", path=self.layout.root.as_posix())

    def _is_ours(self, path: Path) -> bool:
        """Views of other texts or another version are not followed: figures would mix."""
        return snapshot.revision_of(path.name).endswith(self._fingerprint)

    def _must_finish(self, path: Path) -> bool:
        """A writer died, or the views are not ours at the start; a failure waits before a retry."""
        if self._patience > 0:
            self._patience -= 1
            return False
        return self.layout.pending.exists() or (self._current is None and not self._is_ours(path))

    def _finish(self, path: Path | None) -> Path:
        """Completes a dead writer's work; while a live one works, what was before still holds."""
        try:
            with self._writer.writing("finish", wait=self._wait if path is None else 0):
                pass
        except StoreBusy:
            if path is None:
                raise
        except (duckdb.Error, OSError, AirtrackError):
            if path is None:
                raise
            LOG.exception("views could not be finished; the earlier ones stay in use")
            self._patience = _READS_BEFORE_RETRY
        found = snapshot.current(self.layout)
        if found is None:
            raise BadStore("no_views", path=self.layout.root.as_posix())
        return found

    def _refuse_a_reader(self) -> None:
        """Raises WrongUse in an edition that never writes."""
        if self._reads_only:
            raise WrongUse("store_reads_only")

    def _writing(self, verb: str) -> AbstractContextManager[Ledger]:
        self._refuse_a_reader()
        return self._writer.writing(verb)

    def commit(
        self, drafts: Sequence[Draft], *, act: Act, seen: str, synthetic: bool = False
    ) -> list[Batch]:
        """All drafts are batches, or none is.

        `seen` is empty where there was no store yet. Raises StaleStore when the truth is no longer
        that revision, and WrongUse for a draft with a blocker, a source that is on record already,
        or a change of a frozen period without a note.
        """
        with self._writing("load") as ledger:
            now = self._writer.revision(ledger)
            is_first = not seen and not ledger.last_event_no()
            if seen != now and not is_first:
                raise StaleStore("stale_preview", seen=seen, now=now)
            history = ledger.histories()
            _refuse_recorded(self.layout, drafts, history)
            for draft in () if synthetic else drafts:
                found = self._frozen(draft, history, on=of_utc(act.at).date())
                frozen.refuse(found, source=draft.source_name, note=act.note)
            return self._add(ledger, drafts, act=act, synthetic=synthetic)

    def frozen(self, draft: Draft, *, on: date) -> tuple[Freeze, ...]:
        """The periods, frozen on that day (Beijing), in which the draft would change a value."""
        return self._frozen(draft, self.snapshot().history(), on=on) if self.exists else ()

    def _frozen(self, draft: Draft, history: list[BatchHistory], *, on: date) -> tuple[Freeze, ...]:
        measured = [item for item in history if not item.batch.is_synthetic]
        facts = snapshot.facts(self.layout, measured)
        return frozen.by_draft(draft, facts, self._freezes, on=on)

    def _add(
        self, ledger: Ledger, drafts: Sequence[Draft], *, act: Act, synthetic: bool
    ) -> list[Batch]:
        self._writer.begin()
        number = max((batch.batch_no for batch in ledger.batches()), default=0)
        event_no = ledger.last_event_no()
        batches, events = [], []
        for offset, draft in enumerate(drafts, start=1):
            batch = batch_of(draft, number + offset, act=act, synthetic=synthetic)
            folders.write(self.layout, batch, draft)
            batches.append(batch)
            events.append(event_of(event_no + offset, batch.batch_id, EventKind.COMMITTED, act))
        self._writer.record(ledger, batches, events)
        return batches

    def withdraw(self, batch_id: str, *, act: Act) -> BatchHistory:
        """The batch counts no longer; what was true before it is true again."""
        return self._turn(batch_id, EventKind.WITHDRAWN, act)

    def restore(self, batch_id: str, *, act: Act) -> BatchHistory:
        """The withdrawn batch counts again, at its old place in the order."""
        return self._turn(batch_id, EventKind.RESTORED, act)

    def _turn(self, batch_id: str, kind: EventKind, act: Act) -> BatchHistory:
        with self._writing(kind.value) as ledger:
            history = find(ledger.histories(), batch_id)
            if history.is_live is (kind is EventKind.RESTORED):
                code = "already_live" if history.is_live else "already_withdrawn"
                raise WrongUse(code, batch=history.batch.batch_id)
            found = frozen.by_batch(history.batch, self._freezes, on=of_utc(act.at).date())
            frozen.refuse(found, source=history.batch.batch_id, note=act.note)
            self._writer.begin()
            event = event_of(ledger.last_event_no() + 1, history.batch.batch_id, kind, act)
            self._writer.record(ledger, [], [event])
            return find(ledger.histories(), batch_id)

    def rebuild(self) -> Rebuilt:
        """Ledger and views are made again from the folders; says which tables differ (none should).

        Raises BadStore, with everything left as it was, when a folder is damaged. Where the
        views are damaged there is nothing to compare with: `changed` is None.
        """
        self._refuse_a_reader()
        before = self._readable_checksums()
        with writing(self.layout, wait=self._wait, verb="rebuild"):
            self._writer.remake_ledger()
            self._writer.begin()
            with Ledger.opened(self.layout.ledger) as ledger:
                self._writer.publish(ledger)
            self.layout.pending.unlink()
        after = self.snapshot().checksums()
        if before is None:
            return Rebuilt(sorted(after), None)
        changed = [name for name in before | after if before.get(name) != after.get(name)]
        return Rebuilt(sorted(after), sorted(changed))

    def _readable_checksums(self) -> dict[str, tuple[int, int]] | None:
        try:
            return self.snapshot().checksums()
        except (BadStore, duckdb.Error):
            LOG.exception("the views could not be read; they are made again")
            return None


def _refuse_recorded(
    layout: Layout, drafts: Sequence[Draft], history: Sequence[BatchHistory]
) -> None:
    """Raises WrongUse for a draft with a blocker or a source that is on record already."""
    for draft in drafts:
        if draft.blocked:
            raise WrongUse("draft_blocked", file=draft.source_name)
        source = None if draft.grain.is_measured else draft.source_name
        known = holder(
            profiles.not_read_otherwise(layout, history, draft),
            sha256=draft.sha256,
            stage=draft.stage,
            source=source,
            n_aside=draft.aside.num_rows,
        )
        if known is not None:
            raise WrongUse("already_in_store", batch=known.batch.batch_id)
