"""Published tables beside what the days say: the differences of one period, folded away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from airtrack.ui import cache, frame
from airtrack.ui.house import Now
from airtrack.ui.pickers import CityAsk
from airtrack.views import words


def beside_computed(now: Now, ask: CityAsk, spans: Sequence[str]) -> None:
    """Nothing where no table speaks of days on record; nothing is compared before it is opened."""
    if not spans:
        return
    label = now.words.label("reconcile_heading")
    section = st.expander(label, key="reconcile", on_change="rerun")
    if not section.open:
        return
    with section:
        chosen = st.selectbox(
            now.words.label("reconcile_pick"),
            spans,
            key="reconcile_pick",
            format_func=lambda key: words.period(key, now.words),
        )
        found = cache.reconciliation(now, ask, chosen)
        st.text(found.title)
        name = f"reconcile_{ask.place}_{chosen}.csv"
        frame.table(found, now=now, key="table_reconcile", name=name)
