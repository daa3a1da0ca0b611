"""Rows of stations and of the days they give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Station:
    """A station on record and its place; its days and position are None where not given."""

    view: ClassVar[str] = "station"
    station_id: str
    name: str
    place_id: str
    is_control: bool
    from_on: date | None
    to_on: date | None
    lon: float | None
    lat: float | None
    batch_no: int


@dataclass(frozen=True, slots=True)
class StationDay:
    """The day of a station: exact means, scaled to whole numbers, None where not valid."""

    view: ClassVar[str] = "station_day"
    station_id: str
    place_id: str
    on_date: date
    is_control: bool
    delivered_id: str
    so2_scaled: int | None
    no2_scaled: int | None
    pm10_scaled: int | None
    pm25_scaled: int | None
    co_scaled: int | None
    o3_scaled: int | None
    so2_hours: int
    no2_hours: int
    pm10_hours: int
    pm25_hours: int
    co_hours: int
    o3_hours: int
    o3_windows: int
    stage_rank: int
    batch_no: int


@dataclass(frozen=True, slots=True)
class StationSpan:
    """From when to when an evaluation station is one of its city's."""

    view: ClassVar[str] = "station_span"
    station_id: str
    place_id: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class CityDayStations:
    """Daily values of a place from its stations, and how many of them were valid."""

    view: ClassVar[str] = "city_day_stations"
    place_id: str
    on_date: date
    so2_milli: int | None
    no2_milli: int | None
    pm10_milli: int | None
    pm25_milli: int | None
    co_milli: int | None
    o3_milli: int | None
    n_stations: int
    so2_stations: int
    no2_stations: int
    pm10_stations: int
    pm25_stations: int
    co_stations: int
    o3_stations: int
    stage_rank: int
    batch_no: int
