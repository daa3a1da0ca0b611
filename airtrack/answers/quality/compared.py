"""Published tables of a set of places beside what their days give: which spans, what differs most.

Source: `city_period_difference` by way of `answers.reconcile`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from airtrack.answers import reconcile
from airtrack.answers.question import House, Question
from airtrack.answers.reconcile import Difference, Reconciliation
from airtrack.domain import period as periods
from airtrack.metrics.rows import PlaceDays, ReportSpan

DIFFERENT = "different"


def spans(house: House, places: Sequence[str], year: int) -> tuple[str, ...]:
    """Tables that end in the year and stand beside days of a place, newest and longest first."""
    own = list(places)
    reach: dict[str, list[PlaceDays]] = {}
    for known in house.statistics.rows(PlaceDays, place_id=own):
        reach.setdefault(known.place_id, []).append(known)
    found = {
        row.period_key: (row.last_on, -row.first_on.toordinal())
        for row in house.statistics.rows(ReportSpan, place_id=own)
        if row.last_on.year == year
        and any(
            item.first_on <= row.last_on and row.first_on <= item.last_on
            for item in reach.get(row.place_id, ())
        )
    }
    return tuple(sorted(found, key=lambda key: found[key], reverse=True))


def of_places(house: House, places: Sequence[str], period: str) -> Reconciliation:
    """The differences of one span: what rounding does not explain first, the largest first."""
    found = reconcile.of_places(house, Question(periods.parse(period)), places)
    ordered = sorted(found.rows, key=lambda row: (row.cause != DIFFERENT, -_share(row)))
    return replace(found, rows=tuple(ordered))


def different(found: Reconciliation) -> int:
    """How many values differ by more than rounding explains."""
    return sum(row.cause == DIFFERENT for row in found.rows)


def _share(row: Difference) -> float:
    """The difference as a share of what is printed: units tell nothing beside each other."""
    printed = abs(row.printed or 0)
    return abs(row.difference or 0) / printed if printed else float("inf")
