"""The store: commits, withdrawals and restorations in, one current snapshot out.

The ledger's commit is the truth. Views are built beside it and switched to; whoever opens the
store after a crash finishes what the ledger already says.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from threading import Lock

import duckdb

from airtrack.domain.batch import (
    STAGE_RANK,
    Batch,
    BatchEvent,
    BatchHistory,
    EventKind,
    holder,
)
from airtrack.domain.beijing import of_utc
from airtrack.domain.freeze import Freeze
from airtrack.errors import AirtrackError, BadStore, NotFound, StaleStore, StoreBusy, WrongUse
from airtrack.store import folders, frozen, profiles, snapshot
from airtrack.store.draft import Draft
from airtrack.store.layout import Layout, sync_file, sync_folder, write_whole
from airtrack.store.ledger import Ledger
from airtrack.store.lock import writing
from airtrack.store.snapshot import Facts, Snapshot

LOG = logging.getLogger(__name__)

Builder = Callable[[Path, Facts], None]
"""Writes all views of the facts into a new DuckDB file at the path."""

_READS_BEFORE_RETRY = 100


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when (UTC, naive) and with which words."""

    by: str
    at: datetime
    note: str = ""


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
        self._build = build
        self._wait = wait
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
        with self._locked("init", wait=self._wait) as ledger:
            self._tidy(ledger)
            if drafts and act is not None and ledger.last_event_no() == 0:
                _refuse_recorded(self.layout, drafts, [])
                return self._add(ledger, drafts, act=act, synthetic=False)
            self._catch_up(ledger)
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
            with self._writing("finish", wait=self._wait if path is None else 0):
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

    @contextmanager
    def _writing(self, verb: str, *, wait: float | None = None) -> Iterator[Ledger]:
        """The only writer, with the ledger open and everything of earlier writers finished."""
        self._refuse_a_reader()
        with self._locked(verb, wait=self._wait if wait is None else wait) as ledger:
            self._tidy(ledger)
            self._catch_up(ledger)
            yield ledger

    @contextmanager
    def _locked(self, verb: str, *, wait: float) -> Iterator[Ledger]:
        """The only writer, with a ledger that knows every event."""
        self.layout.make()
        with writing(self.layout, wait=wait, verb=verb):
            if self._is_ledger_behind():
                self._remake_ledger()
            with Ledger.opened(self.layout.ledger) as ledger:
                yield ledger

    def _is_ledger_behind(self) -> bool:
        """The ledger is lost, or older than the event files, which follow each of its commits."""
        if not self.layout.ledger.exists():
            return True
        with Ledger.opened(self.layout.ledger) as ledger:
            return folders.last_event_no(self.layout) > ledger.last_event_no()

    def _tidy(self, ledger: Ledger) -> None:
        """Folders and event files agree with the ledger."""
        if self.layout.pending.exists():
            self.layout.tidy()
            for event in ledger.events():
                folders.write_event(self.layout, event)
            swept = folders.sweep(self.layout, {batch.batch_id for batch in ledger.batches()})
            LOG.info("an unfinished write was settled", extra={"swept": swept})

    def _catch_up(self, ledger: Ledger) -> None:
        """The views agree with the ledger; nothing is left unfinished."""
        path = snapshot.current(self.layout)
        expected = f"{ledger.last_event_no()}-{self._fingerprint}"
        if path is None or not path.exists() or snapshot.revision_of(path.name) != expected:
            self._publish(ledger)
        self.layout.pending.unlink(missing_ok=True)

    def _publish(self, ledger: Ledger) -> None:
        """The current snapshot shows what the ledger says."""
        target = snapshot.next_path(self.layout, ledger.last_event_no(), self._fingerprint)
        aside = target.with_name(f".{target.name}")
        for left in self.layout.views.glob(".views-*"):
            # a build that died while it spilled to disk leaves a folder
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        self._build(aside, snapshot.facts(self.layout, ledger.histories()))
        sync_file(aside)
        aside.replace(target)
        sync_folder(self.layout.views)
        snapshot.switch(self.layout, target)

    def commit(
        self, drafts: Sequence[Draft], *, act: Act, seen: str, synthetic: bool = False
    ) -> list[Batch]:
        """All drafts are batches, or none is.

        `seen` is empty where there was no store yet. Raises StaleStore when the truth is no longer
        that revision, and WrongUse for a
        draft with a blocker, a source that is on record already, or a change of a frozen period
        without a note.
        """
        with self._writing("load") as ledger:
            now = f"{ledger.last_event_no()}-{self._fingerprint}"
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
        self._begin()
        number = max((batch.batch_no for batch in ledger.batches()), default=0)
        event_no = ledger.last_event_no()
        batches, events = [], []
        for offset, draft in enumerate(drafts, start=1):
            batch = batch_of(draft, number + offset, act=act, synthetic=synthetic)
            folders.write(self.layout, batch, draft)
            batches.append(batch)
            events.append(_event(event_no + offset, batch.batch_id, EventKind.COMMITTED, act))
        self._record(ledger, batches, events)
        return batches

    def _begin(self) -> None:
        write_whole(self.layout.pending, b"a writer is at work\n")

    def _record(self, ledger: Ledger, batches: list[Batch], events: list[BatchEvent]) -> None:
        """The moment of truth, and everything that follows from it."""
        with ledger.atomic():
            for batch in batches:
                ledger.add_batch(batch)
            for event in events:
                ledger.add_event(event)
        for event in events:
            folders.write_event(self.layout, event)
        try:
            self._publish(ledger)
        except (duckdb.Error, OSError) as error:
            raise BadStore("views_behind", reason=str(error)) from error
        self.layout.pending.unlink()

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
            self._begin()
            event = _event(ledger.last_event_no() + 1, history.batch.batch_id, kind, act)
            self._record(ledger, [], [event])
            return find(ledger.histories(), batch_id)

    def rebuild(self) -> Rebuilt:
        """Ledger and views are made again from the folders; says which tables differ (none should).

        Raises BadStore, with everything left as it was, when a folder is damaged. Where the
        views are damaged there is nothing to compare with: `changed` is None.
        """
        self._refuse_a_reader()
        before = self._readable_checksums()
        with writing(self.layout, wait=self._wait, verb="rebuild"):
            self._remake_ledger()
            self._begin()
            with Ledger.opened(self.layout.ledger) as ledger:
                self._publish(ledger)
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

    def _remake_ledger(self) -> None:
        """The ledger says what the events' files say, for batches whose folders are sound.

        Raises BadStore when an event is missing, or a batch that no event speaks of stands there
        without a writer having died: nothing is guessed and nothing removed.
        """
        events = folders.read_events(self.layout)
        names = dict.fromkeys(event.batch_id for event in events)
        folders.check_complete(self.layout, events)
        batches = [folders.read_batch(self.layout, name) for name in names]
        for name in names:
            if not folders.verify(self.layout, name):
                raise BadStore("damaged_rows", batch=name)
        fresh = self.layout.ledger.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with Ledger.opened(fresh) as ledger, ledger.atomic():
            for batch in batches:
                ledger.add_batch(batch)
            for event in events:
                ledger.add_event(event)
        Path(f"{self.layout.ledger}.wal").unlink(missing_ok=True)
        fresh.replace(self.layout.ledger)


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


