"""Values that a later batch said otherwise, and batches that were taken back or restored.

Source: the batches themselves; each beside what counted right before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from airtrack.answers import batch_changes
from airtrack.answers.replaced import Named, Replaced
from airtrack.domain.batch import Batch, BatchEvent, BatchHistory, EventKind, Grain
from airtrack.domain.period import Period
from airtrack.errors import Problem
from airtrack.store import kept
from airtrack.store.layout import Layout


@dataclass(frozen=True, slots=True)
class Correction:
    """One value old and new, the batch that brought the new one, and whether it still counts."""

    history: BatchHistory
    value: Replaced


@dataclass(frozen=True, slots=True)
class Turned:
    """A batch that was withdrawn or restored."""

    batch: Batch
    event: BatchEvent


def of_places(
    layout: Layout,
    history: Sequence[BatchHistory],
    *,
    within: Period,
    places: Collection[str],
    name: Named,
) -> tuple[Correction, ...]:
    """The values of these places and days that batches replaced, the newest batch first.

    Batches whose commit changed nothing are not read.
    """
    return tuple(
        Correction(item, value)
        for item in reversed(_replacing(layout, history, within))
        for value in batch_changes.of_batch(layout, history, item, name=name)
        if value.place in places and value.when.startswith(within.key)
    )


def turned(history: Sequence[BatchHistory], *, within: Period) -> tuple[Turned, ...]:
    """What was taken back or restored of batches with days in the span, the newest act first."""
    found = [
        Turned(item.batch, event)
        for item in history
        if _speaks_of(item.batch, within)
        for event in item.events
        if event.event is not EventKind.COMMITTED
    ]
    return tuple(sorted(found, key=lambda item: -item.event.event_no))


def _replacing(
    layout: Layout, history: Sequence[BatchHistory], within: Period
) -> list[BatchHistory]:
    """The batches that may have replaced a value of the span, oldest first."""
    met: set[str] = set()
    found = []
    for item in history:
        grain = item.batch.grain
        if _speaks_of(item.batch, within) and grain in met and _changed(layout, item.batch):
            found.append(item)
        met.add(grain)
    return found


def _changed(layout: Layout, batch: Batch) -> bool:
    """What the commit noted; where it noted nothing, it may have."""
    counts = kept.report(layout, batch.batch_id).get("counts")
    return counts is None or bool(counts["changed"])


def _speaks_of(batch: Batch, within: Period) -> bool:
    if Grain(batch.grain) is not Grain.EVENT and not batch.is_measured:
        return False
    if batch.first_on is None or batch.last_on is None:
        return False
    return batch.first_on <= within.last_on and within.first_on <= batch.last_on


def findings(
    layout: Layout, history: Sequence[BatchHistory], *, within: Period
) -> tuple[tuple[Batch, Problem], ...]:
    """What the gate told about the files of live batches with days in the span, newest first."""
    return tuple(
        (item.batch, problem)
        for item in reversed(history)
        if item.is_live and _speaks_of(item.batch, within)
        for problem in kept.problems(layout, item.batch.batch_id)
    )
