"""Whether the concentrations of a table are credible beside one another.

Source: house rules in `data/forms/plausible.toml`; SPEC 7.2 for the unit of CO.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Grain
from airtrack.domain.plausible import ParticleRule, UnitRule, Usual
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.errors import Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging.figures import Figure, Figures, text

UNIT_SUSPECTED = "unit_suspected"
PARTICLES_SWAPPED = "particles_swapped"


def units(table: Figures, rule: UnitRule) -> Iterator[Problem]:
    """A blocker for a column that is in another unit, a warning for a number that perhaps is."""
    for figure in table.pollutants:
        usual = rule.of(figure.indicator)
        beyond = table.told(figure.column, _beyond(figure, usual))
        if not beyond:
            continue
        n_numbers = len(table.told(figure.column, pc.is_valid(figure.numbers)))
        said: dict[str, object] = {"unit": usual.other_unit.symbol, "of": n_numbers}
        share = PERCENT * len(beyond) >= rule.min_percent * n_numbers
        if share and len(beyond) >= rule.min_values:
            yield from table.counted(
                figure.column, beyond, UNIT_SUSPECTED, params=said, blocks=True
            )
            continue
        # what is impossible besides has been told already
        possible = set(table.told(figure.column, pc.is_valid(figure.milli)))
        single = [record for record in beyond if record in possible]
        yield from capped(table.each(figure.column, single, "unit_of_value_suspected", said=said))


def _beyond(figure: Figure, usual: Usual) -> pa.Array:
    beyond = pa.repeat(False, len(figure.numbers))
    if usual.unit_above is not None:
        beyond = pc.or_(beyond, pc.greater(figure.numbers, int(usual.unit_above * MILLI)))
    if usual.unit_below is not None:
        below = pc.less(figure.numbers, int(usual.unit_below * MILLI))
        beyond = pc.or_(beyond, pc.and_(below, pc.greater(figure.numbers, 0)))
    return beyond


def particles(table: Figures, rule: ParticleRule) -> Iterator[Problem]:
    """A blocker for swapped columns, else warnings for PM2.5 above PM10.

    Each day is told; the hours of a table together, where they are more than happens. The rows of
    a report are judged with its other cells.
    """
    if not {"pm25", "pm10"} <= set(table.columns):
        return
    fine, coarse = table.columns["pm25"], table.columns["pm10"]
    above = table.told(fine.column, pc.greater(fine.milli, coarse.milli))
    if not above:
        return
    both = table.told(fine.column, pc.and_(pc.is_valid(fine.milli), pc.is_valid(coarse.milli)))
    said: dict[str, object] = {"pm10": text(coarse.column, above[0]), "of": len(both)}
    n_places = len(table.places.indices.take(pa.array(above)).unique())
    share = PERCENT * len(above)
    if n_places >= rule.swapped_places and share >= rule.swapped_percent * len(both):
        said["other"] = coarse.column.header
        yield from table.counted(fine.column, above, PARTICLES_SWAPPED, params=said, blocks=True)
    elif table.form.grain is Grain.DAY:
        yield from capped(
            table.each(
                fine.column,
                above,
                "pm25_above_pm10",
                said=lambda record: {"pm10": text(coarse.column, record)},
            )
        )
    elif not table.form.grain.is_table and share >= rule.hours_percent * len(both):
        yield from table.counted(fine.column, above, "pm25_above_pm10_in_hours", params=said)
    elif not table.form.grain.is_table:
        more = pc.greater(pc.subtract(fine.milli, coarse.milli), rule.far_above * MILLI)
        times = pc.greater(fine.milli, pc.multiply(coarse.milli, rule.far_factor))
        far = table.told(fine.column, pc.and_(more, times))
        yield from capped(
            table.each(
                fine.column,
                far,
                "pm25_far_above_pm10",
                said=lambda record: {"pm10": text(coarse.column, record)},
            )
        )


def related(numbers: dict[str, pa.Array], rule: UnitRule) -> pa.Array:
    """Whether the numbers of each record fit together; what is missing fits."""
    tests = [_usual(values, rule.of(name)) for name, values in numbers.items()]
    if {"pm25", "pm10"} <= numbers.keys():
        tests.append(pc.fill_null(pc.less_equal(numbers["pm25"], numbers["pm10"]), True))
    return reduce(pc.and_, tests)


def _usual(values: pa.Array, usual: Usual) -> pa.Array:
    low, high = (int(bound * MILLI) for bound in (usual.low, usual.high))
    inside = pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high))
    return pc.fill_null(inside, True)
