"""Indices of values that somebody names, by the same views that judge the days on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import TypeVar

import duckdb

from airtrack.domain.pollutant import Pollutant
from airtrack.metrics import build, contract
from airtrack.metrics.reference import Reference, Table, edition_span
from airtrack.metrics.rows import CityDayAqi, CityHourAqi

R = TypeVar("R")
_PLACE = "asked"


def of_day(
    reference: Reference,
    values: Mapping[Pollutant, int],
    *,
    on_date: date,
    edition: str | None,
    o3_1h: int | None = None,
) -> CityDayAqi:
    """The indices of daily values in thousandths, judged as in force on the day or by one edition.

    `o3_1h` is the highest hourly mean of ozone, which counts where the 8-hour one has no index.
    """
    peak = [{"place_id": _PLACE, "on_date": on_date, "o3_1h_milli": o3_1h}] if o3_1h else []
    given = {"day_current": [_row(values, on_date)], "city_day_o3_peak": peak}
    return _judged(reference, CityDayAqi, ("city_day", CityDayAqi.view), given, edition=edition)


def of_hour(
    reference: Reference,
    values: Mapping[Pollutant, int],
    *,
    on_date: date,
    edition: str | None,
) -> CityHourAqi:
    """The indices of one-hour means in thousandths, judged like those of a day."""
    given = {"hour_current": [_row(values, on_date) | {"hour": 1}]}
    return _judged(reference, CityHourAqi, (CityHourAqi.view,), given, edition=edition)


def _row(values: Mapping[Pollutant, int], on_date: date) -> dict[str, object]:
    named = {f"{key}_milli": value for key, value in values.items()}
    return {"place_id": _PLACE, "on_date": on_date, "stage_rank": 1, "batch_no": 1, **named}


def _judged(
    reference: Reference,
    row: type[R],
    views: tuple[str, ...],
    given: Mapping[str, list[dict[str, object]]],
    *,
    edition: str | None,
) -> R:
    """The one row that the last of the views makes of the given ones; other tables are empty."""
    connection = duckdb.connect()
    try:
        build.prepare(connection, reference=reference)
        if edition is not None:
            connection.execute("drop table edition_span")
            build.create(connection, edition_span(reference, edition))
        _stand_in(connection, views, given)
        for name in views:
            connection.execute(contract.create_statement(contract.views()[name]))
        columns = ", ".join(field.name for field in fields(row))  # type: ignore[arg-type]
        found = connection.execute(f"select {columns} from {views[-1]}").fetchall()
    finally:
        connection.close()
    (only,) = found
    return row(*only)


def _stand_in(
    connection: duckdb.DuckDBPyConnection,
    views: tuple[str, ...],
    given: Mapping[str, list[dict[str, object]]],
) -> None:
    """A table for everything that the views need beside one another and the reference."""
    needs = {need for name in views for need in contract.views()[name].needs} - set(views)
    for need in sorted(needs & contract.views().keys()):
        columns = contract.views()[need].columns
        rows: list[tuple[object, ...]] = [
            tuple(row.get(column.name) for column in columns) for row in given.get(need, [])
        ]
        described = tuple((column.name, column.type) for column in columns)
        build.create(connection, Table(need, described, rows))
