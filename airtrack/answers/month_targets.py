"""Values that were officially issued for single months (月度目标): they go before computed ones.

Source: the register of month targets; the newest row of a place, indicator, month and target.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from airtrack.answers.number import MILLI
from airtrack.answers.question import House
from airtrack.domain.target import Target
from airtrack.metrics.rows import MonthTargetCurrent

Key = tuple[str, str, str]
"""Place or set of places, indicator, canonical key of the month."""


@dataclass(frozen=True, slots=True)
class IssuedMonth:
    """One issued value at its printed decimals; `target_id` is empty where none is named."""

    value: Decimal
    digits: int
    target_id: str
    document_no: str
    batch_no: int
    source_row: int


IssuedMonths = Mapping[Key, tuple[IssuedMonth, ...]]
"""What was issued: for one month several targets may have a value of their own."""


def listed(
    house: House, *, places: Collection[str] | None = None, indicator: str | None = None
) -> list[MonthTargetCurrent]:
    """The rows that count, by place, indicator and month; those of some places or of all."""
    rows = [
        row
        for row in house.statistics.rows(MonthTargetCurrent)
        if (places is None or row.place_id in places) and indicator in (None, row.indicator)
    ]
    return sorted(rows, key=lambda row: (row.place_id, row.indicator, row.first_on, row.target_id))


def issued(house: House, places: Collection[str] | None = None) -> IssuedMonths:
    """What was issued for these places, or for all; a region goes by the id of its set."""
    found: dict[Key, tuple[IssuedMonth, ...]] = {}
    for row in listed(house, places=places):
        key = (row.place_id, row.indicator, row.period_key)
        found[key] = (*found.get(key, ()), _month(row))
    return found


def of_target(found: IssuedMonths, target: Target, *, place: str = "") -> dict[str, IssuedMonth]:
    """The issued values of a target by month, oldest first.

    `place` is that of a target which each of its places must meet; else it is the target's only
    place, or the set that it is about. A row that names the target goes before one that names
    none; what was issued for another target says nothing here.
    """
    about = place or target.group or (target.places[0] if len(target.places) == 1 else "")
    months: dict[str, IssuedMonth] = {}
    for (where, indicator, month), rows in sorted(found.items()):
        fitting = {row.target_id: row for row in rows}
        best = fitting.get(target.id) or fitting.get("")
        if best is not None and (where, indicator) == (about, target.indicator):
            months[month] = best
    return months


def value(row: MonthTargetCurrent) -> Decimal:
    """The value at the decimals that it was printed with."""
    return round(Decimal(row.value_milli).scaleb(-MILLI), row.digits or 0)


def _month(row: MonthTargetCurrent) -> IssuedMonth:
    return IssuedMonth(
        value=value(row),
        digits=row.digits or 0,
        target_id=row.target_id,
        document_no=row.document_no,
        batch_no=row.batch_no,
        source_row=row.source_row,
    )
