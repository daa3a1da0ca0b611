"""Where the items of a plan's tasks stand on a date, by their due dates and what is reported.

Source: arithmetic on the dates that the document prints; nothing is assumed to be done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from airtrack.domain.progress import Progress, Reported
from airtrack.domain.task import DueKind, Task, TaskItem, spelling

RHYTHMS = (DueKind.MONTHLY, DueKind.TEN_DAYS, DueKind.YEARLY)
"""What comes round again; stages, ongoing work and what is not said have no date at all."""


class Standing(StrEnum):
    """What the dates alone say of an item, the most urgent first; `closed` is reported."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    RHYTHM = "rhythm"
    UNDATED = "undated"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One item on a date: `days_left` until it is due, negative once it is past."""

    task: Task
    item: TaskItem
    standing: Standing
    days_left: int | None
    progress: Progress | None = None

    @property
    def number(self) -> str:
        """What the item is called: `12`, or `12.2` where its task has several."""
        several = len(self.task.items) > 1
        return f"{self.task.no}.{self.item.item}" if several else str(self.task.no)


def of_plan(
    tasks: Iterable[Task], *, as_of: date, soon_days: int, reported: Reported | None = None
) -> tuple[DueItem, ...]:
    """Every item in the order of the plan; one that is due on the date itself is not overdue.

    In the last `soon_days` before its date it is due soon.
    """
    known = reported or {}
    return tuple(
        _stands(task, item, as_of, known.get((task.no, item.item)), soon_days=soon_days)
        for task in tasks
        for item in task.items
    )


def _stands(
    task: Task, item: TaskItem, as_of: date, progress: Progress | None, *, soon_days: int
) -> DueItem:
    left = item.days_left(as_of)
    standing = _standing(item, left, progress, soon_days=soon_days)
    return DueItem(task, item, standing, left, progress)


def _standing(
    item: TaskItem, left: int | None, progress: Progress | None, *, soon_days: int
) -> Standing:
    if progress is not None and progress.is_closed:
        return Standing.CLOSED
    if left is None:
        return Standing.RHYTHM if item.due_kind in RHYTHMS else Standing.UNDATED
    if left < 0:
        return Standing.OVERDUE
    return Standing.SOON if left <= soon_days else Standing.LATER


def counted(found: Iterable[DueItem]) -> Counter[Standing]:
    """How many items stand where."""
    return Counter(item.standing for item in found)


def kinds(found: Iterable[DueItem]) -> Counter[DueKind]:
    """How many items without a day come in which rhythm, or are not said when."""
    return Counter(item.item.due_kind for item in found if not item.item.due_kind.is_dated)


def bodies(tasks: Iterable[Task]) -> dict[str, str]:
    """Every body that carries something, by its spelling: the longest name that is printed.

    The one with the most items comes first.
    """
    names: dict[str, list[str]] = {}
    for task in tasks:
        for item in task.items:
            for name in item.bodies:
                names.setdefault(spelling(name), []).append(name)
    most_first = sorted(names, key=lambda key: (-len(names[key]), key))
    return {key: max(names[key], key=len) for key in most_first}


def carried_by(found: Iterable[DueItem], body: str) -> tuple[DueItem, ...]:
    """The items in which the body has a part; all of them where none is named."""
    if not body:
        return tuple(found)
    return tuple(item for item in found if item.item.roles_of(body))


def span(tasks: Iterable[Task], known: Iterable[date]) -> tuple[date, date]:
    """The days that are worth asking about: around the due dates and the `known` days.

    From the year before the first one to the end of the year after the last.
    """
    named = [*(item.due for task in tasks for item in task.items if item.due), *known]
    return date(min(named).year - 1, 1, 1), date(max(named).year + 1, 12, 31)
