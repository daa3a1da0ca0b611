"""Indices of values that somebody names, judged like those on record.

Source: HJ 633; the figures come from the same views.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.errors import WrongUse
from airtrack.metrics import trial
from airtrack.metrics.reference import Reference
from airtrack.metrics.rows import CityDayAqi, CityHourAqi

O3_HOUR = "o3_1h"


@dataclass(frozen=True, slots=True)
class Trial:
    """Individual indices of the values that are there; `aqi` is None where none is given (NA)."""

    edition: str
    on_date: date
    is_hour: bool
    iaqi: Mapping[str, int | None]
    aqi: int | None
    level: int | None
    primary: tuple[str, ...]
    missing: tuple[str, ...]


def judged(
    reference: Reference,
    values: Mapping[str, Decimal],
    *,
    on_date: date,
    edition: str | None,
    is_hour: bool,
) -> Trial:
    """Values by pollutant key in the pollutant's unit; `o3_1h` beside those of a day.

    Raises WrongUse("bad_value") for what is no concentration.
    """
    given = {key: _milli(key, value) for key, value in values.items()}
    peak = given.pop(O3_HOUR, None)
    known = {Pollutant(key): value for key, value in given.items()}
    if is_hour:
        found = trial.of_hour(reference, known, on_date=on_date, edition=edition)
        return _trial(found, given, is_hour=True)
    day = trial.of_day(reference, known, on_date=on_date, edition=edition, o3_1h=peak)
    return _trial(day, given, is_hour=False)


def _milli(key: str, value: Decimal) -> int:
    """Thousandths; finer digits cannot be kept."""
    scaled = value * MILLI
    if value < 0 or scaled != int(scaled):
        raise WrongUse("bad_value", text=f"{key}={value}")
    return int(scaled)


def _trial(found: CityDayAqi | CityHourAqi, given: Mapping[str, int], *, is_hour: bool) -> Trial:
    indices = {key: getattr(found, f"iaqi_{key}") for key in Pollutant}
    return Trial(
        edition=found.edition,
        on_date=found.on_date,
        is_hour=is_hour,
        iaqi={str(key): value for key, value in indices.items() if key in given},
        aqi=found.aqi,
        level=found.level,
        primary=tuple(found.primary_pollutants.split(",")) if found.primary_pollutants else (),
        missing=tuple(str(key) for key in Pollutant if key not in given),
    )
