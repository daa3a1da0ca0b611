"""What each page can be asked: pickers in one row, their options from what is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House, nothing_valid
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.place import PlaceKind
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import NotFound
from airtrack.metrics.rows import AssessedValue, CityPeriod, EventDay
from airtrack.ui import choice
from airtrack.ui.house import Now
from airtrack.views import sentences

ALL = "all"
_NATION = "prefecture-337"
_NARROW, _MIDDLE, _WIDE = 156, 170, 340
"""Widths of pickers in a row that wraps, in pixels."""

_DEFAULT_GROUPS = ("key-168", _NATION)
_LARGE = (PlaceKind.PROVINCE, PlaceKind.PREFECTURE)


@dataclass(frozen=True, slots=True)
class OverviewAsk:
    """What the overview is asked; nothing after `as_of` counts."""

    plan: str
    year: int
    as_of: date
    region: str | None = None


@dataclass(frozen=True, slots=True)
class CityAsk:
    """What the city page is asked; `by` is the indicator of the month bars.

    `basis` is None where nothing tells the bases apart.
    """

    place: str
    year: int
    by: str
    edition: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Bases:
    """What tells the bases of a place apart: the years of approved events, of assessed figures."""

    event_years: frozenset[int]
    assessed_years: frozenset[int]

    def of_year(self, year: int, *, with_year_before: bool = False) -> list[Basis]:
        """The bases of the year's figures, the usual one first; none where they are all one.

        The months of the year before may stand beside the year's, with events of their own.
        """
        years = {year, year - 1} if with_year_before else {year}
        has_events = bool(self.event_years & years)
        offered = [Basis.EXCL_DUST, Basis.INCL_DUST] if has_events else [Basis.INCL_DUST]
        if year in self.assessed_years:
            offered.append(Basis.ASSESSED)
        return offered if len(offered) > 1 else []


def overview(
    now: Now,
    plans: Sequence[PlanAnswer],
    *,
    regions: Callable[[PlanAnswer, int], Sequence[str]],
) -> OverviewAsk:
    """Plan, date, year and a part of the plan's region in one row that wraps.

    `regions` says which parts there are; where there is none, nothing is asked.
    """
    days = now.house.statistics.days
    if days is None:
        raise nothing_valid(now.house)
    by_id = {item.plan.id: item for item in plans}
    with st.container(horizontal=True):
        plan = choice.choose(
            now,
            "plan",
            "pick_plan",
            list(by_id),
            default=plans[0].plan.id,
            named=lambda key: sentences.plan_name(by_id[key].plan, now.words),
            width=_WIDE,
        )
        first, last = days
        as_of = choice.choose_day(now, "as_of", "pick_as_of", first=first, last=last, width=_NARROW)
        years = sorted({target.span.last_on.year for target in by_id[plan].targets})
        passed = [year for year in years if year <= as_of.year]
        year = choice.choose(
            now,
            "year",
            "pick_year",
            [str(year) for year in years],
            default=str(passed[-1] if passed else years[0]),
            named=str,
            width=_NARROW,
            follows=True,
        )
        parts = regions(by_id[plan], int(year))
        region = _part(now, parts) if parts else None
    return OverviewAsk(plan, int(year), as_of, region)


def _part(now: Now, parts: Sequence[str]) -> str | None:
    """One of the sets of places, or None for all of the plan."""
    found = choice.choose(
        *(now, "region", "pick_region", [ALL, *parts]),
        default=ALL,
        named=lambda key: now.words.label("region_all") if key == ALL else group_name(now, key),
        width=_MIDDLE,
    )
    return None if found == ALL else found


def bases(house: House) -> dict[str, Bases]:
    """What tells the bases apart, by the code of each place that has anything of the kind."""
    events: dict[str, set[int]] = defaultdict(set)
    assessed: dict[str, set[int]] = defaultdict(set)
    for row in house.statistics.rows(EventDay) if house.statistics.has_events else ():
        events[row.place_id].add(row.on_date.year)
    for value in house.statistics.rows(AssessedValue):
        if value.period_key == periods.of_year(value.first_on.year).key:
            assessed[value.place_id].add(value.first_on.year)
    return {
        place: Bases(frozenset(events[place]), frozenset(assessed[place]))
        for place in {*events, *assessed}
    }


def city(now: Now, found: Mapping[str, Bases]) -> CityAsk:
    """City, year, indicator and standard in one row that wraps where the screen is narrow.

    `found` tells which places have several bases: only these are asked for one.
    """
    with st.container(horizontal=True):
        place = _place(now)
        year = _year(now)
        keys = [key for key in now.house.standards.rankable if key != "change"]
        by = indicator(now, keys, label="pick_pollutant", default=str(Pollutant.PM25))
        edition = edition_of(now)
        offered = found[place].of_year(year, with_year_before=True) if place in found else []
        basis = _basis(now, offered) if offered else None
    return CityAsk(place, year, by, edition, basis)


def _basis(now: Now, offered: Sequence[Basis]) -> Basis:
    options = [str(basis) for basis in offered]
    return Basis(
        choice.choose(
            *(now, "basis", "pick_basis", options),
            default=options[0],
            named=now.words.label,
            width=_MIDDLE,
        )
    )


def group(now: Now, of_plans: Sequence[str], *, prefers_plans: bool = False) -> str:
    """A group with data; first the one of a plan, unless a well-known larger one is complete.

    Where plans are preferred, that of a plan comes first in any case.
    """
    gazetteer = now.house.gazetteer
    with_data = now.house.places_with_data
    groups = {group.id: group for group in gazetteer.all_groups()}
    last = now.house.statistics.days
    on = last[1] if last else date.min
    members = {key: frozenset(group.members(on)) for key, group in groups.items()}
    offered = [key for key in groups if with_data & members[key]]
    if not offered:
        raise NotFound("no_group_with_data", nearest=[])
    complete = [key for key in _DEFAULT_GROUPS if key in offered and members[key] <= with_data]
    wanted = [*of_plans, *complete] if prefers_plans else [*complete, *of_plans]
    wanted += _DEFAULT_GROUPS
    default = next((key for key in wanted if key in offered), offered[0])
    return choice.choose(
        *(now, "group", "pick_group", offered),
        default=default,
        named=lambda key: group_name(now, key),
        width=_WIDE,
    )


def group_name(now: Now, key: str) -> str:
    """What a set of places is called in the language of the page."""
    found = now.house.gazetteer.find_group(key)
    return found.name if now.words.lang == "zh" else found.name_en or found.name


def newest_ranked(house: House, group: str) -> str | None:
    """The newest stored period by which a member of the group can be ranked, the shortest first.

    One with a composite index goes before; None where nobody can be ranked by anything.
    """
    days = house.statistics.days
    last = days[1] if days else date.min
    members = house.gazetteer.find_group(group).members
    stored = house.statistics.stored_periods.values()
    ranked = None
    for item in sorted(stored, key=lambda item: (min(item.last_on, last), -item.days))[::-1]:
        codes = members(item.last_on)
        found = house.statistics.rows(CityPeriod, periods=[item], only=codes, is_rankable=True)
        if any(row.composite_centi is not None for row in found):
            return item.key
        ranked = ranked or (item.key if found else None)
    return ranked


def indicator(now: Now, keys: list[str], *, label: str, default: str) -> str:
    """One of these indicators."""
    return choice.choose(
        now, "by", label, keys, default=default, named=now.words.label, width=_MIDDLE
    )


def edition_of(now: Now) -> str:
    """The standards in force, or one of them for all days."""
    options = [IN_FORCE, *(edition.id for edition in now.house.standards.editions)]

    def named(key: str) -> str:
        return now.words.label("in_force" if key == IN_FORCE else key)

    return choice.choose(
        now, "edition", "pick_edition", options, default=IN_FORCE, named=named, width=_MIDDLE
    )


def _place(now: Now) -> str:
    gazetteer = now.house.gazetteer
    offered = sorted(
        now.house.places_with_data,
        key=lambda code: (gazetteer.places[code].kind not in _LARGE, code),
    )

    def named(code: str) -> str:
        place = gazetteer.places[code]
        province = gazetteer.places.get(place.province)
        alone = province is None or province.code == code
        return place.name if alone or province is None else f"{place.name} · {province.short_name}"

    return choice.choose(
        now, "place", "pick_place", offered, default=offered[0], named=named, width=_MIDDLE
    )


def _year(now: Now) -> int:
    stored = now.house.statistics.stored_periods.values()
    years = [item.key for item in stored if item == periods.of_year(item.first_on.year)]
    newest_first = sorted(years, reverse=True)
    chosen = choice.choose(
        now, "year", "pick_year", newest_first, default=newest_first[0], named=str, width=_NARROW
    )
    return int(chosen)
