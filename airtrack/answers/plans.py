"""The plans that count, with their targets, in the words of the domain.

Source: the views `plan` and `target`, which hold the newest text of each plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from airtrack.answers.number import MILLI
from airtrack.answers.question import House
from airtrack.domain.target import (
    Baseline,
    Binding,
    CompareRule,
    Op,
    Plan,
    PlanState,
    Scope,
    Target,
    TargetKind,
    ValueState,
)
from airtrack.errors import NotFound
from airtrack.metrics.rows import PlanRow, TargetRow


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """A plan and its targets in the order of its text; `batch_no` brought both."""

    plan: Plan
    targets: tuple[Target, ...]
    batch_no: int


def all_plans(house: House) -> tuple[PlanAnswer, ...]:
    """Every plan that counts, in the order of the ids."""
    rows = house.statistics.rows(TargetRow)
    return tuple(
        PlanAnswer(_plan(row), _in_order(rows, row.plan_id), row.batch_no)
        for row in house.statistics.rows(PlanRow)
    )


def plan(house: House, plan_id: str) -> PlanAnswer:
    """The plan of that id; raises NotFound("unknown_plan") with the nearest ids."""
    found = all_plans(house)
    for answer in found:
        if answer.plan.id == plan_id:
            return answer
    known = [answer.plan.id for answer in found]
    near = get_close_matches(plan_id, known) or known
    raise NotFound("unknown_plan", text=plan_id, nearest=near)


def chosen(house: House, plan_id: str | None) -> tuple[PlanAnswer, ...]:
    """The plan of that id, or all of them where none is named; raises NotFound as `plan` does."""
    return all_plans(house) if plan_id is None else (plan(house, plan_id),)


def _in_order(rows: Iterable[TargetRow], plan_id: str) -> tuple[Target, ...]:
    own = sorted((row for row in rows if row.plan_id == plan_id), key=lambda row: row.position)
    return tuple(_target(row) for row in own)


def _plan(row: PlanRow) -> Plan:
    return Plan(
        id=row.plan_id,
        title=row.title,
        title_en=row.title_en,
        short_title=row.short_title,
        short_title_en=row.short_title_en,
        issuer=row.issuer,
        document_no=row.document_no,
        issued_on=row.issued_on,
        state=PlanState(row.state),
        group=row.group_id,
        sha256=row.sha256,
        note=row.note,
        note_en=row.note_en,
    )


def _target(row: TargetRow) -> Target:
    return Target(
        id=row.target_id,
        plan=row.plan_id,
        kind=TargetKind(row.kind),
        places=tuple(row.places.split(",")),
        group=row.group_id,
        scope=Scope(row.scope),
        indicator=row.indicator,
        period=row.period_key,
        op=Op(row.op) if row.op else None,
        value=_value(row.value_milli, row.digits),
        value_state=ValueState(row.value_state),
        unit=row.unit,
        digits=row.digits,
        compare_rule=CompareRule(row.compare_rule),
        basis=row.basis,
        edition=row.edition,
        baseline=_baseline(row),
        binding=Binding(row.binding),
        clause=row.clause,
        reference=row.reference,
        parent=row.parent,
        note=row.note,
    )


def _baseline(row: TargetRow) -> Baseline | None:
    if row.baseline_key is None:
        return None
    return Baseline(period=row.baseline_key, value=_value(row.baseline_milli, None))


def _value(milli: int | None, digits: int | None) -> Decimal | None:
    """The number with the decimals of its print, or with those that it needs."""
    if milli is None:
        return None
    exact = Decimal(milli).scaleb(-MILLI)
    if digits is None:
        return exact.normalize() if exact != exact.to_integral() else exact.quantize(Decimal(1))
    return round(exact, max(digits, 0))
