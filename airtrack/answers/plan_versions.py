"""Every version of a plan that ever came in, and how two of them differ.

Source: house rule: the newest version that is live counts as a whole; why it came is the note of
its batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from airtrack.answers import plan_diff, plans
from airtrack.answers.plan_diff import PlanDiff
from airtrack.answers.plans import PlanAnswer
from airtrack.domain.batch import BatchHistory, Grain
from airtrack.errors import NotFound
from airtrack.metrics.rows import PlanRow, RuleRow, TargetRow, TaskItemRow, TaskMeasureRow
from airtrack.registry.places import Gazetteer
from airtrack.registry.plans import PlanText
from airtrack.store import parts
from airtrack.store.layout import Layout

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as one batch has it; `counts` is true of the one that counts now.

    `rows` and `task_rows` are the lines of its targets and items in the tables that came.
    """

    item: BatchHistory
    answer: PlanAnswer
    counts: bool
    rows: tuple[int, ...] = ()
    task_rows: tuple[int, ...] = ()

    @property
    def batch_id(self) -> str:
        """The batch that brought it."""
        return self.item.batch.batch_id


def all_versions(layout: Layout, history: Sequence[BatchHistory]) -> tuple[Version, ...]:
    """Every version of every plan in the order in which they came, withdrawn ones too."""
    found = [_read(layout, item) for item in history if item.batch.grain == Grain.PLAN]
    newest = {
        version.answer.plan.id: version.batch_id
        for version in found
        if version is not None and version.item.is_live
    }
    return tuple(
        Version(
            version.item,
            version.answer,
            newest.get(version.answer.plan.id) == version.batch_id,
            version.rows,
            version.task_rows,
        )
        for version in found
        if version is not None
    )


def of_plan(found: Sequence[Version], plan_id: str) -> tuple[Version, ...]:
    """The versions of that plan, oldest first; raises NotFound("unknown_plan")."""
    own = tuple(version for version in found if version.answer.plan.id == plan_id)
    if not own:
        known = sorted({version.answer.plan.id for version in found})
        raise NotFound("unknown_plan", text=plan_id, nearest=known)
    return own


def pair(
    found: Sequence[Version], plan_id: str, old: str | None, new: str | None
) -> tuple[Version, Version]:
    """Two versions to compare: those named, else the last two that are live.

    Of a plan with one version the earlier one is that of the plan which it succeeds. Raises
    NotFound for a batch that brought no version of either, and where there is nothing earlier.
    """
    own = of_plan(found, plan_id)
    before = _before(found, own[-1].answer.plan.succeeds)
    if old is not None and new is not None:
        return _named((*before, *own), old), _named((*before, *own), new)
    live = [version for version in own if version.item.is_live]
    offered = live if len(live) > 1 else [*before[-1:], *live]
    if len(offered) < 2:
        nearest = [version.batch_id for version in own]
        raise NotFound("plan_one_version", plan=plan_id, nearest=nearest)
    return offered[-2], offered[-1]


def as_text(version: Version, gazetteer: Gazetteer) -> PlanText:
    """The version as a text on file would be, so that it can be checked like one."""
    answer = version.answer
    unknown = tuple(
        name
        for name in answer.plan.mentioned
        if gazetteer.find_in_file(name) is None and not gazetteer.is_group(name)
    )
    return PlanText(
        answer.plan,
        answer.targets,
        version.rows,
        Path(version.item.batch.source_name),
        answer.tasks,
        version.task_rows,
        unknown,
    )


def against_current(found: Sequence[Version], text: PlanText) -> tuple[Version | None, PlanDiff]:
    """What a text says otherwise than the version that counts, None where it is a new plan."""
    new = PlanAnswer(text.plan, text.targets, 0, text.tasks, text.rules)
    for version in found:
        if version.counts and version.answer.plan.id == text.plan.id:
            return version, plan_diff.between(version.answer, new)
    return None, plan_diff.between(None, new)


def _before(found: Sequence[Version], plan_id: str) -> list[Version]:
    """The live versions of the plan that was succeeded."""
    return [item for item in found if item.answer.plan.id == plan_id and item.item.is_live]


def _named(found: Sequence[Version], batch: str) -> Version:
    wanted = f"b{int(batch):06d}" if batch.isdigit() else batch
    for version in found:
        if version.batch_id == wanted:
            return version
    known = [version.batch_id for version in found]
    raise NotFound("no_such_version", text=batch, nearest=known)


def _read(layout: Layout, item: BatchHistory) -> Version | None:
    """The version that a batch brought; None for one from before plans had a part of their own."""
    batch_id, stamp = item.batch.batch_id, {"batch_no": item.batch.batch_no}
    told = parts.read(layout, batch_id, Grain.PLAN, "plan")
    if not told:
        return None
    lines = parts.read(layout, batch_id, Grain.PLAN)
    tasks = parts.read(layout, batch_id, Grain.PLAN, "task")
    measures = parts.read(layout, batch_id, Grain.PLAN, "task_measure")
    rules = parts.read(layout, batch_id, Grain.PLAN, "rule")
    answer = plans.of_rows(
        _row(PlanRow, told[0] | stamp),
        [_row(TargetRow, line | stamp) for line in lines],
        [_row(TaskItemRow, line | stamp) for line in tasks],
        [_row(TaskMeasureRow, line | stamp) for line in measures],
        [_row(RuleRow, line | stamp) for line in rules],
    )
    return Version(
        item,
        answer,
        counts=False,
        rows=tuple(int(str(line["source_row"])) for line in lines),
        task_rows=tuple(int(str(line["source_row"])) for line in tasks),
    )


def _row(made: type[_R], told: dict[str, object]) -> _R:
    """The row of the view; texts that came into use later are empty."""
    given: dict[str, Any] = {}
    for field in fields(made):  # type: ignore[arg-type]
        value = told.get(field.name)
        given[field.name] = "" if value is None and field.type == "str" else value
    return made(**given)
