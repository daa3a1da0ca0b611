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
