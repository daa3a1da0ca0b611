"""The head of every page: title, edition, and the switch to the other language."""

from __future__ import annotations

import streamlit as st

from airtrack.ui import choice
from airtrack.ui.house import Now


def header(now: Now, title: str) -> None:
    """Title with the edition's badge, and the switch to the other language."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(now.words.label(title), anchor=False, width="content")
        st.button(
            "English" if now.words.lang == "zh" else "中文",
            key="switch_language",
            on_click=choice.switch_language,
            args=(now.words.lang,),
        )
    badge = now.words.label("edition_public" if now.is_public else "edition_inside")
    if now.is_demo:
        badge = f"{badge} · {now.words.label('demo_badge')}"
    st.text(badge)
    choice.name_unknown_language(now)
