"""Typed rows out of a snapshot: stored ones where they are stored, else by the same SQL on demand.

A stored table holds months and years under the editions in force. Any other period or edition
replaces the views' inputs by temporary ones and runs the same files over them.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property, reduce
from typing import Any, Protocol, TypeVar

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression

from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.metrics import build, contract, day_columns
from airtrack.metrics.day_columns import DayColumns
from airtrack.metrics.reference import Reference, Table, edition_span, membership_table

R = TypeVar("R")

_OF_DAYS = ("city_day_measured", "city_day_aqi", "event_day", "event_current")
"""Views without a row where nothing but assessed figures counts."""

_BY_DAY = {
    "city_day": "on_date",
    "city_day_aqi": "on_date",
    "city_month_count": "month_on",
    "event_day": "on_date",
}
"""Stored tables of days and months, of which no period asks for any but its own."""


class Source(Protocol):
    """What lends a cursor on a file of views: a snapshot, or a database in memory."""

    def cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A connection of its own, closed at the end of the block."""


@dataclass(frozen=True, slots=True)
class Span:
    """A condition: from `first` to `last`, both included."""

    first: date
    last: date


class Asked:
    """What one question reads from: the stored rows, or those computed for it."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        periods: Sequence[Period],
        only: Sequence[str] | None,
    ) -> None:
        self._cursor = cursor
        self._periods = periods
        self._only = only

    def rows(self, row: type[R], **where: object) -> list[R]:
        """Rows of the view that `row` names, sorted by its grain.

        `where` gives columns a value, several values, or a `Span`.
        """
        view = contract.views()[row.view]  # type: ignore[attr-defined]
        columns = [field.name for field in fields(row)]  # type: ignore[arg-type]
        if self._periods:
            where["period_key"] = [period.key for period in self._periods]
        if self._only is not None and "place_id" in columns:
            where.setdefault("place_id", self._only)
        cursor = self._cursor
        relation = cursor.view(view.name) if view.keep == "view" else cursor.table(view.name)
        for name, value in where.items():
            relation = relation.filter(_condition(name, value))
        ordered = relation.sort(*[ColumnExpression(name) for name in view.grain])
        selected = ordered.select(*[ColumnExpression(name) for name in columns])
        return [row(*values) for values in selected.fetchall()]


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
        members: Mapping[str, Sequence[str]] | None = None,
        only: Sequence[str] | None = None,
        basis: Basis = Basis.EXCL_DUST,
        **where: object,
    ) -> list[R]:
        """Rows of one view; the question is that of `asked`, the conditions those of its rows."""
        with self.asked(
            row, periods=periods, edition=edition, members=members, only=only, basis=basis
        ) as asked:
            return asked.rows(row, **where)

    @contextmanager
    def asked(
        self,
        *rows: type[Any],
        periods: Sequence[Period] = (),
        edition: str | None = None,
        members: Mapping[str, Sequence[str]] | None = None,
        only: Sequence[str] | None = None,
        basis: Basis = Basis.EXCL_DUST,
    ) -> Iterator[Asked]:
        """One question about several views, worked out once.

        `edition` judges all days by one edition instead of the one in force. `members` are sets
        of places, by an id of the asker's own, that stand for the groups and provinces. `only`
        names every place that the answer depends on: nothing is computed for others, and rows of
        places are theirs alone. `basis` counts the days of events, leaves them out as stored, or
        reads what the authority assessed and nothing else.
        """
        replaced = self._replaced(basis)
        changed = self._changed(periods, edition, is_asked_anew=bool(replaced)) + replaced
        # copying most of what is stored costs more than computing a few places too many
        narrowed = only if changed and only and 2 * len(only) <= len(self.places) else None
        if members is not None:
            changed.append(membership_table(members))
        targets = [row.view for row in rows]
        with self._source.cursor() as cursor:
            _overlay(cursor, changed, targets=targets, only=narrowed)
            yield Asked(cursor, periods, only)

    def day_columns(self, places: Sequence[str], span: Span) -> DayColumns:
        """The daily values of many places over many days, days of events among them."""
        with self._source.cursor() as cursor:
            return day_columns.read(cursor, places, first=span.first, last=span.last)

    @cached_property
    def stored_periods(self) -> dict[str, Period]:
        """The months, years and spans of tables that are stored, oldest first, by key."""
        with self._source.cursor() as cursor:
            found = cursor.execute(
                "select first_on, last_on, period_key from period order by first_on, last_on"
            ).fetchall()
        return {key: Period(first, last, key) for first, last, key in found}

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """First and last day that values speak of, or None in an empty store."""
        reported = self._one("select min(first_on), max(last_on) from report_value")
        spans = [span for span in (self.daily, reported) if span and span[0]]
        if not spans:
            return None
        return min(span[0] for span in spans), max(span[1] for span in spans)

    @cached_property
    def daily(self) -> tuple[date, date] | None:
        """First and last day with a daily value, or None where there are tables at most."""
        found = self._one("select min(on_date), max(on_date) from city_day where n_valid > 0")
        return (found[0], found[1]) if found and found[0] else None

    @cached_property
    def recorded(self) -> tuple[date, date] | None:
        """First and last day of cities or stations on record, valid or not."""
        found = self._one(
            "select min(on_date), max(on_date) from "
            "(select on_date from city_day union all select on_date from station_day)"
        )
        return found if found and found[0] else None

    @cached_property
    def places(self) -> frozenset[str]:
        """Codes of the places that have at least one valid daily value or a row in a table."""
        return self.reported | self._codes("city_day where n_valid > 0")

    @cached_property
    def reported(self) -> frozenset[str]:
        """Codes of the places, provinces among them, that published tables have a row for."""
        return self._codes("report_value")

    def _codes(self, rows: str) -> frozenset[str]:
        with self._source.cursor() as cursor:
            found = cursor.execute(f"select distinct place_id from {rows}").fetchall()
        return frozenset(code for (code,) in found)

    def _one(self, query: str) -> tuple[date, date] | None:
        with self._source.cursor() as cursor:
            found: tuple[date, date] | None = cursor.execute(query).fetchone()
        return found

    @cached_property
    def has_events(self) -> bool:
        """True where approved events take daily values out."""
        with self._source.cursor() as cursor:
            return cursor.execute("select 1 from event_day limit 1").fetchone() is not None

    @cached_property
    def notes(self) -> dict[int, str]:
        """What was noted with each batch, by its number: of a certified table its document."""
        with self._source.cursor() as cursor:
            found = cursor.execute("select batch_no, note from batch").fetchall()
        return {int(number): str(note) for number, note in found}

    def _replaced(self, basis: Basis) -> list[Table]:
        """What the basis puts in the place of stored facts, nothing where it makes no difference.

        With events counted no value is taken out; an assessed figure stands in for the tables,
        and no day is left beside it.
        """
        if basis is Basis.ASSESSED:
            return [self._assessed(), *map(_empty, _OF_DAYS)]
        if basis is Basis.INCL_DUST and self.has_events:
            return [_empty("event_day")]
        return []

    def _assessed(self) -> Table:
        columns = _columns("report_value")
        listed = ", ".join(name for name, _ in columns)
        with self._source.cursor() as cursor:
            found = cursor.execute(f"select {listed} from assessed_value").fetchall()
        return Table("report_value", columns, found)

    def _changed(
        self, periods: Sequence[Period], edition: str | None, *, is_asked_anew: bool
    ) -> list[Table]:
        """The inputs that must differ from the stored ones to answer this question."""
        is_stored = all(self.stored_periods.get(period.key) == period for period in periods)
        if edition is None and is_stored and not is_asked_anew:
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
    cursor: duckdb.DuckDBPyConnection,
    changed: Sequence[Table],
    *,
    targets: Sequence[str],
    only: Sequence[str] | None,
) -> None:
    """Temporary inputs, and temporary views of everything between them and the targets.

    Where places are named, temporary tables of these alone, and of the months that are asked for,
    hide the stored ones beneath.
    """
    names = [table.name for table in changed]
    given: list[str] = []
    if only is not None:
        below = contract.stored_below(contract.dependents(names, of=targets, given=names))
        given = [name for name in below if name not in names]
    for name in given:
        # until it stands the name means the stored table
        stored = cursor.table(name).filter(_condition("place_id", only))
        if name in _BY_DAY:
            stored = stored.filter(_in_any(_BY_DAY[name], _stretches(changed)))
        stored.query("stored", f"create temp table {name} as from stored")
    for table in changed:
        build.create(cursor, table, temporary=True)
    # what stands in for a view is not made out of that view's inputs
    for view in contract.dependents(names, of=targets, given=[*given, *names]):
        cursor.execute(contract.create_statement(view, temporary=True))


def _stretches(changed: Iterable[Table]) -> list[Span]:
    """The calendar months of the question, those that follow one another as one."""
    found: list[Span] = []
    for table in changed:
        for first, last, _ in table.rows if table.name == "calendar_month" else ():
            if not (isinstance(first, date) and isinstance(last, date)):
                continue
            if found and found[-1].last + timedelta(1) == first:
                found[-1] = Span(found[-1].first, last)
            else:
                found.append(Span(first, last))
    return found


def _in_any(name: str, spans: Sequence[Span]) -> Expression:
    """True for a day of one of the spans."""
    conditions = (_condition(name, span) for span in spans)
    return reduce(operator.or_, conditions, ConstantExpression(False))


def _columns(view: str) -> tuple[tuple[str, str], ...]:
    return tuple((column.name, column.type) for column in contract.views()[view].columns)


def _empty(view: str) -> Table:
    """A view's table without any row."""
    return Table(view, _columns(view), [])


def _condition(name: str, value: object) -> Expression:
    column = ColumnExpression(name)
    if isinstance(value, Span):
        return column.between(ConstantExpression(value.first), ConstantExpression(value.last))
    if isinstance(value, Iterable) and not isinstance(value, str):
        listed = [ConstantExpression(item) for item in value]
        return column.isin(*listed) if listed else ConstantExpression(False)
    return column == ConstantExpression(value)
