"""How good past probabilities were, on the outlook page. The public edition never loads this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from airtrack.season import track
from airtrack.season.backtest import TrackRecord
from airtrack.ui import frame
from airtrack.ui.house import Now
from airtrack.views.season import reliability
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

_PICK = "pick_backtest"


@dataclass(frozen=True, slots=True)
class Tried:
    """The backtest of one indicator: what is said of it, its figure, its bins."""

    said: tuple[str, ...]
    figure: Figure
    table: Table


def section(now: Now, place: str) -> None:
    """Folded away, and worked out when it is opened: the backtest of the place's province."""
    words = now.words
    opened = st.expander(words.label("backtest_heading"), key="backtest", on_change="rerun")
    if not opened.open:
        return
    with opened:
        provinces = _provinces(now, place)
        with st.spinner(words.label("told_judging")):
            found = _found(now, file=now.file, lang=words.lang, provinces=provinces)
        if not found:
            st.text(words.label("backtest_none"))
            return
        chosen = st.selectbox(
            words.label("backtest_pick"), list(found), key=_PICK, format_func=words.label
        )
        tried = found[chosen]
        for line in tried.said:
            st.text(line)
        caption = words.label("backtest_caption")
        title = words.label("backtest_table")
        frame.figure(now, tried.figure, title=title, caption=caption, key="reliability")
        frame.table(tried.table, now=now, key="table_backtest", name=f"backtest_{chosen}.csv")


def _provinces(now: Now, place: str) -> tuple[str, ...]:
    """The provinces of the place, or of the members of the set."""
    gazetteer = now.house.gazetteer
    if place in gazetteer.places:
        return (gazetteer.places[place].province,)
    days = now.house.statistics.days
    members = gazetteer.find_group(place).members(days[1]) if days else ()
    return tuple(sorted({gazetteer.places[code].province for code in members}))


@st.cache_data(max_entries=16, show_spinner=False)
def _found(_now: Now, *, file: str, lang: str, provinces: tuple[str, ...]) -> Mapping[str, Tried]:
    return {
        item.indicator: _tried(item, _now.words)
        for item in track.records(_now.house, list(provinces))
    }


def _tried(item: TrackRecord, words: Words) -> Tried:
    return Tried(
        reliability.scores(item, words),
        reliability.figure(item, words),
        reliability.table(item, words),
    )
