"""What surrounds every page: title, badge, language, footer, and the last door for errors."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st

from airtrack.errors import AirtrackError
from airtrack.metrics import contract
from airtrack.ui import pickers
from airtrack.ui.house import Now
from airtrack.views.table import Table
from airtrack.views.theme import CONFIG, Figure

LOG = logging.getLogger(__name__)


def header(now: Now, title: str) -> None:
    """Title with the edition's badge, and the switch to the other language."""
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        st.title(now.words.label(title), anchor=False)
    with right:
        st.button(
            "English" if now.words.lang == "zh" else "中文",
            key="switch_language",
            on_click=pickers.switch_language,
            args=(now.words.lang,),
            width="stretch",
        )
    badge = now.words.label("edition_inside")
    if now.is_demo:
        badge = f"{badge} · {now.words.label('demo_badge')}"
    st.text(badge)


def figure(drawn: Figure, *, title: str, key: str, caption: str = "") -> None:
    """A figure under its title, with what it stands on below."""
    st.subheader(title, anchor=False)
    st.plotly_chart(drawn, config=CONFIG, key=key, width="stretch", theme=None)
    if caption:
        st.text(caption)


def table(shown: Table, *, now: Now, key: str, name: str) -> None:
    """The table, with a download."""
    st.dataframe(_frame(shown), hide_index=True, column_config=_formats(shown), key=key)
    _download(shown, now=now, key=key, name=name)


def clickable_table(shown: Table, *, now: Now, key: str, name: str) -> int | None:
    """The same, with rows to click; returns the row that was clicked, if one was."""
    event = st.dataframe(
        _frame(shown),
        hide_index=True,
        column_config=_formats(shown),
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    _download(shown, now=now, key=key, name=name)
    rows = event["selection"]["rows"]
    return int(rows[0]) if rows else None


def _frame(shown: Table) -> pd.DataFrame:
    headings = [column.heading for column in shown.columns]
    return pd.DataFrame([list(row) for row in shown.rows], columns=headings)


def _formats(shown: Table) -> dict[str, Any]:
    """Decimals of the columns that print some; whole numbers stay whole."""
    formats: dict[str, Any] = {}
    for index, column in enumerate(shown.columns):
        if column.digits and any(isinstance(row[index], float) for row in shown.rows):
            pattern = f"%.{column.digits}f"
            formats[column.heading] = st.column_config.NumberColumn(format=pattern)
    return formats


def _download(shown: Table, *, now: Now, key: str, name: str) -> None:
    st.download_button(
        now.words.label("download_csv"),
        data=_frame(shown).to_csv(index=False).encode("utf-8-sig"),
        file_name=name,
        mime="text/csv",
        key=f"{key}_csv",
    )


def footer(now: Now, *, edition: str, n_cities: int) -> None:
    """What every number on the page stands on."""
    days = now.house.statistics.days
    said = {
        "last": days[1].isoformat() if days else "–",
        "revision": now.revision,
        "edition": now.words.label(edition),
        "basis": now.words.label("basis_incl_dust"),
        "n": n_cities,
    }
    st.divider()
    st.text(now.words.say("footer", **said))
    if not now.is_demo:
        st.text(now.words.label("audited_note"))


def how(now: Now, views: list[str]) -> None:
    """The statements behind the figures, each with its source, word for word as they run."""
    with st.expander(now.words.label("how_computed")):
        for name in views:
            view = contract.views()[name]
            st.text(f"{name}: {view.what}\n{now.words.label('how_source')}: {view.source}")
            st.code(view.sql, language="sql")


@contextmanager
def door(now: Now) -> Iterator[None]:
    """Errors become sentences; an unexpected one becomes a number, its trace goes to the log."""
    try:
        yield
    except AirtrackError as error:
        sentence, hint = now.words.glossary.of_error(error, now.words.lang)
        st.error(sentence)
        if hint:
            st.info(hint)
    except Exception as error:
        number = uuid.uuid4().hex[:8]
        LOG.error("a page failed", exc_info=error, extra={"incident": number})
        st.error(now.words.say("something_failed", number=number))
