"""Rows about how complete a period is, and what events take out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CityMonthCount:
    """Valid days of a calendar month, of a pollutant or (`aqi`) of the index."""

    view: ClassVar[str] = "city_month_count"
    place_id: str
    month_on: date
    item: str
    n_days: int
    is_enough: bool


@dataclass(frozen=True, slots=True)
class DaySuspect:
    """A value that is possible and odd, or several days of it from `on_date` to `last_on`."""

    view: ClassVar[str] = "day_suspect"
    place_id: str
    on_date: date
    pollutant: str
    cause: str
    last_on: date
    n_days: int
    value_milli: int | None
    other_milli: int | None
    batch_no: int


@dataclass(frozen=True, slots=True)
class PlaceBatch:
    """Days and values of a place that count and whose newest batch is this one."""

    view: ClassVar[str] = "place_batch"
    place_id: str
    batch_no: int
    first_on: date
    last_on: date
    n_days: int
    n_values: int


@dataclass(frozen=True, slots=True)
class CityPeriodValidity:
    """Whether the whole months of a period have the days that they need, per item."""

    view: ClassVar[str] = "city_period_validity"
    place_id: str
    period_key: str
    item: str
    n_months: int
    enough_months: int
    whole_days: int
    is_valid: bool


@dataclass(frozen=True, slots=True)
class CityPeriodMeasured:
    """Valid days of a pollutant before event days are left out, and how many of them are."""

    view: ClassVar[str] = "city_period_measured"
    place_id: str
    period_key: str
    pollutant: str
    n_days: int
    left_out_days: int


@dataclass(frozen=True, slots=True)
class CityPeriodDust:
    """Event days of a period, and the good-day ratio with, without and in spite of them."""

    view: ClassVar[str] = "city_period_dust"
    place_id: str
    period_key: str
    event_days: int
    exceed_days: int
    heavy_days: int
    kept_permille: int
    dropped_permille: int | None
    added_permille: int
