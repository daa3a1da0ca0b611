"""Triggers (触发条件): which conditions that a plan states hold, for whom, by which figures."""

import streamlit as st

from airtrack.ui import frame, stage
from airtrack.ui.asking import PlanAsk
from airtrack.ui.plans import triggers

now, ask, answer = stage.of(PlanAsk)
label = now.words.label
plan, as_of = ask.answer, ask.as_of
if as_of is None:
    answer.header(label("triggers_no_data"), anchor=False)
else:
    with st.spinner(label("told_judging")):
        screen = triggers.screen(now, plan=plan.plan.id, as_of=as_of)
    answer.header(frame.plain(screen.sentence), anchor=False)
    st.subheader(label("triggers_hint"), anchor=False)
    frame.table(screen.table, now=now, key="table_triggers", name=f"triggers_{plan.plan.id}.csv")
st.text(label("triggered_decision"))
st.subheader(label("triggers_rules"), anchor=False)
frame.table(triggers.rules(now, plan), now=now, key="table_rules", name=f"rules_{plan.plan.id}.csv")
frame.plain_footer(now)
