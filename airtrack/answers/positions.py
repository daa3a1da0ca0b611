"""Ranks over several periods: the months of a year, and how places moved against earlier periods.

Source: the ranks of `rank`, read of several periods at once; equal printed values share a rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from airtrack.answers import rank
from airtrack.answers.question import House, Question
from airtrack.answers.rank import Ranked, Ranking
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.period_kind import PeriodKind, before
from airtrack.metrics.rows import CityPeriodRank
from airtrack.registry.places import DatedGroup

_THIRD = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A place's rank in one period, with the printed value that gives it."""

    rank: int
    value: int | float | None


Positions = Mapping[str, Position]
"""The ranked places of one period by code."""


@dataclass(frozen=True, slots=True)
class Move:
    """How many ranks a place rose (positive) or fell; None where it had no rank then."""

    against_previous: int | None
    against_year_before: int | None


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of every ranked place by code, and what they are held against.

    `previous` is the period before of the same kind, None where there is none; `n_previous` and
    `n_year_before` count the places that were ranked then.
    """

    by_place: Mapping[str, Move]
    previous: Period | None
    year_before: Period
    n_previous: int
    n_year_before: int


@dataclass(frozen=True, slots=True)
class Ends:
    """The first and the last `n` of a ranking by code, whoever ties with the last of them too."""

    n: int
    first: frozenset[str]
    last: frozenset[str]


def of_spans(
    house: House, question: Question, group: DatedGroup, *, spans: Sequence[Period], by: str
) -> dict[str, Positions]:
    """The ranks in each of these periods by its key, asked at once; members are those of its end.

    Edition and basis are the question's. A period without data has no ranks.
    """
    if not spans:
        return {}
    everybody = {place for span in spans for place in group.members(span.last_on)}
    found = house.statistics.rows(
        CityPeriodRank,
        periods=spans,
        edition=question.single_edition,
        only=sorted(everybody),
        basis=question.counted_basis,
        group_id=group.id,
        by_key=by,
    )
    by_key = {span.key: span for span in spans}
    ranks: dict[str, dict[str, Position]] = {span.key: {} for span in spans}
    for row in found:
        value = rank.printed_value(house, row, span=by_key[row.period_key])
        ranks[row.period_key][row.place_id] = Position(row.rank, value)
    return dict(ranks)


def months(house: House, answer: Ranking) -> dict[str, Positions]:
    """The ranks of each stored month of the year in which the period ends, by its key.

    A month that reaches beyond the last day that counts is left out.
    """
    question = answer.question
    year = question.span.last_on.year
    stored = house.statistics.stored_periods.values()
    own = [
        span
        for span in stored
        if span.first_on.year == year
        and span == periods.of_month(year, span.first_on.month)
        and (question.as_of is None or span.last_on <= question.as_of)
    ]
    return of_spans(house, question, answer.group, spans=own, by=answer.by)


def moves(house: House, answer: Ranking, *, kind: PeriodKind) -> Moves:
    """How the ranked places moved against the period before and against the year before."""
    span = answer.question.span
    earlier, year_before = before(span, kind), span.a_year_before()
    asked = list(dict.fromkeys(item for item in (earlier, year_before) if item is not None))
    found = of_spans(house, answer.question, answer.group, spans=asked, by=answer.by)
    then = found[earlier.key] if earlier is not None else {}
    last_year = found[year_before.key]
    return Moves(
        by_place={row.place: Move(_rise(row, then), _rise(row, last_year)) for row in answer.rows},
        previous=earlier,
        year_before=year_before,
        n_previous=len(then),
        n_year_before=len(last_year),
    )


def _rise(row: Ranked, earlier: Positions) -> int | None:
    then = earlier.get(row.place)
    return None if then is None else then.rank - row.rank


def ends(rows: Sequence[Ranked], n: int) -> Ends:
    """The first and last n, of a small set no more than a third of it at each end.

    Last is who has fewer than n places that are strictly worse, as accountability rules count.
    Where all places tie nobody is first or last.
    """
    if len({row.rank for row in rows}) == 1:
        return Ends(0, frozenset(), frozenset())
    n = min(n, len(rows) // _THIRD)
    return Ends(
        n=n,
        first=frozenset(row.place for row in rows if row.rank <= n),
        last=frozenset(
            row.place for row in rows if sum(other.rank > row.rank for other in rows) < n
        ),
    )
