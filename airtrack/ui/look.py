"""What the browser is told about the whole application: its name, its theme, how it prints."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from airtrack import __version__
from airtrack.ui.house import Now

_STYLE = Path(__file__).with_name("look.css")


def dress(now: Now) -> None:
    """Title of the window, its menu with the choice of theme, and the rules of the style."""
    label = now.words.label
    # without an entry of ours Streamlit hides its menu, and with it the choice of theme
    about = now.words.say("about", name=label("app_title"), version=__version__)
    st.set_page_config(page_title=label("app_title"), layout="wide", menu_items={"About": about})
    st.html(f"<style>{_style()}</style>")


def is_dark() -> bool:
    """True where the browser shows the dark theme."""
    return st.context.theme.type == "dark"


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
