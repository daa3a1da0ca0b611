"""What the rest of the year allows, against worked examples.

Source: FORMULAS F7, F8 with the decided rules at their head; bulletins of 魏县, 2020.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from airtrack.assess import budget
from airtrack.assess.course import Sample
from tests.assess.conftest import Judged, sample, target


@pytest.mark.parametrize(
    ("mean", "n", "left", "expected"),
    [
        pytest.param(58, 209, 157, "55.67", id="27 July: the bulletin prints 56"),
        pytest.param(55, 348, 18, "95.67", id="13 December: the bulletin prints 95"),
    ],
)
def test_wei_county_s_control_values(mean: int, n: int, left: int, expected: str) -> None:
    found = budget.remaining_mean([sample(mean, n=n, left=left)], Fraction(57))
    assert found is not None
    assert f"{float(found):.2f}" == expected


def test_missing_days_are_no_zeros() -> None:
    found = budget.remaining_mean([sample(36, n=300, missing=20, left=45)], Fraction(35))
    assert found is not None
    assert f"{float(found):.1f}" == "28.3"


def test_a_control_value_below_zero_is_out_of_reach() -> None:
    found = budget.remaining_mean([sample(52, n=304, left=61)], Fraction(35))
    assert found is not None
    assert f"{float(found):.1f}" == "-49.7"


def test_wei_county_s_good_days_still_needed(judged: Judged) -> None:
    won = sample(127, n=208, left=157, is_mean=False)
    verdict = judged(target("good_days", ">=", "212"), won, as_of=date(2025, 7, 27))
    assert verdict.budget is not None
    assert verdict.budget.days_needed == 85


def test_wei_county_s_heavy_days_still_allowed(judged: Judged) -> None:
    spent = sample(12, n=208, left=157, is_mean=False)
    verdict = judged(target("heavy_days", "<=", "19"), spent, as_of=date(2025, 7, 27))
    assert verdict.budget is not None
    assert verdict.budget.days_left_to_lose == 7


def test_days_that_may_be_lost_are_rounded_down(judged: Judged) -> None:
    # 14 % of 365 days are 51.1: 51 may be lost, 30 were
    won = sample(182, n=212, left=153, is_mean=False)
    verdict = judged(target("good_pct", ">=", "86.0"), won, as_of=date(2025, 7, 31))
    assert verdict.budget is not None
    assert (verdict.budget.days_left_to_lose, verdict.budget.days_needed) == (21, 132)


def test_once_the_year_is_over_nothing_is_left(judged: Judged) -> None:
    assert judged(target("pm25", "<=", "35"), sample(34, n=365)).budget is None


city = some.builds(
    Sample,
    place=some.just("430100"),
    amount=some.fractions(min_value=0, max_value=60_000, max_denominator=1000),
    n=some.integers(1, 366),
    missing=some.integers(0, 30),
    left=some.integers(1, 200),
)


@given(samples=some.lists(city, min_size=1, max_size=8), target_=some.integers(1, 100))
def test_spending_exactly_the_budget_meets_the_target(samples: list[Sample], target_: int) -> None:
    rest = budget.remaining_mean(samples, Fraction(target_))
    assert rest is not None
    ends = [(s.amount + rest * s.left) / (s.n + s.left) for s in samples]
    assert sum(ends, Fraction(0)) / len(ends) == target_


@given(
    good=some.integers(0, 300),
    bad=some.integers(0, 60),
    left=some.integers(1, 200),
    percent=some.integers(1, 100),
)
def test_losing_exactly_the_allowed_days_keeps_the_floor(
    good: int, bad: int, left: int, percent: int
) -> None:
    if good + bad == 0:
        bad = 1
    won = Sample("430100", Fraction(good), good + bad, 0, left)
    needed = budget.days_to_win([won], Fraction(percent))
    days = good + bad + left
    assert needed > left or 100 * (good + needed) >= percent * days
    assert needed == 0 or 100 * (good + needed - 1) < percent * days
