"""The rows of facts that stand behind a place's days, each with its line in its file.

What counts is decided by the same views as everywhere, here over the rows of one place, or of its
stations, alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression

from airtrack.domain.period import Period
from airtrack.metrics import build, contract
from airtrack.metrics.build import Reading
from airtrack.store.draft import HOUR_COLUMNS, VALUE_COLUMNS
from airtrack.store.rows import rows
from airtrack.store.snapshot import Facts

DAYS, HOURS, STATION_HOURS = "day_current", "hour_current", "station_hour_current"
_READINGS = {
    DAYS: "day_reading",
    HOURS: "hour_reading",
    STATION_HOURS: "station_hour_reading",
}
_KEYS = {
    DAYS: ("on_date",),
    HOURS: ("on_date", "hour"),
    STATION_HOURS: ("station_id", "on_date", "hour"),
}
_VALUES = {DAYS: VALUE_COLUMNS, HOURS: HOUR_COLUMNS, STATION_HOURS: VALUE_COLUMNS}
_LINE = ("batch_no", "file_no", "source_row")


@dataclass(frozen=True, slots=True)
class Line:
    """One row that counts: `values` in thousandths by column, `hour` None for a delivered day.

    `file_no` counts the tables of the batch from 0, `source_row` the lines of the table from 1.
    """

    on_date: date
    hour: int | None
    values: dict[str, int | None]
    batch_no: int
    file_no: int
    source_row: int


def days(facts: Facts, place: str, span: Period) -> list[Line]:
    """The delivered days of the place that count, in their order."""
    return [
        Line(on_date, None, _values(DAYS, rest), *rest[-len(_LINE) :])
        for on_date, *rest in _rows(facts, DAYS, own=_of_place(place), span=span)
    ]


def hours(facts: Facts, place: str, span: Period) -> list[Line]:
    """The hours of the place that count, in their order."""
    return [
        Line(on_date, hour, _values(HOURS, rest), *rest[-len(_LINE) :])
        for on_date, hour, *rest in _rows(facts, HOURS, own=_of_place(place), span=span)
    ]


def station_hours(facts: Facts, stations: Sequence[str], span: Period) -> list[tuple[str, Line]]:
    """The hours of these stations that count, in their order; each with its station."""
    if not stations:
        return []
    own = ColumnExpression("station_id").isin(*map(ConstantExpression, stations))
    return [
        (station, Line(on_date, hour, _values(STATION_HOURS, rest), *rest[-len(_LINE) :]))
        for station, on_date, hour, *rest in _rows(facts, STATION_HOURS, own=own, span=span)
    ]


def _of_place(place: str) -> Expression:
    return ColumnExpression("place_id") == ConstantExpression(place)


def _values(view: str, cells: Sequence[int | None]) -> dict[str, int | None]:
    return dict(zip(_VALUES[view], cells, strict=False))


def _rows(facts: Facts, view: str, *, own: Expression, span: Period) -> list[tuple]:  # type: ignore[type-arg]
    """What counts, joined to the rows that it was taken from."""
    (reading,) = [item for item in build.readings() if item.name == _READINGS[view]]
    with duckdb.connect() as connection:
        if not _offer(connection, reading, facts, own=own, span=span):
            return []
        for contested in (build.contested_days(facts), build.contested_station_days(facts)):
            build.create(connection, contested, temporary=True)
        made = contract.create_statement(contract.views()[view], temporary=True)
        connection.execute(made)
        keys = (*_KEYS[view], "batch_no")
        counting = connection.view(view).select(*map(ColumnExpression, keys))
        found = connection.table(reading.name).join(counting, ", ".join(keys))
        columns = (*_KEYS[view], *_VALUES[view], *_LINE)
        ordered = found.sort(*map(ColumnExpression, _KEYS[view]))
        return ordered.select(*map(ColumnExpression, columns)).fetchall()


def _offer(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    facts: Facts,
    *,
    own: Expression,
    span: Period,
) -> bool:
    """The facts that are its `own` alone stand under their own name; False where there are none."""
    files = facts.files(reading.grain, reading.part)
    if not files:
        return False
    first_on, last_on = ConstantExpression(span.first_on), ConstantExpression(span.last_on)
    found = rows(connection, files, reading.schema).filter(own)
    found.filter(ColumnExpression("on_date").between(first_on, last_on)).create(reading.name)
    return True
