"""Which batches of a history are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.domain.batch import BatchHistory
from airtrack.domain.period import Period


@dataclass(frozen=True, slots=True)
class BatchFilter:
    """Conditions that a batch must meet, all of them; None asks for nothing.

    `by` is anyone who did something about the batch. A batch without days is of no period.
    """

    form: str | None = None
    period: Period | None = None
    by: str | None = None
    is_live: bool | None = None
    stage: str | None = None

    def of(self, history: Sequence[BatchHistory]) -> list[BatchHistory]:
        """The batches that meet the conditions, in their order."""
        return [item for item in history if self.holds(item)]

    def holds(self, item: BatchHistory) -> bool:
        """True when the batch meets every condition."""
        batch = item.batch
        return (
            self.form in (None, batch.form)
            and self.is_live in (None, item.is_live)
            and self.stage in (None, batch.stage)
            and (self.by is None or any(event.done_by == self.by for event in item.events))
            and self._shares_a_day(item)
        )

    def _shares_a_day(self, item: BatchHistory) -> bool:
        first, last = item.batch.first_on, item.batch.last_on
        if self.period is None:
            return True
        if first is None or last is None:
            return False
        return first <= self.period.last_on and self.period.first_on <= last
