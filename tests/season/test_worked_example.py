"""The worked example of 2024: month targets, path, profit and loss, tightening, probability.

Source: FORMULAS F9 to F12, whose numbers are typed here.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import accumulate

import pytest

from airtrack.domain import period as periods
from airtrack.season import course, likely, shape
from airtrack.season.pieces import PastYear, Seen, by_months, pieces, years_before

ARCHIVE = {
    2019: (70, 55, 48, 40, 34, 28, 24, 25, 32, 42, 54, 66),
    2020: (66, 40, 42, 38, 32, 27, 23, 24, 30, 40, 52, 64),
    2021: (62, 50, 44, 36, 31, 26, 22, 23, 29, 38, 50, 60),
    2022: (60, 46, 42, 35, 30, 25, 22, 22, 28, 37, 46, 58),
    2023: (61, 48, 45, 37, 30, 25, 21, 22, 28, 38, 49, 59),
}
SO_FAR = (57, 45, 41, 34, 29, 24)
TARGET = Fraction(37)
YEAR = periods.of_year(2024)
PIECES = pieces(YEAR, after=date(2024, 6, 30))
DAYS = [Fraction(piece.days) for piece in PIECES]


def years() -> list[PastYear]:
    found = []
    for year, means in ARCHIVE.items():
        days = [years_before(piece, 2024 - year).days for piece in PIECES]
        seen = tuple(Seen(Fraction(m * d), Fraction(d)) for m, d in zip(means, days, strict=True))
        found.append(PastYear(year, "430100", seen))
    return found


def seen() -> list[Seen]:
    return [Seen(m * d, d) for m, d in zip(SO_FAR, DAYS[:6], strict=True)]


def targets() -> tuple[Fraction, ...]:
    usual = shape.usual(years(), by_months(PIECES))
    assert usual is not None
    return shape.decomposed(TARGET, usual, DAYS)


def budget() -> Fraction:
    lost = sum(item.amount for item in seen())
    return (TARGET * 366 - lost) / sum(DAYS[6:])


def test_the_target_is_decomposed_into_months_as_a_usual_year_goes() -> None:
    """F9."""
    assert [round(float(item), 2) for item in targets()] == [
        *(59.46, 44.55, 41.23, 34.69, 29.28, 24.44),
        *(20.89, 21.63, 27.41, 36.37, 46.80, 57.25),
    ]


def test_the_path_allows_38_98_by_june() -> None:
    """F9: the cumulative target line."""
    due = course.due(targets()[:6], seen())
    assert due is not None and round(float(due), 2) == 38.98


def test_the_profit_grows_to_113_by_june_while_the_flat_line_says_behind() -> None:
    """F10; the mean so far is 38.36 and above the 37 of the year."""
    days = [
        course.profit_loss([target], [item])
        for target, item in zip(targets(), seen(), strict=False)
    ]
    assert [round(float(item), 1) for item in accumulate(days)] == [
        *(76.4, 63.5, 70.6, 91.3, 100.0, 113.1)
    ]
    so_far = sum(item.amount for item in seen()) / sum(DAYS[:6])
    assert round(float(so_far), 2) == 38.36 and so_far > TARGET


def test_what_was_won_loosens_the_months_to_come_by_one_factor() -> None:
    """F11."""
    rest = targets()[6:]
    factor = shape.tightening(budget(), rest, DAYS[6:])
    assert round(float(budget()), 3) == 35.652
    assert factor is not None and round(float(factor), 4) == 1.0175
    assert [round(float(item * factor), 2) for item in rest] == [
        *(21.26, 22.01, 27.89, 37.01, 47.62, 58.26)
    ]


def test_four_of_five_years_would_keep_it_and_the_probability_is_081() -> None:
    """F12: ratios 0.8991 on average with a deviation of 0.0279; t = 0.989, k = 5."""
    found = likely.ratios(years(), likely.so_far_of(seen()), [float(n) for n in DAYS[6:]])
    mean = sum(item.amount for item in seen()) / sum(DAYS[:6])
    forecast = likely.of_mean(found, mean=float(mean), n=182, left=184, limit=37)
    assert round(sum(found) / 5, 4) == 0.8991
    assert forecast is not None and forecast.probability == pytest.approx(0.81, abs=0.005)
    assert (forecast.kept, forecast.n_years) == (4, 5)
    assert round(forecast.middle, 2) == 36.25
    assert forecast.low < 36.25 < 37 < forecast.high
