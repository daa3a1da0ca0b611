"""The rank that a place would get among the cities of a group, and what a better one takes.

The other cities end where they are expected to: at the middle of their earlier years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from airtrack.assess.compare import plain
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.domain.scenario import Scenario
from airtrack.outlook import ends, solver, spread
from airtrack.outlook.book import GOOD_PCT, POLLUTANTS
from airtrack.outlook.ends import Ends
from airtrack.outlook.ground import Ground
from airtrack.outlook.solver import Answer

_TENTH = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Wish:
    """How many places are to be gained, or how long the list of the last is that is to be left."""

    gain: int | None = None
    leave_last: int | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """The largest value at the end (of ratios the smallest) that gains `places` or leaves the last.

    `rest` is the mean that the days to come may have for it, None where that is no single number.
    """

    places: int
    is_gain: bool
    outcome: solver.Outcome
    value: Decimal | None
    rest: Decimal | None


@dataclass(frozen=True, slots=True)
class RankLine:
    """The rank in the group, 1 the best: so far, and at the end without and with the assumption.

    The other cities end where they are expected to (their middle). `n` of them are ranked, this
    one included, of `n_total` members; `without` and `under` are the values at the end.
    """

    group: str
    by: str
    digits: int
    n: int
    n_total: int
    so_far: int | None
    rank_without: int
    rank_under: int
    without: Decimal
    under: Decimal
    solved: tuple[Solved, ...] = ()


def of_place(ground: Ground, scenario: Scenario, wish: Wish) -> RankLine | None:
    place, by = ground.ask.place, ground.ask.by
    if ground.group is None or place not in ground.members:
        return None
    base, rules = ground.ranked, ground.house.standards.assessment
    own = base.coming.places.index(place)
    changed = ends.under(ground.figures(), scenario) if scenario else None
    keys = _keys(ground, base.ends)
    middle = spread.spread(base.ends[by])
    if middle.n[own] < rules.indicative_min_years or keys[own] is None:
        return None
    mine = keys[own] if changed is None else _keys(ground, changed)[0]
    members = [base.coming.places.index(code) for code in ground.members]
    others = [keys[at] for at in members if at != own]
    known = [key for key in others if key is not None]
    if mine is None:
        return None
    now = keys[own] or mine
    sign = 1 if ground.house.standards.indicators[by].better == "lower" else -1
    digits = spread.digits(base.book.step(by))
    values = [key[0] for key in known]
    return RankLine(
        group=ground.group.id,
        by=by,
        digits=digits,
        n=len(known) + 1,
        n_total=len(ground.group.members(ground.within.last_on)),
        so_far=ground.rank_so_far.get(place),
        rank_without=_place_of(now, known),
        rank_under=_place_of(mine, known),
        without=_of_steps(now[0] * sign, digits),
        under=_of_steps(mine[0] * sign, digits),
        solved=tuple(_solved(ground, now[0], values, sign=sign, wish=wish)),
    )


Key = tuple[int, ...]
"""What a city is ranked by, the lowest first, in printed steps: its figure, then the tie break."""


def _keys(ground: Ground, found: Ends) -> list[Key | None]:
    """The middle of each place; None where it has none."""
    indicators = ground.house.standards.indicators
    asked = indicators[ground.ask.by]
    listed = [asked, *([indicators[asked.tie_break]] if asked.tie_break else [])]
    book, columns = ground.ranked.book, []
    for item in listed:
        middle = spread.spread(found[item.key]).middle
        sign = 1 if item.better == "lower" else -1
        columns.append(np.rint(middle / book.step(item.key)) * sign)
    rows = np.stack(columns, axis=-1)
    return [tuple(int(value) for value in row) if np.isfinite(row).all() else None for row in rows]


def _place_of(own: Key, others: Sequence[Key]) -> int:
    return 1 + sum(other < own for other in others)


def _of_steps(steps: int, digits: int) -> Decimal:
    return Decimal(steps).scaleb(-digits)


def _solved(
    ground: Ground, now: int, others: Sequence[int], *, sign: int, wish: Wish
) -> list[Solved]:
    """What it takes, on values of which the lowest is the best."""
    digits = spread.digits(ground.ranked.book.step(ground.ask.by))
    is_share = ground.ask.by == GOOD_PCT
    least = 0 if sign > 0 else -(100 * 10**digits if is_share else ground.within.days)
    found = []
    if wish.gain is not None:
        answer = solver.to_gain(wish.gain, now=now, others=others, least=least)
        found.append(_told(ground, answer, wish.gain, is_gain=True, sign=sign))
    if wish.leave_last is not None:
        answer = solver.to_leave_last(wish.leave_last, others=others, least=least)
        found.append(_told(ground, answer, wish.leave_last, is_gain=False, sign=sign))
    return found


def _told(ground: Ground, answer: Answer, places: int, *, is_gain: bool, sign: int) -> Solved:
    digits = spread.digits(ground.ranked.book.step(ground.ask.by))
    if answer.value is None:
        return Solved(places, is_gain, answer.outcome, None, None)
    rest = _rest(ground, answer.value)
    value = _of_steps(answer.value * sign, digits)
    return Solved(places, is_gain, answer.outcome, value, None if rest is None else plain(rest))


def _rest(ground: Ground, wanted: int) -> Fraction | None:
    """The mean that the days to come may have, of a pollutant that is assessed by its mean."""
    base, by = ground.figures(), ground.ask.by
    if by not in POLLUTANTS or not base.book.is_mean[POLLUTANTS.index(Pollutant(by))]:
        return None
    at = POLLUTANTS.index(Pollutant(by))
    return solver.rest_mean(
        wanted,
        total=Fraction(round(base.sum_so_far[at, 0]), MILLI),
        n=int(base.n_so_far[at, 0]),
        left=len(base.coming.rest_slots),
        step=Fraction(base.book.step(by), MILLI),
        rest_step=_TENTH,
    )
