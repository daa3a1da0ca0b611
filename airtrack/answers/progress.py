"""Where the items of tasks stand on a date: by what bodies report, and by their dates alone.

Source: the register of progress; the newest report of each body up to the date counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers.records import Records
from airtrack.domain.progress import Progress, Reported
from airtrack.domain.record import ProgressState
from airtrack.domain.target import Plan
from airtrack.domain.task import Task, TaskItem, spelling
from airtrack.metrics.rows import ProgressCurrent


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """One item of a task on a date.

    `reports` are the newest of each body, newest first; a joint report (no body) replaces what
    bodies reported before it. `silent` are bodies that carry the item and have not reported, none
    where a joint report speaks for all. `overdue` items are past their day and not reported done;
    `due_soon` ones have so many days left as the rules say, or fewer.
    """

    plan: Plan
    task: Task
    item: TaskItem
    as_of: date
    reports: tuple[ProgressCurrent, ...]
    silent: tuple[str, ...]
    soon_days: int

    @property
    def leading(self) -> ProgressCurrent | None:
        """The report that gives the state: the gravest one, then the newest; None without any."""
        return min(self.reports, key=lambda row: ProgressState(row.state).severity, default=None)

    @property
    def state(self) -> ProgressState | None:
        """The gravest state reported, None where nothing is."""
        return None if self.leading is None else ProgressState(self.leading.state)

    @property
    def percent(self) -> int | None:
        """The share done that the leading report gives."""
        return None if self.leading is None else self.leading.percent

    @property
    def days_left(self) -> int | None:
        """Days up to the due day, negative after it; None without one."""
        return self.item.days_left(self.as_of)

    @property
    def is_closed(self) -> bool:
        """True where every report says done, or dropped."""
        return self.state is not None and self.state.is_closed

    @property
    def is_overdue(self) -> bool:
        """True after the due day unless it is reported done."""
        left = self.days_left
        return left is not None and left < 0 and not self.is_closed

    @property
    def is_due_soon(self) -> bool:
        """True in the last days up to the due day unless it is reported done."""
        left = self.days_left
        return left is not None and 0 <= left <= self.soon_days and not self.is_closed


def items(
    records: Records,
    *,
    as_of: date,
    plan_id: str | None = None,
    body: str | None = None,
    due_by: date | None = None,
    is_overdue: bool = False,
) -> tuple[ItemProgress, ...]:
    """Every item of the plans (or of one), in the order of their texts.

    `body` keeps the items that it carries, under either form of a government's name, with its own
    reports and the joint ones; `due_by` those due on or before that day; `is_overdue` those that
    are overdue.
    """
    found = [
        item_progress(records, answer.plan, task, item, as_of=as_of, body=body)
        for answer in records.plans.values()
        if plan_id in (None, answer.plan.id)
        for task in answer.tasks
        for item in task.items
        if body is None or _carries(item, body)
    ]
    return tuple(
        each
        for each in found
        if (due_by is None or (each.item.due is not None and each.item.due <= due_by))
        and (each.is_overdue or not is_overdue)
    )


def item_progress(
    records: Records,
    plan: Plan,
    task: Task,
    item: TaskItem,
    *,
    as_of: date,
    body: str | None = None,
) -> ItemProgress:
    """One item on that date; of one body where it is named, with the joint reports."""
    rows = [
        row
        for row in records.reports.get((plan.id, task.no, item.item), [])
        if row.on_date <= as_of and (body is None or row.body in ("", body) or _same(row, body))
    ]
    reports = _newest(rows)
    asked = item.bodies if body is None else (body,)
    return ItemProgress(
        plan=plan,
        task=task,
        item=item,
        as_of=as_of,
        reports=reports,
        silent=() if any(not row.body for row in reports) else _silent(asked, reports),
        soon_days=records.house.standards.assessment.due_soon_days,
    )


def _newest(rows: Sequence[ProgressCurrent]) -> tuple[ProgressCurrent, ...]:
    """The newest report of each body; a joint one hides what bodies said before it."""
    latest = {spelling(row.body): row for row in sorted(rows, key=lambda row: row.on_date)}
    joint = latest.get("")
    kept = [
        row
        for row in latest.values()
        if joint is None or row is joint or row.on_date > joint.on_date
    ]
    return tuple(sorted(kept, key=lambda row: (row.on_date, row.body), reverse=True))


def _silent(bodies: Sequence[str], reports: Sequence[ProgressCurrent]) -> tuple[str, ...]:
    told = {spelling(row.body) for row in reports}
    return tuple(name for name in bodies if spelling(name) not in told)


def _carries(item: TaskItem, body: str) -> bool:
    return spelling(body) in {spelling(name) for name in item.bodies}


def _same(row: ProgressCurrent, body: str) -> bool:
    return spelling(row.body) == spelling(body)


def of_plan(records: Records, plan_id: str, *, as_of: date) -> Reported:
    """The leading report up to `as_of` on each item of the plan, where there is one."""
    found = items(records, as_of=as_of, plan_id=plan_id)
    return {
        (each.task.no, each.item.item): _as_reported(each.leading)
        for each in found
        if each.leading is not None
    }


def _as_reported(row: ProgressCurrent) -> Progress:
    return Progress(
        state=ProgressState(row.state),
        percent=row.percent,
        reported_on=row.on_date,
        by=row.reported_by or row.body,
        evidence=row.evidence,
    )
