"""Figures under their titles: what each stands on, the same as a table, the files of it."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from airtrack.answers.caution import COMPUTED
from airtrack.ui import look
from airtrack.ui.frame import tables
from airtrack.ui.frame.accepted import accepted
from airtrack.ui.house import Now
from airtrack.ui.origin import NO_EVENTS
from airtrack.views import theme
from airtrack.views.table import Table
from airtrack.views.theme import Figure


def caption(
    now: Now, edition: str, sources: tuple[str, ...] = (COMPUTED,), *, basis: str = NO_EVENTS
) -> str:
    """What a figure stands on: standard, origin of the values, dust, newest day."""
    days = now.house.statistics.days
    origin = "demo_badge" if now.is_demo else ""
    return now.words.say(
        "caption",
        edition=now.words.label(edition),
        source=now.words.joined([origin] if origin else [f"source_{key}" for key in sources]),
        span=now.words.label(basis),
        last=days[1].isoformat() if days else None,
    )


def figure(
    now: Now,
    drawn: Figure,
    *,
    title: str,
    key: str,
    caption: str = "",
    alt: str = "",
    table: Table | None = None,
    name: str = "",
) -> None:
    """A figure under its title, with what it stands on below; `alt` says it in a sentence.

    The same as a `table`, with its files, is folded below it and made when it is unfolded.
    """
    st.subheader(title, anchor=False)
    chart(now, drawn, key=key, alt=alt or title)
    if caption:
        st.text(caption)
    if table is not None:
        same(now, table, key=key, name=name or f"{key}.csv")


def chart(now: Now, drawn: Figure, *, key: str, alt: str) -> None:
    """A figure alone; `alt` says it in a sentence. Its only button saves it as a picture."""
    shown = theme.dressed(drawn, is_dark=look.is_dark())
    config = theme.config(now.words, name=key)
    st.plotly_chart(accepted(shown), config=config, key=key, width="stretch", theme=None, alt=alt)


def clickable_chart(now: Now, drawn: Figure, *, key: str, alt: str) -> list[Any] | None:
    """The same, with marks to click; returns what is known of the mark that was clicked."""
    event = st.plotly_chart(
        accepted(theme.dressed(drawn, is_dark=look.is_dark())),
        config=theme.config(now.words, name=key),
        key=key,
        width="stretch",
        theme=None,
        alt=alt,
        on_select="rerun",
        selection_mode="points",
    )
    points = event["selection"]["points"]
    return list(points[0]["customdata"]) if points else None


def sheet(body: str, *, foot: str) -> None:
    """What is printed in place of the page: HTML whose texts are escaped, over a line of origin."""
    st.html(f'<div class="sheet">{body}<p>{escape(foot)}</p></div>')


def same(now: Now, shown: Table, *, key: str, name: str) -> None:
    """What a figure shows, as a table that is folded until somebody wants it."""
    label = now.words.label("same_as_table")
    fold = st.expander(label, key=f"same_{key}", on_change="rerun")
    if fold.open:
        with fold:
            tables.table(shown, now=now, key=f"{key}_table", name=name)
