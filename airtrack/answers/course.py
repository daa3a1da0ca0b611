"""A place's year as it went: the statistics of the year to date at the end of each month."""

from __future__ import annotations

from datetime import date

from airtrack.answers import stats
from airtrack.answers.question import House
from airtrack.answers.stats import CityStats
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis

MONTHS = range(1, 13)


def to_date(
    house: House, place: str, year: int, *, edition: str, as_of: date, basis: Basis | None = None
) -> dict[int, CityStats]:
    """Statistics from 1 January to the end of each month, by month, in one question.

    The last one ends with `as_of`; months after it are left out.
    """
    ends = {
        month: min(periods.of_month(year, month).last_on, as_of)
        for month in MONTHS
        if periods.of_month(year, month).first_on <= as_of
    }
    if not ends:
        return {}
    first = date(year, 1, 1)
    spans = {month: periods.of_days(first, end) for month, end in ends.items()}
    found = stats.of_spans(house, place, list(spans.values()), edition=edition, basis=basis)
    return {month: found[span.key] for month, span in spans.items()}
