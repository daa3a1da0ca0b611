"""Whether values stand in the column beside their own: in all rows of a table, or in one.

Source: house rule in `data/forms/plausible.toml`: as they stand the values of a row do not fit
together, or not to the AQI that the row states; moved by one column they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.plausible import Plausible
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import PERCENT
from airtrack.domain.standards import Standards
from airtrack.errors import Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging import index_of_day, plausible
from airtrack.ingest.judging.figures import Figure, Figures
from airtrack.ingest.judging.index_of_day import Index, StatedIndex

_MOVES = (1, -1)
Numbers = dict[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Moved:
    """The records whose values stand one column aside, and the problems that say so."""

    records: frozenset[int]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    table: Figures
    said: StatedIndex | None
    standards: Standards | None
    rules: Plausible

    def fits(self, numbers: Numbers, index: Index | None) -> pa.Array:
        """Where the numbers fit together and, where the row states an AQI, to that."""
        related = plausible.related(numbers, self.rules.units)
        if self.said is None or index is None:
            return related
        return pc.and_(related, pc.invert(index_of_day.disagreeing(self.said, index)))

    def tells(self, numbers: Numbers, index: Index | None, standing: Figure | None) -> pa.Array:
        """Where there is enough to say so: numbers, and CO that stands oddly or the very AQI."""
        counts = [pc.is_valid(values).cast(pa.int64()) for values in numbers.values()]
        enough = pc.greater_equal(reduce(pc.add, counts), self.rules.shift.min_values)
        sure = pa.repeat(False, len(enough))
        if standing is not None:
            as_it_is = {standing.indicator: standing.numbers}
            odd = pc.invert(plausible.related(as_it_is, self.rules.units))
            sure = pc.and_(odd, pc.is_valid(numbers[standing.indicator]))
        if self.said is not None and index is not None:
            same = pc.fill_null(pc.equal(self.said.numbers, index.up), False)
            sure = pc.or_(sure, same)
        return pc.and_(enough, sure)

    def index(self, numbers: Numbers) -> Index | None:
        """The AQI of the numbers, where the table states one."""
        if self.said is None or self.standards is None:
            return None
        return index_of_day.computed(numbers, days=self.table.days, standards=self.standards)


def moved(
    table: Figures, said: StatedIndex | None, *, standards: Standards | None, rules: Plausible
) -> Moved:
    """A blocker for a table whose values are shifted, else one for each row that is."""
    figures = table.pollutants
    if len(figures) < rules.shift.min_values or figures[0].at < 0:
        return Moved(frozenset(), ())
    desk = _Desk(table, said, standards, rules)
    standing = {figure.indicator: figure.numbers for figure in figures}
    odd = pc.invert(desk.fits(standing, desk.index(standing)))
    if not pc.any(odd).as_py():
        return Moved(frozenset(), ())
    co = table.columns.get(Pollutant.CO)
    anchor = co or figures[0]
    n_rows = len(table.told(anchor.column, pa.repeat(True, len(odd))))
    for step in _MOVES:
        numbers = _numbers(figures, step)
        index = desk.index(numbers)
        better = pc.and_(desk.fits(numbers, index), desk.tells(numbers, index, co))
        found = table.told(anchor.column, pc.and_(odd, better))
        if not _is_table(found, n_rows, rules):
            # a single AQI may be right by chance: the values themselves must stand oddly
            unlike = pc.invert(plausible.related(standing, rules.units))
            found = table.told(anchor.column, pc.and_(pc.and_(odd, unlike), better))
        if found:
            under = _under(figures, anchor, step)
            return Moved(frozenset(found), tuple(_told(table, anchor, found, n_rows, under, rules)))
    return Moved(frozenset(), ())


def _is_table(found: list[int], n_rows: int, rules: Plausible) -> bool:
    """Whether so many rows mean that the table is shifted, and not single rows of it."""
    return len(found) > 1 and PERCENT * len(found) >= rules.shift.table_percent * n_rows


def _numbers(figures: list[Figure], step: int) -> Numbers:
    """What each column would hold if its values stood `step` columns further; null at the end."""
    by_place = {figure.at: figure for figure in figures}
    return {
        figure.indicator: by_place[figure.at + step].numbers
        if figure.at + step in by_place
        else pa.nulls(len(figure.numbers), pa.int64())
        for figure in figures
    }


def _under(figures: list[Figure], anchor: Figure, step: int) -> str:
    """The header under which the values of the anchor seem to stand."""
    for figure in figures:
        if figure.at == anchor.at + step:
            return figure.column.header
    return ""


def _told(
    table: Figures, anchor: Figure, found: list[int], n_rows: int, under: str, rules: Plausible
) -> Iterator[Problem]:
    said: dict[str, object] = {"under": under}
    if _is_table(found, n_rows, rules):
        yield from table.counted(anchor.column, found, "columns_shifted", params=said, blocks=True)
    else:
        yield from capped(table.each(anchor.column, found, "row_shifted", said=said, blocks=True))
