"""Writes all views of a set of facts into one new file.

The same statements run for every build, so that a rebuild gives the same rows; rows are stored in
a fixed order, and all sums are of integers, so that threads and file order change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression

from airtrack.domain import period as periods
from airtrack.domain.batch import Grain
from airtrack.domain.period import Period
from airtrack.metrics import bounded, constants, contract, rowless
from airtrack.metrics.reference import Reference, Table, tables
from airtrack.metrics.rowless import Rowless
from airtrack.metrics.stored import months, stored
from airtrack.store.draft import PARTS, ROWS, stamped
from airtrack.store.rows import rows
from airtrack.store.snapshot import Facts, Memory

_BATCH_COLUMNS = (
    ("batch_id", "VARCHAR"),
    ("batch_no", "INTEGER"),
    ("grain", "VARCHAR"),
    ("form", "VARCHAR"),
    ("source_name", "VARCHAR"),
    ("sha256", "VARCHAR"),
    ("stage", "VARCHAR"),
    ("stage_rank", "INTEGER"),
    ("n_rows", "BIGINT"),
    ("n_aside", "BIGINT"),
    ("first_on", "DATE"),
    ("last_on", "DATE"),
    ("is_synthetic", "BOOLEAN"),
    ("note", "VARCHAR"),
)
_FEW_ROWS = 100
_EVENT_COLUMNS = (
    ("event_no", "INTEGER"),
    ("batch_id", "VARCHAR"),
    ("event", "VARCHAR"),
    ("done_by", "VARCHAR"),
    ("done_at", "TIMESTAMP"),
    ("note", "VARCHAR"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One table of facts as the views know it: which part of which batches it reads."""

    name: str
    grain: Grain
    part: str
    schema: pa.Schema


def build(target: Path, facts: Facts, *, reference: Reference, threads: int) -> None:
    """All views stand in the new file `target`, checkpointed and closed."""
    connection = duckdb.connect(str(target), config={"threads": threads})
    try:
        # one transaction: one wait for the disk instead of one a statement
        connection.begin()
        fill(connection, facts, reference=reference)
        connection.commit()
        connection.execute("checkpoint")
    finally:
        connection.close()


def in_memory(
    facts: Facts, *, reference: Reference, threads: int, seconds: float | None = None
) -> Memory:
    """The same views in a database that lives as long as this value.

    Raises TooSlow when they take longer than the seconds, if any are given.
    """
    connection = duckdb.connect(config={"threads": threads})
    with bounded.within(connection, seconds):
        fill(connection, facts, reference=reference)
    return Memory(connection)


def fill(connection: duckdb.DuckDBPyConnection, facts: Facts, *, reference: Reference) -> None:
    """The connection's database holds every reference table and every view of the facts."""
    prepare(connection, reference=reference)
    for reading in readings():
        files = facts.files(reading.grain, reading.part)
        _offer(connection, reading, files, gone=reference.gone)
    for table in (_batches(facts), _events(facts)):
        create(connection, table)
    create(connection, contested_days(facts), temporary=True)
    create(connection, contested_station_days(facts), temporary=True)
    empty = [item.name for item in readings() if not facts.files(item.grain, item.part)]
    without = Rowless([item.name for item in readings()], empty=empty)
    made = _make(connection, without, of_periods=False)
    _stored_periods(connection)
    _make(connection, without, of_periods=True, after=made)


