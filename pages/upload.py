"""Upload (数据): files in, what they say and change, the history of batches. Inside only."""

import streamlit as st

from airtrack.settings import home
from airtrack.ui import frame, stage
from airtrack.ui.filing import batches, desk, fetching, intake, mapping, samples

now, answer = stage.bare()
answer.header(desk.sentence(now), anchor=False)
desk.thanks(now)
st.subheader(now.words.label("intake_step_1"), anchor=False)
asked = desk.given(now)
samples.offer(now)
fetching.offer(now)
if asked.files or asked.fetched:
    st.subheader(now.words.label("intake_step_2"), anchor=False)
    found = intake.read(now, asked)
    previews = desk.understood(now, found)
    mapping.offer(now, asked, found)
    if previews:
        st.subheader(now.words.label("intake_step_3"), anchor=False)
        desk.offer(now, previews, asked)
st.subheader(now.words.label("intake_history"), anchor=False)
desk.history(now, batches.asked(now, now.history, desk.forms()))
st.page_link(home() / "pages" / "quality.py", label=f"→ {now.words.label('go_quality')}")
frame.plain_footer(now)
