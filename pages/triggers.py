"""Triggers (触发条件): which conditions that a plan states hold, for whom, by which figures."""

import streamlit as st

from airtrack.ui import asking, cache, choice, frame, house, triggers

now = house.now(choice.language(house.workspace().settings.lang))
label = now.words.label
frame.header(now, "page_triggers")
plans = house.require_plans(cache.plans(now))
answer = st.container()
plan, as_of = asking.plan_and_day(now, plans)
if as_of is None:
    answer.header(label("triggers_no_data"), anchor=False)
else:
    with st.spinner(label("told_judging")):
        screen = triggers.screen(now, plan=plan.plan.id, as_of=as_of)
    answer.header(frame.plain(screen.sentence), anchor=False)
    frame.table(screen.table, now=now, key="table_triggers", name=f"triggers_{plan.plan.id}.csv")
st.text(label("triggered_decision"))
st.subheader(label("triggers_rules"), anchor=False)
frame.table(triggers.rules(now, plan), now=now, key="table_rules", name=f"rules_{plan.plan.id}.csv")
frame.plain_footer(now)
