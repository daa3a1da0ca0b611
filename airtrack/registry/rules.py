"""One line of a plan's `rules.csv`: a condition of a rule, as it is written.

Source: docs/consequences.md says what each column means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator

from airtrack.domain import period as periods
from airtrack.domain.model import Word
from airtrack.domain.rule import Combine, Condition, ConditionKind, Rule, RuleKind, Window
from airtrack.domain.standard import Indicator
from airtrack.domain.standards import Standards
from airtrack.domain.target import Binding, Op
from airtrack.errors import NotFound, WrongUse
from airtrack.registry import text
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings

_MOST_DECIMALS = 3
_OF_THE_RULE = (
    *("kind", "body", "group", "places", "period", "combine", "consequence", "rhythm", "clause"),
    "note",
)


class RuleLine(Word):
    """A condition of a rule in the words of the file; `condition` is empty where there is none."""

    no: int = Field(ge=1)
    item: int = Field(ge=1)
    kind: RuleKind
    body: str = ""
    group: str = ""
    places: tuple[str, ...] = ()
    period: str = ""
    combine: Combine = Combine.ALL
    condition: ConditionKind | None = None
    indicator: str = ""
    window: Window | None = None
    among: str = ""
    n: int | None = None
    op: Op | None = None
    value: Decimal | None = Field(None, decimal_places=_MOST_DECIMALS)
    unit: str = ""
    tasks: tuple[int, ...] = ()
    bindings: tuple[Binding, ...] = ()
    text: str = ""
    consequence: str
    rhythm: str = ""
    clause: str
    note: str = ""

    @property
    def found_condition(self) -> Condition | None:
        """The condition; raises ValueError where it lacks what its kind needs."""
        if self.condition is None:
            return None
        given = self.model_dump(include=set(Condition.model_fields) - {"kind"})
        try:
            return Condition(kind=self.condition, **given)
        except ValidationError as error:
            raise ValueError(error.errors(include_url=False)[0]["msg"]) from error

    @model_validator(mode="after")
    def _says_who_and_what(self) -> Self:
        if self.places and self.group:
            raise ValueError("either places or a group")
        if self.found_condition is None and (self.text or self.item > 1):
            raise ValueError("a rule without conditions is one line without text")
        return self


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rules of all plans are read with."""

    gazetteer: Gazetteer
    standards: Standards
    findings: Findings


def rules(
    file: Path | None, desk: Desk, *, plan: str, tasks: frozenset[int], until: date | None
) -> tuple[tuple[Rule, ...], tuple[int, ...]]:
    """The rules of a plan and the line of each condition; a plan without the file has none.

    `tasks` are the numbers of the plan's tasks, `until` the last day that its targets speak of.
    Findings: a line out of order, what a rule says of itself changes, an unknown place, group,
    indicator or task, a value in another unit.
    """
    if file is None or not file.exists():
        return (), ()
    found = list(text.table(RuleLine, file, desk.findings))
    return of_lines(found, file, desk, plan=plan, tasks=tasks, until=until)


