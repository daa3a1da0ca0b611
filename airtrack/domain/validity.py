"""What a statistic needs to count, as words.

Source: GB 3095 Table 4, HJ 663, as text in `data/standards/validity.toml`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Confidence


class DayValidity(Word):
    """How many hourly means make a daily mean."""

    min_hours: int
    hours: int
    clause: str
    confidence: Confidence


class Mda8Validity(Word):
    """How the daily maximum 8-hour mean (日最大8小时平均) is found and when it counts."""

    window_hours: int
    min_window_hours: int
    first_window_ends: int
    last_window_ends: int
    min_windows: int
    valid_above: Decimal
    unit: str
    clause: str
    confidence: Confidence


class StatedValidity(Word):
    """Whether the 8-hour means that a release states with its hours stand before our own."""

    o3_8h: bool
    clause: str
    confidence: Confidence


class CityValidity(Word):
    """How many of a city's evaluation stations must be valid, and what its ozone is the mean of.

    `min_percent` of them, with fewer than `few_stations` only `few_min_percent`. `o3` is the mean
    of the stations' maximum 8-hour means, or the maximum of the city's own hours. A station that
    is silent up to the end of the data `counts` among all of them, or `ends` with its last value,
    unless the table of stations gives its last day.
    """

    min_percent: int = Field(ge=0, le=100)
    few_stations: int
    few_min_percent: int = Field(ge=0, le=100)
    o3: Literal["station_days", "city_hours"]
    silent_at_end: Literal["counts", "ends"] = "counts"
    clause: str
    confidence: Confidence


class PeriodValidity(Word):
    """How many valid days a month and a year need."""

    month_min_days: int
    february_min_days: int
    year_min_days: int
    clause: str
    confidence: Confidence


class RankingValidity(Word):
    """Which count of days admits a city to a ranking, and how complete its pollutants must be.

    `pollutant_min_percent`: every pollutant has values on so many percent of the valid days, else
    good days and the composite index of the period are not given.
    """

    counts: Literal["aqi"]
    pollutant_min_percent: int = Field(ge=0, le=100)
    clause: str
    confidence: Confidence


class SuspectRule(Word):
    """From how many days on one and the same value is odd; of `low` pollutants later."""

    repeated_days: int = Field(ge=2)
    low: tuple[Pollutant, ...]
    low_repeated_days: int = Field(ge=2)
    clause: str
    confidence: Confidence


class Validity(Word):
    """What a statistic needs to count."""

    clause: str
    day: DayValidity
    mda8: Mda8Validity
    stated: StatedValidity
    city: CityValidity
    period: PeriodValidity
    ranking: RankingValidity
    suspect: SuspectRule
