"""The main script: the open house, then the pages.

It lies where no `pages/` folder is beside it: Streamlit would otherwise run a page by its file
name without ever coming here.
"""

from __future__ import annotations

import streamlit as st

from airtrack.settings import home
from airtrack.ui import choice, frame, house

settings = house.workspace().settings
now = house.now(choice.language(settings.lang))
pages = home() / "pages"
st.set_page_config(page_title=now.words.label("app_title"), layout="wide")
screens = [
    st.Page(pages / "overview.py", title=now.words.label("page_overview"), default=True),
    st.Page(pages / "city.py", title=now.words.label("page_city"), url_path="city"),
    st.Page(pages / "region.py", title=now.words.label("page_region"), url_path="region"),
    st.Page(pages / "ranking.py", title=now.words.label("page_ranking"), url_path="ranking"),
    st.Page(pages / "targets.py", title=now.words.label("page_targets"), url_path="targets"),
    st.Page(pages / "tasks.py", title=now.words.label("page_tasks"), url_path="tasks"),
    st.Page(pages / "emissions.py", title=now.words.label("page_emissions"), url_path="emissions"),
    st.Page(pages / "method.py", title=now.words.label("page_method"), url_path="method"),
]
if not now.is_public:
    screens += [
        st.Page(pages / "outlook.py", title=now.words.label("page_outlook"), url_path="outlook"),
        st.Page(pages / "triggers.py", title=now.words.label("page_triggers"), url_path="triggers"),
        st.Page(pages / "records.py", title=now.words.label("page_records"), url_path="records"),
        st.Page(pages / "upload.py", title=now.words.label("page_upload"), url_path="upload"),
        st.Page(pages / "forms.py", title=now.words.label("page_forms"), url_path="forms"),
    ]
with frame.door(now):
    st.navigation(screens, position="top").run()
