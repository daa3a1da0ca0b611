"""Rows of registers: what stands beside the values of the air."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EmissionCurrent:
    """A project with the tonnes of one pollutant, as its newest row has it."""

    view: ClassVar[str] = "emission_current"
    project_id: str
    project: str
    place_id: str
    pollutant: str
    tonnes_milli: int
    on_date: date
    state: str
    document_no: str
    note: str
    batch_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class EmissionCumulative:
    """Accepted tonnes of one place, pollutant and day, and in all up to it."""

    view: ClassVar[str] = "emission_cumulative"
    place_id: str
    pollutant: str
    on_date: date
    n_projects: int
    tonnes_milli: int
    total_milli: int


@dataclass(frozen=True, slots=True)
class AmountCurrent:
    """An amount that was counted and reported by hand."""

    view: ClassVar[str] = "amount_current"
    place_id: str
    indicator: str
    period_key: str
    first_on: date
    last_on: date
    value_milli: int
    digits: int | None
    unit: str
    evidence: str
    reported_by: str
    note: str
    batch_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class MonthTargetCurrent:
    """A value that was issued for a month; `target_id` is empty where the row names none."""

    view: ClassVar[str] = "month_target_current"
    place_id: str
    indicator: str
    period_key: str
    target_id: str
    first_on: date
    last_on: date
    value_milli: int
    digits: int | None
    unit: str
    document_no: str
    note: str
    batch_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class ProgressCurrent:
    """What a body reports of an item of a task on a day."""

    view: ClassVar[str] = "progress_current"
    plan_id: str
    task_no: int
    item_no: int
    body: str
    on_date: date
    state: str
    percent: int | None
    evidence: str
    reported_by: str
    note: str
    batch_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class FollowUpCurrent:
    """A case of follow-up as its newest row has it."""

    view: ClassVar[str] = "follow_up_current"
    case_no: str
    kind: str
    body: str
    place_id: str
    plan_id: str
    subject: str
    issued_by: str
    on_date: date
    reply_due_on: date | None
    replied_on: date | None
    closed_on: date | None
    note: str
    batch_no: int
    source_row: int
