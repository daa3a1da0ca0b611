"""Every value that a batch replaced, as things stood right before it was committed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from airtrack.answers import replaced
from airtrack.answers.replaced import Named, Replaced
from airtrack.domain.batch import BatchHistory
from airtrack.store import diff, kept, snapshot
from airtrack.store.layout import Layout
from airtrack.store.ledger import histories


def of_batch(
    layout: Layout, history: Sequence[BatchHistory], found: BatchHistory, *, name: Named
) -> Iterator[Replaced]:
    """The values old and new, in the order of their keys; what was new replaced nothing."""
    committed = found.events[0].event_no
    events = [event for item in history for event in item.events if event.event_no < committed]
    known = histories([item.batch for item in history], events)
    measured = [item for item in known if not item.batch.is_synthetic]
    draft = kept.draft(layout, found.batch)
    rows = diff.changed(draft, snapshot.facts(layout, measured))
    yield from replaced.told(draft.grain, rows, name)
