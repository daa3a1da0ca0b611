"""Overview (总览): who keeps pace with the targets of a plan on a date."""

import streamlit as st

from airtrack.ui import cache, explaining, frame, links, stage
from airtrack.ui.overview import changes as overview_changes
from airtrack.ui.overview import cockpit
from airtrack.ui.pickers import OverviewAsk

now, ask, answer = stage.of(OverviewAsk)
screen = cache.overview_screen(now, ask)
answer.header(screen.sentence, anchor=False)
if screen.figures:
    answer.markdown(screen.counts)
    board, beside = st.columns(cockpit.WIDTHS, gap="large")
    with board:
        cockpit.board(now, ask, screen)
        overview_changes.draw_changes(now, ask)
        overview_changes.draw_completeness(now, ask)
    with beside:
        cockpit.where(now, ask)
        cockpit.attention(now, ask, screen)
if screen.beside is not None:
    st.subheader(now.words.label("both_bases"), anchor=False)
    frame.table(screen.beside, now=now, key="table_bases")
cockpit.listed(now, ask, screen)
explaining.card(now, explaining.of_overview(now, ask))
links.of_overview(now, ask, cache.plans(now))
frame.how(now, ["city_period", "region_period", "target"], rule="how_verdicts")
frame.footer(now, edition=screen.edition, basis=screen.basis)
cockpit.sheet(now, screen)
