"""Emissions (减排): cumulative accepted tonnes of a plan's places against its path."""

import streamlit as st

from airtrack.ui import cache, explaining, frame, stage
from airtrack.ui.plans import emissions
from airtrack.ui.plans.emissions import EmissionsAsk

now, ask, answer = stage.of(EmissionsAsk)
screen = cache.emissions_screen(now, ask)
with answer:
    st.header(screen.sentence, anchor=False)
    explaining.chips(now, screen.verdicts)
frame.figure(now, screen.figure, title=screen.title, key="figure_cut", alt=screen.sentence)
for remark in screen.remarks:
    st.text(remark)
if screen.panels:
    st.subheader(now.words.label("figure_cut_cities"), anchor=False)
    explaining.place_chips(now, screen.of_panels)
    emissions.multiples(now, screen.panels)
st.subheader(now.words.label("table_heading"), anchor=False)
frame.table(screen.table, now=now, key="table_cut", name=f"{ask.indicator}_{ask.as_of}.csv")
st.subheader(now.words.label("cut_projects"), anchor=False)
if screen.projects.rows:
    frame.table(
        screen.projects, now=now, key="table_projects", name=f"{ask.indicator}_projects.csv"
    )
else:
    st.text(now.words.label("records_none"))
emissions.to_the_register(now)
every = (*screen.verdicts, *screen.of_panels)
explaining.card(now, explaining.of_verdicts(now, every, ask.as_of))
frame.how(now, ["emission_cumulative", "emission_current"], rule="how_cuts")
emissions.footer(now)
