"""What the ranking page can be asked: a set, a period by its kind, the order, who is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from airtrack.answers.offered import Offered
from airtrack.answers.plans import PlanAnswer
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.period_kind import PeriodKind
from airtrack.errors import WrongUse
from airtrack.ui import choice, pickers
from airtrack.ui.house import Now
from airtrack.views import words

NOBODY = "-"
_ENDS = ("10", "20")
_NARROW, _MIDDLE, _WIDE = 120, 180, 220
"""Widths of pickers in a row that wraps, in pixels."""

_UNDATED = (PeriodKind.YEAR, PeriodKind.SPAN)
"""Kinds of which there are few: their periods are offered without a year before them."""


@dataclass(frozen=True, slots=True)
class RankingAsk:
    """What the ranking page is asked; `place` is highlighted, nobody where it is empty.

    `kind` tells how the period was picked: January to March is a quarter as well. Of a ranking
    the first and last `ends` are marked.
    """

    group: str
    period: str
    by: str
    edition: str
    kind: str = ""
    ends: int = 10
    place: str = ""


def ranking(
    now: Now,
    plans: Sequence[PlanAnswer],
    *,
    offered: Offered,
    newest: Callable[[Now, str], str | None],
) -> RankingAsk:
    """Set, kind of period and period, indicator, standard, and who is marked.

    `newest` says which period to show first for a group.
    """
    with st.container(horizontal=True):
        group = pickers.group(now, [item.plan.group for item in plans])
        kind, span = period(now, offered, newest=newest(now, group))
        keys = now.house.standards.rankable
        by = pickers.indicator(now, keys, label="pick_by", default="composite")
        edition = pickers.edition_of(now)
        ends = choice.choose(
            now,
            "ends",
            "pick_ends",
            list(_ENDS),
            default=_ENDS[0],
            named=lambda n: now.words.say("ends_picked", n=n),
            width=_NARROW,
        )
        place = _highlight(now, group, span)
    return RankingAsk(group, span, by, edition, kind, int(ends), place)


def period(now: Now, offered: Offered, *, newest: str | None) -> tuple[str, str]:
    """Kind, year, period, each picked from what the one before it leaves."""
    lead = _lead(offered, newest)
    of_lead = _kinds(offered, lead)
    span = choice.arrived("span")
    if choice.arrived("period") is not None and span not in of_lead:
        choice.turn("span", of_lead[0])
    kind = PeriodKind(
        choice.choose(
            now,
            "span",
            "pick_span",
            list(offered),
            default=of_lead[0],
            named=lambda key: now.words.label(f"span_{key}"),
            width=_MIDDLE,
        )
    )
    found = _of_year(now, offered[kind], kind, lead=lead)
    options = {item.key: item for item in found}
    found_period = choice.choose(
        now,
        "period",
        "pick_period",
        list(options),
        default=lead.key if lead.key in options else found[0].key,
        named=lambda key: words.season(options[key], now.words),
        width=_WIDE,
    )
    return kind, found_period


def _lead(offered: Offered, newest: str | None) -> Period:
    """The period that the URL was opened with, else the newest one that has a ranking."""
    known = {item.key: item for own in offered.values() for item in own}
    given = choice.arrived("period")
    found = None if given is None else known.get(_key(given))
    if found is not None:
        choice.mend("period", _key)
        return found
    return known[newest] if newest in known else next(iter(known.values()))


def _key(text: str) -> str:
    """The canonical key of what the URL says; the text itself where that is no period."""
    try:
        return periods.parse(text).key
    except WrongUse:
        return text


def _kinds(offered: Offered, lead: Period) -> list[PeriodKind]:
    return [kind for kind, own in offered.items() if lead in own]


def _of_year(
    now: Now, found: Sequence[Period], kind: PeriodKind, *, lead: Period
) -> Sequence[Period]:
    """The periods of the kind, of many those that end in the year that is picked."""
    if kind in _UNDATED:
        return found
    years = list(dict.fromkeys(str(item.last_on.year) for item in found))
    own = str(lead.last_on.year)
    if choice.arrived("period") is not None and own in years:
        choice.turn("period_year", own)
    year = choice.choose(
        now,
        "period_year",
        "pick_year",
        years,
        default=own if own in years else years[0],
        named=str,
        width=_NARROW,
    )
    return [item for item in found if str(item.last_on.year) == year]


def _highlight(now: Now, group: str, period: str) -> str:
    """A member with data, or nobody."""
    house = now.house
    members = house.gazetteer.find_group(group).members(periods.parse(period).last_on)
    known = [code for code in members if code in house.places_with_data]

    def named(code: str) -> str:
        if code == NOBODY:
            return now.words.label("highlight_nobody")
        return house.gazetteer.places[code].name

    picked = choice.choose(
        now,
        "place",
        "pick_highlight",
        [NOBODY, *known],
        default=NOBODY,
        named=named,
        width=_MIDDLE,
    )
    if picked != NOBODY:
        return picked
    choice.keep("place", "")
    return ""
