"""Acts: who does what with batches, and the batches and events that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from airtrack.domain.batch import STAGE_RANK, Batch, BatchEvent, BatchHistory, EventKind
from airtrack.errors import NotFound
from airtrack.store.draft import Draft


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when (UTC, naive) and with which words."""

    by: str
    at: datetime
    note: str = ""


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


def event_of(number: int, batch_id: str, kind: EventKind, act: Act) -> BatchEvent:
    return BatchEvent(number, batch_id, kind, act.by, act.at, act.note)


def find(history: list[BatchHistory], batch_id: str) -> BatchHistory:
    """The batch of that id; a bare number will do. Raises NotFound with the nearest ids."""
    wanted = f"b{int(batch_id):06d}" if batch_id.isdigit() else batch_id
    for item in history:
        if item.batch.batch_id == wanted:
            return item
    known = [item.batch.batch_id for item in history]
    raise NotFound("unknown_batch", text=batch_id, nearest=get_close_matches(wanted, known))
