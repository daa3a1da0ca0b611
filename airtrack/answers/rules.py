"""The rules of the plans that count, in the words of the domain.

Source: the view of rules, which holds the newest text of each plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from airtrack.answers.number import MILLI
from airtrack.domain.rule import Combine, Condition, ConditionKind, Rule, RuleKind, Window
from airtrack.domain.target import Binding, Op
from airtrack.metrics.rows import RuleRow

_COMMA = ","


def by_plan(rows: Iterable[RuleRow]) -> dict[str, tuple[Rule, ...]]:
    """The rules of each plan, in the order of their numbers."""
    by_rule: dict[tuple[str, int], list[RuleRow]] = {}
    for row in sorted(rows, key=lambda row: (row.plan_id, row.rule_no, row.item_no)):
        by_rule.setdefault((row.plan_id, row.rule_no), []).append(row)
    found: dict[str, tuple[Rule, ...]] = {}
    for (plan, _), own in by_rule.items():
        found[plan] = (*found.get(plan, ()), _rule(own))
    return found


def _rule(rows: list[RuleRow]) -> Rule:
    first = rows[0]
    return Rule(
        id=f"{first.plan_id}.r{first.rule_no}",
        plan=first.plan_id,
        no=first.rule_no,
        kind=RuleKind(first.kind),
        body=first.body,
        group=first.group_id,
        places=_split(first.places),
        period=first.period_key,
        combine=Combine(first.combine),
        conditions=tuple(_condition(row) for row in rows if row.condition),
        consequence=first.consequence,
        rhythm=first.rhythm,
        clause=first.clause,
        note=first.note,
    )


def _condition(row: RuleRow) -> Condition:
    value = None if row.value_milli is None else Decimal(row.value_milli).scaleb(-MILLI)
    return Condition(
        kind=ConditionKind(row.condition),
        indicator=row.indicator,
        window=Window(row.span) if row.span else None,
        among=row.among,
        n=row.n_last,
        op=Op(row.op) if row.op else None,
        value=None if value is None else round(value, row.digits or 0),
        unit=row.unit,
        tasks=tuple(int(number) for number in _split(row.tasks)),
        bindings=tuple(Binding(name) for name in _split(row.bindings)),
        text=row.text,
    )


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_COMMA)) if joined else ()
