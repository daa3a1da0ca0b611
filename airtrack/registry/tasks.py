"""One line of a plan's `tasks.csv`, as it is written, and the register of numeric measures.

Source: docs/plans.md says what each column means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from airtrack.domain import period as periods
from airtrack.domain.model import Unfit, Word
from airtrack.domain.target import Op, ValueState
from airtrack.domain.task import ROLES, DueKind, MeasureName, Reason, Task, TaskItem, TaskMeasure
from airtrack.errors import WrongUse
from airtrack.registry import text
from airtrack.registry.text import Findings

OPEN = "xx"
"""How a number that the document leaves open is written."""

_SEPARATOR, _NO_PERIOD = ";", "-"
_MEASURE_PARTS = 5
_MOST_DECIMALS = 3


class TaskLine(Word):
    """An item of a task in the words of the file; names of bodies are joined by `|`."""

    no: int = Field(ge=1)
    item: int = Field(ge=1)
    section: str
    title: str
    text: str = ""
    due: date | None = None
    due_kind: DueKind
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    implied: Literal["", "yes"] = ""
    measures: str = ""
    clause: str
    reasons: str = ""

    @property
    def found_measures(self) -> tuple[TaskMeasure, ...]:
        """The measures; raises ValueError where one does not read `key op value unit period`."""
        return tuple(_measure(part) for part in _parts(self.measures))

    @property
    def found_reasons(self) -> tuple[Reason, ...]:
        """The reasons; raises ValueError where one names no column."""
        return tuple(_reason(part) for part in _parts(self.reasons))

    @model_validator(mode="after")
    def _says_why_it_is_blank(self) -> Self:
        self.due_kind.check(self.due)
        told = {reason.field for reason in self.found_reasons}
        blank = [role for role in ROLES if not getattr(self, role)]
        if self.due_kind in (DueKind.UNSTATED, DueKind.PER_NODE):
            blank.append("due")
        if not self.text:
            blank.append("text")
        if missing := [name for name in blank if name not in told]:
            sentence = f"blank without a reason: {', '.join(missing)}"
            raise Unfit("task_blank", sentence, fields=missing)
        if len(self.found_measures) != len(set(self.found_measures)):
            raise ValueError("a measure is given twice")
        return self

    def item_of(self, implied: tuple[str, ...]) -> TaskItem:
        """The item; `implied` are the bodies that carry every task of the plan."""
        return TaskItem(
            item=self.item,
            text=self.text,
            due=self.due,
            due_kind=self.due_kind,
            lead=self.lead,
            responsible=self.responsible,
            support=self.support,
            implied=implied if self.implied else (),
            measures=self.found_measures,
            reasons=self.found_reasons,
        )


def _parts(cell: str) -> list[str]:
    return [part for part in (piece.strip() for piece in cell.split(_SEPARATOR)) if part]


def _measure(written: str) -> TaskMeasure:
    """The measure of `key op value unit period`, the value `xx` where it is left open."""
    parts = written.split()
    if len(parts) != _MEASURE_PARTS:
        sentence = f"“{written}” is not: key, operator, value, unit, period or -"
        raise Unfit("measure_unread", sentence, written=written)
    key, op, value, unit, by = parts
    if op not in set(Op):
        raise Unfit("measure_unread", f"“{op}” is none of <= >= < >", written=written)
    try:
        number = None if value == OPEN else Decimal(value)
        due = None if by == _NO_PERIOD else periods.parse(by).key
    except (InvalidOperation, WrongUse) as error:
        sentence = f"“{written}” has no value or no period"
        raise Unfit("measure_unread", sentence, written=written) from error
    digits = None if number is None else _decimals(number)
    state = ValueState.PLACEHOLDER if number is None else ValueState.SET
    return TaskMeasure(
        indicator=key, op=Op(op), value=number, value_state=state, digits=digits, unit=unit, by=due
    )


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > _MOST_DECIMALS:
        raise Unfit("too_many_decimals", f"{value} has more than three decimals")
    return max(0, -exponent)


def _reason(written: str) -> Reason:
    field, colon, said = written.partition(":")
    if not colon or field not in TaskLine.model_fields:
        raise Unfit("reason_unread", f"“{written}” is not: column:reason", written=written)
    return Reason(field=field, text=said.strip())


def names(file: Path, findings: Findings) -> dict[str, MeasureName]:
    """The register of measures by key; a file that is not there holds none."""
    if not file.exists():
        return {}
    found: dict[str, MeasureName] = {}
    for row, name in text.table(MeasureName, file, findings):
        if name.key in found:
            findings.add(file, "measure_twice", value=name.key, row=row)
        found.setdefault(name.key, name)
    return found


def tasks(
    file: Path,
    findings: Findings,
    *,
    implied: tuple[str, ...] | None,
    known: Mapping[str, MeasureName],
) -> tuple[tuple[Task, ...], tuple[int, ...]]:
    """The tasks of a plan and the line of each item; a plan without the file has none.

    `implied` are the bodies that carry every task, None where the plan itself could not be read.
    Findings: an item twice or out of order, a title that changes, an unknown measure, items that
    are carried by all bodies where the plan names none.
    """
    return of_lines(lines(file, findings), file, findings, implied=implied, known=known)


def lines(file: Path, findings: Findings) -> list[tuple[int, TaskLine]]:
    """The lines of a table of tasks with their numbers; a file that is not there has none."""
    return list(text.table(TaskLine, file, findings)) if file.exists() else []


def of_lines(
    found: Sequence[tuple[int, TaskLine]],
    file: Path,
    findings: Findings,
    *,
    implied: tuple[str, ...] | None,
    known: Mapping[str, MeasureName],
) -> tuple[tuple[Task, ...], tuple[int, ...]]:
    """The same of lines that were read already, each with its number in the file."""
    before: TaskLine | None = None
    for row, line in found:
        for code, params in _wrong(line, before, implied=implied, known=known):
            findings.add(file, code, row=row, **params)
        before = line
    by_no: dict[int, list[TaskLine]] = {}
    for _, line in found:
        by_no.setdefault(line.no, []).append(line)
    return tuple(_task(own, implied or ()) for own in by_no.values()), tuple(
        row for row, _ in found
    )


def _wrong(
    line: TaskLine,
    before: TaskLine | None,
    *,
    implied: tuple[str, ...] | None,
    known: Mapping[str, MeasureName],
) -> Iterable[tuple[str, dict[str, object]]]:
    here = f"{line.no}.{line.item}"
    if before is None or before.no != line.no:
        expected = f"{before.no + 1 if before else 1}.1"
    else:
        expected = f"{line.no}.{before.item + 1}"
        same = ("section", "title", "clause")
        for name in same:
            if getattr(before, name) != getattr(line, name):
                yield "task_differs", {"where": name, "value": getattr(line, name), "no": line.no}
    if here != expected:
        yield "task_out_of_order", {"value": here, "expected": expected}
    if line.implied and implied == ():
        yield "task_without_implied", {"value": here}
    for measure in line.found_measures:
        if measure.indicator not in known:
            yield "registry_unknown_member", {"where": "measures", "value": measure.indicator}


def _task(lines: list[TaskLine], implied: tuple[str, ...]) -> Task:
    first = lines[0]
    items = tuple(line.item_of(implied) for line in lines)
    return Task(
        no=first.no, section=first.section, title=first.title, clause=first.clause, items=items
    )
