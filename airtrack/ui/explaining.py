"""The card behind a figure: pick a verdict or a figure, see how it came about, take it as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from airtrack.answers.explain import explainable
from airtrack.domain.verdict import Verdict
from airtrack.ui import cache, frame
from airtrack.ui.explained import ExplainAsk
from airtrack.ui.house import Now
from airtrack.ui.pickers import CityAsk, OverviewAsk
from airtrack.views import sentences, verdicts
from airtrack.views.verdicts import written


def of_city(now: Now, ask: CityAsk) -> None:
    """Every verdict of the city's year and every figure of it can be opened."""
    days = now.house.statistics.days
    offered: dict[str, ExplainAsk] = {}
    if days is not None:
        for verdict in cache.city_verdicts(now, ask):
            offered[_chip(now, verdict)] = _of_verdict(verdict, days[1], ask.edition)
    for key in explainable(now.house):
        label = f"{ask.year} {now.words.label(key)}"
        offered[label] = ExplainAsk(ask.place, ask.edition, period=str(ask.year), indicator=key)
    _card(now, offered, key="explain_city")


def of_overview(now: Now, ask: OverviewAsk) -> None:
    """Every row of the overview's table can be opened."""
    offered = {
        f"{verdicts.place_name(verdict, now.house.gazetteer, now.words)} {_chip(now, verdict)}": (
            _of_verdict(verdict, ask.as_of, "in-force")
        )
        for verdict in cache.overview_verdicts(now, ask)
    }
    _card(now, offered, key="explain_overview")


def _of_verdict(verdict: Verdict, as_of: date, edition: str) -> ExplainAsk:
    place = None if verdict.is_region else verdict.place
    return ExplainAsk(place, edition, target=verdict.target.id, as_of=as_of)


def _chip(now: Now, verdict: Verdict) -> str:
    """What the badge says."""
    word = verdicts.told(verdict, now.words)
    indicator = sentences.indicator(verdict, now.words, short=True)
    actual, demand = written(verdict.actual), verdicts.demand(verdict.target, now.words)
    return f"{word} · {indicator} {actual} ({demand}) · {verdict.target.clause}"


def _card(now: Now, offered: Mapping[str, ExplainAsk], *, key: str) -> None:
    """Nothing is worked out before somebody picks."""
    with st.expander(now.words.label("explain_open")):
        nothing = now.words.label("explain_none")
        label = now.words.label("explain_pick")
        chosen = st.selectbox(label, [nothing, *offered], key=f"{key}_pick")
        if chosen not in offered:
            return
        ask = offered[chosen]
        found = cache.explained(now, ask)
        _download(now, found.document, key=key)
        frame.sections(found.sections, now=now, key=key)
        if found.days and ask.place is not None:
            _walk_back(now, ask, found.days, key=key)


def _walk_back(now: Now, ask: ExplainAsk, days: Sequence[date], *, key: str) -> None:
    """One of the days, down to its hours."""
    nothing = now.words.label("explain_none")
    options = [nothing, *(day.isoformat() for day in days)]
    chosen = st.selectbox(now.words.label("explain_day_pick"), options, key=f"{key}_day")
    if chosen == nothing:
        return
    on = date.fromisoformat(chosen)
    found = cache.explained(now, replace(ask, target="", indicator="", day=on))
    _download(now, found.document, key=f"{key}_day")
    frame.sections(found.sections, now=now, key=f"{key}_day")


def _download(now: Now, document: str, *, key: str) -> None:
    st.download_button(
        now.words.label("download_json"),
        data=document.encode(),
        file_name="explain.json",
        mime="application/json",
        key=f"{key}_json",
    )
