"""The parts of the page of quality below its figure. The public edition never loads this."""

from __future__ import annotations

import streamlit as st

from airtrack.settings import home
from airtrack.ui import frame
from airtrack.ui.house import Now
from airtrack.ui.quality import screen as quality
from airtrack.ui.quality.screen import QualityAsk, QualityScreen
from airtrack.views import words as words_of


def days(now: Now, ask: QualityAsk, screen: QualityScreen) -> None:
    """The figure of days with what its signs mean and what is needed, and the same as a table."""
    caption = " ".join((screen.key, *screen.remarks))
    name = f"completeness_{ask.group}_{ask.place}_{ask.year}_{ask.item}.csv"
    if screen.figure is None:
        st.text(caption)
        return
    frame.figure(
        now,
        screen.figure,
        title=screen.title,
        key="completeness",
        caption=caption,
        alt=screen.alt,
        table=screen.table if screen.table.rows else None,
        name=name,
    )
    if not screen.table.rows:
        st.text(now.words.label("all_days_valid"))


def suspects(now: Now, ask: QualityAsk, screen: QualityScreen) -> None:
    """Values to be looked at, a click leads to the city; then what the check of the files told."""
    label = now.words.label
    st.subheader(label("quality_suspects_heading"), anchor=False)
    if screen.suspects.rows:
        st.text(label("quality_suspects_note"))
        st.text(label("hint_click_row"))
        name = f"suspects_{ask.group}_{ask.year}.csv"
        row = frame.clickable_table(screen.suspects, now=now, key="table_suspects", name=name)
        if row is not None:
            to_city(ask, screen.suspect_places[row])
    else:
        st.text(label("quality_suspects_none"))
    found = quality.findings(now, ask)
    if not found.rows:
        st.text(label("quality_findings_none"))
        return
    with st.expander(now.words.say("quality_findings", n=len(found.rows))):
        frame.table(found, now=now, key="table_findings", name=f"findings_{ask.year}.csv")


def to_city(ask: QualityAsk, place: str) -> None:
    """The page of that city and year."""
    page = home() / "pages" / "city.py"
    st.switch_page(page, query_params={"place": place, "year": str(ask.year)})


def reconciliation(now: Now, ask: QualityAsk, screen: QualityScreen) -> None:
    """Published values beside computed ones of one span, the largest differences first."""
    st.subheader(now.words.label("reconcile_heading"), anchor=False)
    if not screen.spans:
        st.text(now.words.label("quality_compared_none"))
        return
    span = st.selectbox(
        now.words.label("reconcile_pick"),
        screen.spans,
        key="quality_span",
        format_func=lambda key: words_of.period(key, now.words),
        width=300,
    )
    counts, table = quality.reconciled(now, ask, span)
    st.text(counts)
    if table.rows:
        name = f"reconcile_{ask.group}_{span}.csv"
        frame.table(table, now=now, key="table_reconcile", name=name)


def corrections(now: Now, ask: QualityAsk) -> None:
    """Values old and new, what was taken back, and on demand the verdicts that a batch turned."""
    words = now.words
    st.subheader(words.label("quality_corrections"), anchor=False)
    found = quality.corrected(now, ask)
    if found.n:
        st.text(words.say("quality_corrections_n", n=found.n))
        name = f"corrections_{ask.group}_{ask.year}.csv"
        frame.table(found.values, now=now, key="table_corrections", name=name)
        if found.n > quality.MOST_CORRECTIONS:
            st.text(words.say("quality_corrections_first", n=quality.MOST_CORRECTIONS))
        _turned_by(now, found.batches)
    else:
        st.text(words.label("quality_corrections_none"))
    if found.turned.rows:
        with st.expander(words.label("quality_turned")):
            frame.table(found.turned, now=now, key="table_turned", name=f"turned_{ask.year}.csv")


def _turned_by(now: Now, batches: tuple[str, ...]) -> None:
    words = now.words
    batch = st.selectbox(
        words.label("quality_flips_pick"),
        ["", *batches],
        key="quality_flips",
        format_func=lambda key: key or words.label("quality_pick_none"),
        width=300,
    )
    if not batch:
        return
    with st.spinner(words.label("told_turning")):
        table = quality.turned_by(now, batch)
    if not table.rows:
        st.text(words.label("quality_flips_none"))
        return
    st.text(words.say("quality_flips_n", batch=batch, n=len(table.rows)))
    frame.table(table, now=now, key="table_flips", name=f"verdicts_{batch}.csv")


def ledger(now: Now, ask: QualityAsk) -> None:
    """The events of the set, and the days that look like dust."""
    st.subheader(now.words.label("event_ledger"), anchor=False)
    found = quality.ledger(now, ask)
    if found is None:
        st.text(now.words.label("quality_events_none"))
        return
    st.text(now.words.label("event_ledger_note"))
    frame.table(found, now=now, key="table_ledger", name=f"events_{ask.group}_{ask.year}.csv")
