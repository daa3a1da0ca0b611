"""What a city's figure is made of, and the figure worked out once more from it.

A figure has one source: days, a published table, or months; each is listed in full. The second
calculation is in exact fractions and knows nothing of the views.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers import days as day_answers
from airtrack.answers import explain_rules as rules
from airtrack.answers import stats as stats_answers
from airtrack.answers.caution import COMPUTED, ESTIMATED, REPORTED
from airtrack.answers.number import MILLI, decimals, printed
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Origin, Trail
from airtrack.answers.working import DayPart, Formula, Number, Part
from airtrack.domain import period as periods
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure
from airtrack.metrics.read import Span
from airtrack.metrics.rows import (
    CityDay,
    CityDayValue,
    CityPeriodPollutant,
    EstimateMonth,
    ReportValue,
)
from airtrack.metrics.trace import Line

_SCALE = 10**MILLI
SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Days or parts, the formulas that lead to the figure (the last one gives it), its digits."""

    indicator: str
    formulas: tuple[Formula, ...] = ()
    digits: int = 0
    days: tuple[DayPart, ...] = ()
    parts: tuple[Part, ...] = ()
    batch_nos: frozenset[int] = frozenset()


def of_city(
    house: House,
    question: Question,
    row: CityStats,
    *,
    indicator: str,
    trail: Trail | None,
) -> Inputs:
    """The inputs of one figure of one place."""
    measure = house.standards.indicators[indicator].measure
    if measure is Measure.INDEX:
        return _of_index(house, question, row, trail)
    if row.source == COMPUTED:
        return _of_days(house, question, row, indicator=indicator, trail=trail)
    if row.source == ESTIMATED:
        return _of_months(house, question, row, indicator)
    return _of_table(house, question, row, indicator=indicator, trail=trail)


def mean_of(values: Sequence[Number], *, key: str) -> Formula:
    """The mean of printed values, as a formula."""
    total = sum((Fraction(str(value)) for value in values), Fraction(0))
    numbers = {"sum": total, "n": len(values)}
    return Formula(key, numbers, total / len(values) if values else None)


def _of_days(
    house: House, question: Question, row: CityStats, *, indicator: str, trail: Trail | None
) -> Inputs:
    entered = _entered(house, question, row.place, indicator)
    days = _days(house, question, row.place, indicator=indicator, entered=entered, trail=trail)
    counting = [day for day in days if day.counts]
    measure = house.standards.indicators[indicator].measure
    digits = house.standards.indicators[indicator].digits or 0
    if measure is Measure.MEAN:
        values = [day.value for day in counting if day.value is not None]
        formulas: tuple[Formula, ...] = (mean_of(values, key="formula_mean"),)
    elif measure is Measure.PERCENTILE:
        item = rules.period_item(house, question, indicator)
        values = [day.value for day in counting if day.value is not None]
        formulas = percentile(values, item.percentile)
    else:
        formulas = _counted(house, question, days, indicator)
    if indicator in set(Pollutant):
        digits = rules.region_digits(house, question, indicator)
    batches = _batch_nos(house, row.place, question)
    if not counting and measure in (Measure.MEAN, Measure.PERCENTILE):
        formulas = ()
    return Inputs(indicator, formulas, digits, days, (), batches)


def _entered(
    house: House, question: Question, place: str, indicator: str
) -> dict[date, Number | None]:
    """The daily values that went into the statistic, by day."""
    if indicator not in set(Pollutant):
        return {}
    span = Span(question.span.first_on, question.span.last_on)
    rows = house.statistics.rows(
        CityDayValue,
        basis=question.counted_basis,
        place_id=place,
        pollutant=indicator,
        on_date=span,
    )
    return {
        row.on_date: printed(row.value_milli, MILLI, decimals(row.value_milli, MILLI, 0))
        for row in rows
    }


def _days(
    house: House,
    question: Question,
    place: str,
    *,
    indicator: str,
    entered: dict[date, Number | None],
    trail: Trail | None,
) -> tuple[DayPart, ...]:
    """Every calendar day of the period that is on record, whether it counts or not."""
    span = Span(question.span.first_on, question.span.last_on)
    kept = {r.on_date: r for r in house.statistics.rows(CityDay, place_id=place, on_date=span)}
    origins = {} if trail is None else _origins(trail, question, place, kept)
    is_pollutant = indicator in set(Pollutant)
    found = []
    for day in day_answers.of_place(house, question, place):
        known = kept.get(day.date)
        value = entered.get(day.date) if is_pollutant else day.aqi
        found.append(
            DayPart(
                on_date=day.date,
                value=value if value is not None or not is_pollutant else day.values[indicator],
                aqi=day.aqi,
                level=day.level,
                counts=day.date in entered if is_pollutant else day.valid,
                made_of=None if known is None else known.origin,
                stage_rank=None if known is None else known.stage_rank,
                left_out=is_pollutant and indicator in day.left_out and day.date not in entered,
                origins=origins.get(day.date, ()),
            )
        )
    return tuple(found)


