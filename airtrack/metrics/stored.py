"""Which periods a build stores: those that the data on record speak of.

Any other period is computed when it is asked for, by the same views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from airtrack.domain import period as periods
from airtrack.domain.period import Period


def stored(days: tuple[date, date] | None, tables: Iterable[Period]) -> list[Period]:
    """Every month and year with days or a published table, and the spans of the tables.

    `days` are the first and last day with a value. The span of a cumulative table is stored in
    the years before it too, as far back as there is anything: months alone would not show it.
    """
    found = set(tables)
    years = {day.year for span in found for day in (span.first_on, span.last_on)}
    if days is not None:
        years.update(range(days[0].year, days[1].year + 1))
        found.update(periods.of_month(year, month) for year, month in months(*days))
    for span in [span for span in found if span.first_on.month != span.last_on.month]:
        earlier = span.a_year_before()
        while years.intersection((earlier.first_on.year, earlier.last_on.year)):
            found.add(earlier)
            earlier = earlier.a_year_before()
    found.update(periods.of_year(year) for year in years)
    return sorted(found)


def months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Year and month of every calendar month that the days touch."""
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield index // 12, index % 12 + 1
