"""Polluted days of a city's months by primary pollutant.

Source: HJ 633; the figures come from the views.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.answers.question import House
from airtrack.domain import period as periods
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standards import IN_FORCE
from airtrack.metrics.rows import CityPeriodPolluted


@dataclass(frozen=True, slots=True)
class Polluted:
    """Polluted days of a period; `shared` of them count for several pollutants."""

    valid_days: int
    days: int
    shared: int
    by_pollutant: Mapping[str, int]


def of_months(house: House, place: str, year: int, *, edition: str) -> dict[int, Polluted]:
    """The stored months of the year that have a day with an index, by number."""
    spans = [periods.of_month(year, number) for number in range(1, 13)]
    stored = [span for span in spans if span.key in house.statistics.stored_periods]
    if not stored:
        return {}
    rows = house.statistics.rows(
        CityPeriodPolluted,
        periods=stored,
        edition=None if edition == IN_FORCE else edition,
        only=[place],
    )
    number = {span.key: span.first_on.month for span in stored}
    return {number[row.period_key]: _of(row) for row in rows if row.valid_days}


def of_year(house: House, place: str, year: int, *, edition: str) -> Polluted | None:
    """The whole year, as far as it is on record; None without a day that has an index."""
    rows = house.statistics.rows(
        CityPeriodPolluted,
        periods=[periods.of_year(year)],
        edition=None if edition == IN_FORCE else edition,
        only=[place],
    )
    return next((_of(row) for row in rows if row.valid_days), None)


def _of(row: CityPeriodPolluted) -> Polluted:
    return Polluted(
        valid_days=row.valid_days,
        days=row.polluted_days,
        shared=row.shared_days,
        by_pollutant={str(key): getattr(row, f"{key}_days") for key in Pollutant},
    )
