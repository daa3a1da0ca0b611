"""Records written on the page: they wait in a table, and become a file for the gate.

Nothing is checked here: what was written becomes the bytes of a table and goes the way of every
upload. Only the page of registers loads this module: the public edition never does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from airtrack.answers.records_on_file import Record
from airtrack.domain.beijing import of_utc
from airtrack.domain.register import FieldKind, Register, RegisterField
from airtrack.ingest.templates import template
from airtrack.store.draft import KEYS
from airtrack.ui import clock
from airtrack.ui.filing.records import OnFile
from airtrack.ui.house import Now
from airtrack.views import registers as shown

Texts = dict[str, str]
"""A record as it is handed in: the text of each column by its name."""

_WAITING = "records_waiting"
_FIRST_LINE = 2
"""The line of the first record in the file: the header is line 1."""


@dataclass
class Waiting:
    """Records of one register that are not committed yet; a new round is a new table."""

    rows: list[Texts] = field(default_factory=list)
    round: int = 0

    def replaced(self, rows: Sequence[Texts]) -> None:
        """These are the records from the next rerun on."""
        self.rows = list(rows)
        self.round += 1


@dataclass(frozen=True, slots=True)
class Written:
    """A table that was written on the page, as if it had been uploaded."""

    file_id: str
    name: str
    data: bytes

    def getvalue(self) -> bytes:
        """The bytes."""
        return self.data


def waiting(register: Register) -> Waiting:
    """What waits to be committed, for as long as the session lives."""
    every: dict[str, Waiting] = st.session_state.setdefault(_WAITING, {})
    return every.setdefault(register.id, Waiting())


def table(now: Now, register: Register) -> dict[int, Texts]:
    """The records that wait, to be edited in place; by the line that each has in the file."""
    kept = waiting(register)
    st.text(now.words.label("records_table_hint"))
    edited = st.data_editor(
        _frame(register, kept.rows),
        num_rows="dynamic",
        hide_index=False,
        placeholder="",
        column_config=_columns(now, register),
        key=f"records_table_{register.id}_{kept.round}",
        width="stretch",
    )
    found = {}
    for line, row in zip(edited.index, edited.to_dict("records"), strict=True):
        texts = {str(name): _text(cell) for name, cell in row.items()}
        if any(texts.values()):
            found[int(line)] = texts
    return found


def _frame(register: Register, rows: Sequence[Texts]) -> pd.DataFrame:
    """Typed columns; the index is the line of the file, by which problems are named."""
    index = pd.RangeIndex(_FIRST_LINE, _FIRST_LINE + len(rows))
    return pd.DataFrame(
        {each.name: _series(each, rows, index) for each in register.field}, index=index
    )


def _series(column: RegisterField, rows: Sequence[Texts], index: pd.RangeIndex) -> pd.Series:
    cells = [row.get(column.name) or None for row in rows]
    if column.kind is FieldKind.DAY:
        return pd.Series(pd.to_datetime(cells), index=index, dtype="datetime64[us]")
    if column.kind is FieldKind.WHOLE:
        numbers = [None if cell is None else int(cell) for cell in cells]
        return pd.Series(numbers, index=index, dtype="Int64")
    return pd.Series(cells, index=index, dtype="string")


def _columns(now: Now, register: Register) -> dict[str, ColumnConfig]:
    return {each.name: _column(now, each) for each in register.field}


def _column(now: Now, column: RegisterField) -> ColumnConfig:
    label, told = heading(now, column), shown.meaning(column, now.words)
    if column.kind is FieldKind.CHOICE:
        by_text = {item.texts[0]: shown.choice(item, now.words) for item in column.meant}
        return st.column_config.SelectboxColumn(
            label, help=told, options=list(by_text), format_func=lambda text: by_text[str(text)]
        )
    if column.kind is FieldKind.DAY:
        return st.column_config.DateColumn(label, help=told, format="YYYY-MM-DD")
    if column.kind is FieldKind.WHOLE:
        return st.column_config.NumberColumn(
            label, help=told, min_value=0, max_value=column.upto, step=1, format="%d"
        )
    return st.column_config.TextColumn(label, help=told)


def heading(now: Now, column: RegisterField) -> str:
    """The heading, with a star where the cell is needed."""
    return f"{shown.head(column, now.words)}{' *' if column.needed else ''}"


def _text(cell: object) -> str:
    if (
        cell is None
        or cell is pd.NaT
        or cell is pd.NA
        or (isinstance(cell, float) and cell != cell)
    ):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def take(
    now: Now, register: Register, filed: OnFile, found: Sequence[Record], *, beside: Sequence[Texts]
) -> None:
    """The records stand in the table to be changed there."""
    texts = [handed_in(now, register, filed, record) for record in found]
    others = [row for row in beside if not any(is_same(register, row, one) for one in texts)]
    waiting(register).replaced([*others, *texts])
    st.rerun()


def handed_in(now: Now, register: Register, filed: OnFile, record: Record) -> Texts:
    """The record as the gate reads it back."""
    return {
        each.name: shown.entered(each, record.values, filed.names, now.words)
        for each in register.field
    }


def is_same(register: Register, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """True where both are about the same thing; what has no key yet is about its own."""
    names = KEYS[register.grain]
    is_about = any(one.get(name) for name in names)
    return is_about and all(one.get(name, "") == other.get(name, "") for name in names)


def file(now: Now, register: Register, rows: Mapping[int, Texts]) -> Written | None:
    """What was written as a table of the register, each record on its line; None without any."""
    if not rows:
        return None
    lines = [rows.get(line, {}) for line in range(_FIRST_LINE, max(rows) + 1)]
    data = template.register_csv(register, lines)
    at = of_utc(clock.instant())
    said = now.words.label("records_entered")
    name = f"{said}-{register.sheet}-{at:%Y-%m-%dT%H-%M}.csv"
    return Written(hashlib.sha256(data).hexdigest(), name, data)
