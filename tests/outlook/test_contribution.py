"""What each city adds to its region: parts add up to the whole, to the last fraction."""

from __future__ import annotations

import calendar
import random
from fractions import Fraction

import pytest

from airtrack.domain.members import Member, Members, Rest
from airtrack.domain.standard import Measure
from airtrack.outlook.contribution import allotted, foremost, parts, shared


def members(
    measure: Measure, *each: Member, limit: int | str = 35, low: bool = True, mean: bool = True
) -> Members:
    return Members(measure, mean, Fraction(limit), low, False, each)


def city(
    place: str, value: int | str, *, n: int = 210, left: int = 150, norms: tuple[int, ...] = (40,)
) -> Member:
    """A city with a mean, and with the rests of earlier years by their means."""
    past = tuple(Rest(2020 + at, Fraction(norm * 150), 150) for at, norm in enumerate(norms))
    return Member(place, Fraction(value), Fraction(value) * n, n, left, past)


def capped(place: str, used: int, own: int | None, norms: tuple[int, ...] = (2,)) -> Member:
    """A city with heavy days, a cap of its own, and the same days of earlier years."""
    past = tuple(Rest(2020 + at, Fraction(days), 150) for at, days in enumerate(norms))
    return Member(place, Fraction(used), Fraction(used), 210, 150, past, own)


def end_of(each: tuple[Member, ...], rests: dict[str, Fraction]) -> Fraction:
    """The mean over cities at the end of the year, with that rest in each."""
    ends = [(item.amount + rests[item.place] * item.left) / (item.n + item.left) for item in each]
    return sum(ends, Fraction(0)) / len(ends)


def test_parts_of_a_mean_by_hand() -> None:
    # region 37, target 35: excesses +5 and -1, each half of it; 150 of 360 days are to come
    found = parts(members(Measure.MEAN, city("a", 34, norms=(30, 50)), city("b", 40, norms=(42,))))
    b, a = found
    assert [(item.place, item.excess, item.share_of_gap) for item in found] == [
        ("b", 5, Fraction(5, 2)),
        ("a", -1, Fraction(-1, 2)),
    ]
    assert (a.norm, b.norm, a.part) == (40, 42, 17)
    # 150 / 360 / 2 = 0.2083; a tenth of 42 is 4.2, and 4.2 * 0.2083 = 0.875
    assert a.moves_per_unit == b.moves_per_unit == Fraction(5, 24)
    assert (a.moves_per_tenth, b.moves_per_tenth) == (Fraction(5, 6), Fraction(7, 8))


def test_the_city_with_the_highest_usual_rest_moves_the_region_most() -> None:
    found = parts(members(Measure.MEAN, city("a", 45, norms=(39,)), city("b", 34, norms=(41,))))
    best = foremost(found)
    assert (found[0].place, best and best.place) == ("a", "b")


def test_of_shares_a_tenth_fewer_lost_days_counts() -> None:
    # 120 good days of 150 in the rest: 20 % are lost, a tenth of that is 2 points of the rest
    good = Member("a", Fraction(88), Fraction(185), 210, 150, (Rest(2024, Fraction(120), 150),))
    (found,) = parts(members(Measure.SHARE, good, limit=90, low=False))
    assert (found.excess, found.norm) == (2, 20)
    assert found.moves_per_tenth == 2 * Fraction(150, 360)


def test_nothing_moves_a_region_whose_period_is_over() -> None:
    found = parts(members(Measure.MEAN, city("a", 45, left=0, norms=())))
    assert (found[0].moves_per_unit, found[0].moves_per_tenth, foremost(found)) == (0, None, None)


@pytest.mark.parametrize(
    ("days", "weights", "limits", "expected"),
    [
        pytest.param(6, (3, 1, 2), (None, None, None), (3, 1, 2), id="by weight"),
        pytest.param(5, (1, 1, 1), (None, None, None), (2, 2, 1), id="equal remainders"),
        pytest.param(6, (3, 1, 2), (0, None, None), (0, 2, 4), id="one may have none"),
        pytest.param(6, (0, 0, 0), (1, None, None), (1, 3, 2), id="no weights"),
        pytest.param(6, (3, 1, 2), (1, 1, 1), (3, 1, 2), id="limits leave too little"),
        pytest.param(0, (3, 1, 2), (2, 2, 2), (0, 0, 0), id="nothing left"),
        pytest.param(4, (9, 0, 0), (1, 2, 2), (1, 2, 1), id="weightless cities take the rest"),
    ],
)
def test_days_are_handed_out(
    days: int, weights: tuple[int, ...], limits: tuple[int | None, ...], expected: tuple[int, ...]
) -> None:
    assert allotted(days, [Fraction(item) for item in weights], limits, [9, 9, 9]) == expected


