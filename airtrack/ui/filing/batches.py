"""The history of batches on the page: filters above it, and what is kept of a chosen one.

Only the pages that take something in load this module: the public edition never does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from airtrack.answers import batch_changes
from airtrack.domain import period as periods
from airtrack.domain.batch import BatchHistory
from airtrack.domain.batch_filter import BatchFilter
from airtrack.domain.form import Form
from airtrack.domain.register import Register
from airtrack.errors import AirtrackError
from airtrack.ingest.sheets import walk
from airtrack.store import folders, kept
from airtrack.ui import frame, house
from airtrack.ui.filing import previewing
from airtrack.ui.house import Now
from airtrack.views import intake as shown
from airtrack.views import problems, replaced

_ANY = ""
_NARROW = 170
_STATES = {"live": True, "withdrawn": False}


def asked(
    now: Now, found: Sequence[BatchHistory], forms: Mapping[str, Form | Register]
) -> list[BatchHistory]:
    """The batches that meet what is chosen above the history: form, state, person, period, place.

    What cannot be understood is told and asks for nothing.
    """
    if not found:
        return []
    words = now.words
    people = sorted({event.done_by for item in found for event in item.events})
    known = sorted({item.batch.form for item in found})
    with st.container(horizontal=True):
        form = _choice(now, "form", known, lambda key: shown.form_name(key, forms, words))
        state = _choice(now, "state", [*_STATES], words.label)
        by = _choice(now, "sender", people, str)
        period = st.text_input(
            words.label("intake_filter_period"), key="history_period", width=_NARROW
        )
        place = st.text_input(
            words.label("intake_filter_place"), key="history_place", width=_NARROW
        )
    try:
        wanted = BatchFilter(
            form=form or None,
            period=periods.parse(period) if period.strip() else None,
            by=by or None,
            is_live=_STATES.get(state),
        )
        return _with_place(now, wanted.of(found), place.strip())
    except AirtrackError as error:
        frame.tell(error, now)
        return list(found)


def _choice(now: Now, key: str, known: Sequence[str], told: Callable[[str], str]) -> str:
    picked: str = st.selectbox(
        now.words.label(key),
        [_ANY, *known],
        key=f"history_{key}",
        format_func=lambda item: told(item) if item else now.words.label("intake_any"),
        width=_NARROW,
    )
    return picked


def _with_place(now: Now, found: list[BatchHistory], place: str) -> list[BatchHistory]:
    if not place:
        return found
    code = now.house.gazetteer.find(place).code
    layout = house.workspace().store.layout
    return [item for item in found if folders.holds_place(layout, item.batch.batch_id, code)]


def keeping(now: Now, item: BatchHistory) -> None:
    """What is kept of the batch, once it is asked for: files, how they were read, corrections."""
    words, batch_id = now.words, item.batch.batch_id
    if not st.checkbox(words.label("intake_kept_show"), key=f"kept_{batch_id}"):
        return
    layout = house.workspace().store.layout
    for sentence in replaced.report_sentences(kept.report(layout, batch_id), words):
        st.text(sentence)
    found = kept.problems(layout, batch_id)
    if found:
        table = problems.by_gravity(found, words)
        frame.table(table, now=now, key=f"kept_problems_{batch_id}", name="problems.csv")
    name = partial(replaced.name_of, now.house.gazetteer)
    changes = list(batch_changes.of_batch(layout, list(now.history), item, name=name))
    st.text(words.say("told_corrections", batch=batch_id, n=len(changes)))
    if changes:
        table = replaced.table(changes, words)
        frame.table(table, now=now, key=f"corrections_{batch_id}", name=f"{batch_id}.csv")
    originals = kept.originals(layout, batch_id)
    for number, original in enumerate(originals):
        st.download_button(
            words.say("intake_original", file=original.name),
            data=original.data,
            file_name=original.name.rsplit("/", 1)[-1],
            key=f"original_{batch_id}_{number}",
        )
    if found and originals:
        previewing.marked_copy(
            now,
            lambda: [
                walk.kept(item.batch.source_name, originals, kept.encodings(layout, batch_id))
            ],
            found,
            key=f"marked_{batch_id}",
        )