def of_lines(
    lines: Sequence[tuple[int, RuleLine]],
    file: Path,
    desk: Desk,
    *,
    plan: str,
    tasks: frozenset[int],
    until: date | None,
) -> tuple[tuple[Rule, ...], tuple[int, ...]]:
    """The same of lines that were read already, each with its number in the file."""
    sheet = _Sheet(file, desk, plan, tasks, until)
    sheet.check_order(list(lines))
    by_no: dict[int, list[tuple[int, RuleLine]]] = {}
    for row, line in lines:
        sheet.check_condition(line, row)
        by_no.setdefault(line.no, []).append((row, line))
    read = [(own, sheet.rule(own)) for own in by_no.values()]
    found = [(own, rule) for own, rule in read if rule is not None]
    rows = tuple(row for own, _ in found for row, _ in own)
    return tuple(rule for _, rule in found), rows


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One `rules.csv`; every finding names its line."""

    file: Path
    desk: Desk
    plan: str
    tasks: frozenset[int]
    until: date | None

    def check_order(self, lines: list[tuple[int, RuleLine]]) -> None:
        """Rules and their conditions are numbered from 1; what is said of a rule is said once."""
        before: RuleLine | None = None
        for row, line in lines:
            is_next = before is None or before.no != line.no
            number = (before.no if before else 0) + 1
            expected = f"{number}.1" if is_next else f"{line.no}.{(before or line).item + 1}"
            if f"{line.no}.{line.item}" != expected:
                self._add(
                    "rule_out_of_order", row, value=f"{line.no}.{line.item}", expected=expected
                )
            elif before is not None and not is_next:
                self._check_same(before, line, row)
            before = line

    def _check_same(self, before: RuleLine, line: RuleLine, row: int) -> None:
        for name in _OF_THE_RULE:
            said = getattr(line, name)
            if getattr(before, name) != said:
                self._add("rule_differs", row, where=name, value=said, no=line.no)

    def check_condition(self, line: RuleLine, row: int) -> None:
        """Indicator, unit, set of places and tasks are known."""
        indicator = self.desk.standards.indicators.get(line.indicator)
        if line.indicator and indicator is None:
            self._unknown(row, "indicator", line.indicator)
        if line.condition is ConditionKind.VALUE_ABOVE and indicator is not None:
            self._check_unit(line, row, indicator)
        if line.among:
            self._group(line.among, row, where="among")
        for number in line.tasks:
            if number not in self.tasks:
                self._unknown(row, "tasks", str(number))

    def _check_unit(self, line: RuleLine, row: int, indicator: Indicator) -> None:
        if line.unit != indicator.unit:
            params = {"value": line.unit, "indicator": line.indicator, "unit": indicator.unit}
            self._add("target_unit", row, **params)

    def rule(self, lines: list[tuple[int, RuleLine]]) -> Rule | None:
        """The rule of its lines, None where whom it concerns could not be read."""
        row, first = lines[0]
        span = self._period(first.period, row)
        on = span or self.until
        group, places = self._where(first, row, on)
        conditions = [self._condition(line) for _, line in lines]
        own = first.model_dump(include={"no", *_OF_THE_RULE}) | {
            "id": f"{self.plan}.r{first.no}",
            "plan": self.plan,
            "group": group,
            "places": places,
            "conditions": tuple(item for item in conditions if item is not None),
        }
        findings = self.desk.findings
        return text.validate(Rule, own, file=self.file, findings=findings, row=row)

    def _condition(self, line: RuleLine) -> Condition | None:
        found = line.found_condition
        if found is None or not found.among:
            return found
        # an unknown set was told already
        gazetteer = self.desk.gazetteer
        known = gazetteer.is_group(found.among)
        among = gazetteer.find_group(found.among).id if known else found.among
        return found.model_copy(update={"among": among})

    def _period(self, key: str, row: int) -> date | None:
        """The last day of the rule's period."""
        if not key:
            return None
        try:
            return periods.parse(key).last_on
        except WrongUse:
            self._add("target_period", row, where="period", value=key)
            return None

    def _where(self, line: RuleLine, row: int, on: date | None) -> tuple[str, tuple[str, ...]]:
        """Id of the set and codes of its places on the rule's last day; or the places named."""
        if line.group:
            group = self._group(line.group, row, where="group")
            return (group, self._members(group, on)) if group else ("", ())
        codes = (self._code(name, row) for name in line.places)
        return "", tuple(dict.fromkeys(code for code in codes if code))

    def _members(self, group: str, on: date | None) -> tuple[str, ...]:
        return self.desk.gazetteer.find_group(group).members(on or date.max)

    def _group(self, name: str, row: int, *, where: str) -> str:
        return self._found(lambda: self.desk.gazetteer.find_group(name).id, name, row, where=where)

    def _code(self, name: str, row: int) -> str:
        return self._found(lambda: self.desk.gazetteer.find(name).code, name, row, where="places")

    def _found(self, find: Callable[[], str], name: str, row: int, *, where: str) -> str:
        try:
            return find()
        except NotFound:
            self._unknown(row, where, name)
            return ""

    def _unknown(self, row: int, where: str, value: str) -> None:
        self._add("registry_unknown_member", row, where=where, value=value)

    def _add(self, code: str, row: int, **params: object) -> None:
        self.desk.findings.add(self.file, code, row=row, **params)
