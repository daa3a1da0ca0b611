"""What a commit would change, on the page: values old and new, verdicts that would turn.

Only the pages that take something in load this module: the public edition never does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from airtrack.answers import replaced
from airtrack.assess.flips import Flip
from airtrack.errors import Problem, TooSlow
from airtrack.ingest import marked
from airtrack.ingest.load import MOST_CHANGED, Preview
from airtrack.ingest.sheets.walk import Source
from airtrack.store.act import Act
from airtrack.ui import clock, frame, house
from airtrack.ui.house import Now
from airtrack.views import problems
from airtrack.views import replaced as shown

_TURNED = "preview_turned"
_SWITCHED_OFF, _TOO_LONG = "flips_switched_off", "flips_took_too_long"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_Told = tuple[Flip, ...] | str
"""Verdicts that would turn, or the term that says why nobody can tell."""


def changes(now: Now, previews: Sequence[Preview]) -> None:
    """Every value that a file would replace, place by place; and what else is to be known."""
    for number, item in enumerate(previews):
        if item.known is not None:
            continue
        for sentence in shown.asides(item.counts, item.frozen, now.words):
            st.text(sentence)
        name = partial(shown.name_of, now.house.gazetteer)
        found = list(replaced.told(item.draft.grain, item.changed, name))
        if found:
            st.text(now.words.say("told_changes", file=item.draft.source_name))
            table = shown.table(found, now.words)
            frame.table(table, now=now, key=f"intake_values_{number}", name="changes.csv")
            if len(item.changed) == MOST_CHANGED:
                st.text(now.words.say("told_first_changes", n=len(found)))


def lacks_reason(previews: Sequence[Preview], note: str) -> bool:
    """True when a frozen period would change and nobody has written why."""
    return not note.strip() and any(item.frozen for item in previews if item.known is None)


def flips(now: Now, previews: Sequence[Preview], *, by: str) -> None:
    """Which verdicts would turn; it is worked out once for the same files and the same store."""
    fresh = {item.draft.sha256: item for item in previews if item.says_something}
    if not fresh:
        return
    key = (*fresh, *(item.draft.stage for item in fresh.values()), now.file)
    kept: tuple[object, _Told] | None = st.session_state.get(_TURNED)
    if kept is None or kept[0] != key:
        with st.spinner(now.words.label("told_turning")):
            kept = (key, _turned(list(fresh.values()), by=by))
        st.session_state[_TURNED] = kept
    found = kept[1]
    if isinstance(found, str):
        st.text(now.words.label(found))
    elif found:
        st.text(now.words.say("told_flips", n=len(found)))
        table = shown.flips(found, now.house.gazetteer, now.words)
        frame.table(table, now=now, key="intake_flips", name="verdicts.csv")
    else:
        st.text(now.words.label("told_no_flips"))


def _turned(previews: Sequence[Preview], *, by: str) -> _Told:
    opened = house.workspace()
    if not opened.settings.preview_seconds:
        return _SWITCHED_OFF
    try:
        act = Act(by.strip(), clock.instant())
        return opened.turned([item.draft for item in previews], act=act)
    except TooSlow:
        return _TOO_LONG


def marked_copy(
    now: Now, sources: Callable[[], Sequence[Source]], found: Sequence[Problem], *, key: str
) -> None:
    """A button that makes a workbook of what was handed in, its problem cells marked."""
    words = now.words
    if not st.button(words.label("marked_make"), key=f"{key}_make"):
        return
    with st.spinner(words.label("told_marking")):
        book = marked.workbook(
            sources(),
            found,
            title=words.label("problems_sheet"),
            head=problems.heads(words),
            say=problems.sayer(words),
        )
    st.download_button(
        words.label("marked_copy"),
        data=book,
        file_name="marked.xlsx",
        mime=_XLSX,
        key=key,
        on_click="ignore",
    )
