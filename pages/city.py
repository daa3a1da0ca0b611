"""City (城市): a year of days and months of one city, against its targets."""

import streamlit as st

from airtrack.ui import cache, choice, explaining, frame, house, pickers

now = house.now(choice.language(house.workspace().settings.lang))
frame.header(now, "page_city")
house.require_data(now)
answer = st.container()
ask = pickers.city(now)
screen = cache.city_screen(now, ask)
answer.header(screen.sentence, anchor=False)
if screen.chips:
    answer.markdown(screen.chips)
indicator = now.words.label(ask.by)
if screen.path is not None:
    title = now.words.say("figure_path", indicator=indicator)
    caption = frame.caption(now, screen.edition, screen.path_sources)
    frame.figure(screen.path, title=title, caption=caption, key="path")
if screen.levels is None or screen.calendar is None:
    st.text(now.words.label("no_days"))
else:
    frame.figure(screen.levels, title=now.words.label("figure_levels"), key="levels")
    title = now.words.label("figure_calendar")
    caption = frame.caption(now, screen.edition)
    frame.figure(screen.calendar, title=title, caption=caption, key="calendar")
if screen.months is not None:
    title = now.words.say("figure_months", indicator=indicator)
    caption = frame.caption(now, screen.edition, screen.months_sources)
    frame.figure(screen.months, title=title, caption=caption, key="months")
st.subheader(now.words.label("table_heading"), anchor=False)
frame.table(screen.table, now=now, key="table_city", name=f"city_{ask.place}_{ask.year}.csv")
explaining.of_city(now, ask)
frame.how(now, ["city_day_aqi", "city_day_hours", "city_day_o3", "city_period_days"])
frame.footer(now, edition=screen.edition)
