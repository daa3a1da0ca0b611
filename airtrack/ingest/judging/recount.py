"""Figures of a report's row that follow from its other values, and the days it rests on.

Source: 环办监测〔2018〕19号 for the composite index, GB 3095 Table 4 for valid days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.plausible import CompareRule
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.standard import Edition, Statistic
from airtrack.domain.standards import Standards
from airtrack.errors import Problem
from airtrack.ingest.judging.consistency import Desk, Row
from airtrack.ingest.judging.index_of_day import round_half_even, round_half_up

_COMPOSITE, _VALID = "composite", "valid_days"
_FEBRUARY = 2

Quotient = Callable[[int, int], int]
"""A rounding: the quotient of two whole numbers as the nearest whole one."""


@dataclass(frozen=True, slots=True)
class Recount:
    """Computes anew what the rows of one table state."""

    desk: Desk
    standards: Standards
    rule: CompareRule

    def problems(self, row: Row) -> Iterator[Problem]:
        """Warnings: too few valid days, none with values beside them, another composite index."""
        yield from self._days(row)
        if not row.is_regional:
            yield from self._composite(row)

    def _days(self, row: Row) -> Iterator[Problem]:
        valid = self.desk.milli(_VALID, row)
        if valid is None:
            return
        measured = [name for name in Pollutant if self.desk.milli(name, row) is not None]
        if not valid:
            if measured:
                yield self.desk.at(_VALID, row, "no_valid_days_but_values", {})
            return
        needed = needed_days(row.period, self.standards)
        if valid < needed * MILLI:
            yield self.desk.at(_VALID, row, "few_valid_days", {"needed": needed})

    def _composite(self, row: Row) -> Iterator[Problem]:
        stated = self.desk.milli(_COMPOSITE, row)
        values = {name: self.desk.milli(name, row) for name in Pollutant}
        whole = {name: milli for name, milli in values.items() if milli is not None}
        if stated is None or len(whole) < len(values):
            return
        edition = _edition(self.standards, row.period.last_on)
        index = CompositeOf(whole, row.period.last_on, edition, self.standards)
        even = index.readings(round_half_even)
        said: dict[str, object] = {"computed": f"{even[0] / 100:.2f}"}
        printed = _Printed(
            stated, self.desk.columns[_COMPOSITE].digits, int(self.rule.composite * MILLI)
        )
        if printed.is_one_of(even, round_half_even):
            return
        if printed.is_one_of(even + index.readings(round_half_up), round_half_up):
            code = "composite_half_up"
        elif printed.is_unrounded(index.unrounded()):
            code = "composite_unrounded"
        else:
            code = "composite_differs"
            if other := self._other_limits(printed, index):
                said["limits"] = other
        yield self.desk.at(_COMPOSITE, row, code, said)

    def _other_limits(self, printed: _Printed, index: CompositeOf) -> str | None:
        """The edition by whose limits the stated index is right, None where there is none."""
        for edition in self.standards.editions:
            if edition.limits != index.edition.limits:
                other = replace(index, edition=edition)
                for rounding in (round_half_even, round_half_up):
                    if printed.is_one_of(other.readings(rounding), rounding):
                        return edition.limits
        return None


def of_other_limits(
    problems: Iterable[Problem], rows: Sequence[Row], *, percent: int
) -> Iterator[Problem]:
    """The problems; those of indices that are right by the limits of another edition say so.

    That is where `percent` of a period's rows are; a single one of many is right by chance.
    """
    problems = list(problems)
    of_line = {row.line: row.period.key for row in rows}
    n_rows = Counter(of_line.values())
    right = Counter(
        of_line[problem.row] for problem in problems if problem.row and "limits" in problem.params
    )
    for problem in problems:
        key = of_line.get(problem.row or 0, "")
        if "limits" in problem.params:
            if PERCENT * right[key] >= percent * n_rows[key]:
                yield replace(problem, code="composite_of_other_limits")
                continue
            params = {name: told for name, told in problem.params.items() if name != "limits"}
            problem = replace(problem, params=params)
        yield problem


@dataclass(frozen=True, slots=True)
class _Printed:
    """A stated index in thousandths that has so many decimals, and how far off it may be."""

    stated: int
    digits: int
    apart: int

    def is_one_of(self, readings: list[int], rounding: Quotient) -> bool:
        """Whether one of the readings, in hundredths, prints so."""
        unit = 10 ** (3 - min(self.digits, 2))
        printed = (rounding(10 * reading, unit) * unit for reading in readings)
        return any(abs(self.stated - reading) <= self.apart for reading in printed)

    def is_unrounded(self, sums: list[Fraction]) -> bool:
        """Whether one of the sums, in thousandths, prints so by either rounding."""
        unit = 10 ** (3 - self.digits)
        return any(
            abs(self.stated - rounding(exact.numerator, exact.denominator * unit) * unit)
            <= self.apart
            for exact in sums
            for rounding in (round_half_even, round_half_up)
        )


@dataclass(frozen=True, slots=True)
class CompositeOf:
    """The composite index of six values in thousandths, for a period that ends on that day."""

    values: Mapping[Pollutant, int]
    on: date
    edition: Edition
    standards: Standards

    def readings(self, rounding: Quotient) -> list[int]:
        """In hundredths, first as the standard has it: concentrations rounded by every reading."""
        found = (self._index(rounding, other) for other in (False, True))
        return list(dict.fromkeys([*found, self._index(rounding, None)]))

    def unrounded(self) -> list[Fraction]:
        """In thousandths, of single indices with all decimals; the concentrations as above."""
        readings = (False, True, None)
        shares = (self._shares(round_half_even, other) for other in readings)
        return [
            MILLI * sum((weight * share for weight, share in weighed), Fraction())
            for weighed in shares
        ]

    def _index(self, rounding: Quotient, other: bool | None) -> int:
        """The sum; concentrations have the declared digits, the `other` ones, or all."""
        unit: int = 10**self.standards.composite.single_index_digits
        total = sum(
            weight * rounding((share * unit).numerator, (share * unit).denominator)
            for weight, share in self._shares(rounding, other)
        )
        return total * 100 // unit

    def _shares(self, rounding: Quotient, other: bool | None) -> Iterator[tuple[int, Fraction]]:
        """By pollutant its weight and its part of the limit."""
        index = self.standards.composite
        limits = self.standards.limits[self.edition.limits]
        for item in index.item:
            milli = self.values[item.pollutant]
            precision = self.standards.rounding.find("index_input", item.pollutant, self.on)
            digits = precision.digits
            if other and precision.alternative is not None:
                digits = precision.alternative
            unit = 10 ** (3 - digits)
            value = milli if other is None else rounding(milli, unit) * unit
            limit = Fraction(limits.value(item.pollutant, Statistic(item.limit))) * MILLI
            yield index.weight(item.pollutant), value / limit


def _edition(standards: Standards, on: date) -> Edition:
    """The edition in force on that day, else the first."""
    return next(
        (edition for edition in standards.editions if edition.from_on <= on <= edition.to_on),
        standards.editions[0],
    )


def needed_days(period: Period, standards: Standards) -> int:
    """How many valid days the standard asks of whole months: of a year at once, else added up."""
    rule = standards.validity.period
    year = periods.of_year(period.first_on.year)
    if (period.first_on, period.last_on) == (year.first_on, year.last_on):
        return rule.year_min_days
    months = range(_number(period.first_on), _number(period.last_on) + 1)
    return sum(
        rule.february_min_days if month % 12 + 1 == _FEBRUARY else rule.month_min_days
        for month in months
    )


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
