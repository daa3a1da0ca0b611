"""Ranking (排名): who is best and worst in a group, and who has moved."""

import streamlit as st

from airtrack.settings import home
from airtrack.ui import cache, frame, stage
from airtrack.ui.frame import picture
from airtrack.ui.ranking.asking import RankingAsk

now, ask, answer = stage.of(RankingAsk)
screen = cache.ranking_screen(now, ask)
answer.header(screen.sentence, anchor=False)
caption = frame.caption(now, screen.edition, screen.sources, basis=screen.basis)
if screen.ranked is not None:
    picture.show(now, screen.ranked, key="figure_ranking", caption=caption)
st.subheader(now.words.label("table_heading"), anchor=False)
st.text(now.words.label("hint_click_row"))
name = f"ranking_{ask.group}_{ask.period}.csv"
chosen = frame.clickable_table(screen.table, now=now, key="table_ranking", name=name)
if chosen is not None:
    st.switch_page(
        home() / "pages" / "city.py",
        query_params={"place": screen.places[chosen], "year": ask.period[:4]},
    )
beside = cache.beside_ranking(now, ask)
if beside.course is not None:
    picture.show(now, beside.course, key="figure_bump", caption=caption)
if beside.change is not None:
    picture.show(now, beside.change, key="figure_change", caption=caption)
frame.how(now, ["city_period_rank", "city_period_index", "city_period_statistic"])
frame.footer(now, edition=screen.edition, n_cities=screen.n_cities, basis=screen.basis)
