"""Rows of days and hours of a place, and of the events among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CityDay:
    """Daily values of a place; thousandths of the unit, null when missing or not valid."""

    view: ClassVar[str] = "city_day"
    place_id: str
    on_date: date
    so2_milli: int | None
    no2_milli: int | None
    pm10_milli: int | None
    pm25_milli: int | None
    co_milli: int | None
    o3_milli: int | None
    so2_hours: int | None
    no2_hours: int | None
    pm10_hours: int | None
    pm25_hours: int | None
    co_hours: int | None
    o3_windows: int | None
    n_valid: int
    origin: str
    stage_rank: int
    batch_no: int


@dataclass(frozen=True, slots=True)
class CityDayValue:
    """One valid daily value as it enters the statistics of a period."""

    view: ClassVar[str] = "city_day_value"
    place_id: str
    on_date: date
    pollutant: str
    value_milli: int


@dataclass(frozen=True, slots=True)
class CityDayAqi:
    """Indices of a place and day under the edition that judges the day."""

    view: ClassVar[str] = "city_day_aqi"
    place_id: str
    on_date: date
    edition: str
    iaqi_so2: int | None
    iaqi_no2: int | None
    iaqi_pm10: int | None
    iaqi_pm25: int | None
    iaqi_co: int | None
    iaqi_o3: int | None
    aqi: int | None
    level: int | None
    is_good: bool | None
    is_heavy: bool | None
    primary_pollutants: str


@dataclass(frozen=True, slots=True)
class CityHourAqi:
    """Indices of a place and hour; of values that nobody keeps too, see `metrics.trial`."""

    view: ClassVar[str] = "city_hour_aqi"
    place_id: str
    on_date: date
    hour: int
    edition: str
    iaqi_so2: int | None
    iaqi_no2: int | None
    iaqi_pm10: int | None
    iaqi_pm25: int | None
    iaqi_co: int | None
    iaqi_o3: int | None
    aqi: int | None
    level: int | None
    primary_pollutants: str


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """How far a place's daily values reach in one year."""

    view: ClassVar[str] = "place_days"
    place_id: str
    year: int
    first_on: date
    last_on: date
    n_days: int


@dataclass(frozen=True, slots=True)
class EventCurrent:
    """What the ledger of events says of a place and day; only approved events count."""

    view: ClassVar[str] = "event_current"
    place_id: str
    on_date: date
    kind: str
    state: str
    first_hour: int
    last_hour: int
    percent: int | None
    evidence: str
    decided_by: str
    decided_on: date | None
    batch_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class EventDay:
    """A daily value that an approved event takes out of means, percentiles and the index."""

    view: ClassVar[str] = "event_day"
    place_id: str
    on_date: date
    pollutant: str
    kind: str


@dataclass(frozen=True, slots=True)
class DustSuspect:
    """A day with hours suspicious of dust: unofficial, never counted."""

    view: ClassVar[str] = "dust_suspect"
    place_id: str
    on_date: date
    first_hour: int
    last_hour: int
    n_hours: int
    pm10_milli: int


@dataclass(frozen=True, slots=True)
class CityMonthDelivered:
    """The sum of a month's daily values as they were delivered, before they were rounded."""

    view: ClassVar[str] = "city_month_delivered"
    place_id: str
    month_on: date
    pollutant: str
    n_days: int
    sum_milli: int
