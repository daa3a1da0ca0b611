"""The AQI that the concentrations of a row give, held against the one that the row states.

Source: HJ 633: linear between the steps of each pollutant's scale, rounded up, the highest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Grain
from airtrack.domain.column import Stated
from airtrack.domain.plausible import CompareRule
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.spelling import plain
from airtrack.domain.standard import Edition, IndexScale, IndexTable
from airtrack.domain.standards import Standards
from airtrack.errors import Problem
from airtrack.ingest.cells.cell import is_number
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging.figures import Figures
from airtrack.ingest.recognition.records import Column

_LARGEST = 1000


@dataclass(frozen=True, slots=True)
class Index:
    """By record the index as the standard rounds it, and as it is where halves go up.

    Either the concentrations are rounded half up (`of_halves`) or the index itself (`half_up`).
    `is_whole` says that all six pollutants are there: else the index may be of one that lacks.
    """

    up: pa.Array
    of_halves: pa.Array
    half_up: pa.Array
    is_whole: pa.Array


@dataclass(frozen=True, slots=True)
class StatedIndex:
    """The column of indices that a table of days states, and the number of each record."""

    column: Column
    numbers: pa.Array


def stated(table: Figures) -> StatedIndex | None:
    """The AQI of a daily table, None where no column states it."""
    if table.form.grain is not Grain.DAY:
        return None
    for meaning, column in table.beside:
        if meaning.states is Stated.AQI:
            numbers = [_whole(plain(text)) for text in column.distinct()]
            return StatedIndex(column, pa.array(numbers, pa.int64()).take(column.texts.indices))
    return None


def _whole(text: str) -> int | None:
    if not is_number(text):
        return None
    number = Fraction(text.replace(",", ""))
    return int(number) if 0 < number <= _LARGEST and number.denominator == 1 else None


def computed(numbers: Mapping[str, pa.Array], *, days: pa.Array, standards: Standards) -> Index:
    """The index of each record by the edition in force on its day."""
    found: Index | None = None
    for edition in standards.editions:
        mask = _in_force(days, edition)
        if found is not None and not pc.any(mask).as_py():
            continue
        index = _by(numbers, edition, standards)
        found = index if found is None else _chosen(mask, index, found)
    if found is None:
        raise ValueError("no edition is on file")
    return found


def _chosen(mask: pa.Array, one: Index, other: Index) -> Index:
    return Index(
        pc.if_else(mask, one.up, other.up),
        pc.if_else(mask, one.of_halves, other.of_halves),
        pc.if_else(mask, one.half_up, other.half_up),
        one.is_whole,
    )


def _in_force(days: pa.Array, edition: Edition) -> pa.Array:
    first, last = (pa.scalar(day, pa.date32()) for day in (edition.from_on, edition.to_on))
    inside = pc.and_(pc.greater_equal(days, first), pc.less_equal(days, last))
    return pc.fill_null(inside, False)


def _by(numbers: Mapping[str, pa.Array], edition: Edition, standards: Standards) -> Index:
    table = standards.index[edition.index]
    readings: list[list[pa.Array]] = [[], [], []]
    is_whole = pa.repeat(len(numbers) == len(Pollutant), len(next(iter(numbers.values()))))
    for found in table.iaqi:
        if found.pollutant not in numbers:
            continue
        values = numbers[found.pollutant]
        is_whole = pc.and_(is_whole, pc.is_valid(values))
        digits = standards.rounding.digits("day_value", found.pollutant, edition.from_on)
        scale = _Scale.of(found, table, unit=10 ** (3 - digits))
        coded = values.dictionary_encode()
        read = [scale.readings(milli) for milli in coded.dictionary.to_pylist()]
        for at, reading in enumerate(readings):
            reading.append(pa.array([told[at] for told in read], pa.int64()).take(coded.indices))
    up, of_halves, half = (pc.max_element_wise(*reading) for reading in readings)
    return Index(up, of_halves, half, is_whole)


@dataclass(frozen=True, slots=True)
class _Scale:
    """One pollutant's scale in whole thousandths; `unit` is that of a rounded concentration."""

    steps: tuple[int, ...]
    index: tuple[int, ...]
    above: int
    unit: int

    @classmethod
    def of(cls, scale: IndexScale, table: IndexTable, *, unit: int) -> _Scale:
        steps = tuple(int(step * MILLI) for step in scale.breakpoints)
        highest = table.scale[len(steps) - 1]
        return cls(steps, table.scale, highest if scale.above == "none" else scale.above, unit)

    def readings(self, milli: int | None) -> tuple[int | None, int | None, int | None]:
        """The index by the standard, of a concentration rounded half up, rounded half up."""
        if milli is None or milli < 0:
            return None, None, None
        top, bottom = self._index(round_half_even(milli, self.unit) * self.unit)
        other, under = self._index(round_half_up(milli, self.unit) * self.unit)
        return -(-top // bottom), -(-other // under), round_half_up(top, bottom)

    def _index(self, milli: int) -> tuple[int, int]:
        """The exact index as a fraction; the highest step for what is beyond."""
        for at in range(1, len(self.steps)):
            if milli <= self.steps[at]:
                width = self.steps[at] - self.steps[at - 1]
                low, high = self.index[at - 1], self.index[at]
                return low * width + (milli - self.steps[at - 1]) * (high - low), width
        return self.above, 1


def round_half_up(top: int, bottom: int) -> int:
    """The quotient of numbers not below zero, to the nearest whole, halves up.

    >>> round_half_up(5, 2), round_half_even(5, 2)
    (3, 2)
    """
    return (2 * top + bottom) // (2 * bottom)


def round_half_even(top: int, bottom: int) -> int:
    """The quotient of numbers not below zero, to the nearest whole, halves to the even one."""
    rounded = round_half_up(top, bottom)
    return rounded - 1 if rounded % 2 and (2 * top + bottom) % (2 * bottom) == 0 else rounded


def disagreeing(said: StatedIndex, index: Index) -> pa.Array:
    """Where the stated index cannot be that of the record's values."""
    other = pc.not_equal(said.numbers, index.up)
    explained = pc.and_(pc.invert(index.is_whole), pc.greater(said.numbers, index.up))
    return pc.fill_null(pc.and_(other, pc.invert(explained)), False)


def problems(
    table: Figures, said: StatedIndex, index: Index, *, besides: Set[int], rule: CompareRule
) -> Iterator[Problem]:
    """A warning for each stated index that differs; those of `besides` are told already.

    Where a good part of the column differs it states something else, which is told once.
    """
    other = disagreeing(said, index)
    by_halves = pc.or_(
        pc.equal(said.numbers, index.of_halves), pc.equal(said.numbers, index.half_up)
    )
    halved = pc.and_(other, pc.fill_null(by_halves, False))
    unexplained = pc.and_(other, pc.invert(halved))
    n_stated = len(table.told(said.column, pc.is_valid(said.numbers)))
    records = [at for at in table.told(said.column, unexplained) if at not in besides]
    is_column = PERCENT * len(records) >= rule.column_percent * n_stated
    if is_column and len(records) >= rule.column_rows:
        told = {"computed": index.up[records[0]].as_py(), "of": n_stated}
        yield from table.counted(said.column, records, "aqi_column_differs", params=told)
        return
    for code, mask in (("aqi_differs", unexplained), ("aqi_half_up", halved)):
        records = [at for at in table.told(said.column, mask) if at not in besides]
        yield from capped(
            table.each(
                said.column,
                records,
                code,
                said=lambda record: {"computed": index.up[record].as_py()},
            )
        )
