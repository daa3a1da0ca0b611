"""Region (区域): the members of a set side by side, and the set as a whole."""

import streamlit as st

from airtrack.settings import home
from airtrack.ui import cache, explaining, frame, links, stage
from airtrack.ui.asking import RegionAsk
from airtrack.ui.frame import picture

now, ask, answer = stage.of(RegionAsk)
screen = cache.region_screen(now, ask)
offered = explaining.of_verdicts(now, screen.verdicts, ask.as_of)
with answer:
    st.header(screen.sentence, anchor=False)
    explaining.chips(now, screen.verdicts)
caption = frame.caption(now, screen.edition, screen.sources, basis=screen.basis)
if screen.members is not None:
    picture.show(now, screen.members, key="figure_members", caption=caption)
else:
    st.text(now.words.label("no_months"))
if screen.shares is not None:
    picture.show(now, screen.shares, key="figure_shares", caption=caption)
if screen.waterfall is not None:
    picture.show(now, screen.waterfall, key="figure_waterfall", caption=caption)
if screen.effects is not None:
    picture.show(now, screen.effects, key="figure_contributions", caption=caption)
spread = cache.region_spread(now, ask)
if spread is not None:
    picture.show(now, spread, key="figure_spread", caption=caption)
if screen.ranked is not None:
    picture.show(now, screen.ranked, key="figure_ranking", caption=caption)
st.text(now.words.label("hint_click_row"))
name = f"ranking_{ask.group}_{ask.year}_{ask.by}.csv"
chosen = frame.clickable_table(screen.ranking_table, now=now, key="table_ranking", name=name)
if chosen is not None:
    query = {"place": screen.places[chosen], "year": str(ask.year)}
    st.switch_page(home() / "pages" / "city.py", query_params=query)
st.subheader(now.words.label("table_heading"), anchor=False)
frame.table(screen.table, now=now, key="table_region", name=f"region_{ask.group}_{ask.year}.csv")
if screen.judged is not None:
    st.subheader(now.words.label("regional_verdicts"), anchor=False)
    name = f"region_verdicts_{ask.group}_{ask.year}.csv"
    frame.table(screen.judged, now=now, key="table_judged", name=name)
    explaining.card(now, offered)
links.of_region(now, ask)
frame.how(now, ["region_period", "region_period_spread", "city_period", "city_period_rank"])
frame.footer(now, edition=screen.edition, n_cities=screen.n_members, basis=screen.basis)
