"""Opens the house: settings, registry and store are introduced to one another here."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial

from airtrack import __version__
from airtrack.metrics import build, contract
from airtrack.metrics.read import Statistics
from airtrack.metrics.reference import Reference
from airtrack.registry import catalogue
from airtrack.registry.catalogue import Registry
from airtrack.settings import Settings
from airtrack.store import snapshot
from airtrack.store.ledger import histories
from airtrack.store.snapshot import Facts, Snapshot
from airtrack.store.store import Store

_FINGERPRINT_LENGTH = 12


class Workspace:
    """One open house: the registry's words, the store's facts, and the statistics between.

    The public edition never writes to the store.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.registry: Registry = catalogue.load(settings.data)
        self.reference = _reference(self.registry)
        self.store = Store(
            settings.store,
            fingerprint=self._fingerprint(),
            # not a method of ours: files would stay open until the collector finds the circle
            build=partial(build.build, reference=self.reference, threads=settings.threads),
            wait=settings.wait,
            threads=settings.threads,
            reads_only=settings.edition == "public",
        )

    def statistics(self, known_by: datetime | None = None) -> Statistics:
        """The figures of the current snapshot, or those that were known at an instant (UTC)."""
        current = self.store.snapshot()
        if known_by is None:
            return Statistics(current, self.reference)
        return self._built(self._known(current, known_by))

    def facts(self, known_by: datetime | None = None) -> Facts:
        """What the figures of now, or of an instant (UTC), were built from."""
        return self._known(self.store.snapshot(), known_by)

    def _known(self, current: Snapshot, known_by: datetime | None) -> Facts:
        history = current.history()
        batches = [item.batch for item in history]
        events = [event for item in history for event in item.events]
        return snapshot.facts(self.store.layout, histories(batches, events, known_by=known_by))

    def statistics_at(self, event_no: int) -> Statistics:
        """The figures as they were right after that event, none of the later ones known."""
        history = self.store.snapshot().history()
        events = [event for item in history for event in item.events if event.event_no <= event_no]
        known = histories([item.batch for item in history], events)
        return self._built(snapshot.facts(self.store.layout, known))

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(f"{__version__} {self.registry.fingerprint}".encode())
        digest.update(contract.macros_sql().encode())
        for view in contract.views().values():
            digest.update(f"{view.name} {view.keep} {view.order}\n{view.sql}".encode())
        return digest.hexdigest()[:_FINGERPRINT_LENGTH]

    def _built(self, facts: Facts) -> Statistics:
        """The same views over these facts, in memory."""
        made = build.in_memory(facts, reference=self.reference, threads=self.settings.threads)
        return Statistics(made, self.reference)


def _reference(registry: Registry) -> Reference:
    gazetteer = registry.gazetteer
    return Reference(
        standards=registry.standards,
        places=tuple(gazetteer.places.values()),
        groups=tuple(gazetteer.groups.values()),
        memberships=gazetteer.memberships,
    )
