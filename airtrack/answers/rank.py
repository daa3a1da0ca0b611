"""Ranking of a group, ties included, with the year before beside it.

Source: 环办监测〔2018〕19号; equal printed values share a rank and the next is skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from airtrack.answers import stats
from airtrack.answers.number import MILLI, PERMILLE, printed
from airtrack.answers.question import House, Question, checked, edition_of, members
from airtrack.answers.reason import Reason
from airtrack.answers.stats import CityStats
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import NotFound
from airtrack.metrics.rows import CityPeriodRank
from airtrack.registry.places import DatedGroup

CHANGE, COMPOSITE, RATIO = "change", "composite", "good_pct"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One city; `change_pct` in percent, `change_points` in percentage points for ratios."""

    rank: int
    place: str
    name: str
    short_name: str
    value: int | float | None
    previous: int | float | None
    change_pct: int | float | None
    change_points: int | float | None
    reasons: tuple[Reason, ...] = ()
    source: str = "computed"


@dataclass(frozen=True, slots=True)
class Unranked:
    """A member that is not ranked, and why."""

    place: str
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer, best first; `stats` are the same cities' statistics.

    `digits` are the printed decimals of the value, `previous_digits` those of the year before.
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


def of_group(house: House, question: Question, group: DatedGroup, *, by: str) -> Ranking:
    """The group's members on the period's last day, ranked; raises NotFound for an unknown `by`."""
    checked(house, question)
    if by not in house.standards.indicators:
        raise NotFound("unknown_indicator", text=by, nearest=list(house.standards.indicators))
    found = house.statistics.rows(
        CityPeriodRank,
        periods=[question.span],
        edition=question.single_edition,
        group_id=group.id,
        by_key=by,
    )
    cities = stats.of_places(house, question, members(group, question)).rows
    reasons = {city.place: city.reasons for city in cities}
    rows = tuple(
        replace(_ranked(house, question, row), reasons=reasons.get(row.place_id, ()))
        for row in sorted(found, key=lambda row: (row.rank, row.place_id))
    )
    ranked = {row.place for row in rows}
    unranked = tuple(
        Unranked(city.place, city.name, city.reasons or (Reason(_why_not(by)),))
        for city in cities
        if city.place not in ranked
    )
    return Ranking(
        question=question,
        edition=edition_of(house, question),
        by=by,
        digits=_digits(house, by, question.span),
        previous_digits=_digits(house, _shown(by), question.span.a_year_before()),
        group=group,
        rows=rows,
        unranked=unranked,
        stats=cities,
    )


def _why_not(by: str) -> str:
    return "no_year_before" if by == CHANGE else "not_rankable"


def _ranked(house: House, question: Question, row: CityPeriodRank) -> Ranked:
    change = printed(row.change_permille, PERMILLE, PERMILLE)
    digits = _digits(house, _shown(row.by_key), question.span)
    before = _digits(house, _shown(row.by_key), question.span.a_year_before())
    value = printed(row.value_milli, MILLI, digits)
    is_ratio = row.by_key == RATIO
    return Ranked(
        rank=row.rank,
        place=row.place_id,
        name=house.gazetteer.places[row.place_id].name,
        short_name=house.gazetteer.places[row.place_id].short_name,
        value=change if row.by_key == CHANGE else value,
        previous=printed(row.previous_milli, MILLI, before),
        change_pct=None if is_ratio else change,
        change_points=printed(row.difference_milli, MILLI, digits) if is_ratio else None,
    )


def _shown(by: str) -> str:
    """What the views hold for a ranking: the change of the composite index holds the index."""
    return COMPOSITE if by == CHANGE else by


def _digits(house: House, key: str, span: Period) -> int:
    """Printed decimals of the indicator in a period: PM2.5 has one more since 2025."""
    digits = house.standards.indicators[key].digits
    if digits is None:
        return house.standards.rounding.digits("period_value", Pollutant(key), span.last_on)
    return digits
