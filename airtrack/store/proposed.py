"""Facts as they would be with drafts that are not committed yet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from airtrack.domain.batch import BatchEvent, BatchHistory, EventKind
from airtrack.store import folders, snapshot
from airtrack.store.act import Act, batch_of
from airtrack.store.draft import Draft
from airtrack.store.layout import Layout
from airtrack.store.snapshot import Facts


@contextmanager
def facts(
    layout: Layout, history: Sequence[BatchHistory], drafts: Sequence[Draft], *, act: Act
) -> Iterator[Facts]:
    """The facts with the drafts as newest batches; their rows lie aside while the block runs."""
    number = max((item.batch.batch_no for item in history), default=0)
    event_no = max((event.event_no for item in history for event in item.events), default=0)
    with tempfile.TemporaryDirectory() as folder:
        aside = Layout(Path(folder))
        aside.make()
        added = []
        for offset, draft in enumerate(drafts, start=1):
            batch = batch_of(draft, number + offset, act=act, synthetic=False)
            folders.write(aside, batch, replace(draft, originals=()))
            event = BatchEvent(
                event_no + offset, batch.batch_id, EventKind.COMMITTED, act.by, act.at, act.note
            )
            added.append(BatchHistory(batch, (event,)))
        names = {item.batch.batch_id for item in added}
        found = snapshot.facts(layout, [*history, *added])
        live = tuple(
            (batch, aside.rows(batch.batch_id) if batch.batch_id in names else path)
            for batch, path in found.live
        )
        yield replace(found, live=live)
