"""The form for one record of a register: a typed field for each column, filled where one changes.

It only writes: what is right is decided where files are read. Only the page of registers loads
this module: the public edition never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from airtrack.answers.records_on_file import Record
from airtrack.domain.register import FieldKind, Register, RegisterField
from airtrack.ui import cache, clock
from airtrack.ui.filing import entering, records
from airtrack.ui.filing.entering import Texts
from airtrack.ui.filing.records import OnFile
from airtrack.ui.house import Now
from airtrack.views import registers as shown

_NARROW, _WIDE = 170, 340
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2060, 12, 31)
_LONG = (FieldKind.TEXT, FieldKind.INDICATOR, FieldKind.GROUP, FieldKind.TERRITORY)


def draw(now: Now, register: Register, filed: OnFile, *, beside: Sequence[Texts]) -> None:
    """What is written joins the records `beside` it in the table, or replaces its own there."""
    record = records.to_change(filed)
    given: Texts = {} if record is None else entering.handed_in(now, register, filed, record)
    if record is not None:
        _changing(now, record)
    kept, of = entering.waiting(register), "" if record is None else record.key
    with st.form(f"records_form_{register.id}_{kept.round}_{of}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            texts = {
                each.name: _field(now, filed, each, given.get(each.name, ""))
                for each in register.field
            }
        is_done = st.form_submit_button(now.words.label("records_add"), key="records_add")
    if is_done and any(texts[each.name] != each.default for each in register.field):
        others = (row for row in beside if not entering.is_same(register, row, texts))
        kept.replaced([*others, texts])
        records.nothing_to_change()
        st.rerun()


def _changing(now: Now, record: Record) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(now.words.say("records_changing", record=record.key), width="content")
        st.button(
            now.words.label("records_not_changing"),
            key="records_not_changing",
            on_click=records.nothing_to_change,
            type="tertiary",
        )


def _field(now: Now, filed: OnFile, column: RegisterField, given: str) -> str:
    """One field; what was chosen or written, as a text."""
    match column.kind:
        case FieldKind.CHOICE:
            return _choice(now, column, given)
        case FieldKind.DAY:
            return _day(now, column, given)
    offered = _offered(now, filed, column)
    if offered:
        return _named(now, column, given, offered=offered)
    return st.text_input(
        entering.heading(now, column),
        value=given or column.default,
        help=shown.meaning(column, now.words),
        width=_WIDE if column.kind in _LONG else _NARROW,
    )


def _choice(now: Now, column: RegisterField, given: str) -> str:
    by_text = {item.texts[0]: shown.choice(item, now.words) for item in column.meant}
    options = list(by_text)
    chosen = st.selectbox(
        entering.heading(now, column),
        options,
        index=options.index(given) if given in options else None,
        format_func=lambda text: by_text[text],
        help=shown.meaning(column, now.words),
        placeholder=now.words.label("explain_none"),
        width=_NARROW,
    )
    return chosen or ""


def _day(now: Now, column: RegisterField, given: str) -> str:
    day = st.date_input(
        entering.heading(now, column),
        value=date.fromisoformat(given) if given else None,
        min_value=_FIRST_DAY,
        max_value=clock.today() if column.is_past else _LAST_DAY,
        format="YYYY-MM-DD",
        help=shown.meaning(column, now.words),
        width=_NARROW,
    )
    return day.isoformat() if isinstance(day, date) else ""


def _named(now: Now, column: RegisterField, given: str, *, offered: Sequence[str]) -> str:
    """One of the names on record, or another text."""
    options = list(dict.fromkeys([*offered, *([given] if given else [])]))
    chosen = st.selectbox(
        entering.heading(now, column),
        options,
        index=options.index(given) if given else None,
        help=shown.meaning(column, now.words),
        placeholder=now.words.label("records_pick"),
        accept_new_options=True,
        width=_WIDE if column.kind in _LONG else _NARROW,
    )
    return chosen or ""


def _offered(now: Now, filed: OnFile, column: RegisterField) -> list[str]:
    """What is on record of the kind that the column wants; other texts may be written too."""
    names = filed.names
    places = [shown.place_text(code, names) for code in names.places]
    groups = [shown.place_text(key, names) for key in names.groups]
    if column.kind in (FieldKind.PLACE, FieldKind.PARENT):
        return places
    if column.kind is FieldKind.GROUP:
        return groups
    if column.kind is FieldKind.TERRITORY:
        return places + groups
    if column.kind is FieldKind.INDICATOR:
        keys = dict.fromkeys(names.vocabulary.values())
        return [shown.indicator_text(key, names, now.words) for key in keys]
    if column.name == "plan_id":
        return [item.plan.id for item in cache.plans(now)]
    if column.name == "target_id":
        return [target.id for item in cache.plans(now) for target in item.targets]
    return []
