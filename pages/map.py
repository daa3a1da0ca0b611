"""Map (地图): where the targets of a plan stand, or an indicator's values, on one picture."""

import streamlit as st

from airtrack.ui import cache, frame, stage
from airtrack.ui.maps import shown as maps
from airtrack.ui.maps.screen import MapAsk

now, ask, answer = stage.of(MapAsk)
screen = cache.map_of(now, ask)
answer.header(screen.sentence, anchor=False)
wide, narrow = st.columns([3, 2])
with wide:
    maps.show(now, ask, key="figure_map", height=640)
with narrow:
    maps.beside(now, screen)
frame.how(now, maps.views_behind(ask))
frame.footer(now, edition=screen.edition, n_cities=len(screen.places), basis=screen.basis)
