"""Which plans are on record: what a table that is handed in is read beside."""

from __future__ import annotations

from airtrack.metrics.read import Asked, Source
from airtrack.metrics.rows import PlanRow, TargetRow, TaskItemRow


def plans(source: Source) -> dict[str, PlanRow]:
    """Each plan that counts, by its id."""
    with source.cursor() as cursor:
        return {row.plan_id: row for row in Asked(cursor, (), None).rows(PlanRow)}


def target_ids(source: Source) -> dict[str, str]:
    """The id of every target that counts with that of its plan."""
    with source.cursor() as cursor:
        found = Asked(cursor, (), None).rows(TargetRow)
    return {row.target_id: row.plan_id for row in found}


def with_tasks(source: Source) -> frozenset[str]:
    """The ids of the plans that have tasks."""
    with source.cursor() as cursor:
        return frozenset(row.plan_id for row in Asked(cursor, (), None).rows(TaskItemRow))
