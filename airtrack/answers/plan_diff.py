"""What one version of a plan says otherwise than another: its fields, targets, tasks and rules.

Targets are the same where their ids are, apart from the id of the plan before them; items of tasks
where their numbers are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.answers.plans import PlanAnswer
from airtrack.domain.rule import Rule
from airtrack.domain.target import Target
from airtrack.domain.task import Task, TaskItem, TaskMeasure
from airtrack.registry.tasks import OPEN

Value = object
"""A text, a number as it is printed, a list of these, or None."""

_PLAN_ASIDE = {"id", "sha256"}
_TARGET_ASIDE = {"id", "plan"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is not what it was."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Changed:
    """A target or an item of a task with the fields that changed."""

    id: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """What came, went and changed, by the keys of targets or items, in the order of the text."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[Changed, ...]

    @property
    def any(self) -> bool:
        """True where the two versions differ."""
        return bool(self.added or self.dropped or self.changed)


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """How `new` differs from `old`, None for a plan that was not on record."""

    old: PlanAnswer | None
    new: PlanAnswer
    plan: tuple[FieldChange, ...]
    targets: Items
    tasks: Items
    rules: Items

    @property
    def is_empty(self) -> bool:
        """True where both say the same."""
        return not (self.plan or self.targets.any or self.tasks.any or self.rules.any)


def between(old: PlanAnswer | None, new: PlanAnswer) -> PlanDiff:
    """The difference of two versions; without an earlier one everything is added."""
    said = {} if old is None else old.plan.model_dump(mode="json", exclude=_PLAN_ASIDE)
    says = new.plan.model_dump(mode="json", exclude=_PLAN_ASIDE)
    return PlanDiff(
        old,
        new,
        () if old is None else _fields(said, says),
        _items({} if old is None else _targets(old), _targets(new)),
        _items({} if old is None else _tasks(old), _tasks(new)),
        _items({} if old is None else _rules(old), _rules(new)),
    )


def target_of(answer: PlanAnswer, key: str) -> Target:
    """The target that a key of the difference stands for."""
    return next(target for target in answer.targets if _key(target.id, answer) == key)


def rule_of(answer: PlanAnswer, key: str) -> Rule:
    """The rule that a key of the difference stands for."""
    return next(rule for rule in answer.rules if str(rule.no) == key)


def item_of(answer: PlanAnswer, key: str) -> tuple[Task, TaskItem]:
    """The item, with its task, that a key of the difference stands for."""
    return next(
        (task, item)
        for task in answer.tasks
        for item in task.items
        if f"{task.no}.{item.item}" == key
    )


def _key(target_id: str, answer: PlanAnswer) -> str:
    return target_id.removeprefix(f"{answer.plan.id}.")


def _targets(answer: PlanAnswer) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for target in answer.targets:
        told = target.model_dump(mode="json", exclude=_TARGET_ASIDE)
        told["parent"] = _key(target.parent, answer)
        found[_key(target.id, answer)] = told
    return found


def _tasks(answer: PlanAnswer) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for task in answer.tasks:
        about = task.model_dump(mode="json", include={"section", "title", "clause"})
        for item in task.items:
            told = item.model_dump(mode="json", exclude={"item", "measures", "reasons"})
            told["measures"] = [_measure(measure) for measure in item.measures]
            told["reasons"] = [f"{why.field}:{why.text}" for why in item.reasons]
            found[f"{task.no}.{item.item}"] = about | told
    return found


def _rules(answer: PlanAnswer) -> dict[str, dict[str, Value]]:
    return {
        str(rule.no): rule.model_dump(mode="json", exclude={"id", "plan", "no"})
        for rule in answer.rules
    }


def _measure(measure: TaskMeasure) -> str:
    """The measure as a table of tasks writes it."""
    value = OPEN if measure.value is None else measure.value
    return f"{measure.indicator} {measure.op} {value} {measure.unit} {measure.by or '-'}"


def _items(old: Mapping[str, dict[str, Value]], new: Mapping[str, dict[str, Value]]) -> Items:
    both = [key for key in new if key in old]
    changes = [Changed(key, _fields(old[key], new[key])) for key in both]
    return Items(
        added=tuple(key for key in new if key not in old),
        dropped=tuple(key for key in old if key not in new),
        changed=tuple(item for item in changes if item.fields),
    )


def _fields(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, old.get(name), value)
        for name, value in new.items()
        if old.get(name) != value
    )
