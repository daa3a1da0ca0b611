"""Targets by reference whose values were issued: each value is a target of its own under them.

Source: the values that count of those that were loaded; the parent stays as the plan has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from airtrack.answers.number import MILLI
from airtrack.domain import issued as issuing
from airtrack.domain import period as periods
from airtrack.domain.issued import Issued, Parent, Terms
from airtrack.domain.model import Unfit
from airtrack.domain.standards import Standards
from airtrack.domain.target import Op, Plan, Target, ValueState
from airtrack.metrics.rows import TargetIssued


def with_issued(
    plan: Plan, targets: Iterable[Target], rows: Iterable[TargetIssued], standards: Standards
) -> tuple[Target, ...]:
    """The targets in their order, each followed by those that were issued for it.

    A value that does not go with its parent any more, because the plan was revised, is left out.
    """
    by_parent: dict[str, list[TargetIssued]] = {}
    for row in rows:
        by_parent.setdefault(row.target_id, []).append(row)
    found: list[Target] = []
    for target in targets:
        found.append(target)
        for row in by_parent.get(target.id, []):
            found.extend(_target(plan, target, row, standards))
    return tuple(found)


def parent_of(target: Target) -> Parent:
    """The target, as far as what is issued must fit it."""
    return Parent(
        id=target.id,
        kind=target.kind,
        places=target.places,
        group=target.group,
        scope=target.scope,
        indicator=target.indicator,
        op=target.op,
        unit=target.unit,
        is_open=target.value_state is ValueState.BY_REFERENCE,
        has_baseline=target.baseline is not None,
    )


def _target(
    plan: Plan, parent: Target, row: TargetIssued, standards: Standards
) -> Iterator[Target]:
    issued = Issued(row.place_id, row.indicator, Op(row.op) if row.op else None, None, row.unit)
    try:
        found = issuing.terms(parent_of(parent), issued, standards.indicators)
    except Unfit:
        # it was checked when it came in; only a later version of the plan can have moved away
        return
    yield _made(plan, parent, row, found, standards)


def _made(
    plan: Plan, parent: Target, row: TargetIssued, found: Terms, standards: Standards
) -> Target:
    period = row.period_key or parent.period
    other = "" if period == parent.period else period
    issued = Issued(row.place_id, row.indicator)
    digits = row.digits or 0
    update: dict[str, object] = {
        "id": issuing.named(parent.id, issued, is_general=found.is_general, period=other),
        "kind": found.kind,
        "places": found.places,
        "group": found.group,
        "scope": found.scope,
        "indicator": found.indicator,
        "period": period,
        "op": found.op,
        "value": round(Decimal(row.value_milli).scaleb(-MILLI), max(digits, 0)),
        "value_state": ValueState.SET,
        "unit": found.unit,
        "digits": digits,
        "reference": row.document_no or parent.reference,
        "parent": parent.id,
        "note": row.note,
    }
    if found.is_general:
        first_on = plan.issued_on or periods.parse(period).first_on
        basis, edition = standards.judging(found.indicator, on=first_on)
        update |= {"basis": basis, "edition": edition}
    return parent.model_copy(update=update)
