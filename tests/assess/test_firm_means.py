"""Missing days of a finished year at the best and the worst of their quarter.

Source: FORMULAS F19; every number can be checked in the head.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from airtrack.assess.course import Sample
from airtrack.assess.filled import mean_bounds

FIRST = date(2023, 1, 1)
YEAR = [FIRST + timedelta(n) for n in range(365)]


def year(*, missing: set[date]) -> tuple[Sample, dict[date, int]]:
    """Thousandths; winter days at 60, every other at 30, the first of each quarter 10 above."""
    values = {}
    for day in YEAR:
        value = 60 if day.month <= 3 else 30
        is_first = day.day == 1 and day.month in (1, 4, 7, 10)
        values[day] = 1000 * (value + 10 * is_first)
    found = {day: value for day, value in values.items() if day not in missing}
    n = len(found)
    return Sample("430100", Fraction(sum(found.values()), 1000), n, 365 - n, 0), found


def test_a_missing_winter_day_is_filled_with_winter_values() -> None:
    sample, values = year(missing={date(2023, 2, 14)})
    low, high = mean_bounds(sample, values, YEAR)
    assert (low, high) == ((sample.amount + 60) / 365, (sample.amount + 70) / 365)


def test_a_quarter_without_any_value_takes_those_of_the_year() -> None:
    gone = {day for day in YEAR if day.month in (7, 8, 9)}
    sample, values = year(missing=gone)
    low, high = mean_bounds(sample, values, YEAR)
    assert (low, high) == (
        (sample.amount + 92 * 30) / 365,
        (sample.amount + 92 * 70) / 365,
    )


@pytest.mark.parametrize("n_missing", [pytest.param(0, id="none"), pytest.param(40, id="forty")])
def test_the_mean_on_record_lies_between_the_ends(n_missing: int) -> None:
    sample, values = year(missing=set(YEAR[100 : 100 + n_missing]))
    low, high = mean_bounds(sample, values, YEAR)
    assert low <= (sample.amount + 30 * n_missing) / 365 <= high
    assert (low == high) is (n_missing == 0)
