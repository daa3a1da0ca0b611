"""Opens the house: settings, registry and store are introduced to one another here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from airtrack import __version__
from airtrack.answers.question import House
from airtrack.assess import flips
from airtrack.assess.flips import Flip
from airtrack.metrics import build, contract, registered, station
from airtrack.metrics.read import Statistics
from airtrack.metrics.reference import Reference
from airtrack.registry import atlas, catalogue
from airtrack.registry.atlas import Atlas
from airtrack.registry.catalogue import Registry
from airtrack.registry.places import Gazetteer
from airtrack.registry.registered import extended
from airtrack.settings import Settings
from airtrack.store import proposed, snapshot
from airtrack.store.act import Act
from airtrack.store.draft import Draft
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
        self._texts = self.registry.gazetteer
        self._read: tuple[str, Gazetteer] | None = None
        self.reference = _reference(self.registry, self._texts)
        self.store = Store(
            settings.store,
            fingerprint=self._fingerprint(),
            # not a method of ours: files would stay open until the collector finds the circle
            build=partial(_build, registry=self.registry, threads=settings.threads),
            wait=settings.wait,
            threads=settings.threads,
            reads_only=settings.edition == "public",
            freezes=self.registry.freezes,
        )

    @property
    def gazetteer(self) -> Gazetteer:
        """The places and groups that count now: the texts' alone where there is no store."""
        return self._places_of(self.store.snapshot()) if self.store.exists else self._texts

    @property
    def stations(self) -> dict[str, str]:
        """The codes of the stations on record with those of their places; none without a store."""
        return station.places(self.store.snapshot()) if self.store.exists else {}

    @cached_property
    def atlas(self) -> Atlas:
        """The maps that the edition may draw.

        Raises WrongUse for an approved map without a number, one that cannot be read, or one that
        has none of our places.
        """
        settings = self.settings
        found = Atlas(
            settings.data / "places" / atlas.FOLDER,
            approved=settings.map_file,
            number=settings.map_number.strip(),
            is_public=settings.edition == "public",
        )
        return found.checked(self.registry.gazetteer.places)

    def house(self, known_by: datetime | None = None) -> House:
        """Figures, places and standards as they are, or as they were known at an instant (UTC)."""
        current = self.store.snapshot()
        if known_by is None:
            return self.house_of(current)
        return self._past(self._known(current, known_by))

    def house_of(self, current: Snapshot) -> House:
        """The figures of one snapshot with the places that it knows."""
        statistics = Statistics(current, self.reference)
        return House(statistics, self._places_of(current), self.registry.standards)

    def house_at(self, event_no: int) -> House:
        """The house as it was right after that event, none of the later ones known."""
        history = self.store.snapshot().history()
        events = [event for item in history for event in item.events if event.event_no <= event_no]
        known = histories([item.batch for item in history], events)
        return self._past(snapshot.facts(self.store.layout, known))

    @contextmanager
    def house_with(self, drafts: Sequence[Draft], *, act: Act, seconds: float) -> Iterator[House]:
        """The house as it would be with the drafts committed; nothing is written to the store.

        Raises TooSlow when the views of it take longer than the seconds.
        """
        history = self.store.snapshot().history()
        with proposed.facts(self.store.layout, history, drafts, act=act) as facts:
            yield self._past(facts, seconds=seconds)

    def turned(self, drafts: Sequence[Draft], *, act: Act) -> tuple[Flip, ...]:
        """The verdicts that would turn if the drafts were committed.

        Raises TooSlow when it takes longer than the setting `preview_seconds`.
        """
        seconds = self.settings.preview_seconds
        if not drafts or not self.store.exists:
            return ()
        with self.house_with(drafts, act=act, seconds=seconds) as after:
            return flips.between(self.house(), after)

    def statistics(self, known_by: datetime | None = None) -> Statistics:
        """The figures of the current snapshot, or those that were known at an instant (UTC)."""
        return self.house(known_by).statistics

    def facts(self, known_by: datetime | None = None) -> Facts:
        """What the figures of now, or of an instant (UTC), were built from."""
        return self._known(self.store.snapshot(), known_by)

    def _known(self, current: Snapshot, known_by: datetime | None) -> Facts:
        history = current.history()
        batches = [item.batch for item in history]
        events = [event for item in history for event in item.events]
        return snapshot.facts(self.store.layout, histories(batches, events, known_by=known_by))

    def _places_of(self, current: Snapshot) -> Gazetteer:
        """The places of a snapshot; they are read once for each."""
        if not registered.are_any(current):
            return self._texts
        if self._read is None or self._read[0] != current.path.name:
            facts = snapshot.facts(self.store.layout, current.history())
            self._read = (current.path.name, self._places(facts))
        return self._read[1]

    def _places(self, facts: Facts) -> Gazetteer:
        return extended(self._texts, registered.read(facts))

    def _past(self, facts: Facts, *, seconds: float | None = None) -> House:
        """The same views over these facts, in memory."""
        gazetteer = self._places(facts)
        reference = _reference(self.registry, gazetteer)
        threads = self.settings.threads
        made = build.in_memory(facts, reference=reference, threads=threads, seconds=seconds)
        return House(Statistics(made, reference), gazetteer, self.registry.standards)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(f"{__version__} {self.registry.fingerprint}".encode())
        digest.update(contract.macros_sql().encode())
        for view in contract.views().values():
            digest.update(f"{view.name} {view.keep} {view.order}\n{view.sql}".encode())
        return digest.hexdigest()[:_FINGERPRINT_LENGTH]


def _build(target: Path, facts: Facts, *, registry: Registry, threads: int) -> None:
    places = extended(registry.gazetteer, registered.read(facts))
    build.build(target, facts, reference=_reference(registry, places), threads=threads)


def _reference(registry: Registry, gazetteer: Gazetteer) -> Reference:
    below = (span for group in gazetteer.tier_sets for span in group.spans)
    return Reference(
        standards=registry.standards,
        places=tuple(gazetteer.places.values()),
        groups=tuple(gazetteer.groups.values()),
        memberships=(*gazetteer.memberships, *below),
        gone=frozenset(item.code for item in gazetteer.gone.values()),
    )
