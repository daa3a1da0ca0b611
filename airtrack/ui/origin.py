"""What the figures of a page stand on: where they come from, and the basis of means and index."""

from __future__ import annotations

from collections.abc import Iterable

from airtrack.answers.caution import COMPUTED, REPORTED
from airtrack.answers.question import House
from airtrack.answers.stats import CityStats

NO_EVENTS = "basis_incl_dust"
"""The word for the basis where no event is on record: both are one."""


def origins(house: House, sources: Iterable[str | None]) -> tuple[str, ...]:
    """Where the figures come from, each source once; of none, what is on record at all."""
    on_record = REPORTED if house.statistics.daily is None else COMPUTED
    return tuple(sorted({source for source in sources if source})) or (on_record,)


def of_rows(house: House, rows: Iterable[CityStats]) -> tuple[str, ...]:
    """Where these rows come from; one without any data comes from nowhere."""
    return origins(house, (None if row.valid_days == 0 else row.source for row in rows))
