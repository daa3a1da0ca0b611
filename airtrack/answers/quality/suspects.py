"""Values that are possible and odd, to be looked at; they count like any other.

Source: `day_suspect`; `data/standards/validity.toml` [suspect].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers.caution import AQI
from airtrack.answers.number import MILLI, printed
from airtrack.answers.question import House
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.read import Span
from airtrack.metrics.rows import DaySuspect

ABOVE_PM10, REPEATED, WITHOUT_VALUE = "above_pm10", "repeated", "without_value"


@dataclass(frozen=True, slots=True)
class Suspect:
    """One finding: a day, or the days from `first_on` to `last_on` with one value.

    `other` is PM10 where PM2.5 is above it; `batch_no` the batch that the (last) day came with.
    """

    place: str
    name: str
    first_on: date
    last_on: date
    n_days: int
    item: str
    cause: str
    value: int | float | None
    other: int | float | None
    batch_no: int


def of_places(house: House, places: Sequence[str], year: int) -> tuple[Suspect, ...]:
    """The findings that begin in the year, by place and day."""
    found = house.statistics.rows(
        DaySuspect, place_id=list(places), on_date=Span(date(year, 1, 1), date(year, 12, 31))
    )
    return tuple(_suspect(house, row) for row in found)


def _suspect(house: House, row: DaySuspect) -> Suspect:
    def shown(value: int | None, key: str) -> int | float | None:
        if key == AQI:
            return None
        digits = house.standards.rounding.digits("day_value", Pollutant(key), row.on_date)
        return printed(value, MILLI, digits)

    return Suspect(
        place=row.place_id,
        name=house.gazetteer.places[row.place_id].name,
        first_on=row.on_date,
        last_on=row.last_on,
        n_days=row.n_days,
        item=row.pollutant,
        cause=row.cause,
        value=shown(row.value_milli, row.pollutant),
        other=shown(row.other_milli, "pm10"),
        batch_no=row.batch_no,
    )
