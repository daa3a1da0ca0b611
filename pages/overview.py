"""Overview (总览): who keeps pace with the targets of a plan on a date."""

import streamlit as st

from airtrack.settings import home
from airtrack.ui import cache, explaining, frame, links, stage
from airtrack.ui.pickers import OverviewAsk

now, ask, answer = stage.of(OverviewAsk)
screen = cache.overview_screen(now, ask)
answer.header(screen.sentence, anchor=False)
if screen.figures:
    answer.markdown(screen.counts)
    caption = frame.caption(now, screen.edition, screen.sources, basis=screen.basis)
    title, said = screen.title, screen.sentence
    board, *beside = screen.figures
    frame.figure(now, board, title=title, caption=caption, key="figure_board", alt=said)
    for reported in beside:
        title = now.words.label("board_reported")
        frame.figure(now, reported, title=title, caption="", key="figure_reported", alt=said)
for remark in screen.remarks:
    st.text(remark)
explaining.card(now, explaining.of_overview(now, ask))
if screen.beside is not None:
    st.subheader(now.words.label("both_bases"), anchor=False)
    frame.table(screen.beside, now=now, key="table_bases")
if screen.figures or screen.unknown:
    st.subheader(now.words.label("attention"), anchor=False)
    explaining.attention(now, screen.attention)
    if not screen.attention and not screen.unknown:
        st.text(now.words.label("attention_none"))
    if screen.unknown:
        st.text(screen.unknown)
st.subheader(now.words.label("table_heading"), anchor=False)
st.text(now.words.label("hint_click_row"))
name = f"verdicts_{ask.plan}_{ask.year}_{ask.as_of}.csv"
chosen = frame.clickable_table(screen.table, now=now, key="table_overview", name=name)
if chosen is not None and screen.places[chosen] is not None:
    st.switch_page(
        home() / "pages" / "city.py",
        query_params={"place": str(screen.places[chosen]), "year": str(ask.year)},
    )
links.of_overview(now, ask, cache.plans(now))
frame.how(now, ["city_period", "region_period", "target"], rule="how_verdicts")
frame.footer(now, edition=screen.edition, basis=screen.basis)
