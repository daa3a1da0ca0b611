"""City (城市): a year of days and months of one city, against its targets."""

import streamlit as st

from airtrack.ui import cache, explaining, frame, links, published, stage
from airtrack.ui.pickers import CityAsk

now, ask, answer = stage.of(CityAsk)
screen = cache.city_screen(now, ask)
season = cache.city_season(now, ask)
offered = explaining.of_city(now, ask)
with answer:
    st.header(screen.sentence, anchor=False)
    explaining.chips(now, cache.city_verdicts(now, ask))
explaining.card(now, offered)
links.of_city(now, ask, cache.plans(now))
if screen.bases is not None:
    st.subheader(now.words.label("both_bases"), anchor=False)
    st.text(screen.dust)
    frame.table(screen.bases, now=now, key="table_bases")
indicator = now.words.label(ask.by)
if screen.path is not None:
    title = now.words.say("figure_path", indicator=indicator)
    caption = frame.caption(now, screen.edition, screen.path_sources, basis=screen.basis)
    frame.figure(now, screen.path, title=title, caption=caption, key="path")
    for fact in season.facts:
        st.text(fact)
if season.profit is not None and season.table is not None:
    title = now.words.say("figure_profit", indicator=indicator)
    frame.figure(now, season.profit, title=title, key="profit")
    frame.table(
        season.table, now=now, key="table_months", name=f"months_{ask.place}_{ask.year}.csv"
    )
if season.budgets is not None:
    frame.figure(now, season.budgets, title=now.words.label("figure_budget"), key="budgets")
if season.calendar is not None:
    frame.figure(now, season.calendar, title=now.words.label("budget_month"), key="budget_months")
if screen.levels is None or screen.calendar is None:
    st.text(now.words.label("no_days"))
else:
    frame.figure(now, screen.levels, title=now.words.label("figure_levels"), key="levels")
    title = now.words.label("figure_calendar")
    caption = frame.caption(now, screen.edition, basis=screen.basis)
    frame.figure(now, screen.calendar, title=title, caption=caption, key="calendar")
if screen.months is not None:
    title = now.words.say("figure_months", indicator=indicator)
    caption = frame.caption(now, screen.edition, screen.months_sources, basis=screen.basis)
    frame.figure(now, screen.months, title=title, caption=caption, key="months")
    for remark in screen.breaks:
        st.text(remark)
    explaining.figure(now, ask.by, offered)
st.subheader(now.words.label("table_heading"), anchor=False)
frame.table(screen.table, now=now, key="table_city", name=f"city_{ask.place}_{ask.year}.csv")
if screen.events is not None and not now.is_public:
    st.subheader(now.words.label("event_ledger"), anchor=False)
    st.text(now.words.label("event_ledger_note"))
    name = f"events_{ask.place}_{ask.year}.csv"
    frame.table(screen.events, now=now, key="table_events", name=name)
published.beside_computed(now, ask, screen.published)
frame.how(now, ["city_day_aqi", "city_day_hours", "city_day_o3", "city_period_days"])
frame.footer(now, edition=screen.edition, basis=screen.basis)
