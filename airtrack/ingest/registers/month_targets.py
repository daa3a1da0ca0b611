"""Whether values that were issued for months go with their indicator and with their target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from airtrack.domain.issued import unit_spellings
from airtrack.domain.register import Register
from airtrack.domain.spelling import plain
from airtrack.domain.standard import Indicator
from airtrack.errors import Level, Problem
from airtrack.metrics.rows import TargetRow
from airtrack.store.draft import Draft

_Misfit = tuple[str, str, dict[str, object]]


def problems(
    draft: Draft,
    register: Register,
    targets: Mapping[str, TargetRow],
    indicators: Mapping[str, Indicator],
) -> Iterator[Problem]:
    """A blocker for each value in another unit, and for each that its target does not speak of.

    Targets that are not on file are told elsewhere.
    """
    heads = {field.name: field.head for field in register.field}
    for row in draft.rows.to_pylist():
        target = targets.get(row["target_id"] or "")
        told = [*_unit(row, indicators), *(() if target is None else _of_target(row, target))]
        for code, column, params in told:
            yield Problem(
                Level.BLOCKER,
                code,
                draft.members[row["file_no"]],
                row=row["source_row"],
                column=heads[column],
                value=str(row[column] or ""),
                params=params,
            )


def _unit(row: Mapping[str, str], indicators: Mapping[str, Indicator]) -> Iterator[_Misfit]:
    known = indicators.get(row["indicator"])
    if known is not None and row["unit"] and plain(row["unit"]) not in unit_spellings(known.unit):
        yield "issued_unit", "unit", {"unit": known.unit, "indicator": known.key}


def _of_target(row: Mapping[str, str], target: TargetRow) -> Iterator[_Misfit]:
    if row["place_id"] not in {*target.places.split(","), target.group_id}:
        yield "issued_other_place", "place_id", {"target": target.target_id}
    if row["indicator"] != target.indicator:
        told: dict[str, object] = {"target": target.target_id, "expected": target.indicator}
        yield "month_target_other_indicator", "indicator", told
