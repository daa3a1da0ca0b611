"""What the rank solver finds is what trying every printed value finds."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from airtrack.outlook import solver
from airtrack.outlook.solver import Answer, Outcome

HIGHEST = 40


def _case(seed: int) -> tuple[random.Random, list[int], int]:
    chance = random.Random(seed)
    others = [chance.randint(0, HIGHEST - 2) for _ in range(chance.randint(1, 12))]
    return chance, others, chance.choice([*others, chance.randint(0, HIGHEST - 1)])


def _largest(values: list[int]) -> int | None:
    return max(values, default=None)


def test_brute_force_over_all_printed_values_confirms_gained_places() -> None:
    tally = set()
    for seed in range(200):
        chance, others, now = _case(seed)
        places = chance.randint(1, len(others) + 1)
        wanted = solver.rank(now, others) - places
        tried = [value for value in range(HIGHEST) if solver.rank(value, others) <= wanted]
        found = solver.to_gain(places, now=now, others=others)
        assert found.value == _largest(tried), (seed, others, now, places)
        tally.add(found.outcome)
    assert tally == {Outcome.FOUND, Outcome.TOO_FEW_PLACES}


def test_brute_force_over_all_printed_values_confirms_the_last_n() -> None:
    tally = set()
    for seed in range(200):
        chance, others, _ = _case(seed)
        n = chance.randint(1, len(others) + 1)
        tried = [value for value in range(HIGHEST) if solver.worse(value, others) >= n]
        found = solver.to_leave_last(n, others=others)
        assert found.value == _largest(tried), (seed, others, n)
        tally.add(found.outcome)
    assert tally == set(Outcome)


def test_brute_force_confirms_the_mean_of_the_rest() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        n, left = chance.randint(0, 300), chance.randint(1, 90)
        total, wanted = Fraction(chance.randint(0, 60) * n), chance.randint(5, 60)
        step, rest_step = Fraction(1, chance.choice([1, 10])), Fraction(1, 10)
        found = solver.rest_mean(
            wanted, total=total, n=n, left=left, step=step, rest_step=rest_step
        )
        top = int((wanted * step + 1) * (n + left) / left / rest_step) + 1
        tried = [
            rest * rest_step
            for rest in range(top)
            if round((total + rest * rest_step * left) / (n + left) / step) <= wanted
        ]
        assert found == max(tried, default=None), seed


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (solver.to_gain(1, now=35, others=[30, 33, 33, 40]), Answer(Outcome.FOUND, 33)),
        (solver.to_gain(3, now=35, others=[30, 33, 33, 40]), Answer(Outcome.FOUND, 30)),
        (solver.to_gain(4, now=35, others=[30, 33, 33, 40]), Answer(Outcome.TOO_FEW_PLACES)),
        (solver.to_leave_last(2, others=[50, 51, 51]), Answer(Outcome.FOUND, 50)),
        (solver.to_leave_last(4, others=[50, 51, 51]), Answer(Outcome.TOO_FEW_PLACES)),
    ],
    ids=["one", "three-past-a-tie", "more-than-there-are", "two-worse", "too-short-a-list"],
)
def test_the_largest_value_by_hand(answer: Answer, expected: Answer) -> None:
    assert answer == expected
