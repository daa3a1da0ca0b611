"""Daily values of many places and years at once, as columns of numbers instead of a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
from numpy.typing import NDArray

from airtrack.domain.pollutant import Pollutant

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DayColumns:
    """One entry a place and day on record, in no order.

    `place` is the position among the places that were asked for, `on_day` the day; `milli` has the
    value of each pollutant in thousandths of its unit, NaN where it is missing or not valid.
    """

    place: NDArray[np.int64]
    on_day: NDArray[np.datetime64]
    milli: dict[Pollutant, Numbers]


def read(
    cursor: duckdb.DuckDBPyConnection, places: Sequence[str], *, first: date, last: date
) -> DayColumns:
    """The daily values of these places from `first` to `last`, both included."""
    columns = ", ".join(f"{pollutant}_milli" for pollutant in Pollutant)
    found = cursor.execute(
        f"select list_position($places, place_id) - 1 as place, on_date, {columns} "
        "from city_day where list_contains($places, place_id) "
        "and on_date between $first and $last",
        {"places": list(places), "first": first, "last": last},
    ).fetchnumpy()
    return DayColumns(
        np.ma.filled(found["place"], -1).astype(np.int64),
        np.ma.filled(found["on_date"], np.datetime64("NaT")).astype("datetime64[D]"),
        {
            pollutant: np.ma.filled(found[f"{pollutant}_milli"].astype(np.float64), np.nan)
            for pollutant in Pollutant
        },
    )
