"""What a body has reported about an item of a task; every field may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from airtrack.domain.record import ProgressState


@dataclass(frozen=True, slots=True)
class Progress:
    """The newest report on one item: `percent` from 0 to 100, `by` the body that reported."""

    state: ProgressState | None = None
    percent: int | None = None
    reported_on: date | None = None
    by: str = ""
    evidence: str = ""

    @property
    def is_closed(self) -> bool:
        """True where the report says that nothing is left to do: done, or dropped."""
        return self.state is not None and self.state.is_closed


Reported = Mapping[tuple[int, int], Progress]
"""Reports of one plan by number of the task and of the item; an item without one is not in it."""
