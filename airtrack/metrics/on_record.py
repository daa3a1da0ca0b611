"""What counts at present of places, for judging what comes in anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from threading import Lock

from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.read import Source

_SPAN = """
select
    place_id, indicator,
    min(value_milli), max(value_milli), count(*),
    min(first_on), max(last_on)
from report_current
where date_trunc('month', first_on) = date_trunc('month', last_on)
group by place_id, indicator
"""
_OF_DAYS = """
select
    place_id,
    min(on_date), max(on_date),
    min(so2_milli), max(so2_milli), count(so2_milli),
    min(no2_milli), max(no2_milli), count(no2_milli),
    min(pm10_milli), max(pm10_milli), count(pm10_milli),
    min(pm25_milli), max(pm25_milli), count(pm25_milli),
    min(co_milli), max(co_milli), count(co_milli),
    min(o3_milli), max(o3_milli), count(o3_milli)
from city_day
group by place_id
"""
_VALUES = """
select place_id, indicator, value_milli
from report_current
where first_on = $first_on and last_on = $last_on
"""


_Range = tuple[int, int, int, date, date]


class OnRecord:
    """The days and published values that count; each question is asked of the source once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = Lock()
        self._ranges: dict[bool, dict[tuple[str, str], _Range]] = {}
        self._values: dict[tuple[date, date], dict[tuple[str, str], int]] = {}

    def ranges(self, *, of_days: bool) -> Mapping[tuple[str, str], _Range]:
        """Lowest, highest, number, first and last of all days, or of all single months.

        By place and indicator, in thousandths of the unit; of days the first and last on which the
        place has any value.
        """
        with self._lock:
            if of_days not in self._ranges:
                rows = self._of_days() if of_days else self._of_months()
                self._ranges[of_days] = {
                    (place, name): (low, high, n, first_on, last_on)
                    for place, name, low, high, n, first_on, last_on in rows
                }
            return self._ranges[of_days]

    def values(self, first_on: date, last_on: date) -> Mapping[tuple[str, str], int]:
        """The published values of exactly these days in thousandths, by place and indicator."""
        with self._lock:
            span = (first_on, last_on)
            if span not in self._values:
                with self._source.cursor() as cursor:
                    rows = cursor.execute(
                        _VALUES, {"first_on": first_on, "last_on": last_on}
                    ).fetchall()
                self._values[span] = {(place, name): milli for place, name, milli in rows}
            return self._values[span]

    def _of_months(self) -> list[tuple[str, str, int, int, int, date, date]]:
        with self._source.cursor() as cursor:
            return cursor.execute(_SPAN).fetchall()

    def _of_days(self) -> Iterator[tuple[str, str, int, int, int, date, date]]:
        with self._source.cursor() as cursor:
            rows = cursor.execute(_OF_DAYS).fetchall()
        for place, first_on, last_on, *figures in rows:
            for at, pollutant in enumerate(Pollutant):
                low, high, n = figures[3 * at : 3 * at + 3]
                if n:
                    yield place, pollutant.value, low, high, n, first_on, last_on
