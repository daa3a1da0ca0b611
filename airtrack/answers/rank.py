"""Ranking of a group, ties included, with the year before beside it.

Source: 环办监测〔2018〕19号; equal printed values share a rank and the next is skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers import breaks, detail, digits, stats
from airtrack.answers.breaks import Break
from airtrack.answers.caution import COMPUTED
from airtrack.answers.number import MILLI, PERMILLE, decimals, printed
from airtrack.answers.question import House, Question, checked, edition_of, members
from airtrack.answers.reason import Reason
from airtrack.answers.stats import CityStats
from airtrack.domain.period import Period
from airtrack.errors import NotFound
from airtrack.metrics.rows import CityPeriodChange, CityPeriodRank
from airtrack.registry.places import DatedGroup

CHANGE, COMPOSITE = "change", "composite"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One city; `change_pct` in percent, `change_points` in percentage points for ratios.

    `change_days` is the number of days for counts. Ranked by change, `value` is that of the
    composite index, `previous` the index of the year before, and `composite` the index itself.
    `direction` is `flat` (持平) where the printed change is 0.0.
    """

    rank: int
    place: str
    name: str
    short_name: str
    value: int | float | None
    previous: int | float | None
    change_pct: int | float | None
    change_points: int | float | None
    reasons: tuple[Reason, ...] = ()
    source: str = COMPUTED
    direction: str | None = None
    change_days: int | float | None = None
    composite: int | float | None = None


@dataclass(frozen=True, slots=True)
class Unranked:
    """A member that is not ranked, and why."""

    place: str
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer, best first; `stats` are the same cities' statistics.

    `digits` are the printed decimals of the value, `previous_digits` those of the year before;
    `breaks` are those between the year before and the period's end. `moves_in` names the field
    of a row that holds its change.
    """

    question: Question
    edition: str
    by: str
    digits: int
    previous_digits: int
    group: DatedGroup
    rows: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]
    stats: tuple[CityStats, ...]
    breaks: tuple[Break, ...] = ()
    moves_in: str = detail.PERCENT


@dataclass(frozen=True, slots=True)
class Place:
    """One member's rank of `of` ranked ones; `is_tied` where another has the same value."""

    question: Question
    group: DatedGroup
    rank: int
    of: int
    is_tied: bool


def places(house: House, question: Question, group: DatedGroup, *, by: str) -> dict[str, Place]:
    """Where each ranked member of the group stands, by code, without what stands behind it."""
    found, _ = _found(house, question, group, by)
    ranks = [row.rank for row in found]
    return {
        row.place_id: Place(question, group, row.rank, len(found), ranks.count(row.rank) > 1)
        for row in found
    }


def of_group(
    house: House,
    question: Question,
    group: DatedGroup,
    *,
    by: str,
    known: tuple[CityStats, ...] | None = None,
) -> Ranking:
    """The group's members on the period's last day, ranked; raises NotFound for an unknown `by`.

    `known` are the statistics of another ranking of the same question: they are not asked again.
    """
    checked(house, question)
    if by not in house.standards.rankable:
        raise NotFound("unknown_indicator", text=by, nearest=house.standards.rankable)
    places = members(group, question)
    found, worsened = _found(house, question, group, by)
    cities = stats.of_places(house, question, places).rows if known is None else known
    by_place = {city.place: city for city in cities}
    rows = tuple(
        _ranked(house, question, row, city=by_place[row.place_id])
        for row in sorted(found, key=lambda row: (row.rank, row.place_id))
    )
    ranked = {row.place for row in rows}
    others = [city for city in cities if city.place not in ranked]
    return Ranking(
        question=question,
        edition=edition_of(house, question),
        by=by,
        digits=_most(digits.of(house, by, question.span), *_values(found, by)),
        previous_digits=_most(
            digits.of(house, _shown(by), question.span.a_year_before()),
            *(row.previous_milli for row in found),
        ),
        group=group,
        rows=rows,
        unranked=tuple(_unranked(city, by, is_spared=city.place in worsened) for city in others),
        stats=cities,
        breaks=breaks.between(
            house, [question.span.a_year_before(), question.span], question.single_edition
        ),
        moves_in=detail.moves_in(house, by),
    )


def _found(
    house: House, question: Question, group: DatedGroup, by: str
) -> tuple[list[CityPeriodRank], set[str]]:
    """The ranks, and of a ranking by change whose index rose on enough days, ranked or not.

    Those among them that are not ranked attain, and are spared.
    """
    with house.statistics.asked(
        CityPeriodRank,
        *((CityPeriodChange,) if by == CHANGE else ()),
        periods=[question.span],
        edition=question.single_edition,
        only=members(group, question),
        basis=question.counted_basis,
    ) as asked:
        ranks = asked.rows(CityPeriodRank, group_id=group.id, by_key=by)
        changes = asked.rows(CityPeriodChange, indicator=COMPOSITE) if by == CHANGE else []
    rose = (row for row in changes if row.is_rankable and (row.change_permille or 0) > 0)
    return ranks, {row.place_id for row in rose}


def _unranked(city: CityStats, by: str, *, is_spared: bool) -> Unranked:
    reasons = city.reasons or (Reason(_why_not(by)),)
    return Unranked(city.place, city.name, (Reason("spared_attaining"),) if is_spared else reasons)


def _why_not(by: str) -> str:
    return "no_year_before" if by == CHANGE else "not_rankable"


def printed_value(house: House, row: CityPeriodRank, *, span: Period) -> int | float | None:
    """What the row is ranked by, as printed: of a change the percent, else the value."""
    if row.by_key == CHANGE:
        return printed(row.change_permille, PERMILLE, PERMILLE)
    return digits.shown(row.value_milli, digits.of(house, row.by_key, span))


def _ranked(house: House, question: Question, row: CityPeriodRank, *, city: CityStats) -> Ranked:
    change = printed(row.change_permille, PERMILLE, PERMILLE)
    now = digits.of(house, _shown(row.by_key), question.span)
    before = digits.of(house, _shown(row.by_key), question.span.a_year_before())
    value = digits.shown(row.value_milli, now)
    kind = detail.moves_in(house, row.by_key)
    difference = digits.shown(row.difference_milli, now)
    return Ranked(
        rank=row.rank,
        place=row.place_id,
        name=city.name,
        short_name=house.gazetteer.places[row.place_id].short_name,
        value=printed_value(house, row, span=question.span),
        previous=digits.shown(row.previous_milli, before),
        change_pct=change if kind == detail.PERCENT else None,
        change_points=difference if kind == detail.POINTS else None,
        change_days=difference if kind == detail.DAYS else None,
        composite=value if row.by_key == CHANGE else None,
        reasons=(*city.reasons, *breaks.withheld(row.withheld)),
        source=city.source,
        direction=detail.direction(
            row.change_permille if kind == detail.PERCENT else row.difference_milli
        ),
    )


def _values(found: Sequence[CityPeriodRank], by: str) -> list[int]:
    """What is ranked, in thousandths; a change is none."""
    return [] if by == CHANGE else [row.value_milli for row in found]


def _most(least: int, *values_milli: int | None) -> int:
    """The digits of a column that prints every value without loss."""
    return max(decimals(value, MILLI, least) for value in (0, *values_milli))


def _shown(by: str) -> str:
    """What the views hold for a ranking: the change of the composite index holds the index."""
    return COMPOSITE if by == CHANGE else by
