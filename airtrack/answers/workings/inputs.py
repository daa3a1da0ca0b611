"""What a city's figure is made of, and the figure worked out once more from it.

A figure has one source: days, a published table, or months; each is listed in full. The second
calculation is in exact fractions and knows nothing of the views.
"""

from __future__ import annotations

from airtrack.answers.caution import COMPUTED, ESTIMATED
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Trail
from airtrack.answers.working import Inputs
from airtrack.answers.workings.daily import of_days
from airtrack.answers.workings.index import of_index
from airtrack.answers.workings.months import of_months
from airtrack.answers.workings.table import of_table
from airtrack.domain.standard import Measure


def of_city(
    house: House,
    question: Question,
    row: CityStats,
    *,
    indicator: str,
    trail: Trail | None,
) -> Inputs:
    """The inputs of one figure of one place."""
    measure = house.standards.indicators[indicator].measure
    if measure is Measure.INDEX:
        return of_index(house, question, row, trail)
    if row.source == COMPUTED:
        return of_days(house, question, row, indicator=indicator, trail=trail)
    if row.source == ESTIMATED:
        return of_months(house, question, row, indicator)
    return of_table(house, question, row, indicator=indicator, trail=trail)
