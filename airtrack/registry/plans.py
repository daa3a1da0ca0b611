"""The plans on file, each with its targets, cross-checked against places and standards.

Source: `data/plans/ID/plan.toml`, `targets.csv`, `tasks.csv` and `rules.csv`,
`data/plans/measures.csv`; what they mean stands in docs/plans.md and docs/consequences.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.rule import Rule
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.standards import Standards
from airtrack.domain.target import Plan, Scope, Target, TargetKind
from airtrack.domain.task import MeasureName, Task
from airtrack.errors import NotFound, WrongUse
from airtrack.registry import rules as rule_lines
from airtrack.registry import tasks as task_lines
from airtrack.registry import text
from airtrack.registry.places import Gazetteer
from airtrack.registry.rules import RuleLine
from airtrack.registry.targets import TargetLine
from airtrack.registry.tasks import TaskLine
from airtrack.registry.text import Findings

PLAN, TARGETS, TASKS, RULES = "plan.toml", "targets.csv", "tasks.csv", "rules.csv"
MEASURES = "measures.csv"

_PERCENT, _CITIES = "%", ""
_SUMMED = (Measure.COUNT, Measure.TONNES, Measure.REPORTED)
"""What may be summed over places: a sum of means or shares says nothing."""


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as its folder has it; `rows` are the lines of its targets, `task_rows` of its items.

    `rule_rows` are the lines of the conditions of its rules; `unknown` are the places it mentions
    that the register does not have.
    """

    plan: Plan
    targets: tuple[Target, ...]
    rows: tuple[int, ...]
    folder: Path
    tasks: tuple[Task, ...] = ()
    task_rows: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    rule_rows: tuple[int, ...] = ()


def load(
    folder: Path,
    findings: Findings,
    *,
    gazetteer: Gazetteer,
    standards: Standards,
    measures: Mapping[str, MeasureName],
) -> tuple[PlanText, ...]:
    """Every plan under the folder, in the order of their ids; what is wrong is in `findings`."""
    desk = Desk(gazetteer, standards, measures, findings)
    folders = sorted(item for item in folder.glob("[!.]*") if item.is_dir())
    found = [_plan(desk, item) for item in folders]
    return tuple(item for item in found if item is not None)


@dataclass(frozen=True, slots=True)
class Desk:
    """What all plans are read with; `taken` says where a target's id stands already."""

    gazetteer: Gazetteer
    standards: Standards
    measures: Mapping[str, MeasureName]
    findings: Findings
    taken: dict[str, str] = field(default_factory=dict)

    def has_region(self, code: str) -> bool:
        """True for the id of a group or a province, and for the code of a place."""
        gazetteer = self.gazetteer
        return code in gazetteer.places or code in {item.id for item in gazetteer.all_groups()}

    def knows(self, name: str) -> bool:
        """True where the register has a place or a group of that name."""
        return self.gazetteer.knows(name)


@dataclass(frozen=True, slots=True)
class Written:
    """A plan as somebody wrote it, line by line; where its texts stand.

    `is_read` is true where no line of the targets was refused by itself, `id` is what its targets
    are filed under.
    """

    id: str
    files: tuple[Path, Path, Path, Path]
    plan: Plan | None
    targets: Sequence[tuple[int, TargetLine]]
    is_read: bool
    tasks: Sequence[tuple[int, TaskLine]] = ()
    rules: Sequence[tuple[int, RuleLine]] = ()


def _plan(desk: Desk, folder: Path) -> PlanText | None:
    """The plan of that folder, or None when its own text could not be read."""
    findings = desk.findings
    files = (folder / PLAN, folder / TARGETS, folder / TASKS, folder / RULES)
    plan = text.toml(Plan, files[0], findings)
    n_before = len(findings.problems)
    targets = list(text.table(TargetLine, files[1], findings))
    is_read = len(findings.problems) == n_before
    if plan is not None and plan.id != folder.name:
        findings.add(files[0], "plan_is_not_its_folder", id=plan.id, folder=folder.name)
    tasks = task_lines.lines(files[2], findings)
    rules = list(text.table(RuleLine, files[3], findings)) if files[3].exists() else []
    return checked(desk, Written(folder.name, files, plan, targets, is_read, tasks, rules))


def checked(desk: Desk, written: Written) -> PlanText | None:
    """The plan that the lines make, or None when its own fields could not be read.

    What is wrong in its lines is in the findings of the desk.
    """
    plan, (file, targets_file, tasks_file, _) = written.plan, written.files
    sheet = _Sheet(desk, targets_file, written.id)
    if written.is_read:
        # a line that could not be read may be the parent of others
        sheet.check_parents(written.targets)
    read = [(row, sheet.target(line, row)) for row, line in written.targets]
    targets = {row: target for row, target in read if target is not None}
    tasks, task_rows = task_lines.of_lines(
        written.tasks,
        tasks_file,
        desk.findings,
        implied=plan.implied if plan else None,
        known=desk.measures,
    )
    rules, rule_rows = _rules(desk, written, list(targets.values()), tasks)
    if plan is None:
        return None
    if not desk.has_region(plan.group):
        desk.findings.add(file, "registry_unknown_member", where="group", value=plan.group)
    if not read and written.is_read:
        desk.findings.add(targets_file, "plan_without_targets", id=plan.id)
    return PlanText(
        plan,
        tuple(targets.values()),
        tuple(targets),
        file.parent,
        tasks,
        task_rows,
        tuple(name for name in plan.mentioned if not desk.knows(name)),
        rules,
        rule_rows,
    )


