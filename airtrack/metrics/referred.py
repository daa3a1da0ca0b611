"""What records of registers may refer to: the plans, targets and tasks on file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from airtrack.store.snapshot import Memory


@dataclass(frozen=True, slots=True)
class Referred:
    """Ids of plans and targets; an item of a task is known by plan, number and part."""

    plans: frozenset[str]
    targets: frozenset[str]
    items: frozenset[tuple[str, int, int]]


def on_file(snapshot: Memory) -> Referred:
    """What the plans of the snapshot hold, and the targets that were issued for them."""
    with snapshot.cursor() as cursor:
        plans = cursor.execute("select plan_id from plan").fetchall()
        targets = cursor.execute("select target_id from target").fetchall()
        issued = cursor.execute(
            "select target_id, place_id, indicator, period_key from target_issued"
        ).fetchall()
        items = cursor.execute("select plan_id, task_no, item_no from task_item").fetchall()
    return Referred(
        frozenset(str(row[0]) for row in plans),
        frozenset(str(row[0]) for row in targets) | _issued(issued),
        frozenset((str(plan), int(no), int(item)) for plan, no, item in items),
    )


def _issued(rows: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Every way in which the ids of issued targets may be made; their parents decide which."""
    return frozenset(
        "/".join(part for part in (target, place, *more) if part)
        for target, place, indicator, period in rows
        for more in product(("", indicator), ("", period))
    )