def _origins(
    trail: Trail, question: Question, place: str, kept: dict[date, CityDay]
) -> dict[date, tuple[Origin, ...]]:
    """File and line of each day: one of a delivered day, several of one made of hours."""
    delivered = trail.days(place, question.span)
    from_hours = any(row.origin == "hours" for row in kept.values())
    hours = trail.hours(place, question.span) if from_hours else dict[date, list[Line]]()
    found: dict[date, tuple[Origin, ...]] = {}
    for day, row in kept.items():
        if row.origin == "day" and day in delivered:
            found[day] = (delivered[day],)
        elif row.origin == "hours" and day in hours:
            found[day] = trail.together(hours[day])
    return found


def _batch_nos(house: House, place: str, question: Question) -> frozenset[int]:
    span = Span(question.span.first_on, question.span.last_on)
    rows = house.statistics.rows(CityDay, place_id=place, on_date=span)
    return frozenset(row.batch_no for row in rows)


def percentile(values: Sequence[Number], percent: int) -> tuple[Formula, ...]:
    """Rank and value of the percentile, linear between two ranks (HJ 663 Annex A)."""
    ordered = sorted(Fraction(str(value)) for value in values)
    if not ordered:
        return ()
    n = len(ordered)
    rank = 1 + Fraction((n - 1) * percent, PERCENT)
    below = int(rank)
    low, high = ordered[below - 1], ordered[min(below, n - 1)]
    given = {"n": n, "p": Fraction(percent, PERCENT)}
    between = {"k": rank, "s": below, "low": low, "high": high, "t": below + 1}
    result = low + (high - low) * (rank - below)
    return (
        Formula("formula_rank", given, rank),
        Formula("formula_percentile", between, result),
    )


def _counted(
    house: House, question: Question, days: Iterable[DayPart], indicator: str
) -> tuple[Formula, ...]:
    """Days of a kind, and their share of the valid days."""
    table = rules.index_table(house, question)
    valid = [day for day in days if day.counts and day.aqi is not None]
    if indicator == "heavy_days":
        heavy = sum(day.aqi > table.heavy_above for day in valid if day.aqi is not None)
        return (_count(heavy, len(valid), f"AQI > {table.heavy_above}"),)
    good = sum(day.aqi <= table.good_upto for day in valid if day.aqi is not None)
    counted = _count(good, len(valid), f"AQI ≤ {table.good_upto}")
    if indicator == "good_days":
        return (counted,)
    return counted, share(good, len(valid))


def _count(n: int, valid: int, bound: str) -> Formula:
    return Formula("formula_count", {"n": n, "valid": valid, "bound": bound}, Fraction(n))


def share(good: int, valid: int) -> Formula:
    """Good days over valid days, in percent."""
    result = Fraction(good * PERCENT, valid) if valid else None
    return Formula("formula_share", {"good": good, "valid": valid}, result)


def _of_index(house: House, question: Question, row: CityStats, trail: Trail | None) -> Inputs:
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
            exact = Fraction(entering, _SCALE) / Fraction(limit)
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
    shares = [Fraction(str(part.gives)) for part in parts if part.gives is not None]
    formulas = _index_formulas(house, question, row, shares)
    batches = _batch_nos(house, row.place, question) if trail and row.source == COMPUTED else ()
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
    cell = _cells(house, question, row.place).get("composite")
    if row.source == COMPUTED or cell is None:
        return (summed,)
    value = Fraction(cell.value_milli, _SCALE)
    return summed, Formula("formula_table", {"value": value, "table": cell.period_key}, value)


def _cells(house: House, question: Question, place: str) -> dict[str, ReportValue]:
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