def test_no_city_is_handed_more_days_than_are_to_come() -> None:
    # own limits hold 2; the third day goes beyond them to the one that has a day to come
    weights = [Fraction(5), Fraction(1)]
    assert allotted(3, weights, [1, 1], [1, 2]) == (1, 2)
    assert allotted(3, weights, [None, None], [2, 2]) == (2, 1)


def test_a_shared_cap_by_hand() -> None:
    # cap 9, used 2 + 1 + 0 = 3, 6 left; b has used up its own cap, so that a and c share 6 by 1:2
    found = shared(
        members(
            Measure.COUNT,
            *(capped("a", 2, 4, (0, 2)), capped("b", 1, 1), capped("c", 0, None, (1, 3))),
            limit=9,
            mean=False,
        )
    )
    assert (found.cap, found.used, found.left, found.over) == (9, 3, 6, 0)
    assert [(item.used, item.days_left, item.own_left) for item in found.each] == [
        (2, 2, 2),
        (1, 0, 0),
        (0, 4, None),
    ]
    assert [item.expected for item in found.each] == [1, 2, 2]


def test_beyond_the_cap_nobody_has_a_day() -> None:
    found = shared(members(Measure.COUNT, capped("a", 7, 9), capped("b", 4, None), limit=9))
    assert (found.left, found.over, [item.days_left for item in found.each]) == (0, 2, [0, 0])


def test_after_the_period_what_is_left_of_a_cap_is_unused() -> None:
    ended = Member("a", Fraction(4), Fraction(4), 360, 0)
    found = shared(members(Measure.COUNT, ended, limit=9, mean=False))
    assert (found.left, found.unused, found.each[0].days_left) == (0, 5, 0)


def history(dice: random.Random, place: str, days: int, until: int) -> Member:
    """Days of a year until that one: some missing, some heavy; two earlier years, with gaps too."""
    seen = [dice.random() for _ in range(until)]
    n = sum(value < 0.95 for value in seen)
    heavy = sum(value < 0.02 for value in seen)
    left = days - until
    past = tuple(
        Rest(year, Fraction(dice.randrange(min(5, left) + 1)), max(1, left - dice.randrange(9)))
        for year in (2018, 2019)
    )
    own = dice.choice((None, dice.randrange(6)))
    return Member(place, Fraction(heavy), Fraction(heavy), n, left, past, own)


def test_used_and_still_to_spend_are_the_cap_in_a_thousand_histories() -> None:
    dice = random.Random(7)
    for _ in range(1_000):
        days = 366 if calendar.isleap(dice.choice((2019, 2020))) else 365
        until = dice.randrange(1, days + 1)
        each = [history(dice, str(at), days, until) for at in range(dice.randrange(1, 8))]
        found = shared(members(Measure.COUNT, *each, limit=dice.randrange(40), mean=False))
        to_come = (days - until) * len(each)
        allowed = sum(item.days_left for item in found.each)
        assert found.cap == found.used + allowed + found.unused - found.over
        assert found.used == sum(item.used for item in found.each)
        assert allowed == found.left == min(max(0, found.cap - found.used), to_come)
        assert all(0 <= item.days_left <= days - until for item in found.each)
        room = [
            days - until if item.own_left is None else min(item.own_left, days - until)
            for item in found.each
        ]
        within = [item.days_left <= own for item, own in zip(found.each, room, strict=True)]
        assert all(within) or sum(room) < found.left


def test_shares_are_the_gap_and_moves_are_differences_in_a_thousand_histories() -> None:
    dice = random.Random(11)
    for _ in range(1_000):
        days = dice.choice((365, 366))
        until = dice.randrange(1, days)
        each = tuple(
            city(
                str(at),
                Fraction(dice.randrange(100, 900), 10),
                n=until - dice.randrange(until) // 9,
                left=days - until,
                norms=(dice.randrange(20, 90), dice.randrange(20, 90)),
            )
            for at in range(dice.randrange(1, 8))
        )
        found = parts(members(Measure.MEAN, *each))
        mean = sum((item.value for item in each), Fraction(0)) / len(each)
        assert sum(item.share_of_gap for item in found) == mean - 35
        assert sum(item.part for item in found) == mean
        usual = {item.place: item.norm or Fraction(0) for item in found}
        one = dice.choice(found)
        better = end_of(each, usual | {one.place: usual[one.place] * Fraction(9, 10)})
        assert end_of(each, usual) - better == one.moves_per_tenth
        less = end_of(each, usual | {one.place: usual[one.place] - 1})
        assert end_of(each, usual) - less == one.moves_per_unit
