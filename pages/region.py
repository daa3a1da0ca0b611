"""Region (区域): the members of a set side by side, and the set as a whole."""

import streamlit as st

from airtrack.settings import home
from airtrack.ui import cache, explaining, frame, links, stage
from airtrack.ui.asking import RegionAsk

now, ask, answer = stage.of(RegionAsk)
screen = cache.region_screen(now, ask)
offered = explaining.of_verdicts(now, screen.verdicts, ask.as_of)
with answer:
    st.header(screen.sentence, anchor=False)
    explaining.chips(now, screen.verdicts)
caption = frame.caption(now, screen.edition, screen.sources, basis=screen.basis)
if screen.members is not None:
    frame.figure(now, screen.members, title=screen.title, caption=caption, key="figure_members")
    if screen.remark:
        st.text(screen.remark)
else:
    st.text(now.words.label("no_months"))
if screen.judged is not None:
    st.subheader(now.words.label("regional_verdicts"), anchor=False)
    explaining.card(now, offered)
    name = f"region_verdicts_{ask.group}_{ask.year}.csv"
    frame.table(screen.judged, now=now, key="table_judged", name=name)
if screen.shares is not None:
    shares = screen.shares
    st.subheader(shares.title, anchor=False)
    st.text(shares.sentence)
    frame.chart(now, shares.figure, key="figure_shares", alt=shares.sentence)
    if shares.note:
        st.text(shares.note)
    name = f"shares_{ask.group}_{ask.year}_{ask.by}.csv"
    frame.table(shares.table, now=now, key="table_shares", name=name)
elif screen.contributions is not None and screen.contributions_table is not None:
    title = now.words.say("figure_contributions", by=now.words.label(ask.by))
    frame.figure(
        now, screen.contributions, title=title, caption=caption, key="figure_contributions"
    )
    st.text(now.words.label("contribution_note"))
    name = f"contributions_{ask.group}_{ask.year}_{ask.by}.csv"
    frame.table(screen.contributions_table, now=now, key="table_contributions", name=name)
if screen.ranking is not None:
    frame.figure(now, screen.ranking, title=screen.ranking_title, key="figure_ranking")
st.text(now.words.label("hint_click_row"))
name = f"ranking_{ask.group}_{ask.year}_{ask.by}.csv"
chosen = frame.clickable_table(screen.ranking_table, now=now, key="table_ranking", name=name)
if chosen is not None:
    query = {"place": screen.places[chosen], "year": str(ask.year)}
    st.switch_page(home() / "pages" / "city.py", query_params=query)
st.subheader(now.words.label("table_heading"), anchor=False)
frame.table(screen.table, now=now, key="table_region", name=f"region_{ask.group}_{ask.year}.csv")
links.of_region(now, ask)
frame.how(now, ["region_period", "city_period", "city_period_rank"])
frame.footer(now, edition=screen.edition, n_cities=screen.n_members, basis=screen.basis)
