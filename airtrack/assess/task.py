"""Targets that a task be done: judged by what bodies report of its items, never by dates alone.

Source: house rules. An item past its day that is reported undone is missed; one that nobody reports
on is overdue by its date, which is no verdict of failure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from airtrack.answers import progress
from airtrack.answers.progress import ItemProgress
from airtrack.assess.desk import Desk
from airtrack.assess.question import Question
from airtrack.domain.record import ProgressState
from airtrack.domain.target import Target
from airtrack.domain.task import Task, TaskItem, spelling
from airtrack.domain.verdict import Rule, Status, Verdict, Why

REGISTER = "task_progress"
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class _Standing:
    """One item against its day: the day of the document, else the end of the target's period."""

    progress: ItemProgress
    due: date
    as_of: date

    @property
    def status(self) -> Status:
        state = self.progress.state
        if state is None:
            return Status.INSUFFICIENT
        if state is ProgressState.DONE:
            return Status.MET
        if self.due < self.as_of:
            return Status.MISSED
        if state is ProgressState.DELAYED:
            return Status.OFF_TRACK
        is_soon = (self.due - self.as_of).days <= self.progress.soon_days
        return Status.AT_RISK if is_soon else Status.ON_TRACK


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict by the newest reports up to the day; items that were dropped do not count."""
    target = question.target
    items = _items(desk, question)
    if not items:
        return replace(blank, reasons=(Why("verdict_no_task", {"clause": target.clause}),))
    counted = [item for item in items if item.state is not ProgressState.DROPPED]
    dropped = len(items) - len(counted)
    reasons = [Why("verdict_items_dropped", {"n": dropped})] if dropped else []
    if not counted:
        return replace(blank, reasons=tuple(reasons))
    last = target.span.last_on
    standings = [_Standing(item, item.item.due or last, desk.as_of) for item in counted]
    done = sum(item.status is Status.MET for item in standings)
    status = min((item.status for item in standings), key=lambda found: found.severity)
    reported = [item.progress.leading for item in standings if item.progress.leading]
    told = (*reasons, *_told(standings, done=done, as_of=desk.as_of))
    decided = status in (Status.MET, Status.MISSED)
    return replace(
        blank,
        status=status,
        rule=None
        if status is Status.INSUFFICIENT
        else (Rule.DECIDED if decided else Rule.REPORTED),
        decided=decided,
        firm=decided and not any(item.progress.silent for item in standings),
        actual=Decimal(done),
        compared=Decimal(done),
        raw=Decimal(done),
        required=Decimal(len(counted)),
        gap=Decimal(len(counted) - done),
        source="reported" if reported else None,
        data_to=max((row.on_date for row in reported), default=None),
        reasons=told,
    )


def _told(standings: Sequence[_Standing], *, done: int, as_of: date) -> list[Why]:
    """How many items are done, reported late or not at all, and overdue by their dates alone."""
    silent = [item for item in standings if item.progress.state is None]
    overdue = [item for item in silent if item.due < as_of]
    bodies = {name for item in standings for name in item.progress.silent if item not in silent}
    found = [Why("verdict_items_done", {"n": done, "total": len(standings)})]
    if silent:
        found.append(Why("verdict_items_unreported", {"n": len(silent), "register": REGISTER}))
    if overdue:
        day = min(item.due for item in overdue).isoformat()
        found.append(Why("verdict_overdue_by_date", {"n": len(overdue), "day": day}))
    if bodies:
        found.append(Why("verdict_bodies_silent", {"n": len(bodies)}))
    return found


def _items(desk: Desk, question: Question) -> list[ItemProgress]:
    """The items that the target speaks of, as the place's government or all bodies report them."""
    answer = desk.records.plans[question.target.plan]
    body = _body(desk, question)
    found = []
    for task, item in _named(question.target, answer.tasks):
        of_body = None
        if body is not None and body in map(spelling, item.bodies):
            of_body = body
        found.append(
            progress.item_progress(
                desk.records, answer.plan, task, item, as_of=desk.as_of, body=of_body
            )
        )
    return found


def _body(desk: Desk, question: Question) -> str | None:
    """The government of the place that is judged by itself."""
    place = desk.house.gazetteer.places.get(question.place)
    return None if question.is_region or place is None else spelling(f"{place.name}人民政府")


def _named(target: Target, tasks: Sequence[Task]) -> list[tuple[Task, TaskItem]]:
    """Task and item by the number that `reference` gives (8, or 8.2), else by the clause."""
    said = _NUMBER.fullmatch(target.reference.strip())
    number, part = (int(said[1]), said[2]) if said else (None, None)
    return [
        (task, item)
        for task in tasks
        if (task.no == number if said else task.clause == target.clause)
        for item in task.items
        if part is None or item.item == int(part)
    ]
