"""The stations behind a day of a city: each with its hours and mean, and which are averaged.

Source: the views `station_day`, `station_span`; SPEC 3.4 for the mean of stations.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers.number import SCALE
from airtrack.answers.question import House
from airtrack.answers.trail import Trail
from airtrack.answers.working import Formula
from airtrack.answers.workings import hours as explain_hours
from airtrack.answers.workings.hours import Hour
from airtrack.domain import period as periods
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import Station, StationDay, StationSpan


@dataclass(frozen=True, slots=True)
class StationPart:
    """One station's day; control stations and closed ones are listed and not averaged.

    `told` are its hours as they were delivered, `batch_nos` the batches that brought them.
    """

    station: str
    name: str
    counts: bool
    values: Mapping[str, Fraction | None]
    hours: Mapping[str, int]
    told: tuple[Hour, ...]
    batch_nos: frozenset[int]


def of_day(house: House, place: str, on: date, *, trail: Trail | None) -> tuple[StationPart, ...]:
    """Every station of the place with hours on that day, in the order of their codes."""
    rows = house.statistics.rows(StationDay, place_id=place, on_date=on)
    spans = house.statistics.rows(StationSpan, place_id=place)
    counting = {span.station_id for span in spans if span.first_on <= on <= span.last_on}
    day = periods.of_days(on, on)
    lines = {} if trail is None else trail.station_hours([row.delivered_id for row in rows], day)
    names = {row.station_id: row.name for row in house.statistics.rows(Station, place_id=place)}
    validity = house.standards.validity
    of_means = math.lcm(*range(validity.day.min_hours, validity.day.hours + 1))
    mda8 = validity.mda8
    of_windows = math.lcm(*range(mda8.min_window_hours, mda8.window_hours + 1))
    return tuple(
        StationPart(
            station=row.station_id,
            name=names.get(row.station_id, row.delivered_id),
            counts=row.station_id in counting,
            values={
                str(key): _value(row, key, of_windows if key is Pollutant.O3 else of_means)
                for key in Pollutant
            },
            hours={str(key): getattr(row, f"{key}_hours") for key in Pollutant},
            told=tuple(
                explain_hours.of_line(line, trail)
                for line in lines.get(row.delivered_id, ())
                if trail is not None
            ),
            batch_nos=frozenset(line.batch_no for line in lines.get(row.delivered_id, ())),
        )
        for row in rows
    )


def _value(row: StationDay, key: Pollutant, scale: int) -> Fraction | None:
    scaled = getattr(row, f"{key}_scaled")
    return None if scaled is None else Fraction(scaled, scale * SCALE)


def mean(stations: Sequence[StationPart], key: Pollutant) -> Formula | None:
    """The mean of the evaluation stations that are valid."""
    values = [
        value
        for station in stations
        if station.counts and (value := station.values[key]) is not None
    ]
    if not values:
        return None
    total = sum(values, Fraction(0))
    numbers = {"sum": total, "n": len(values)}
    return Formula("formula_stations", numbers, total / len(values))
