"""Frozen periods in which a draft, or the turning of a batch, would change what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Batch
from airtrack.domain.freeze import Freeze
from airtrack.errors import WrongUse
from airtrack.store import diff
from airtrack.store.draft import Draft
from airtrack.store.snapshot import Facts


def by_draft(
    draft: Draft, facts: Facts, freezes: Sequence[Freeze], *, on: date
) -> tuple[Freeze, ...]:
    """The periods, frozen on that day, in which the draft adds or changes a value."""
    days = draft.days
    if days is None:
        return ()
    near = (item for item in freezes if item.holds(*days, on=on))
    return tuple(item for item in near if _changes(_within(draft, item), facts))


def _changes(draft: Draft, facts: Facts) -> bool:
    counts = diff.compare(draft, facts)
    return bool(counts.new or counts.changed)


def _within(draft: Draft, freeze: Freeze) -> Draft:
    """The rows that speak of days of the period alone."""
    first, last = ("first_on", "last_on") if draft.grain.is_table else ("on_date", "on_date")
    span = freeze.span
    start, end = (pa.scalar(day, pa.date32()) for day in (span.first_on, span.last_on))
    inside = pc.and_(
        pc.greater_equal(draft.rows[first], start), pc.less_equal(draft.rows[last], end)
    )
    return replace(draft, rows=draft.rows.filter(inside))


def by_batch(batch: Batch, freezes: Sequence[Freeze], *, on: date) -> tuple[Freeze, ...]:
    """The periods, frozen on that day, that share a day with the batch."""
    if batch.first_on is None or batch.last_on is None or batch.is_synthetic:
        return ()
    return tuple(item for item in freezes if item.holds(batch.first_on, batch.last_on, on=on))


def refuse(found: Sequence[Freeze], *, source: str, note: str) -> None:
    """Raises WrongUse("frozen_period") where periods are frozen and no reason is written."""
    if found and not note.strip():
        periods = [item.period for item in found]
        days = [item.from_on.isoformat() for item in found]
        raise WrongUse("frozen_period", file=source, periods=periods, days=days)
