"""The city page in its parts, from the answer down to the ledger."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from airtrack.assess.filed import ALL
from airtrack.ui import cache, explaining, frame, links
from airtrack.ui.asking import TasksAsk
from airtrack.ui.city.screen import CityScreen
from airtrack.ui.city.season import SeasonScreen
from airtrack.ui.explaining import Offer
from airtrack.ui.frame import picture
from airtrack.ui.house import Now
from airtrack.ui.pickers import CityAsk
from airtrack.ui.plans import cards, opened
from airtrack.views.city import standing
from airtrack.views.table import STATS_ORDER

STATEMENTS = (
    *("city_day_aqi", "city_day_hours", "city_day_o3", "city_period_days", "city_period_polluted"),
    *("city_period_limit", "city_period_share", "city_period_change", "city_period_years"),
    "city_period_rank",
)
"""What is behind the figures of the page."""

_FIGURE, _SIDE = 2.2, 1


def answer(now: Now, ask: CityAsk, screen: CityScreen, place: DeltaGenerator) -> None:
    """The sentence, the verdicts, the rank, and where the page leads on to."""
    with place:
        st.header(screen.sentence, anchor=False)
        explaining.chips(now, cache.city_verdicts(now, ask))
        ranks = cache.city_ranks(now, ask)
        if told := standing.ranked(ranks, now.words):
            st.text(told)
        links.of_city(now, ask, cache.plans(now), ranked=ranks)


def target(
    now: Now, ask: CityAsk, screen: CityScreen, season: SeasonScreen, offered: dict[str, Offer]
) -> None:
    """Target against actual with its facts at the side, then what is ahead and what is left."""
    if screen.path is not None:
        caption = frame.caption(now, screen.edition, screen.path.sources, basis=screen.basis)
        wide, side = st.columns([_FIGURE, _SIDE], vertical_alignment="center")
        with wide:
            picture.show(now, screen.path, key="path", name=_name(ask), caption=caption)
        with side:
            for fact in season.facts or (screen.path.said,):
                st.text(fact)
            explaining.figure(now, ask.by, offered, of="path")
    elif season.said:
        st.text("\n".join(season.said))
    budgets = [("budgets", season.budgets), ("budget_months", season.calendar)]
    left = [item for item in budgets if item[1] is not None]
    if season.profit is None and len(left) < len(budgets):
        picture.beside(now, *left, name=_name(ask))
        return
    profit, days = st.columns(2)
    with profit:
        if season.profit is not None:
            picture.show(now, season.profit, key="profit", name=_name(ask))
    with days:
        for key, found in left:
            if found is not None:
                picture.show(now, found, key=key, name=_name(ask))


def days(now: Now, ask: CityAsk, screen: CityScreen, offered: dict[str, Offer]) -> None:
    """The calendar with the days by level, then polluted days by what pollutes most."""
    if screen.levels is None or screen.calendar is None:
        st.text(now.words.label("no_days"))
        return
    caption = frame.caption(now, screen.edition, basis=screen.basis)
    wide, side = st.columns([_FIGURE, _SIDE])
    with wide:
        picture.show(now, screen.calendar, key="calendar", name=_name(ask), caption=caption)
    with side:
        picture.show(now, screen.levels, key="levels", name=_name(ask))
        explaining.figure(now, "good_pct", offered, of="levels")


def months(now: Now, ask: CityAsk, screen: CityScreen, offered: dict[str, Offer]) -> None:
    """The months beside those of the year before, and polluted days by primary pollutant."""
    polluted = cache.city_beside(now, ask).polluted
    left, right = st.columns(2) if polluted and screen.months else (st.container(),) * 2
    with left:
        if screen.months is not None:
            sources = screen.months.sources
            caption = frame.caption(now, screen.edition, sources, basis=screen.basis)
            picture.show(now, screen.months, key="months", name=_name(ask), caption=caption)
            explaining.figure(now, ask.by, offered)
    with right:
        if polluted is not None:
            caption = frame.caption(now, screen.edition, basis=screen.basis)
            caption = f"{polluted.said}\n{caption}"
            picture.show(now, polluted, key="polluted", name=_name(ask), caption=caption)


def beside(now: Now, ask: CityAsk, screen: CityScreen, offered: dict[str, Offer]) -> None:
    """Six pollutants against their limits; the index and all figures against earlier years."""
    found = cache.city_beside(now, ask)
    caption = frame.caption(now, screen.edition, screen.sources, basis=screen.basis)
    if found.limits is None and found.compared is None:
        return
    left, right = st.columns(2)
    with left:
        if found.limits is not None:
            picture.show(
                now,
                found.limits,
                key="limits",
                name=_name(ask),
                caption=f"{found.limits.said}\n{caption}",
            )
            explaining.several(now, STATS_ORDER, offered, of="limits")
    with right:
        if found.composite is not None:
            picture.show(now, found.composite, key="composite", name=_name(ask), caption=caption)
            explaining.figure(now, "composite", offered, of="composite")
        if found.compared is not None:
            st.subheader(found.compared_title, anchor=False)
            name = f"compared_{_name(ask)}.csv"
            frame.table(found.compared, now=now, key="compared", name=name)


def duties(now: Now, ask: CityAsk, offered: dict[str, Offer]) -> None:
    """What presses the city's government; a click on a row opens the task."""
    found = cache.city_duties(now, ask)
    if found is None:
        return
    st.subheader(now.words.label("city_tasks"), anchor=False)
    st.text(found.said)
    if found.tasks:
        file = f"tasks_{_name(ask)}.csv"
        cards.table(found.table, found.tasks, now=now, name="task", key="duties", file=file)
        # two cards cannot be open at once
        if not explaining.is_open(offered):
            opened.task(now, TasksAsk(found.plan, found.as_of, ALL, ALL))


def ledger(now: Now, ask: CityAsk, screen: CityScreen) -> None:
    """The months as a table, the figures on every basis, the days of events."""
    st.subheader(now.words.label("table_heading"), anchor=False)
    frame.table(screen.table, now=now, key="table_city", name=f"city_{_name(ask)}.csv")
    if screen.bases is not None:
        st.subheader(now.words.label("both_bases"), anchor=False)
        st.text(screen.dust)
        frame.table(screen.bases, now=now, key="table_bases")
    if screen.events is not None and not now.is_public:
        st.subheader(now.words.label("event_ledger"), anchor=False)
        st.text(now.words.label("event_ledger_note"))
        name = f"events_{_name(ask)}.csv"
        frame.table(screen.events, now=now, key="table_events", name=name)


def _name(ask: CityAsk) -> str:
    return f"{ask.place}_{ask.year}"
