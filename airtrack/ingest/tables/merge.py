"""The tables of one source as one: sorted, one row a place and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Grain
from airtrack.domain.form import Form
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import found as findings
from airtrack.ingest.cells import moment
from airtrack.ingest.cells.found import capped
from airtrack.ingest.tables import repeated, report
from airtrack.ingest.tables.check import Checked
from airtrack.store.draft import ASIDE, ROWS

# Room for places in the number that stands for a place and time.
_PLACES = 1 << 20


@dataclass(frozen=True, slots=True)
class Merged:
    """What the tables of the first one's form say together; `rows` and `aside` are the draft's."""

    form: Form
    rows: pa.Table
    aside: pa.Table
    n_rows: int
    digits: dict[Pollutant, int]
    problems: tuple[Problem, ...]


def merge(tables: Mapping[str, Checked]) -> Merged:
    """All tables in their order as one, by name; a table of another form is a blocker."""
    form = next(iter(tables.values())).form
    alike = [(at, table) for at, table in enumerate(tables.values()) if table.form.id == form.id]
    rows = _numbered([(at, table.rows) for at, table in alike])
    rows, key = _sorted(rows, form.subject)
    single = repeated.settle(rows, key=key, form=form, members=list(tables))
    aside = _numbered([(at, table.aside) for at, table in alike])
    n_rows = sum(table.n_rows for _, table in alike)
    problems = [problem for table in tables.values() for problem in table.problems]
    problems.extend(_mixed(tables, form))
    regional = frozenset().union(*(table.regional for _, table in alike))
    problems.extend(_unknown_places(aside, list(tables), regional, form=form))
    if n_rows and n_rows == aside.num_rows:
        first = next(iter(tables))
        code = "no_known_station" if form.grain is Grain.STATION_HOUR else "no_known_place"
        problems.append(Problem(Level.BLOCKER, code, first, n=n_rows))
    return Merged(
        form=form,
        rows=_as_draft(single.rows, form, list(tables.values())),
        aside=aside.select(ASIDE.names).cast(ASIDE),
        n_rows=n_rows,
        digits=_digits([table for _, table in alike]),
        problems=(*problems, *single.problems),
    )


def _numbered(parts: list[tuple[int, pa.Table]]) -> pa.Table:
    """The parts one after the other, each row with the number of its table as `file_no`."""
    numbered = [
        part.append_column("file_no", pa.repeat(pa.scalar(at, pa.int16()), part.num_rows))
        for at, part in parts
    ]
    return pa.concat_tables(numbered).unify_dictionaries().combine_chunks()


def _sorted(rows: pa.Table, subject: str) -> tuple[pa.Table, pa.Array]:
    """The rows by time and what they are about, equal ones in the order of the files; their key."""
    about = _array(rows[subject])
    codes = about.dictionary.to_pylist()
    rank = {code: at for at, code in enumerate(sorted(codes))}
    ranks = pa.array([rank[code] for code in codes], pa.int64()).take(about.indices)
    key = pc.add(pc.multiply(_array(rows["moment"]), _PLACES), ranks)
    order = pc.array_sort_indices(key)
    return rows.take(order).combine_chunks(), key.take(order)


def _array(column: pa.ChunkedArray) -> pa.Array:
    """One array, also of a column without any chunk."""
    return column.combine_chunks()


def _as_draft(rows: pa.Table, form: Form, tables: list[Checked]) -> pa.Table:
    if form.grain.is_table:
        return report.upright(rows, form, tables)
    schema = ROWS[form.grain]
    times = moment.columns(_array(rows["moment"]), form.grain)
    for name, values in times.items():
        rows = rows.append_column(name, values)
    return rows.select(schema.names).cast(schema)


def _digits(tables: list[Checked]) -> dict[Pollutant, int]:
    seen = {
        pollutant: [table.digits[pollutant] for table in tables if pollutant in table.digits]
        for pollutant in Pollutant
    }
    return {pollutant: max(digits) for pollutant, digits in seen.items() if digits}


def _mixed(tables: Mapping[str, Checked], form: Form) -> Iterator[Problem]:
    first = next(iter(tables))
    apart = any(table.form.grain is Grain.STATION for table in tables.values())
    for name, table in tables.items():
        if table.form.id != form.id:
            yield Problem(
                Level.BLOCKER,
                "stations_apart" if apart else "mixed_forms",
                name,
                params={"form": table.form.id, "other_form": form.id, "other_file": first},
            )


def _unknown_places(
    aside: pa.Table, members: list[str], regional: frozenset[str], *, form: Form
) -> Iterator[Problem]:
    """One warning a name, at the first row that bears it; regions are said to be such."""
    by_code = form.grain is Grain.STATION_HOUR
    rows = pa.table({"name": aside["place_name"], "at": pa.arange(0, aside.num_rows)})
    names = rows.group_by("name", use_threads=False).aggregate([("at", "min"), ("at", "count")])
    told = names.slice(0, findings.MOST_ALIKE + 1)
    problems = (
        Problem(
            Level.WARNING,
            "regional_row"
            if name["name"] in regional
            else "unknown_station"
            if by_code and re.fullmatch(form.code, name["name"].strip())
            else "unknown_place",
            members[aside["file_no"][name["at_min"]].as_py()],
            row=aside["source_row"][name["at_min"]].as_py(),
            value=name["name"].strip(),
            n=name["at_count"],
        )
        for name in told.to_pylist()
    )
    yield from capped(problems, unsaid=names.num_rows - told.num_rows)
