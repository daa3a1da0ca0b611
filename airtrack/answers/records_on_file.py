"""What a register (台账) says: its records that count, each with the batch that brought it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from airtrack.domain.batch import BatchHistory
from airtrack.domain.register import Register
from airtrack.store import standing
from airtrack.store.draft import KEYS
from airtrack.store.snapshot import Facts

_JOINT = "|"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its columns as kept, and where it came from.

    `key` is what the record is about as one text, the same after every change of the record.
    """

    key: str
    values: Mapping[str, object]
    batch_no: int
    source_row: int


def current_records(facts: Facts, register: Register) -> list[Record]:
    """The records of the register that count, one for each key, in the order of their keys."""
    return [
        Record(
            key=_JOINT.join(_text(row[name]) for name in KEYS[register.grain]),
            values={name: value for name, value in row.items() if name not in _STAMPS},
            batch_no=_number(row["batch_no"]),
            source_row=_number(row["source_row"]),
        )
        for row in standing.records(facts, register.grain)
    ]


def batches_of(history: Sequence[BatchHistory], register: Register) -> list[BatchHistory]:
    """The batches of the register, oldest first, the withdrawn ones too."""
    return [item for item in history if item.batch.form == register.id]


_STAMPS = frozenset({"file_no", "source_row", "batch_no", "stage_rank"})


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