def batch_of(draft: Draft, number: int, *, act: Act, synthetic: bool) -> Batch:
    """The batch of that number that the draft makes."""
    days = draft.days
    return Batch(
        batch_id=f"b{number:06d}",
        batch_no=number,
        grain=draft.grain.value,
        form=draft.form,
        source_name=draft.source_name,
        sha256=draft.sha256,
        stage=draft.stage.value,
        stage_rank=STAGE_RANK[draft.stage],
        n_rows=draft.rows.num_rows,
        n_aside=draft.aside.num_rows,
        first_on=days[0] if days else None,
        last_on=days[1] if days else None,
        is_synthetic=synthetic,
        note=act.note,
    )


def _event(number: int, batch_id: str, kind: EventKind, act: Act) -> BatchEvent:
    return BatchEvent(number, batch_id, kind, act.by, act.at, act.note)


def find(history: list[BatchHistory], batch_id: str) -> BatchHistory:
    """The batch of that id; a bare number will do. Raises NotFound with the nearest ids."""
    wanted = f"b{int(batch_id):06d}" if batch_id.isdigit() else batch_id
    for item in history:
        if item.batch.batch_id == wanted:
            return item
    known = [item.batch.batch_id for item in history]
    raise NotFound("unknown_batch", text=batch_id, nearest=get_close_matches(wanted, known))
