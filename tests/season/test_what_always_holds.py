"""What holds for every season, target and history: a thousand seeded cases each."""

from __future__ import annotations

import calendar
import random
from fractions import Fraction

import numpy as np
import pytest

from airtrack.assess import budget
from airtrack.assess.course import Sample
from airtrack.season import counted, course, likely, shape
from airtrack.season.pieces import PastYear, Seen

CASES = 1000
CLOSE = Fraction(1, 10**9)


def months(year: int) -> list[int]:
    return [calendar.monthrange(year, month)[1] for month in range(1, 13)]


def valid(dice: random.Random, year: int) -> list[Fraction]:
    """Days of the months, some of them missing; now and then a month without any."""
    return [Fraction(0 if dice.random() < 0.03 else n - dice.randint(0, 5)) for n in months(year)]


def level(dice: random.Random) -> Fraction:
    return Fraction(dice.randint(1, 200_000), 1000)


def test_month_targets_give_the_target_back() -> None:
    """Leap years, missing days and months that the authority set included."""
    dice = random.Random(7)
    for case in range(CASES):
        weights, target = valid(dice, dice.choice((2023, 2024))), level(dice)
        parts = [level(dice) for _ in weights]
        some = dice.sample(range(12), dice.randint(0, 6))
        issued = {number: target * dice.randint(1, 150) / 100 for number in some}
        found = shape.decomposed(target, parts, weights, issued=issued)
        total = sum((t * w for t, w in zip(found, weights, strict=True)), Fraction(0))
        assert all(found[number] == value for number, value in issued.items()), case
        taken = sum((value * weights[number] for number, value in issued.items()), Fraction(0))
        if taken < target * sum(weights):
            assert abs(total / sum(weights) - target) < CLOSE, case


def test_spending_the_tightened_months_exactly_meets_the_target() -> None:
    dice = random.Random(11)
    for case in range(CASES):
        year, over = dice.choice((2023, 2024)), dice.randint(1, 11)
        days, target = [Fraction(n) for n in months(year)], level(dice)
        known = valid(dice, year)[:over]
        seen = [Seen(level(dice) * n, n) for n in known if n]
        left, amount = days[over:], sum((item.amount for item in seen), Fraction(0))
        n = sum((item.n for item in seen), Fraction(0))
        targets = shape.decomposed(target, [level(dice) for _ in days], [*known, *left])[over:]
        allowed = budget.remaining_mean([Sample("", amount, int(n), 0, int(sum(left)))], target)
        assert allowed is not None
        factor = shape.tightening(allowed, targets, left)
        assert factor is not None
        spent = sum((factor * t * d for t, d in zip(targets, left, strict=True)), Fraction(0))
        assert abs((amount + spent) / (n + sum(left)) - target) < CLOSE, case


def test_what_is_won_so_far_is_what_the_budget_has_more_than_planned() -> None:
    """Profit and loss against the days to come: c · left = Σ target · left + profit."""
    dice = random.Random(13)
    for case in range(CASES):
        days, over = [Fraction(n) for n in months(2024)], dice.randint(1, 11)
        target = level(dice)
        targets = shape.decomposed(target, [level(dice) for _ in days], days)
        seen = [Seen(level(dice) * n, n) for n in days[:over]]
        won = course.profit_loss(targets[:over], seen)
        planned = sum(
            (t * d for t, d in zip(targets[over:], days[over:], strict=True)), Fraction(0)
        )
        amount = sum((item.amount for item in seen), Fraction(0))
        sample = Sample("", amount, int(sum(days[:over])), 0, int(sum(days[over:])))
        allowed = budget.remaining_mean([sample], target)
        assert allowed is not None
        assert allowed * sum(days[over:]) == planned + won, case


def a_season(dice: random.Random) -> counted.Season:
    """Some years of days of a kind, from rare to usual."""
    rate, year = dice.choice((0.01, 0.1, 0.5, 0.9, 0.99)), 2020
    years = []
    for number in range(dice.randint(1, 8)):
        days = [(sum(dice.random() < rate for _ in range(n)), n) for n in months(year + number)]
        seen = tuple(Seen(Fraction(got), Fraction(n)) for got, n in days)
        years.append(PastYear(year + number, "430100", seen))
    return counted.season(years)


def test_the_chances_of_days_to_come_are_one_in_all_and_grow_with_the_level() -> None:
    dice = random.Random(17)
    for case in range(CASES // 4):
        found, over = a_season(dice), dice.randint(1, 11)
        left, means = months(2025)[over:], []
        for share in (0, 0.25, 0.5, 0.75, 1):
            so_far = [Seen(Fraction(int(n * share)), Fraction(n)) for n in months(2025)[:over]]
            chances = counted.coming(found, so_far, left)
            assert chances.min() >= 0 and abs(chances.sum() - 1) < 1e-9, case
            assert len(chances) == sum(left) + 1
            means.append(float(chances @ np.arange(len(chances))))
        assert means == sorted(means), case


def test_the_chances_of_two_months_are_those_of_each_added_up() -> None:
    """Binomial without clumping and doubt: 1/4, 1/2, 1/4 of two days at one half."""
    season = counted.Season(np.zeros(2), 0.0, 1e-9, 0.0, ())
    found = counted.coming(season, [], [1, 1])
    assert found == pytest.approx([0.25, 0.5, 0.25], abs=1e-9)


def test_many_cities_in_two_years_know_no_more_than_two_years() -> None:
    """They share the weather; one degree of freedom, whose upper tenth is at 3.078 spreads."""
    few, many = likely.Rest.of([0.9, 1.1]), likely.Rest.of([0.9, 1.1] * 20, n_years=2)
    assert few.df == many.df == 1
    assert few.at(0.9) == pytest.approx(1 + 3.07768 * 0.02**0.5 * 1.5**0.5, abs=1e-4)
    assert likely.Rest.of([0.9, 1.1] * 20).at(0.9) < many.at(0.9)


def test_the_level_of_the_newest_years_is_what_the_next_is_expected_at() -> None:
    """The same ten years, once falling and once rising."""
    counts = [20, 18, 17, 15, 13, 11, 9, 8, 6, 5]
    means = []
    for order in (counts, counts[::-1]):
        years = [
            PastYear(2010 + n, "430100", tuple(Seen(Fraction(k), Fraction(30)) for _ in range(12)))
            for n, k in enumerate(order)
        ]
        chances = counted.coming(counted.season(years), [], [30] * 12)
        means.append(float(chances @ np.arange(len(chances))))
    assert means[0] < 12 * 12.2 < means[1]


def test_days_that_come_together_spread_as_beta_binomial() -> None:
    """a = b = 1: none, one, two or three of three days are equally likely."""
    season = counted.Season(np.zeros(1), 0.0, 1e-9, 1 / 3, ())
    assert counted.coming(season, [], [3]) == pytest.approx([0.25] * 4, abs=1e-9)


def test_years_that_all_went_alike_leave_no_doubt() -> None:
    """The rest is always 1.3 times the first part: just enough is enough, a little less is not."""
    rest = likely.Rest.of([1.3] * 5)
    assert rest.chance(1.3) == 1 and rest.chance(1.29) == 0
    assert rest.chance(1.3, wants_low=False) == 1 and rest.chance(1.31, wants_low=False) == 0
