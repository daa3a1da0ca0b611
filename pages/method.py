"""Method (方法): the standards side by side, every formula and statement, what is not settled."""

import streamlit as st

from airtrack.ui import cache, frame, stage
from airtrack.views import method

now, answer = stage.bare()
standards = now.house.standards
answer.header(method.answer(standards, now.words), anchor=False)
title, *rest = cache.method(now)
for line in title.lines:
    st.text(line)
frame.sections(rest, now=now, key="method")
frame.footer(now, edition=standards.editions[0].id)
