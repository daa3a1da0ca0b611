"""The map on a page: which way it is drawn, what stands below it, where a click leads.

Plain areas (SVG) are shown to everybody at first, and for good where there are few places or no
WebGL2; a browser that has it says so once, and from then on draws whole countries itself.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from airtrack.settings import home
from airtrack.ui import cache, choice, frame, house, look
from airtrack.ui.house import Now
from airtrack.ui.maps.drawing import Form
from airtrack.ui.maps.screen import MapAsk, MapScreen
from airtrack.ui.pickers import OverviewAsk
from airtrack.views import theme

HEIGHT = 560
_ANSWER = "has_webgl2"

_PROBE = st.components.v2.component(
    "airtrack_graphics",
    js="""
    export default function (component) {
        let found = false
        try { found = Boolean(document.createElement("canvas").getContext("webgl2")) } catch (_) {}
        component.setStateValue("found", found ? "yes" : "no")
    }
    """,
)
"""Asks the browser whether it draws with the graphics processor."""


def show(now: Now, ask: MapAsk, *, key: str, height: int = HEIGHT) -> MapScreen:
    """The map under its title; a click on a place leads to the page of the city."""
    screen = cache.map_of(now, ask)
    st.subheader(screen.title, anchor=False)
    draw(now, ask, key=key, height=height)
    return screen


def draw(now: Now, ask: MapAsk, *, key: str, height: int = HEIGHT) -> None:
    """The map alone, with what it stands on below; a click leads to the page of the city."""
    screen = cache.map_of(now, ask)
    if not screen.plate.spots:
        st.info(screen.sentence)
        return
    form = _form(screen)
    drawn = cache.map_figure(now, ask, form=form, height=height)
    event = st.plotly_chart(
        frame.accepted(theme.dressed(drawn, is_dark=look.is_dark())),
        config=theme.config(now.words, name=key, zooms=form == Form.TILED),
        key=f"{key}_{form}",
        width="stretch",
        theme=None,
        alt=screen.sentence,
        on_select="rerun",
        selection_mode="points",
    )
    st.text(caption(now, screen))
    _go(now, event, screen)


def caption(now: Now, screen: MapScreen) -> str:
    """What the map stands on, and what it cannot show."""
    said = [frame.caption(now, screen.edition, screen.sources, basis=screen.basis)]
    if not house.workspace().atlas.has_map:
        said.append(now.words.label("map_points"))
    if screen.unplaced:
        said.append(now.words.say("map_unplaced", n=screen.unplaced))
    return "\n".join(said)


def _form(screen: MapScreen) -> Form:
    """The form of the URL, else that of the map's size and of what the browser can do."""
    atlas = house.workspace().atlas
    if not atlas.has_map:
        return Form.FLAT
    wanted = choice.kept("map")
    if wanted in set(Form):
        return Form(wanted)
    if not screen.plate.is_wide:
        return Form.FLAT
    return Form.TILED if _has_graphics() else Form.FLAT


def _has_graphics() -> bool:
    """True once the browser has said that it has WebGL2; it is asked until it has answered."""
    if _ANSWER not in st.session_state:
        said = _PROBE(key="graphics", on_found_change=lambda: None, height=1).found
        if said is None:
            return False
        st.session_state[_ANSWER] = said == "yes"
    return bool(st.session_state[_ANSWER])


def _go(now: Now, event: Any, screen: MapScreen) -> None:
    """To the page of the city that was clicked."""
    points = event["selection"]["points"]
    if not points or not points[0].get("customdata"):
        return
    _open(now, str(points[0]["customdata"][0]), screen)


def beside(now: Now, screen: MapScreen, *, key: str = "table_map") -> None:
    """The same as a list; a click on a row leads to the page of the city."""
    st.subheader(now.words.label("table_heading"), anchor=False)
    st.text(now.words.label("hint_click_row"))
    chosen = frame.clickable_table(screen.table, now=now, key=key, name="map.csv")
    if chosen is not None:
        _open(now, screen.places[chosen], screen)


def views_behind(ask: MapAsk) -> list[str]:
    """The statements behind the colours."""
    if isinstance(ask.of, OverviewAsk):
        return ["city_period", "target"]
    return ["city_period_rank", "city_period_index", "city_period_statistic"]


def _open(now: Now, place: str, screen: MapScreen) -> None:
    query = {"place": place, "year": str(screen.year), "lang": now.words.lang}
    st.switch_page(home() / "pages" / "city.py", query_params=query)
