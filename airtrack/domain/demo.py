"""The parameters of the demonstration data.

Source: `data/samples/demo.toml`; they describe no real place on any real day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Generic, Self, TypeVar

from pydantic import Field, NonNegativeFloat, PositiveFloat, model_validator

from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant

_T = TypeVar("_T")
Share = Annotated[float, Field(ge=0, le=1)]
Change = Annotated[float, Field(gt=-1)]
Digits = Annotated[int, Field(ge=0, le=3)]
Months = Annotated[tuple[PositiveFloat, ...], Field(min_length=12, max_length=12)]


class Six(Word, Generic[_T]):
    """One value per pollutant."""

    so2: _T
    no2: _T
    pm10: _T
    pm25: _T
    co: _T
    o3: _T

    @property
    def in_order(self) -> list[_T]:
        """The values in the order of `Pollutant`."""
        return [getattr(self, pollutant) for pollutant in Pollutant]


class Level(Six[PositiveFloat]):
    """Mean of the first twelve months (µg/m³, CO mg/m³), `pm10` with its PM2.5.

    `of` names groups, provinces or cities, all cities when empty; `spread` is the standard
    deviation of the logarithm from city to city.
    """

    of: tuple[str, ...] = ()
    spread: NonNegativeFloat = 0

    @model_validator(mode="after")
    def _has_a_coarse_part(self) -> Self:
        if self.pm10 <= self.pm25:
            raise ValueError("pm10 must be above pm25")
        return self


class Season(Six[Months]):
    """Twelve factors per pollutant, January first; only their proportions count."""

    of: tuple[str, ...] = ()


class Trend(Six[Change]):
    """Relative change per year; `spread` is its standard deviation from city to city."""

    spread: NonNegativeFloat


class Weather(Word):
    """Log-normal deviations from day to day, each an autoregression of the first order.

    `memory` is the correlation with the day before, `shared` the part of the variance common to
    a province, `stagnation` the correlation of each pollutant with the one state of the air that
    moves them together.
    """

    memory: Share
    shared: Share
    deviation: Six[NonNegativeFloat]
    stagnation: Six[Share]


class Dust(Word):
    """Days on which about `pm10` µg/m³ of coarse dust come on top, in every city without `of`."""

    of: tuple[str, ...] = ()
    on: tuple[date, ...]
    pm10: PositiveFloat
    spread: NonNegativeFloat


class Missing(Word):
    """Shares of city-days without any row, and with one pollutant left out."""

    whole_day: Share
    one_pollutant: Share


class Demo(Word):
    """The whole file; of `level` and `season` the last entry that names a city holds for it."""

    seed: int
    first_on: date
    last_on: date
    groups: tuple[str, ...]
    digits: Six[Digits]
    least: Six[PositiveFloat]
    most: Six[PositiveFloat]
    level: Annotated[tuple[Level, ...], Field(min_length=1)]
    season: Annotated[tuple[Season, ...], Field(min_length=1)]
    trend: Trend
    weather: Weather
    dust: tuple[Dust, ...]
    missing: Missing

    @model_validator(mode="after")
    def _covers_every_city(self) -> Self:
        if self.level[0].of or self.season[0].of:
            raise ValueError("the first level and the first season must hold everywhere")
        return self

    @model_validator(mode="after")
    def _keeps_to_its_days(self) -> Self:
        if self.first_on > self.last_on:
            raise ValueError("last_on must not be before first_on")
        outside = [on for dust in self.dust for on in dust.on if on not in self.days]
        if outside:
            raise ValueError(f"dust on {outside[0]} is outside first_on to last_on")
        return self

    @property
    def days(self) -> list[date]:
        """Every day from the first to the last."""
        span = (self.last_on - self.first_on).days
        return [self.first_on + timedelta(days=n) for n in range(span + 1)]
