"""Plans on their way into the store: the texts under `data/plans` become batches.

Source: the contract of the command line: `init` loads plans and is safe to repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from airtrack.domain.batch import Batch, Grain, Stage, holder
from airtrack.domain.target import Plan, Target
from airtrack.errors import StaleStore, StoreBusy
from airtrack.ingest import walk
from airtrack.metrics.reference import milli
from airtrack.registry.plans import PLAN, TARGETS, PlanText
from airtrack.store.draft import ASIDE, PARTS, ROWS, Draft
from airtrack.store.store import Act, Store

FORM = "plan"
STAGE = Stage.AUDITED
_ATTEMPTS = 3


def draft(found: PlanText) -> Draft:
    """The plan and its targets as rows; the files of its folder go with them as they are."""
    source = walk.chosen(found.folder, (PLAN, TARGETS))
    members = tuple(member.name for member in source.members)
    lines = zip(found.targets, found.rows, strict=True)
    rows = [
        _target(target)
        | {"position": position, "file_no": members.index(TARGETS), "source_row": row}
        for position, (target, row) in enumerate(lines, start=1)
    ]
    return Draft(
        source_name=source.name,
        sha256=source.sha256,
        form=FORM,
        grain=Grain.PLAN,
        stage=STAGE,
        rows=pa.Table.from_pylist(rows, schema=ROWS[Grain.PLAN]),
        aside=ASIDE.empty_table(),
        members=members,
        originals=source.originals,
        n_rows=len(rows),
        digits={},
        parts={"plan": pa.Table.from_pylist([_plan(found.plan)], schema=PARTS[Grain.PLAN]["plan"])},
    )


def install(store: Store, plans: Sequence[PlanText], *, act: Act) -> list[Batch]:
    """Every plan on file is on record; returns the new batches, none where nothing was to do.

    A text that counts already is left alone, also one that was withdrawn; an older version that
    comes back counts again. Where another
    process writes at the same moment the store is looked at again; after some attempts its
    StaleStore or StoreBusy is raised.
    """
    drafts = [draft(found) for found in plans]
    for attempt in range(1, _ATTEMPTS + 1):
        current = store.snapshot()
        history = current.history()
        fresh = [
            item
            for item in drafts
            if not holder(history, sha256=item.sha256, stage=item.stage, source=item.source_name)
        ]
        if not fresh:
            break
        try:
            return store.commit(fresh, act=act, seen=current.revision)
        except (StaleStore, StoreBusy):
            if attempt == _ATTEMPTS:
                raise
    return []


def _target(target: Target) -> dict[str, object]:
    baseline = target.baseline
    return {
        "plan_id": target.plan,
        "target_id": target.id,
        "kind": target.kind.value,
        "places": ",".join(target.places),
        "group_id": target.group,
        "scope": target.scope.value,
        "indicator": target.indicator,
        "period_key": target.period,
        "op": target.op and target.op.value,
        "value_milli": _milli(target.value),
        "value_state": target.value_state.value,
        "unit": target.unit,
        "digits": target.digits,
        "compare_rule": target.compare_rule.value,
        "basis": target.basis,
        "edition": target.edition,
        "baseline_key": baseline and baseline.period,
        "baseline_milli": _milli(baseline.value) if baseline else None,
        "binding": target.binding.value,
        "clause": target.clause,
        "reference": target.reference,
        "parent": target.parent,
        "note": target.note,
    }


def _milli(value: Decimal | None) -> int | None:
    return None if value is None else milli(value)


def _plan(plan: Plan) -> dict[str, object]:
    said = plan.model_dump(exclude={"id", "group", "state"})
    return said | {"plan_id": plan.id, "group_id": plan.group, "state": plan.state.value}
