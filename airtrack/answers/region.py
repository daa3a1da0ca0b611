"""A set of places member by member: what each one does to the mean of all of them.

Source: the regional row is the mean of the members' printed figures (SPEC 3.6); the rest is
arithmetic on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers import stats
from airtrack.answers.number import rounded
from airtrack.answers.question import House
from airtrack.answers.stats import CityStats
from airtrack.domain import period as periods
from airtrack.domain.period import Period

_TWO = 2

Years = Mapping[int, Mapping[str, CityStats]]
"""The statistics of months by period key, by year."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A member's printed `value`, and how far it moves the mean, in the unit of the indicator.

    `share` is (value − mean) / n, so that all shares add up to nothing; `without` is the mean of
    the other members, None where there are none.
    """

    place: str
    name: str
    value: int | float
    share: int | float
    without: int | float | None


def months(
    house: House, places: Sequence[str], years: Iterable[int], *, edition: str, as_of: date
) -> Mapping[str, Years]:
    """The statistics of every stored month of these years by place, asked at once.

    A month that is known beyond `as_of` is left out, and so is one without a valid day.
    """
    stored = house.statistics.stored_periods.values()
    days = house.statistics.days
    newest = days[1] if days else as_of
    wanted = set(years)
    spans = [
        span
        for span in stored
        if span.first_on.year in wanted
        and min(span.last_on, newest) <= as_of
        and span == periods.of_month(span.first_on.year, span.first_on.month)
    ]
    if not spans:
        return {place: {} for place in places}
    found = stats.of_each(house, places, spans, edition=edition)
    return {place: _by_year(found[place], spans) for place in places}


def _by_year(found: Mapping[str, CityStats], spans: Iterable[Period]) -> Years:
    known: dict[int, dict[str, CityStats]] = {}
    for span in spans:
        if found[span.key].valid_days != 0:
            known.setdefault(span.first_on.year, {})[span.key] = found[span.key]
    return known


def contributions(
    values: Mapping[str, int | float | None], *, digits: int, names: Mapping[str, str]
) -> tuple[Contribution, ...]:
    """What each member with a printed value does to the mean, the one that raises it most first.

    `digits` are those of the indicator; shares and means have one more.
    """
    known = {place: found for place, found in values.items() if found is not None}
    if not known:
        return ()
    exact = {place: Fraction(str(number)) for place, number in known.items()}
    n, total = len(exact), sum(exact.values(), Fraction(0))
    shares = {place: (number - total / n) / n for place, number in exact.items()}
    return tuple(
        Contribution(
            place=place,
            name=names[place],
            value=known[place],
            share=rounded(shares[place], digits + 1),
            without=rounded((total - exact[place]) / (n - 1), digits + 1) if n > 1 else None,
        )
        for place in sorted(exact, key=lambda place: (-shares[place], place))
    )


@dataclass(frozen=True, slots=True)
class Step:
    """What a member adds to the change of the mean, (value − before) / n, with one digit more.

    The mean stands at `starts` before the step and at `ends` after it. `place` is empty for all
    members together that are not told one by one; these have no value of their own.
    """

    place: str
    name: str
    before: int | float | None
    value: int | float | None
    step: int | float
    starts: int | float
    ends: int | float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From the mean of the year before to that of now, over the `n` members that have both.

    `steps` begin with the one that adds most; one of them stands for `n_rest` members where not
    all are told. Means have one digit more than values. `lacking` names those without a year
    before.
    """

    before: int | float
    after: int | float
    n: int
    steps: tuple[Step, ...]
    n_rest: int
    lacking: tuple[str, ...]


Pair = tuple[int | float | None, int | float | None]
"""The printed values of a member the year before and now."""


def waterfall(
    pairs: Mapping[str, Pair], *, digits: int, names: Mapping[str, str], at_each_end: int
) -> Waterfall | None:
    """What each member adds to the change of the mean.

    Of a large set the `at_each_end` that add and take most are told one by one. None where
    fewer than two members have both values.
    """
    both = {
        place: (Fraction(str(then)), Fraction(str(now)))
        for place, (then, now) in pairs.items()
        if then is not None and now is not None
    }
    n = len(both)
    if n < _TWO:
        return None
    added = {place: (now - then) / n for place, (then, now) in both.items()}
    parts = _parts(added, at_each_end)
    mean = sum((then for then, _ in both.values()), Fraction(0)) / n
    steps: list[Step] = []
    for place, amount in parts:
        steps.append(
            Step(
                place=place,
                name=names.get(place, ""),
                before=pairs[place][0] if place else None,
                value=pairs[place][1] if place else None,
                step=rounded(amount, digits + 1),
                starts=rounded(mean, digits + 1),
                ends=rounded(mean + amount, digits + 1),
            )
        )
        mean += amount
    alone = [name for place, name in names.items() if _has_no_year_before(pairs.get(place))]
    n_rest = n - sum(1 for place, _ in parts if place)
    return Waterfall(steps[0].starts, steps[-1].ends, n, tuple(steps), n_rest, tuple(alone))


def _parts(added: Mapping[str, Fraction], at_each_end: int) -> list[tuple[str, Fraction]]:
    """The members in the order of what they add, the middle of a large set as one part."""
    in_order = sorted(added, key=lambda place: (-added[place], place))
    if len(in_order) <= 2 * at_each_end:
        return [(place, added[place]) for place in in_order]
    first, last = in_order[:at_each_end], in_order[-at_each_end:]
    rest = sum((added[place] for place in in_order[at_each_end:-at_each_end]), Fraction(0))
    told = [(place, added[place]) for place in first]
    return [*told, ("", rest), *((place, added[place]) for place in last)]


def _has_no_year_before(pair: Pair | None) -> bool:
    return pair is not None and pair[0] is None and pair[1] is not None
