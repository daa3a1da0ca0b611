"""Outlook (研判): what would be if the days to come were cleaner, and the rank it would give."""

import streamlit as st

from airtrack.outlook.ground import Ask
from airtrack.ui import frame, stage
from airtrack.ui.outlook import backtest
from airtrack.ui.outlook import screen as outlook

now, ask, answer = stage.of(Ask)
label = now.words.label
said = outlook.assumed(now, ask.as_of)
wish = outlook.wish(now)
with st.spinner(label("told_judging")):
    screen = outlook.screen(now, ask, said, wish)
answer.header(frame.plain(screen.sentence), anchor=False)
st.text(screen.said)
if screen.figure is not None:
    title = label("outlook_figure")
    alt = f"{screen.sentence} {screen.said}"
    frame.figure(now, screen.figure, title=title, caption=screen.caption, key="outlook", alt=alt)
if screen.rank_note:
    st.text(screen.rank_note)
st.subheader(label("table_heading"), anchor=False)
frame.table(screen.targets, now=now, key="table_outlook", name=f"outlook_{ask.place}.csv")
if screen.figures is not None:
    st.subheader(label("outlook_figures"), anchor=False)
    frame.table(screen.figures, now=now, key="table_figures", name=f"figures_{ask.place}.csv")
st.text(label("outlook_note"))
backtest.section(now, ask.place)
frame.plain_footer(now)
