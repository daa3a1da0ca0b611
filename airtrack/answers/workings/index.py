"""What the composite index is made of: six statistics over their limits, rounded, then added.

Source: `data/standards/composite_index.toml`; a table prints an index of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.answers.caution import COMPUTED
from airtrack.answers.number import MILLI, SCALE, decimals, printed
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Trail
from airtrack.answers.working import Formula, Inputs, Part
from airtrack.answers.workings import rules
from airtrack.answers.workings.daily import batch_nos
from airtrack.answers.workings.table import cells
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import CityPeriodPollutant

DIFFERS = "formula_index_differs"


def of_index(house: House, question: Question, row: CityStats, trail: Trail | None) -> Inputs:
    """The six shares: each statistic at its digits, over its limit, rounded; then the sum."""
    composite = house.standards.composite
    found = house.statistics.rows(
        CityPeriodPollutant,
        periods=[question.span],
        edition=question.single_edition,
        only=[row.place],
        basis=question.counted_basis,
    )
    by_key = {item.pollutant: item for item in found if item.place_id == row.place}
    limits = house.standards.limits[rules.edition(house, question).limits]
    parts = []
    for item in composite.item:
        key = item.pollutant
        limit = limits.value(item.pollutant, item.limit)
        entering = by_key[key].index_milli if key in by_key else None
        gives = None
        if entering is not None:
            exact = Fraction(entering, SCALE) / Fraction(limit)
            gives = Fraction(round(exact * 10**composite.single_index_digits))
            gives /= 10**composite.single_index_digits
        parts.append(
            Part(
                key=str(key),
                name=str(key),
                value=None
                if entering is None
                else printed(entering, MILLI, decimals(entering, MILLI, 0)),
                over=float(limit) if limit % 1 else int(limit),
                gives=None if gives is None else float(gives),
                source=None if key not in by_key else by_key[key].source,
            )
        )
    shares = [
        Fraction(str(part.gives)) * composite.weight(Pollutant(part.key))
        for part in parts
        if part.gives is not None
    ]
    formulas = _index_formulas(house, question, row, shares)
    batches = batch_nos(house, row.place, question) if trail and row.source == COMPUTED else ()
    digits = house.standards.indicators["composite"].digits or 0
    return Inputs("composite", formulas, digits, (), tuple(parts), frozenset(batches))


def _index_formulas(
    house: House, question: Question, row: CityStats, shares: Sequence[Fraction]
) -> tuple[Formula, ...]:
    """The sum; where a table prints an index, that one stands and the sum beside it."""
    if len(shares) < len(house.standards.composite.item):
        return ()
    terms = " + ".join(f"{float(value):.2f}" for value in shares)
    total = sum(shares, Fraction(0))
    summed = Formula("formula_index", {"terms": terms}, total)
    cell = cells(house, question, row.place).get("composite")
    if row.source == COMPUTED or cell is None:
        return (summed,)
    value = Fraction(cell.value_milli, SCALE)
    printed_in = Formula("formula_table", {"value": value, "table": cell.period_key}, value)
    if value == total:
        return summed, printed_in
    numbers = {"printed": value, "summed": total}
    return summed, Formula(DIFFERS, numbers, value - total), printed_in
