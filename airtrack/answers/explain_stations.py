"""The stations behind a day of a city: each with its own mean, and which of them are averaged.

Source: the view `station_day`; SPEC 3.4 for the mean of stations.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers.number import SCALE
from airtrack.answers.question import House
from airtrack.answers.working import Formula
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import Station, StationDay


@dataclass(frozen=True, slots=True)
class StationPart:
    """One station's day; a control station is listed and not averaged."""

    station: str
    name: str
    is_control: bool
    values: Mapping[str, Fraction | None]
    hours: Mapping[str, int]


def of_day(house: House, place: str, on: date) -> tuple[StationPart, ...]:
    """Every station of the place with hours on that day, in the order of their codes."""
    rows = house.statistics.rows(StationDay, place_id=place, on_date=on)
    names = {row.station_id: row.name for row in house.statistics.rows(Station, place_id=place)}
    validity = house.standards.validity
    of_means = math.lcm(*range(validity.day.min_hours, validity.day.hours + 1))
    mda8 = validity.mda8
    of_windows = math.lcm(*range(mda8.min_window_hours, mda8.window_hours + 1))
    return tuple(
        StationPart(
            station=row.station_id,
            name=names.get(row.station_id, row.delivered_id),
            is_control=row.is_control,
            values={
                str(key): _value(row, key, of_windows if key is Pollutant.O3 else of_means)
                for key in Pollutant
            },
            hours={str(key): getattr(row, f"{key}_hours") for key in Pollutant},
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
        if not station.is_control and (value := station.values[key]) is not None
    ]
    if not values:
        return None
    total = sum(values, Fraction(0))
    numbers = {"sum": total, "n": len(values)}
    return Formula("formula_stations", numbers, total / len(values))
