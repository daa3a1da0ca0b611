"""A month from a web source, on the page: it goes the way of a file that was uploaded.

Only the upload page loads this module: the public edition never does.
"""

from __future__ import annotations

import os
from datetime import timedelta

import streamlit as st

from airtrack.domain import period as periods
from airtrack.domain.web_source import WebSource
from airtrack.errors import AirtrackError
from airtrack.ingest.sources.gather import fetched
from airtrack.registry import web_sources
from airtrack.ui import clock, frame, house
from airtrack.ui.filing import intake
from airtrack.ui.house import Now

_WIDE, _NARROW = 340, 160


def offer(now: Now) -> None:
    """The sources on file, folded; what is fetched waits beside the files for its commit."""
    words, settings = now.words, house.workspace().settings
    with st.expander(words.label("fetch_offer")):
        try:
            known = {each.id: each for each in web_sources.load(settings.data, settings.sources)}
        except AirtrackError as error:
            frame.tell(error, now)
            return
        chosen = st.selectbox(
            words.label("fetch_source"),
            list(known),
            key="fetch_source",
            format_func=lambda id_: _name(known[id_], now),
            width=_WIDE,
        )
        period = st.text_input(
            words.label("fetch_period"), value=_last_month(), key="fetch_period", width=_NARROW
        )
        lacks = known[chosen].lacks(os.environ)
        if lacks:
            named = words.label("list_separator").join(lacks)
            st.text(words.say("fetch_lacks", names=named))
        if st.button(words.label("fetch_now"), key="fetch_now", disabled=bool(lacks)):
            _fetch(now, known[chosen], period)


def _fetch(now: Now, source: WebSource, period: str) -> None:
    bar = st.progress(0.0, text=now.words.label("told_fetching"))

    def tell(done: int, known: int, name: str) -> None:
        bar.progress(done / max(known, 1), text=f"{now.words.label('told_fetching')} {name}")

    try:
        store = house.workspace().store
        span = periods.parse(period.strip())
        found = fetched(source, span, store=store, environ=os.environ, progress=tell)
    except AirtrackError as error:
        frame.tell(error, now)
        return
    finally:
        bar.empty()
    intake.keep_fetched(found)
    st.rerun()


def _name(source: WebSource, now: Now) -> str:
    return source.name if now.words.lang == "zh" else source.name_en


def _last_month() -> str:
    before = clock.today().replace(day=1) - timedelta(1)
    return periods.of_month(before.year, before.month).key
