"""Map (地图): where the targets of a plan stand, or an indicator's values, on one picture."""

import streamlit as st

from airtrack.ui import cache, choice, frame, house, map_pickers, maps

now = house.now(choice.language(house.workspace().settings.lang))
frame.header(now, "page_map")
house.require_data(now)
answer = st.container()
ask = map_pickers.ask(now, cache.plans(now))
screen = cache.map_of(now, ask)
answer.header(screen.sentence, anchor=False)
wide, narrow = st.columns([3, 2])
with wide:
    maps.show(now, ask, key="figure_map", height=640)
with narrow:
    st.subheader(now.words.label("table_heading"), anchor=False)
    maps.beside(now, screen)
frame.how(now, maps.views_behind(ask))
frame.footer(now, edition=screen.edition, n_cities=len(screen.places), basis=screen.basis)
