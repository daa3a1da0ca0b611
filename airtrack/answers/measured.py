"""What is reported of the numbers that tasks ask for: shares, counts, areas, held against the plan.

Source: the register of amounts. A plan's number is that of its region or of each of its places, as
the document says in words alone; so every value on record is shown, by place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from airtrack.answers import amounts
from airtrack.answers.records import Records
from airtrack.domain.record import spelled_unit
from airtrack.domain.scale import MILLI
from airtrack.domain.target import Plan
from airtrack.domain.task import Task, TaskMeasure
from airtrack.metrics.rows import AmountCurrent

Measured = Mapping[str, tuple[AmountCurrent, ...]]
"""The newest value of each place, by the key of the measure."""


def of_tasks(records: Records, plan: Plan, tasks: Iterable[Task], *, as_of: date) -> Measured:
    """The newest value up to that day of every measure of the tasks, of the plan's places."""
    keys = {item.indicator for task in tasks for part in task.items for item in part.measures}
    places = _places(records, plan, as_of)
    found: dict[str, dict[str, AmountCurrent]] = {}
    for row in amounts.listed(records, as_of=as_of):
        if row.indicator in keys and row.place_id in places:
            known = found.setdefault(row.indicator, {}).get(row.place_id)
            if known is None or known.last_on <= row.last_on:
                found[row.indicator][row.place_id] = row
    return {key: tuple(of.values()) for key, of in found.items()}


def meets(measure: TaskMeasure, row: AmountCurrent) -> bool | None:
    """Whether the value is what the plan asks for; None where units or an open number forbid it."""
    if measure.value is None or not _alike(measure.unit, row.unit):
        return None
    return measure.op.holds(Fraction(row.value_milli, MILLI), measure.value)


def _places(records: Records, plan: Plan, on: date) -> frozenset[str]:
    """The plan's region itself, its members, and the places of its targets."""
    gazetteer = records.house.gazetteer
    members = gazetteer.find_group(plan.group).members(on) if gazetteer.is_group(plan.group) else ()
    targets = records.plans[plan.id].targets
    own = {place for target in targets for place in target.places}
    return frozenset({plan.group, *members, *own})


def _alike(one: str, other: str) -> bool:
    return not other or spelled_unit(one) == spelled_unit(other)
