"""Tasks (任务): what is due when, by whom, and what is past its date."""

import streamlit as st

from airtrack.ui import cache, frame, links, stage
from airtrack.ui.asking import TasksAsk
from airtrack.ui.plans import cards, opened

now, ask, answer = stage.of(TasksAsk)
screen = cache.tasks_screen(now, ask)
answer.header(frame.plain(screen.sentence), anchor=False)
if screen.counts:
    answer.markdown(screen.counts)
if screen.figure is not None:
    frame.figure(
        now,
        screen.figure,
        title=screen.title,
        caption=screen.remark,
        key="figure_gantt",
        alt=screen.sentence,
    )
elif screen.counts:
    st.text(now.words.label("no_dated_items"))
st.subheader(now.words.label("items_heading"), anchor=False)
st.text(now.words.label("hint_click_task"))
name = f"tasks_{ask.plan}_{ask.as_of}.csv"
cards.table(screen.table, screen.tasks, now=now, name="task", key="table_tasks", file=name)
opened.task(now, ask)
st.subheader(now.words.label("bodies_heading"), anchor=False)
st.text(now.words.label("hint_click_body"))
name = f"bodies_{ask.plan}_{ask.as_of}.csv"
cards.table(screen.bodies, screen.spellings, now=now, name="body", key="table_bodies", file=name)
links.of_tasks(now, ask)
frame.how(now, ["task_item", "task_measure"], rule="how_tasks")
frame.plain_footer(now)
