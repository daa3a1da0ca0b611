"""A database in memory with the macros and reference tables of the repository's own `data/`.

It lends cursors as a snapshot does, so that the statistics can be asked for out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from airtrack.metrics import build, contract
from airtrack.metrics.reference import Reference
from airtrack.registry import places, standards
from airtrack.registry.text import Findings
from airtrack.store.snapshot import Facts

DATA = Path(__file__).parents[2] / "data"

Row = Mapping[str, object]


def reference_on_file() -> Reference:
    """The reference that the repository's standards and places make."""
    findings = Findings(DATA)
    found = standards.load(DATA / "standards", findings)
    gazetteer = places.load(DATA / "places", findings)
    findings.raise_if_any()
    assert found is not None
    return Reference(
        standards=found,
        places=tuple(gazetteer.places.values()),
        groups=tuple(gazetteer.groups.values()),
        memberships=tuple(gazetteer.memberships),
    )


class InMemory:
    """One database in memory; tables of facts and of other views take the rows that are put in."""

    def __init__(self, *, threads: int = 1) -> None:
        self.connection = duckdb.connect(config={"threads": threads})

    @classmethod
    def prepared(cls, reference: Reference) -> InMemory:
        """A database with macros and reference tables, and no facts."""
        made = cls()
        build.prepare(made.connection, reference=reference)
        for reading in build.readings():
            made.connection.from_arrow(reading.schema.empty_table()).create(reading.name)
        return made

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of its own, closed at the end of the block."""
        cursor = self.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """The table holds exactly these rows; columns that no row names are null."""
        self._stand_in(table)
        self.connection.execute(f"delete from {table}")
        if not rows:
            return
        names = list(dict.fromkeys(name for row in rows for name in row))
        offered = pa.table({name: [row.get(name) for row in rows] for name in names})
        relation = self.connection.from_arrow(offered)
        listed = ", ".join(names)
        relation.query("offered", f"insert into {table} ({listed}) select {listed} from offered")

    def create(self, view: str) -> None:
        """That one view stands, upon tables in the place of everything that it needs."""
        made = contract.views()[view]
        for need in made.needs:
            self._stand_in(need)
        self.connection.execute(contract.create_statement(made))

    def types(self, table: str) -> dict[str, str]:
        """Column names and types as the database describes them."""
        described = self.connection.execute(f"describe {table}").fetchall()
        return {str(row[0]): str(row[1]) for row in described}

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """All rows of some columns, in an order that does not depend on the database."""
        listed = ", ".join(columns)
        found = self.connection.execute(f"select {listed} from {table}").fetchall()
        return sorted(found, key=repr)

    def _stand_in(self, name: str) -> None:
        tables = self.connection.execute("select table_name from duckdb_tables()").fetchall()
        if (name,) in tables:
            return
        columns = [f"{column} {type_}" for column, type_ in _columns(name)]
        self.connection.execute(f"create table {name} ({', '.join(columns)})")


def filled(facts: Facts, *, reference: Reference, threads: int) -> InMemory:
    """A database that holds every view of the facts."""
    made = InMemory(threads=threads)
    build.fill(made.connection, facts, reference=reference)
    return made


def _columns(name: str) -> list[tuple[str, str]]:
    if name in contract.views():
        return [(column.name, column.type) for column in contract.views()[name].columns]
    asked = (
        build.period_table([]),
        build.before_table([]),
        build.month_table([]),
        build.contested_days(Facts((), ())),
        build.contested_station_days(Facts((), ())),
    )
    return next(list(table.columns) for table in asked if table.name == name)