def _make(
    connection: duckdb.DuckDBPyConnection,
    without: Rowless,
    *,
    of_periods: bool,
    after: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """Creates the views that stand on periods, or those that don't; returns their names."""
    on_facts = {reading.name for reading in readings()}
    on_periods = {"period", "period_before", "calendar_month"}
    made = set()
    for view in contract.views().values():
        if not on_periods.isdisjoint(view.needs):
            on_periods.add(view.name)
        if (view.name in on_periods) is not of_periods or view.name in after:
            continue
        # rows stay in the batch folders: what leads from them to days is not kept
        passing = view.keep == "view" and not on_facts.isdisjoint(view.needs)
        if passing:
            on_facts.add(view.name)
        statement = (rowless if without.foresees(view) else contract).create_statement
        connection.execute(statement(view, temporary=passing))
        without.note(view, connection)
        made.add(view.name)
    return frozenset(made)


def prepare(connection: duckdb.DuckDBPyConnection, *, reference: Reference) -> None:
    """Macros and reference tables are there."""
    connection.execute(contract.macros_sql())
    for statement in constants.macros(reference.standards):
        connection.execute(statement)
    for table in tables(reference):
        create(connection, table)


def create(connection: duckdb.DuckDBPyConnection, table: Table, *, temporary: bool = False) -> None:
    """The table holds exactly its rows, in their order."""
    typed = ", ".join(f"{name} {type_}" for name, type_ in table.columns)
    kind = "temp table" if temporary else "table"
    connection.execute(f"create {kind} {table.name} ({typed})")
    if 0 < len(table.rows) <= _FEW_ROWS:
        # Arrow would load pandas to look at them, a quarter of the time of a short command
        line = f"({', '.join('?' for _ in table.columns)})"
        lines = ", ".join([line] * len(table.rows))
        values = [value for row in table.rows for value in row]
        connection.execute(f"insert into {table.name} values {lines}", values)
    elif table.rows:
        names = [name for name, _ in table.columns]
        columns = zip(*table.rows, strict=True)
        arrow = pa.table({name: list(column) for name, column in zip(names, columns, strict=True)})
        connection.from_arrow(arrow).insert_into(table.name)


def readings() -> list[Reading]:
    """Every table of facts: the rows of each grain (a plan's are its targets) and their parts."""
    called = {Grain.PLAN: "target_reading"}
    of_rows = [
        Reading(called.get(grain, f"{grain}_reading"), grain, "rows", stamped(ROWS[grain]))
        for grain in Grain
    ]
    parts = [
        Reading(f"{part}_reading", grain, part, stamped(schema))
        for grain, tables in PARTS.items()
        for part, schema in tables.items()
    ]
    return of_rows + parts


def _offer(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    files: list[str],
    *,
    gone: frozenset[str],
) -> None:
    """The table of facts reads the batch folders; nothing is copied, places gone are passed by."""
    name = reading.name
    if not files:
        connection.register(name, reading.schema.empty_table())
        return
    found = rows(connection, files, reading.schema)
    if gone and "place_id" in reading.schema.names:
        listed = [ConstantExpression(code) for code in sorted(gone)]
        found = found.filter(
            ColumnExpression("place_id").isnull() | ColumnExpression("place_id").isnotin(*listed)
        )
    connection.execute(f"create temp view {name} as {found.sql_query()}")


def contested_days(facts: Facts) -> Table:
    """Days on which more than one live batch may have hours: neighbours share their border day."""
    return _contested(facts, Grain.HOUR, "contested_day")


def contested_station_days(facts: Facts) -> Table:
    """The same of the hours of stations."""
    return _contested(facts, Grain.STATION_HOUR, "contested_station_day")


def _contested(facts: Facts, grain: Grain, name: str) -> Table:
    spans = [
        (batch.first_on, batch.last_on)
        for batch, _ in facts.live
        if batch.grain == grain and batch.first_on and batch.last_on
    ]
    counted = Counter(
        day for first, last in spans for day in range(first.toordinal(), last.toordinal() + 1)
    )
    days: list[tuple[object, ...]] = [
        (date.fromordinal(day),) for day, n in sorted(counted.items()) if n > 1
    ]
    return Table(name, (("on_date", "DATE"),), days)


def _batches(facts: Facts) -> Table:
    return Table("batch", _BATCH_COLUMNS, [astuple(item.batch) for item in facts.history])


def _events(facts: Facts) -> Table:
    events = sorted(
        (event for item in facts.history for event in item.events),
        key=lambda event: event.event_no,
    )
    return Table("batch_event", _EVENT_COLUMNS, [astuple(event) for event in events])


def _stored_periods(connection: duckdb.DuckDBPyConnection) -> None:
    """The periods that the days and the published tables speak of."""
    row = connection.execute(
        "select min(on_date), max(on_date) from city_day where n_valid > 0"
    ).fetchone()
    days = row if row and row[0] else None
    spans = connection.execute("select distinct first_on, last_on from report_value").fetchall()
    found = stored(days, [periods.of_days(first, last) for first, last in spans])
    for table in (period_table(found), before_table(found), month_table(found)):
        create(connection, table)


def period_table(asked: Iterable[Period]) -> Table:
    """The periods as the views need them."""
    columns = (
        ("period_key", "VARCHAR"),
        ("first_on", "DATE"),
        ("last_on", "DATE"),
        ("n_days", "INTEGER"),
        ("is_year", "BOOLEAN"),
    )
    by_key = {
        item.key: (
            item.key,
            item.first_on,
            item.last_on,
            item.days,
            periods.of_year(item.first_on.year) == item,
        )
        for item in asked
    }
    return Table("period", columns, [by_key[key] for key in sorted(by_key)])


def before_table(asked: Iterable[Period]) -> Table:
    """Each period with the same period of the year before."""
    columns = (("period_key", "VARCHAR"), ("previous_key", "VARCHAR"))
    by_key = {item.key: (item.key, item.a_year_before().key) for item in asked}
    return Table("period_before", columns, [by_key[key] for key in sorted(by_key)])


def month_table(asked: Iterable[Period]) -> Table:
    """Every calendar month that the periods touch."""
    columns = (("month_on", "DATE"), ("last_on", "DATE"), ("n_days", "INTEGER"))
    touched = {month for item in asked for month in months(item.first_on, item.last_on)}
    whole = [periods.of_month(year, month) for year, month in sorted(touched)]
    found: list[tuple[object, ...]] = [(item.first_on, item.last_on, item.days) for item in whole]
    return Table("calendar_month", columns, found)
