"""Warnings, interviews, suspensions and rectifications on a date: open, answered, closed.

Source: the register of follow-up; the newest row of a case counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from airtrack.answers.records import Records
from airtrack.domain.task import spelling
from airtrack.metrics.rows import FollowUpCurrent


@dataclass(frozen=True, slots=True)
class Case:
    """One case on a date; what happened after it has not happened yet."""

    row: FollowUpCurrent
    as_of: date

    @property
    def is_open(self) -> bool:
        """True until the case is closed."""
        return self.row.closed_on is None or self.row.closed_on > self.as_of

    @property
    def is_answered(self) -> bool:
        """True once the reply is there."""
        return self.row.replied_on is not None and self.row.replied_on <= self.as_of

    @property
    def is_overdue(self) -> bool:
        """True while a reply is late and the case is open."""
        due = self.row.reply_due_on
        return due is not None and due < self.as_of and self.is_open and not self.is_answered

    @property
    def days_left(self) -> int | None:
        """Days up to the day of the reply, negative after it; None without one or when answered."""
        due = self.row.reply_due_on
        is_waiting = due is not None and self.is_open and not self.is_answered
        return (due - self.as_of).days if due is not None and is_waiting else None


def cases(
    records: Records,
    *,
    as_of: date,
    plan_id: str | None = None,
    place: str | None = None,
    body: str | None = None,
    is_open: bool = False,
) -> tuple[Case, ...]:
    """The cases issued by that day, oldest first; `is_open` keeps those that are not closed."""
    found = (Case(row, as_of) for row in records.cases if row.on_date <= as_of)
    return tuple(
        case
        for case in found
        if plan_id in (None, case.row.plan_id)
        and place in (None, case.row.place_id)
        and (body is None or spelling(body) == spelling(case.row.body))
        and (case.is_open or not is_open)
    )
