"""All judgements of what the values of one table say beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.domain.column import Stated, UnusedColumn
from airtrack.domain.plausible import Plausible
from airtrack.domain.standards import Standards
from airtrack.errors import Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging import (
    alike,
    apart,
    index_of_day,
    past,
    plausible,
    repeats,
    shifted,
)
from airtrack.ingest.judging.changes import Changes
from airtrack.ingest.judging.consistency import Desk, Row
from airtrack.ingest.judging.figures import Figures
from airtrack.ingest.judging.index_of_day import StatedIndex
from airtrack.ingest.judging.past import Past
from airtrack.ingest.judging.plausible import UNIT_SUSPECTED as _UNIT
from airtrack.ingest.judging.recount import Recount, of_other_limits
from airtrack.ingest.recognition.records import Column

_IMPOSSIBLE = ("impossible_value", "finer_than_thousandths")
# what follows from swapped columns or another unit in rows that state figures of these values
_FOLLOWS = (
    "pm25_above_pm10",
    "composite_differs",
    "aqi_differs",
    "aqi_column_differs",
    "change_differs",
    "change_turned",
)
_OF_RATIO = ("good_pct_differs", "good_pct_of_calendar", "good_pct_of_no_days")
_OF_TABLE = (_UNIT, plausible.PARTICLES_SWAPPED, "columns_alike")
_OF_ROW = (
    *_FOLLOWS,
    *_IMPOSSIBLE,
    "zero_is_missing",
    "days_above_period",
    "days_above_valid",
    "good_days_above_valid",
    *_OF_RATIO,
    "ratio_may_be_fraction",
    "few_valid_days",
    "beyond_history",
    "unit_of_value_suspected",
)


@dataclass(frozen=True, slots=True)
class Judge:
    """What tables are judged by.

    Without standards no index of a row is computed, without `past` nothing is held against it.
    """

    rules: Plausible | None = None
    standards: Standards | None = None
    past: Past | None = None

    @property
    def ratio_apart(self) -> Fraction:
        """So many percentage points a stated ratio may lie from that of its days."""
        return Fraction(0) if self.rules is None else Fraction(self.rules.compare.ratio)

    def table(self, table: Figures) -> list[Problem]:
        """What is hardly meant: units, shifted values, particles, the AQI of days."""
        if self.rules is None or not table.pollutants:
            return []
        said = index_of_day.stated(table)
        moved = shifted.moved(table, said, standards=self.standards, rules=self.rules)
        if len(moved.problems) == 1 and moved.problems[0].code == "columns_shifted":
            return list(moved.problems)
        problems = [
            *plausible.units(table, self.rules.units),
            *moved.problems,
            *plausible.particles(table, self.rules.particles),
            *alike.problems(table, self.rules.alike),
            *apart.days(table, self.rules.apart),
        ]
        suspected = {problem.column for problem in problems if problem.code == _UNIT}
        if self.past is not None:
            told = past.jumps(table, self.past, self.rules.jump)
            problems.extend(problem for problem in told if problem.column not in suspected)
        if said is not None:
            problems.extend(self._aqi(table, said, besides=moved.records, not_of=suspected))
        return problems

    def _aqi(
        self,
        table: Figures,
        said: StatedIndex,
        *,
        besides: frozenset[int],
        not_of: set[str | None],
    ) -> Iterator[Problem]:
        """The stated index against that of all columns whose unit is as expected."""
        numbers = {
            figure.indicator: figure.milli
            for figure in table.pollutants
            if figure.column.header not in not_of
        }
        if self.rules is None or self.standards is None or not numbers:
            return
        index = index_of_day.computed(numbers, days=table.days, standards=self.standards)
        rule = self.rules.compare
        yield from index_of_day.problems(table, said, index, besides=besides, rule=rule)

    def rows(
        self, desk: Desk, rows: Sequence[Row], *, beside: Sequence[tuple[UnusedColumn, Column]]
    ) -> Iterator[Problem]:
        """What the rows of a report say against their own values and the year before."""
        if self.rules is None or self.standards is None:
            return
        recount = Recount(desk, self.standards, self.rules.compare)
        told = [problem for row in rows for problem in recount.problems(row)]
        yield from of_other_limits(told, rows, percent=self.rules.compare.limits_percent)
        yield from apart.periods(desk, rows, self.rules.apart)
        min_values = self.rules.shift.min_values
        yield from repeats.months(desk, rows, min_values=min_values)
        yield from repeats.places(desk, rows, min_values=self.rules.alike.min_values)
        if self.past is not None:
            yield from repeats.on_record(desk, rows, self.past, min_values=min_values)
        changes = Changes(desk, rows, self.rules.compare, self.past)
        for stated, column in beside:
            if stated.states is Stated.CHANGE:
                yield from capped(changes.problems(stated.of, column))


NOT_JUDGED = Judge()
"""Finds nothing."""


def without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without those that follow from a graver one.

    That is a column of another unit, two swapped columns, or a row that is shifted.
    """
    problems = list(problems)
    told = {problem.column for problem in problems if problem.code == _UNIT}
    shifted_rows = {problem.row for problem in problems if problem.code == "row_shifted"}
    parts = {problem.row for problem in problems if problem.code == "ratio_may_be_fraction"}
    of_table = any(problem.code in _OF_TABLE for problem in problems)
    for problem in problems:
        code = problem.params.get("of") if problem.code == "and_more" else problem.code
        follows = (
            (problem.column in told and code in _IMPOSSIBLE)
            or (of_table and code in _FOLLOWS)
            or (problem.row in parts and code in _OF_RATIO)
            or (problem.row in shifted_rows and code in _OF_ROW and problem.n == 1)
        )
        if not follows:
            yield problem
