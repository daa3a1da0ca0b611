"""The ledger of dust and other events of a set of places, with the days that look like dust.

Source: `event_current`; `dust_suspect` for the hint, which is unofficial and never counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers.question import House
from airtrack.metrics.read import Span
from airtrack.metrics.rows import DustSuspect, EventCurrent


@dataclass(frozen=True, slots=True)
class Entry:
    """A day of a place in the ledger; `event` is None where its hours only look like dust."""

    place: str
    name: str
    date: date
    event: EventCurrent | None


def of_places(house: House, places: Sequence[str], year: int) -> tuple[Entry, ...]:
    """The entries of the year by place and day; a day with an event needs no hint beside it."""
    own, within = list(places), Span(date(year, 1, 1), date(year, 12, 31))
    read = house.statistics.rows
    events = read(EventCurrent, place_id=own, on_date=within)
    told = {(row.place_id, row.on_date) for row in events}
    hints = [
        row
        for row in read(DustSuspect, place_id=own, on_date=within)
        if (row.place_id, row.on_date) not in told
    ]
    names = {place: house.gazetteer.places[place].name for place in own}
    found = [Entry(row.place_id, names[row.place_id], row.on_date, row) for row in events]
    found += [Entry(row.place_id, names[row.place_id], row.on_date, None) for row in hints]
    return tuple(sorted(found, key=lambda item: (item.place, item.date)))
