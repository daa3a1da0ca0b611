"""All judgements of what the values of one table say beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from airtrack.domain.form import Stated, UnusedColumn
from airtrack.domain.plausible import Plausible
from airtrack.domain.standards import Standards
from airtrack.errors import Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging import index_of_day, past, plausible, shifted
from airtrack.ingest.judging.changes import Changes
from airtrack.ingest.judging.consistency import Desk, Row
from airtrack.ingest.judging.figures import Figures
from airtrack.ingest.judging.index_of_day import StatedIndex
from airtrack.ingest.judging.past import Past
from airtrack.ingest.judging.plausible import UNIT_SUSPECTED as _UNIT
from airtrack.ingest.judging.recount import Recount, repeated
from airtrack.ingest.recognition.records import Column

_IMPOSSIBLE = ("impossible_value", "finer_than_thousandths")
_OF_PARTICLES = ("pm25_above_pm10", "composite_differs", "aqi_differs", "aqi_column_differs")


@dataclass(frozen=True, slots=True)
class Judge:
    """What tables are judged by.

    Without standards no index of a row is computed, without `past` nothing is held against it.
    """

    rules: Plausible | None = None
    standards: Standards | None = None
    past: Past | None = None

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
        for row in rows:
            yield from recount.problems(row)
        yield from repeated(desk, rows, min_values=self.rules.shift.min_values)
        changes = Changes(desk, rows, self.rules.compare, self.past)
        for stated, column in beside:
            if stated.states is Stated.CHANGE:
                yield from capped(changes.problems(stated.of, column))


NOT_JUDGED = Judge()
"""Finds nothing."""


def without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without those that follow from a graver one: a column of another unit, or two
    swapped columns.
    """
    problems = list(problems)
    told = {problem.column for problem in problems if problem.code == _UNIT}
    swapped = any(problem.code == plausible.PARTICLES_SWAPPED for problem in problems)
    for problem in problems:
        of = problem.params.get("of", problem.code)
        code = of if problem.code == "and_more" else problem.code
        if problem.column in told and of in _IMPOSSIBLE:
            continue
        if not (swapped and code in _OF_PARTICLES):
            yield problem
