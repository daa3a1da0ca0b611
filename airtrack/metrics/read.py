"""Typed rows out of a snapshot: stored ones where they are stored, else by the same SQL on demand.

A stored table holds months and years under the editions in force. Any other period or edition
replaces the views' inputs by temporary ones and runs the same files over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression

from airtrack.domain.period import Period
from airtrack.metrics import build, contract
from airtrack.metrics.reference import Reference, Table, edition_span

R = TypeVar("R")


class Source(Protocol):
    """What lends a cursor on a file of views: a snapshot, or a database in memory."""

    def cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A connection of its own, closed at the end of the block."""


@dataclass(frozen=True, slots=True)
class Span:
    """A condition: from `first` to `last`, both included."""

    first: date
    last: date


class Statistics:
    """The door to every figure of one snapshot."""

    def __init__(self, source: Source, reference: Reference) -> None:
        self._source = source
        self._reference = reference

    def rows(
        self,
        row: type[R],
        *,
        periods: Sequence[Period] = (),
        edition: str | None = None,
        **where: object,
    ) -> list[R]:
        """Rows of the view that `row` names, sorted by its grain.

        `where` gives columns a value, several values, or a `Span`. `edition` judges all days by
        one edition instead of the one in force.
        """
        view = contract.views()[row.view]  # type: ignore[attr-defined]
        if periods:
            where["period_key"] = [period.key for period in periods]
        changed = self._changed(periods, edition)
        with self._source.cursor() as cursor:
            if changed:
                self._overlay(cursor, changed, target=view.name)
            relation = cursor.view(view.name) if view.keep == "view" else cursor.table(view.name)
            for condition in (_condition(name, value) for name, value in where.items()):
                relation = relation.filter(condition)
            columns = [ColumnExpression(field.name) for field in fields(row)]  # type: ignore[arg-type]
            ordered = relation.sort(*[ColumnExpression(name) for name in view.grain])
            return [row(*values) for values in ordered.select(*columns).fetchall()]

    @cached_property
    def stored_periods(self) -> dict[str, Period]:
        """The months and years that are stored, oldest first, by key."""
        with self._source.cursor() as cursor:
            found = cursor.execute(
                "select first_on, last_on, period_key from period order by first_on, last_on"
            ).fetchall()
        return {key: Period(first, last, key) for first, last, key in found}

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """First and last day with a value, or None in an empty store."""
        with self._source.cursor() as cursor:
            found = cursor.execute(
                "select min(on_date), max(on_date) from city_day where n_valid > 0"
            ).fetchone()
        return (found[0], found[1]) if found and found[0] else None

    @cached_property
    def places(self) -> frozenset[str]:
        """Codes of the places that have at least one valid daily value."""
        with self._source.cursor() as cursor:
            found = cursor.execute(
                "select distinct place_id from city_day where n_valid > 0"
            ).fetchall()
        return frozenset(code for (code,) in found)

    def _changed(self, periods: Sequence[Period], edition: str | None) -> list[Table]:
        """The inputs that must differ from the stored ones to answer this question."""
        is_stored = all(self.stored_periods.get(period.key) == period for period in periods)
        if edition is None and is_stored:
            return []
        named = list(periods) or list(self.stored_periods.values())
        asked = list(dict.fromkeys([*named, *(period.a_year_before() for period in named)]))
        changed = [
            build.period_table(asked),
            build.before_table(named),
            build.month_table(asked),
        ]
        if edition is not None:
            first = min((period.first_on for period in asked), default=date.min)
            last = max((period.last_on for period in asked), default=date.max)
            changed.append(edition_span(self._reference, edition, days=(first, last)))
        return changed

    def _overlay(
        self,
        cursor: duckdb.DuckDBPyConnection,
        changed: list[Table],
        *,
        target: str,
    ) -> None:
        """Temporary inputs, and temporary views of everything between them and the target."""
        for table in changed:
            build.create(cursor, table, temporary=True)
        for view in contract.dependents([table.name for table in changed], of=target):
            cursor.execute(contract.create_statement(view, temporary=True))


def _condition(name: str, value: object) -> Expression:
    column = ColumnExpression(name)
    if isinstance(value, Span):
        return column.between(ConstantExpression(value.first), ConstantExpression(value.last))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return column.isin(*[ConstantExpression(item) for item in value])
    return column == ConstantExpression(value)
