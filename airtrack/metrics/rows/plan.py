"""Rows of plans, their targets and their tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as its newest batch has it."""

    view: ClassVar[str] = "plan"
    plan_id: str
    title: str
    title_en: str
    short_title: str
    short_title_en: str
    issuer: str
    document_no: str
    issued_on: date | None
    state: str
    group_id: str
    sha256: str
    note: str
    note_en: str
    implied: str
    mentioned: str
    succeeds: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of a plan; `position` is its place in the plan's table."""

    view: ClassVar[str] = "target"
    plan_id: str
    target_id: str
    position: int
    kind: str
    places: str
    group_id: str
    scope: str
    indicator: str
    period_key: str
    op: str | None
    value_milli: int | None
    value_state: str
    unit: str
    digits: int | None
    compare_rule: str
    basis: str
    edition: str
    baseline_key: str | None
    baseline_milli: int | None
    binding: str
    clause: str
    reference: str
    parent: str
    among: str
    pollutants: str
    note: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class TargetIssued:
    """A value issued for a target by reference; what it leaves out is empty, as the target says."""

    view: ClassVar[str] = "target_issued"
    target_id: str
    place_id: str
    indicator: str
    period_key: str
    op: str
    value_milli: int
    digits: int | None
    unit: str
    document_no: str
    note: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class TaskItemRow:
    """One item of a task of a plan; bodies are joined by `|`, reasons by `;`."""

    view: ClassVar[str] = "task_item"
    plan_id: str
    task_no: int
    item_no: int
    section: str
    title: str
    text: str
    due_on: date | None
    due_kind: str
    lead: str
    responsible: str
    support: str
    is_implied: bool
    clause: str
    reasons: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One condition of a rule of a plan; `condition` is empty where the rule has none."""

    view: ClassVar[str] = "rule_condition"
    plan_id: str
    rule_no: int
    item_no: int
    kind: str
    body: str
    places: str
    group_id: str
    period_key: str
    combine: str
    condition: str
    indicator: str
    span: str
    among: str
    n_last: int | None
    op: str | None
    value_milli: int | None
    digits: int | None
    unit: str
    tasks: str
    bindings: str
    text: str
    consequence: str
    rhythm: str
    clause: str
    note: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class TaskMeasureRow:
    """One number printed with an item of a task."""

    view: ClassVar[str] = "task_measure"
    plan_id: str
    task_no: int
    item_no: int
    position: int
    indicator: str
    op: str
    value_milli: int | None
    value_state: str
    unit: str
    digits: int | None
    by_key: str | None
    batch_no: int
