"""What a figure of a published table is made of: its cells, with file and line.

Source: the view `report_value`.
"""

from __future__ import annotations

from fractions import Fraction

from airtrack.answers.caution import REPORTED
from airtrack.answers.number import MILLI, SCALE, decimals, printed
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Trail
from airtrack.answers.working import Formula, Inputs, Part
from airtrack.answers.workings import formulas as formulas_of
from airtrack.metrics.rows import ReportValue

SINGLE = "single"


def cells(house: House, question: Question, place: str) -> dict[str, ReportValue]:
    """The cells of the table of exactly these days, that of the single month before a sum."""
    span = question.span
    rows = [
        row
        for row in house.statistics.rows(
            ReportValue,
            basis=question.counted_basis,
            place_id=place,
            first_on=span.first_on,
        )
        if row.last_on == span.last_on
    ]
    kinds = {row.kind for row in rows}
    chosen = SINGLE if SINGLE in kinds else next(iter(kinds), "")
    return {row.indicator: row for row in rows if row.kind == chosen}


def of_table(
    house: House, question: Question, row: CityStats, *, indicator: str, trail: Trail | None
) -> Inputs:
    """A cell of a published table; a ratio that it does not print comes from its counts."""
    found = cells(house, question, row.place)
    wanted = [indicator] if indicator in found else ["good_days", "valid_days"]
    parts = tuple(_cell(found[key], trail) for key in wanted if key in found)
    batches = frozenset(found[key].batch_no for key in wanted if key in found)
    if indicator in found:
        cell = found[indicator]
        value = Fraction(cell.value_milli, SCALE)
        digits = decimals(cell.value_milli, MILLI, cell.digits)
        numbers = {"value": value, "table": cell.period_key}
        formulas = (Formula("formula_table", numbers, value),)
        return Inputs(indicator, formulas, digits, (), parts, batches)
    if indicator != "good_pct" or len(parts) < len(wanted):
        return Inputs(indicator)
    good, valid = (int(part.value or 0) for part in parts)
    digits = house.standards.indicators[indicator].digits or 0
    return Inputs(indicator, (formulas_of.share(good, valid),), digits, (), parts, batches)


def _cell(row: ReportValue, trail: Trail | None) -> Part:
    return Part(
        key=row.indicator,
        name=row.indicator,
        value=printed(row.value_milli, MILLI, decimals(row.value_milli, MILLI, row.digits)),
        source=REPORTED,
        origin=None if trail is None else trail.at(row.batch_no, row.file_no, row.source_row),
    )
