"""Which plans are on record: what a table that is handed in is read beside."""

from __future__ import annotations

from airtrack.metrics.read import Asked, Source
from airtrack.metrics.rows import PlanRow, RuleRow, TargetRow, TaskItemRow


def plans(source: Source) -> dict[str, PlanRow]:
    """Each plan that counts, by its id."""
    with source.cursor() as cursor:
        return {row.plan_id: row for row in Asked(cursor, (), None).rows(PlanRow)}


def targets(source: Source) -> dict[str, TargetRow]:
    """Every target that counts, by its id."""
    with source.cursor() as cursor:
        return {row.target_id: row for row in Asked(cursor, (), None).rows(TargetRow)}


def with_tasks(source: Source) -> frozenset[str]:
    """The ids of the plans that have tasks."""
    with source.cursor() as cursor:
        return frozenset(row.plan_id for row in Asked(cursor, (), None).rows(TaskItemRow))


def with_rules(source: Source) -> frozenset[str]:
    """The ids of the plans that have rules."""
    with source.cursor() as cursor:
        return frozenset(row.plan_id for row in Asked(cursor, (), None).rows(RuleRow))
