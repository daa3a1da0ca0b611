"""Cards that a click on a row opens, on top of the page; the address keeps what is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from airtrack.ui import frame
from airtrack.ui.house import Now
from airtrack.views.table import Table

_CLOSED = "cards_closed"


def opened(name: str) -> str | None:
    """The key of the card that the address names."""
    return st.query_params.get(name)


def open_(name: str, key: str) -> None:
    """From now on the address names that card."""
    st.query_params[name] = key


def _close(name: str) -> None:
    """Nothing is open, and no row of a table is marked any longer, so that it can be clicked."""
    st.query_params.pop(name, None)
    st.session_state[_CLOSED] = _times_closed() + 1


def _times_closed() -> int:
    return int(st.session_state.get(_CLOSED, 0))


def table(shown: Table, keys: Sequence[str], *, now: Now, name: str, key: str, file: str) -> None:
    """A table whose rows open the card of their key under that name of the address."""
    frame.opening_table(
        shown,
        now=now,
        key=f"{key}_{_times_closed()}",
        name=file,
        opens=lambda row: open_(name, keys[row]),
    )


def show(title: str, name: str, draw: Callable[[], None]) -> None:
    """The card that is open."""
    st.dialog(frame.plain(title), width="large", on_dismiss=partial(_close, name))(draw)()
