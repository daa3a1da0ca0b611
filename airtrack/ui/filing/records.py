"""Registers (台账) on their page: which one, what it says, which records are to be changed.

Only the page of registers loads this module: the public edition never does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from airtrack.answers import records_on_file
from airtrack.answers.records_on_file import Record
from airtrack.domain.batch import BatchHistory
from airtrack.domain.beijing import BEIJING, of_utc
from airtrack.domain.register import Register
from airtrack.store import snapshot
from airtrack.store.snapshot import Facts
from airtrack.ui import choice, clock, frame, house
from airtrack.ui.house import Now
from airtrack.views import registers as shown
from airtrack.views.registers import Names

_CHANGE = "change"
_PICKER, _DAY, _WIDE = 340, 170, 340


@dataclass(frozen=True, slots=True)
class RecordsAsk:
    """Which register, and what was on record at the end of which day."""

    register: Register
    known_by: date


@dataclass(frozen=True, slots=True)
class OnFile:
    """The records of a register that counted on that day, and all of its batches by now."""

    found: tuple[Record, ...]
    history: tuple[BatchHistory, ...]
    names: Names


def ask(now: Now) -> RecordsAsk:
    """Register and day of knowledge in one row; both stand in the address."""
    registers = {each.id: each for each in house.workspace().registry.forms.registers}
    today = clock.today()
    events = [event.done_at for item in now.history for event in item.events]
    first = min((of_utc(instant).date() for instant in events), default=today)
    with st.container(horizontal=True):
        chosen = choice.choose(
            now,
            "register",
            "pick_register",
            list(registers),
            default="emission_projects",
            named=lambda key: shown.register_name(registers[key], now.words),
            width=_PICKER,
        )
        known_by = choice.choose_day(
            now, "known_by", "pick_known_by", first=min(first, today), last=today, width=_DAY
        )
    return RecordsAsk(registers[chosen], known_by)


def on_file(now: Now, asked: RecordsAsk) -> OnFile:
    """What the register says; nothing is cached, registers are small."""
    return OnFile(
        found=tuple(records_on_file.current_records(_facts(now, asked), asked.register)),
        history=tuple(records_on_file.batches_of(now.history, asked.register)),
        names=names(now),
    )


def _facts(now: Now, asked: RecordsAsk) -> Facts:
    if asked.known_by >= clock.today():
        return snapshot.facts(house.workspace().store.layout, list(now.history))
    midnight = datetime.combine(asked.known_by + timedelta(1), time(), BEIJING)
    instant = midnight.astimezone(UTC).replace(tzinfo=None) - timedelta(seconds=1)
    return house.workspace().facts(instant)


def names(now: Now) -> Names:
    """What places, groups and indicators are called."""
    registry, gazetteer = house.workspace().registry, now.house.gazetteer
    counted = Counter(place.name for place in gazetteer.places.values())
    return Names(
        places=gazetteer.places,
        groups={group.id: group.name for group in gazetteer.all_groups()},
        indicators=now.house.standards.indicators,
        measures=registry.measures,
        vocabulary=registry.forms.vocabulary,
        shared=frozenset(name for name, n in counted.items() if n > 1),
    )


def listing(now: Now, asked: RecordsAsk, filed: OnFile) -> list[Record]:
    """The records as a table that can be searched; returns the chosen ones when asked to change."""
    label = now.words.label
    st.subheader(label("records_current"), anchor=False)
    if not filed.found:
        st.text(label("records_none"))
        return []
    wanted = st.text_input(label("records_find"), key="records_find", width=_WIDE)
    table = shown.table(asked.register, filed.found, now.history, filed.names, now.words)
    rows = shown.searched(table, wanted)
    kept = replace(table, rows=tuple(table.rows[row] for row in rows))
    st.text(now.words.say("records_shown", n=len(rows), all=len(table.rows)))
    if not rows:
        return []
    chosen = frame.choosable_table(
        kept, now=now, key=f"records_{asked.register.id}", name=f"{asked.register.id}.csv"
    )
    # rows chosen before the search may lie beyond what is left of the table
    picked = [filed.found[rows[row]] for row in chosen if row < len(rows)]
    return _to_change(now, picked)


def _to_change(now: Now, picked: Sequence[Record]) -> list[Record]:
    """One record goes into the form by its key in the address, several into the table below."""
    if not picked:
        st.text(now.words.label("records_choose"))
        return []
    said = now.words.say("records_change", n=len(picked))
    if not st.button(said, key="records_change"):
        return []
    if len(picked) == 1:
        st.query_params[_CHANGE] = picked[0].key
        return []
    return list(picked)


def to_change(filed: OnFile) -> Record | None:
    """The record that the address names, to be changed in the form."""
    wanted = st.query_params.get(_CHANGE)
    return next((record for record in filed.found if record.key == wanted), None)


def nothing_to_change() -> None:
    """The form is for a new record again."""
    st.query_params.pop(_CHANGE, None)
