"""Rows of a group of places and a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RegionPeriod:
    """The mean of the member cities' printed statistics."""

    view: ClassVar[str] = "region_period"
    group_id: str
    period_key: str
    indicator: str
    n_cities: int
    sum_milli: int
    value_milli: int


@dataclass(frozen=True, slots=True)
class RegionPeriodSpread:
    """The lowest, the middle and the highest member of a group, beside their mean."""

    view: ClassVar[str] = "region_period_spread"
    group_id: str
    period_key: str
    indicator: str
    n_cities: int
    mean_milli: int
    lowest_milli: int
    lowest_place: str
    middle_milli: int
    highest_milli: int
    highest_place: str
