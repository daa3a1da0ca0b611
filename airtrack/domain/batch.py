"""Batches and what was done about them: the audit trail itself, not a log beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Grain(StrEnum):
    """What one row of a batch stands for."""

    HOUR = "hour"
    DAY = "day"
    REPORT = "report"
    ASSESSED = "assessed"
    EVENT = "event"
    PLAN = "plan"
    STATION = "station"
    STATION_HOUR = "station_hour"
    PLACE = "place"
    MEMBERSHIP = "membership"
    ISSUED = "issued"
    RESULT = "result"
    RANKING = "ranking"
    EMISSION = "emission"
    AMOUNT = "amount"
    MONTH_TARGET = "month_target"
    PROGRESS = "progress"
    FOLLOW_UP = "follow_up"

    @property
    def is_measured(self) -> bool:
        """True for values of the air; targets, events, stations and records are none."""
        return not (self.is_register or self in (Grain.PLAN, Grain.EVENT, Grain.STATION))

    @property
    def is_register(self) -> bool:
        """True for the records of a register (台账)."""
        return self in _REGISTERS

    @property
    def is_table(self) -> bool:
        """True for printed tables: as published, or with the authority's own deduction."""
        return self in (Grain.REPORT, Grain.ASSESSED)


_REGISTERS = frozenset(
    {
        *(Grain.PLACE, Grain.MEMBERSHIP, Grain.ISSUED, Grain.RESULT, Grain.RANKING),
        *(Grain.EMISSION, Grain.AMOUNT, Grain.MONTH_TARGET, Grain.PROGRESS, Grain.FOLLOW_UP),
    }
)


class Stage(StrEnum):
    """How far the authority has reviewed the values (原始, 审核, 认定)."""

    PROVISIONAL = "provisional"
    AUDITED = "audited"
    CERTIFIED = "certified"


STAGE_RANK = {stage: rank for rank, stage in enumerate(Stage, start=1)}
"""What was reviewed further wins, whichever came first."""


class EventKind(StrEnum):
    """A batch is live unless its last event is `withdrawn`."""

    COMMITTED = "committed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class BatchEvent:
    """One event; `done_at` is UTC, naive; numbers rise by one over the whole store."""

    event_no: int
    batch_id: str
    event: EventKind
    done_by: str
    done_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One source as it was committed; `n_rows` counts rows kept, `n_aside` rows set aside."""

    batch_id: str
    batch_no: int
    grain: str
    form: str
    source_name: str
    sha256: str
    stage: str
    stage_rank: int
    n_rows: int
    n_aside: int
    first_on: date | None
    last_on: date | None
    is_synthetic: bool
    note: str

    @property
    def is_measured(self) -> bool:
        """True for a batch of values of the air."""
        return Grain(self.grain).is_measured


@dataclass(frozen=True, slots=True)
class BatchHistory:
    """A batch with all that was done about it, oldest event first."""

    batch: Batch
    events: tuple[BatchEvent, ...]

    @property
    def is_live(self) -> bool:
        """True when its rows count."""
        return self.events[-1].event is not EventKind.WITHDRAWN


def holder(
    history: Sequence[BatchHistory],
    *,
    sha256: str,
    stage: str,
    source: str | None = None,
    n_aside: int | None = None,
) -> BatchHistory | None:
    """The batch that makes loading a source again pointless: live, or withdrawn at this stage.

    A source that was withdrawn because of its stage may come again with another one. `source`
    names a text that replaces its earlier versions as a whole, a plan: an older version may come
    back, unless it was withdrawn. `n_aside` are the rows that are set aside now: a live batch that
    set more of them aside, for want of a place that is known by now, holds less than the source.
    One that counts at a lower stage does not hold it either: provisional values become audited.
    """
    alike = [item for item in history if source in (None, item.batch.source_name)]
    live = [item for item in alike if item.is_live]
    counting_ = live if source is None else live[-1:]
    for item in alike:
        is_same = item.batch.sha256 == sha256
        says_more = n_aside is not None and item.is_live and item.batch.n_aside > n_aside
        if says_more or (item.is_live and item.batch.stage_rank < STAGE_RANK[Stage(stage)]):
            continue
        if is_same and (item in counting_ or (not item.is_live and item.batch.stage == stage)):
            return item
    return None


def counting(history: Sequence[BatchHistory]) -> list[BatchHistory]:
    """The batches whose rows count: the live ones, and demonstration data only on their own.

    Synthetic values never stand beside measured ones: they give way to the first real batch of
    values, and records of a register to the first real batch of it too. Plans count beside both.
    """
    live = [item for item in history if item.is_live]
    real = [item.batch for item in live if not item.batch.is_synthetic]
    is_measured = any(batch.is_measured for batch in real)
    told = {batch.grain for batch in real}
    return [
        item
        for item in live
        if not item.batch.is_synthetic or not (is_measured or item.batch.grain in told)
    ]


def is_demonstration(history: Sequence[BatchHistory]) -> bool:
    """True when what counts is synthetic."""
    return any(item.batch.is_synthetic for item in counting(history))