def _rules(
    desk: Desk, written: Written, targets: Sequence[Target], tasks: Sequence[Task]
) -> tuple[tuple[Rule, ...], tuple[int, ...]]:
    """The rules of the plan, which speak to the end of its last target, and their lines."""
    return rule_lines.of_lines(
        written.rules,
        written.files[3],
        rule_lines.Desk(desk.gazetteer, desk.standards, desk.findings),
        plan=written.id,
        tasks=frozenset(task.no for task in tasks),
        until=max((target.span.last_on for target in targets), default=None),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One `targets.csv`; every finding names its line."""

    desk: Desk
    file: Path
    plan: str

    def target(self, line: TargetLine, row: int) -> Target | None:
        """The target that the line means, or None when something in it is wrong."""
        n_before = len(self.desk.findings.problems)
        self._check_id(line, row)
        self._check_standard(line, row)
        span = self._period(line.period, row, where="period")
        baseline = self._baseline(line, row)
        group, places = self._where(line, row, span)
        among = self._among(line, row)
        if span is None or len(self.desk.findings.problems) > n_before:
            return None
        own = line.model_dump(exclude={"baseline_period", "baseline_value"}) | {
            "plan": self.plan,
            "places": places,
            "group": group,
            "among": among,
            "period": span.key,
            "digits": line.printed_digits,
            "baseline": baseline,
        }
        findings = self.desk.findings
        return text.validate(Target, own, file=self.file, findings=findings, row=row)

    def check_parents(self, lines: Sequence[tuple[int, TargetLine]]) -> None:
        """A parent is a target of the same plan, and no target is a part of itself."""
        parents = {line.id: line.parent for _, line in lines}
        for row, line in lines:
            if line.parent and line.parent not in parents:
                self._unknown(row, "parent", line.parent)
            elif _goes_round(line.id, parents):
                self._add("target_parent_circle", row, value=line.id)

    def _add(self, code: str, row: int, **params: object) -> None:
        self.desk.findings.add(self.file, code, row=row, **params)

    def _unknown(self, row: int, where: str, value: str) -> None:
        self._add("registry_unknown_member", row, where=where, value=value)

    def _check_id(self, line: TargetLine, row: int) -> None:
        here = f"{self.plan}/{self.file.name}:{row}"
        first = self.desk.taken.setdefault(line.id, here)
        if first != here:
            self._add("target_id_twice", row, value=line.id, other=first)

    def _check_standard(self, line: TargetLine, row: int) -> None:
        """Indicator and edition are on file, the unit is theirs, what days give has a basis."""
        standards = self.desk.standards
        indicator = standards.indicators.get(line.indicator)
        if indicator is None:
            self._unknown(row, "indicator", line.indicator)
            return
        if not indicator.targetable:
            self._add("target_indicator", row, value=line.indicator)
        if line.scope is Scope.SUM and indicator.measure not in _SUMMED:
            self._add("target_scope", row, value=line.scope.value, indicator=line.indicator)
        unit = self._unit(line, indicator)
        if line.value is not None and line.unit != unit:
            self._add("target_unit", row, value=line.unit, indicator=line.indicator, unit=unit)
        if line.edition and line.edition not in {item.id for item in standards.editions}:
            self._unknown(row, "edition", line.edition)
        of_air = indicator.measure.is_of_days or line.kind is TargetKind.ATTAINMENT
        if of_air and not (line.basis and line.edition):
            self._add("target_without_basis", row, indicator=line.indicator)

    def _unit(self, line: TargetLine, indicator: Indicator) -> str:
        """Cuts are in percent, ranks in numbers of cities; else the indicator's own."""
        if line.kind is TargetKind.RANK:
            return _CITIES
        is_share = line.kind in (TargetKind.REDUCTION, TargetKind.YEAR_ON_YEAR)
        return _PERCENT if is_share else indicator.unit

    def _period(self, key: str, row: int, *, where: str) -> Period | None:
        try:
            return periods.parse(key)
        except WrongUse:
            self._add("target_period", row, where=where, value=key)
            return None

    def _baseline(self, line: TargetLine, row: int) -> dict[str, object] | None:
        if not line.baseline_period:
            return None
        span = self._period(line.baseline_period, row, where="baseline_period")
        return {"period": span.key if span else "", "value": line.baseline_value}

    def _among(self, line: TargetLine, row: int) -> str:
        """Id of the set that a rank or a mean is taken of."""
        if not line.among:
            return ""
        try:
            return self.desk.gazetteer.find_group(line.among).id
        except NotFound:
            self._unknown(row, "among", line.among)
            return ""

    def _where(
        self, line: TargetLine, row: int, span: Period | None
    ) -> tuple[str, tuple[str, ...]]:
        """Id of the set and codes of its places on the period's last day; or the places named."""
        gazetteer = self.desk.gazetteer
        if line.group:
            try:
                group = gazetteer.find_group(line.group)
            except NotFound:
                self._unknown(row, "group", line.group)
                return "", ()
            return group.id, group.members(span.last_on) if span else ()
        codes = []
        for name in line.places:
            try:
                codes.append(gazetteer.find(name).code)
            except NotFound:
                self._unknown(row, "places", name)
        return "", tuple(dict.fromkeys(codes))


def _goes_round(target_id: str, parents: dict[str, str]) -> bool:
    seen = target_id
    for _ in parents:
        seen = parents.get(seen, "")
        if seen == target_id:
            return True
    return False
