"""Rows that a draft or a batch replaces, told value by value: place, time, indicator, old, new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from airtrack.answers.number import MILLI, decimals, printed
from airtrack.domain.batch import STAGE_RANK, Grain
from airtrack.store.diff import ChangedRow
from airtrack.store.draft import KEYS, values

Value = int | float | str | None
Named = Callable[[str], str]
"""What the place of a code is called."""

_PLACE, _SUFFIX, _VALUE = "place_id", "_milli", "value_milli"
_ABOUT = ("indicator",)
_PRINTED = ("digits",)
"""How a value is printed is no change of what it says."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """One value before and after; `place` is its code, empty for records about no place.

    `when` is the day with its hour, or the period, and what else tells the row from others;
    `item` is an indicator or the name of a column; the stage is that of the old value.
    """

    place: str
    name: str
    when: str
    item: str
    old: Value
    new: Value
    old_stage: str


def told(grain: Grain, rows: Sequence[ChangedRow], name: Named) -> Iterator[Replaced]:
    """Every value that differs, in the order of the rows and of their columns."""
    stages = {rank: str(stage) for stage, rank in STAGE_RANK.items()}
    for row in rows:
        key = dict(zip(KEYS[grain], row.key, strict=True))
        place = str(key.get(_PLACE) or "")
        for column, old, new in zip(values(grain), row.old, row.new, strict=True):
            if old != new and column not in _PRINTED:
                yield Replaced(
                    place=place,
                    name=name(place) if place else "",
                    when=_when(key),
                    item=_item(column, key),
                    old=_value(column, old),
                    new=_value(column, new),
                    old_stage=stages[row.old_rank],
                )


def _when(key: dict[str, object]) -> str:
    """Day, hour, period and whatever else is part of the key, in its order."""
    apart = {_PLACE, *_ABOUT}
    return " ".join(str(value) for name, value in key.items() if name not in apart)


def _item(column: str, key: dict[str, object]) -> str:
    if column == _VALUE and "indicator" in key:
        return str(key["indicator"])
    return column.removesuffix(_SUFFIX)


def _value(column: str, value: object) -> Value:
    """Thousandths as the number they stand for."""
    if column.endswith(_SUFFIX) and isinstance(value, int):
        return printed(value, MILLI, decimals(value, MILLI, 0))
    if value is None or isinstance(value, int | float):
        return value
    return str(value)
