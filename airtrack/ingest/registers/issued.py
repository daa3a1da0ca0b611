"""Whether values that were issued go with the targets that leave them to another document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from airtrack.domain.issued import Issued, Parent, terms
from airtrack.domain.model import Unfit
from airtrack.domain.register import Register
from airtrack.domain.standard import Indicator
from airtrack.domain.target import Op, Scope, TargetKind, ValueState
from airtrack.errors import Level, Problem
from airtrack.metrics.rows import TargetRow
from airtrack.store.draft import Draft

_COLUMNS = {
    "issued_other_place": "place_id",
    "issued_no_indicator": "indicator",
    "issued_other_indicator": "indicator",
    "issued_unit": "unit",
}
"""The column that each finding is mended in; the others are about the target."""


def problems(
    draft: Draft,
    register: Register,
    targets: Mapping[str, TargetRow],
    indicators: Mapping[str, Indicator],
) -> Iterator[Problem]:
    """A blocker for each value that its target cannot take; unknown targets are told elsewhere."""
    heads = {field.name: field.head for field in register.field}
    for row in draft.rows.to_pylist():
        target = targets.get(row["target_id"])
        if target is None:
            continue
        op = Op(row["op"]) if row["op"] else None
        issued = Issued(row["place_id"], row["indicator"] or "", op, None, row["unit"] or "")
        try:
            terms(_parent(target), issued, indicators)
        except Unfit as unfit:
            column = _COLUMNS.get(unfit.code, "target_id")
            yield Problem(
                Level.BLOCKER,
                unfit.code,
                draft.members[row["file_no"]],
                row=row["source_row"],
                column=heads[column],
                value=str(row[column] or ""),
                params=dict(unfit.params),
            )


def _parent(row: TargetRow) -> Parent:
    return Parent(
        id=row.target_id,
        kind=TargetKind(row.kind),
        places=tuple(row.places.split(",")),
        group=row.group_id,
        scope=Scope(row.scope),
        indicator=row.indicator,
        op=Op(row.op) if row.op else None,
        unit=row.unit,
        is_open=row.value_state == ValueState.BY_REFERENCE,
        has_baseline=row.baseline_key is not None,
    )