def _of_table(
    house: House, question: Question, row: CityStats, *, indicator: str, trail: Trail | None
) -> Inputs:
    """A cell of a published table; a ratio that it does not print comes from its counts."""
    cells = _cells(house, question, row.place)
    wanted = [indicator] if indicator in cells else ["good_days", "valid_days"]
    parts = tuple(_cell(cells[key], trail) for key in wanted if key in cells)
    batches = frozenset(cells[key].batch_no for key in wanted if key in cells)
    if indicator in cells:
        cell = cells[indicator]
        value = Fraction(cell.value_milli, _SCALE)
        digits = decimals(cell.value_milli, MILLI, cell.digits)
        numbers = {"value": value, "table": cell.period_key}
        formulas = (Formula("formula_table", numbers, value),)
        return Inputs(indicator, formulas, digits, (), parts, batches)
    if indicator != "good_pct" or len(parts) < len(wanted):
        return Inputs(indicator)
    good, valid = (int(part.value or 0) for part in parts)
    digits = house.standards.indicators[indicator].digits or 0
    return Inputs(indicator, (share(good, valid),), digits, (), parts, batches)


def _cell(row: ReportValue, trail: Trail | None) -> Part:
    return Part(
        key=row.indicator,
        name=row.indicator,
        value=printed(row.value_milli, MILLI, decimals(row.value_milli, MILLI, row.digits)),
        source=REPORTED,
        origin=None if trail is None else trail.at(row.batch_no, row.file_no, row.source_row),
    )


def _of_months(house: House, question: Question, row: CityStats, indicator: str) -> Inputs:
    """Each month with its days and its figure; means and the ratio are weighted by the days."""
    months = house.statistics.rows(
        EstimateMonth, periods=[question.span], edition=question.single_edition, only=[row.place]
    )
    spans = [periods.of_month(m.month_on.year, m.month_on.month) for m in months]
    if not spans:
        return Inputs(indicator)
    found = stats_answers.of_spans(house, row.place, spans, edition=question.edition)
    exact = _exact(house, question, row.place, spans=spans, indicator=indicator)
    parts, terms = [], []
    for span in spans:
        month = found[span.key]
        value = _value(month, indicator)
        weight, amount = exact.get(span.key) or _counted_month(month, span, indicator)
        parts.append(Part(span.key, span.key, value, weight=weight, source=month.source))
        terms += [] if value is None else [(weight, amount)]
    indicated = house.standards.indicators[indicator]
    digits = indicated.digits or 0
    if indicator in set(Pollutant):
        digits = rules.region_digits(house, question, indicator)
    formulas = _weighted(terms, is_count=indicated.measure is Measure.COUNT)
    return Inputs(indicator, formulas, digits, (), tuple(parts))


def _value(month: CityStats, indicator: str) -> Number | None:
    found: Number | None = month.values.get(indicator, getattr(month, indicator, None))
    return found


def _exact(
    house: House,
    question: Question,
    place: str,
    *,
    spans: Sequence[periods.Period],
    indicator: str,
) -> dict[str, tuple[int, Fraction]]:
    """Days and exact mean of each month; a table that does not count days has calendar days."""
    if indicator not in set(Pollutant):
        return {}
    days = {span.key: span.days for span in spans}
    rows = house.statistics.rows(
        CityPeriodPollutant,
        periods=spans,
        edition=question.single_edition,
        only=[place],
        basis=question.counted_basis,
    )
    return {
        row.period_key: (
            row.n_days or days[row.period_key],
            Fraction(row.num_milli, row.den * _SCALE),
        )
        for row in rows
        if row.pollutant == indicator
    }


def _counted_month(month: CityStats, span: periods.Period, indicator: str) -> tuple[int, Fraction]:
    """Days of a month and its count, or its ratio: from the counts where the month has them."""
    weight = span.days if month.valid_days is None else month.valid_days
    if indicator == "good_pct" and month.good_days is not None and month.valid_days:
        return weight, Fraction(month.good_days * PERCENT, month.valid_days)
    return weight, Fraction(str(_value(month, indicator) or 0))


def _weighted(terms: Sequence[tuple[int, Fraction]], *, is_count: bool) -> tuple[Formula, ...]:
    """Counts add up; everything else is the mean of the months by their days."""
    if not terms:
        return ()
    if is_count:
        total = sum((amount for _, amount in terms), Fraction(0))
        return (Formula("formula_sum", {"months": len(terms)}, total),)
    total = sum((weight * amount for weight, amount in terms), Fraction(0))
    days = sum(weight for weight, _ in terms)
    return (Formula("formula_months", {"sum": total, "n": days}, total / days),)
