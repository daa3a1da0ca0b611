"""Targets (目标库): the plans on file, what each one asks, and how every target stands."""

import streamlit as st

from airtrack.ui import cache, explaining, frame, links, stage
from airtrack.ui.asking import TargetsAsk
from airtrack.ui.plans import cards, opened
from airtrack.ui.plans import tree as target_tree

now, ask, answer = stage.of(TargetsAsk)
screen = cache.targets_screen(now, ask)
answer.header(frame.plain(screen.sentence), anchor=False)
if screen.figure is not None:
    answer.markdown(screen.counts)
    frame.figure(
        now,
        screen.figure,
        title=screen.title,
        caption=frame.caption(now, screen.edition, screen.sources, basis=screen.basis),
        key="figure_clauses",
        alt=screen.sentence,
        table=screen.by_clause,
        name=f"clauses_{ask.plan}.csv",
    )
target_tree.draw(now, screen.tree)
offered = explaining.of_verdicts(now, cache.targets_verdicts(now, ask), ask.as_of)
st.subheader(now.words.label("targets_heading"), anchor=False)
st.text(now.words.label("hint_click_target"))
name = f"targets_{ask.plan}.csv"
cards.table(screen.table, screen.ids, now=now, name="target", key="table_targets", file=name)
if screen.beside is not None:
    st.subheader(now.words.label("targets_beside"), anchor=False)
    frame.table(screen.beside, now=now, key="table_beside", name=f"beside_{ask.plan}.csv")
explaining.card(now, offered)
opened.target(now, ask, offered)
opened.findings(now, screen.findings, plan=ask.plan)
st.subheader(now.words.label("plans_heading"), anchor=False)
st.text(now.words.label("hint_click_plan"))
shelf = cache.shelf(now)
cards.table(shelf.table, shelf.plans, now=now, name="plan", key="table_plans", file="plans.csv")
links.of_targets(now, ask)
frame.how(now, ["target", "city_period", "region_period"], rule="how_verdicts")
frame.footer(now, edition=screen.edition, basis=screen.basis)
