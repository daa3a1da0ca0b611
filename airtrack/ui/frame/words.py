"""Words around the figures: sections, footers, how a number is computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from airtrack.metrics import contract
from airtrack.ui.frame.tables import table
from airtrack.ui.house import Now
from airtrack.ui.origin import NO_EVENTS
from airtrack.views.section import Section


def footer(now: Now, *, edition: str, n_cities: int | None = None, basis: str = NO_EVENTS) -> None:
    """What every number on the page stands on."""
    days = now.house.statistics.days
    said = {
        "last": days[1].isoformat() if days else "–",
        "revision": now.revision,
        "edition": now.words.label(edition),
        "basis": now.words.label(basis),
    }
    told = now.words.say("footer", **said)
    if n_cities is not None:
        told = f"{told} · {now.words.say('footer_cities', n=n_cities)}"
    st.divider()
    st.text(told)
    if not now.is_demo and now.house.statistics.daily:
        st.text(now.words.label("audited_note"))


def plain_footer(now: Now) -> None:
    """What a page without figures of the air stands on."""
    days = now.house.statistics.days
    last = days[1].isoformat() if days else "–"
    st.divider()
    st.text(now.words.say("footer_plain", last=last, revision=now.revision))


def how(now: Now, views: Sequence[str], *, rule: str = "") -> None:
    """The statements behind the figures, each with its source, word for word as they run."""
    fold = st.expander(now.words.label("how_computed"), key="how", on_change="rerun")
    if not fold.open:
        return
    with fold:
        if rule:
            st.text(now.words.label(rule))
        for name in views:
            view = contract.views()[name]
            st.text(f"{name}: {view.what}\n{now.words.label('how_source')}: {view.source}")
            st.code(view.sql, language="sql")


def sections(found: Iterable[Section], *, now: Now, key: str) -> None:
    """A text under its headings; a section with a statement, or one of detail, is folded.

    What is folded is made when it is unfolded: a long text would be sent anew on every rerun.
    """
    for number, section in enumerate(found):
        if section.code or section.is_detail:
            fold = st.expander(section.title, key=f"{key}_{number}_fold", on_change="rerun")
            if fold.open:
                with fold:
                    _section(section, now=now, key=f"{key}_{number}")
            continue
        # not st.subheader: names of files and people must not become markdown
        st.markdown(f"{'#' * (section.level + 1)} {plain(section.title)}")
        _section(section, now=now, key=f"{key}_{number}")


def _section(section: Section, *, now: Now, key: str) -> None:
    for line in section.lines:
        st.text(line)
    if section.code:
        st.code(section.code, language="sql")
    if section.table is not None:
        table(section.table, now=now, key=f"{key}_table")


def plain(text: str) -> str:
    """Text that Streamlit's markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>#$:~])", r"\\\1", text)
