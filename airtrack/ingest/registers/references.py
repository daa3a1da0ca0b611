"""Whether the records of a register refer to what is on file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from airtrack.errors import Level, Problem
from airtrack.metrics.referred import Referred
from airtrack.store.draft import Draft

_MOST_NEAR = 5


def problems(draft: Draft, referred: Referred) -> Iterator[Problem]:
    """A blocker for every record that names a plan, target or task that is not on file."""
    for row in draft.rows.to_pylist():
        target, plan = row.get("target_id"), row.get("plan_id")
        if target and target not in referred.targets:
            yield _problem(draft, row, "register_unknown_target", target, of=referred.targets)
        if plan and plan not in referred.plans:
            yield _problem(draft, row, "register_unknown_plan", plan, of=referred.plans)
        elif plan and "task_no" in row:
            item = (plan, row["task_no"], row["item_no"])
            if item not in referred.items:
                number = f"{row['task_no']}.{row['item_no']}"
                yield _problem(draft, row, "register_unknown_task", number, plan=plan)


def _problem(
    draft: Draft,
    row: dict[str, object],
    code: str,
    value: object,
    *,
    of: Iterable[str] = (),
    plan: object = None,
) -> Problem:
    near = difflib.get_close_matches(str(value), list(of), n=_MOST_NEAR, cutoff=0.3)
    file_no, line = row["file_no"], row["source_row"]
    return Problem(
        Level.BLOCKER,
        code,
        draft.members[file_no if isinstance(file_no, int) else 0],
        row=line if isinstance(line, int) else None,
        value=str(value),
        params={"nearest": near} | ({"plan": plan} if plan else {}),
    )
