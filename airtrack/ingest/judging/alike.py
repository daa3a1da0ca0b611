"""Values that stand twice: a column pasted into another, a column of one value, a repeated day.

Source: house rules in `data/forms/plausible.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Grain
from airtrack.domain.plausible import AlikeRule
from airtrack.domain.scale import PERCENT
from airtrack.errors import Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging.figures import Figure, Figures

_FACTOR = 1_000_003
_OF_HOURS = (Grain.HOUR, Grain.STATION_HOUR)


def problems(table: Figures, rule: AlikeRule) -> Iterator[Problem]:
    """A blocker for two columns that are one, warnings for a column of one value and for days."""
    for one, other in combinations(table.pollutants, 2):
        yield from _columns(table, one, other, rule)
    # an instrument may stand still for hours, not for days or cities
    for figure in table.pollutants if table.form.grain not in _OF_HOURS else ():
        yield from _constant(table, figure, rule)
    if table.form.grain is Grain.DAY and len(table.pollutants) >= rule.min_values:
        yield from capped(_days(table))


def _columns(table: Figures, one: Figure, other: Figure, rule: AlikeRule) -> Iterator[Problem]:
    same = pc.and_(pc.equal(one.milli, other.milli), table.counting)
    n_same = pc.sum(same).as_py() or 0
    if n_same < rule.min_rows:
        return
    both = pc.and_(pc.and_(pc.is_valid(one.milli), pc.is_valid(other.milli)), table.counting)
    n_both = pc.sum(both).as_py()
    n_values = len(pc.unique(one.milli.filter(same)))
    if PERCENT * n_same >= rule.columns_percent * n_both and n_values >= rule.min_distinct:
        said = {"other": one.column.header, "of": n_both}
        records = table.told(other.column, same)
        yield from table.counted(other.column, records, "columns_alike", params=said, blocks=True)


def _constant(table: Figures, figure: Figure, rule: AlikeRule) -> Iterator[Problem]:
    if figure.indicator in rule.may_be_constant:
        return
    bounds = pc.min_max(figure.milli).as_py()
    if bounds["min"] is None or bounds["min"] != bounds["max"]:
        return
    records = table.told(figure.column, pc.is_valid(figure.milli))
    if len(records) >= rule.constant_rows:
        yield from table.counted(figure.column, records, "column_constant", params={})


def _days(table: Figures) -> Iterator[Problem]:
    """A warning for each day of a place that has all values of an earlier day of it."""
    numbers = [figure.milli for figure in table.pollutants]
    is_whole = reduce(pc.and_, map(pc.is_valid, [*numbers, table.places.indices, table.days]))
    at = pc.indices_nonzero(pc.and_(is_whole, table.counting))
    parts = [table.places.indices.cast(pa.int64()), *numbers]
    # unequal rows have equal sums but seldom; the few are looked at
    key = reduce(lambda total, part: pc.add(pc.multiply(total, _FACTOR), part), parts).take(at)
    counts = pc.value_counts(key)
    if len(counts) == len(key):
        return
    often = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    column = table.pollutants[0].column
    records = at.filter(pc.is_in(key, often))
    lines = column.lines.take(records)
    found = records.take(pc.array_sort_indices(lines)).to_pylist()
    seen: dict[tuple[int | None, ...], int] = {}
    for record in found:
        values = tuple(part[record].as_py() for part in parts)
        first = seen.setdefault(values, record)
        if table.days[first] != table.days[record]:
            said = {
                "day": str(table.days[first].as_py()),
                "other_row": column.lines[first].as_py(),
            }
            yield from table.each(column, [record], "day_repeats", said=said)
