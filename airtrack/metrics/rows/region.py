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
