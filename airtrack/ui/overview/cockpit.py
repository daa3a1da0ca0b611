"""The parts of the overview: the board that leads on, who needs attention, all verdicts, paper."""

from __future__ import annotations

import streamlit as st

from airtrack.settings import home
from airtrack.ui import explaining, frame, links
from airtrack.ui.house import Now
from airtrack.ui.maps import shown as maps
from airtrack.ui.maps.screen import MapAsk
from airtrack.ui.overview.screen import Card, OverviewScreen
from airtrack.ui.pickers import OverviewAsk

_MAP_HEIGHT = 340
WIDTHS = (3, 2)
"""Of the board and of what stands beside it on a wide screen."""


def board(now: Now, ask: OverviewAsk, screen: OverviewScreen) -> None:
    """The board, that of what people report below it; a click on a cell leads behind it."""
    label = now.words.label
    titles = (screen.title, label("board_reported"))
    keys = ("figure_board", "figure_reported")
    for drawn, title, key in zip(screen.figures, titles, keys, strict=False):
        st.subheader(title, anchor=False)
        clicked = frame.clickable_chart(now, drawn, key=key, alt=screen.sentence)
        if clicked is not None:
            place, column, *_ = clicked
            links.follow(now, *links.behind(now, screen.cells[place, column], ask))
    for remark in (label("hint_click_cell"), *screen.remarks):
        st.text(remark)
    st.text(frame.caption(now, screen.edition, screen.sources, basis=screen.basis))


def where(now: Now, ask: OverviewAsk) -> None:
    """The worst status of every city on a map; a click on a city opens it."""
    st.subheader(now.words.label("figure_where"), anchor=False)
    maps.draw(now, MapAsk(ask), key="figure_map", height=_MAP_HEIGHT)


def attention(now: Now, ask: OverviewAsk, screen: OverviewScreen) -> None:
    """Who needs attention: by how much, since when, what else, and the way to what is behind."""
    st.subheader(now.words.label("attention"), anchor=False)
    for card in screen.attention:
        _card(now, ask, card)
    if not screen.attention and not screen.unknown:
        st.text(now.words.label("attention_none"))
    if screen.unknown:
        st.text(screen.unknown)


def _card(now: Now, ask: OverviewAsk, card: Card) -> None:
    with st.container(border=True, gap="small"):
        explaining.told(now, card.verdict, card.told)
        more = [text for text in (card.since, card.others) if text]
        if more:
            st.text(now.words.label("semicolon").join(more))
        links.of_card(now, card.verdict, ask)


def listed(now: Now, ask: OverviewAsk, screen: OverviewScreen) -> None:
    """Every verdict as a table; a click on a row opens the city."""
    st.subheader(now.words.label("table_heading"), anchor=False)
    st.text(now.words.label("hint_click_row"))
    name = f"verdicts_{ask.plan}_{ask.year}_{ask.as_of}.csv"
    chosen = frame.clickable_table(screen.table, now=now, key="table_overview", name=name)
    if chosen is not None and screen.places[chosen] is not None:
        st.switch_page(
            home() / "pages" / "city.py",
            query_params={"place": str(screen.places[chosen]), "year": str(ask.year)},
        )


def sheet(now: Now, screen: OverviewScreen) -> None:
    """What is printed in place of the page."""
    frame.sheet(screen.sheet, foot=" · ".join(frame.facts(now)))
