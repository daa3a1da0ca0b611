"""An hour as it was delivered, of a city or of one of its stations, with the line it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.answers.number import MILLI, decimals, printed
from airtrack.answers.trail import Origin, Trail
from airtrack.answers.working import Number
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.trace import Line


@dataclass(frozen=True, slots=True)
class Hour:
    """The hour that ends at `hour` o'clock, as it was delivered."""

    hour: int
    values: Mapping[str, Number | None]
    origin: Origin


def of_line(line: Line, trail: Trail) -> Hour:
    """The hour that stands in the line."""
    values = {str(key): _number(line.values[f"{key}_milli"]) for key in Pollutant}
    return Hour(line.hour or 0, values, trail.of(line))


def _number(milli: int | None) -> Number | None:
    return printed(milli, MILLI, decimals(milli, MILLI, 0))
