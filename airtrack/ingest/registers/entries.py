"""The tables of one source of records as one draft, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from airtrack.domain.batch import Stage
from airtrack.errors import Level, Problem
from airtrack.ingest.registers.register import Entered
from airtrack.ingest.sheets.walk import Source
from airtrack.store.draft import ASIDE, KEYS, ROWS, Draft


def draft(
    source: Source,
    entered: Mapping[str, Entered],
    *,
    others: Mapping[str, str],
    stage: Stage | None,
    problems: list[Problem],
) -> Draft:
    """All records in the order of the tables; a table of another form is a blocker."""
    first, head = next(iter(entered.items()))
    register = head.register
    alike = {name: item for name, item in entered.items() if item.register.id == register.id}
    apart = {name: item.register.id for name, item in entered.items() if name not in alike}
    apart |= others
    rows = [
        {**row, "file_no": number}
        for number, item in enumerate(alike.values())
        for row in item.rows
    ]
    schema = ROWS[register.grain]
    known = [{name: row.get(name) for name in schema.names} for row in rows]
    table = pa.Table.from_pylist(known, schema=schema)
    ordered = table.sort_by([(name, "ascending") for name in KEYS[register.grain]])
    found = [
        *problems,
        *(problem for item in entered.values() for problem in item.problems),
        *_mixed(apart, form=register.id, file=first),
    ]
    return Draft(
        source_name=source.name,
        sha256=source.sha256,
        form=register.id,
        grain=register.grain,
        stage=stage or register.stage,
        rows=ordered,
        aside=ASIDE.empty_table(),
        members=tuple(alike),
        originals=source.originals,
        n_rows=sum(item.n_rows for item in entered.values()),
        digits={},
        problems=found,
    )


def _mixed(apart: Mapping[str, str], *, form: str, file: str) -> Iterator[Problem]:
    for name, other in apart.items():
        params: dict[str, object] = {"form": other, "other_form": form, "other_file": file}
        yield Problem(Level.BLOCKER, "mixed_forms", name, params=params)
