"""What a figure that comes from days is made of: every day on record, and which of them count.

Source: the views `city_day` and `city_day_value`; the levels of days are those of `days`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from airtrack.answers import days as day_answers
from airtrack.answers.number import MILLI, decimals, printed
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Origin, Trail
from airtrack.answers.working import DayPart, Formula, Inputs, Number
from airtrack.answers.workings import formulas as formulas_of
from airtrack.answers.workings import rules
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Measure
from airtrack.metrics.read import Span
from airtrack.metrics.rows import CityDay, CityDayValue
from airtrack.metrics.trace import Line


def of_days(
    house: House, question: Question, row: CityStats, *, indicator: str, trail: Trail | None
) -> Inputs:
    entered = _entered(house, question, row.place, indicator)
    days = _days(house, question, row.place, indicator=indicator, entered=entered, trail=trail)
    counting = [day for day in days if day.counts]
    measure = house.standards.indicators[indicator].measure
    digits = house.standards.indicators[indicator].digits or 0
    if measure is Measure.MEAN:
        values = [day.value for day in counting if day.value is not None]
        formulas: tuple[Formula, ...] = (formulas_of.mean_of(values, key="formula_mean"),)
    elif measure is Measure.PERCENTILE:
        item = rules.period_item(house, question, indicator)
        values = [day.value for day in counting if day.value is not None]
        formulas = formulas_of.percentile(values, item.percentile)
    else:
        formulas = _counted(house, question, days, indicator)
    if indicator in set(Pollutant):
        digits = rules.region_digits(house, question, indicator)
    batches = batch_nos(house, row.place, question)
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


def batch_nos(house: House, place: str, question: Question) -> frozenset[int]:
    span = Span(question.span.first_on, question.span.last_on)
    rows = house.statistics.rows(CityDay, place_id=place, on_date=span)
    return frozenset(row.batch_no for row in rows)


def _counted(
    house: House, question: Question, days: Iterable[DayPart], indicator: str
) -> tuple[Formula, ...]:
    """Days of a kind, and their share of the valid days."""
    table = rules.index_table(house, question)
    valid = [day for day in days if day.counts and day.aqi is not None]
    if indicator == "valid_days":
        return (Formula("formula_valid", {"n": len(valid)}, Fraction(len(valid))),)
    if indicator == "heavy_days":
        heavy = sum(day.aqi > table.heavy_above for day in valid if day.aqi is not None)
        return (formulas_of.count(heavy, len(valid), f"AQI > {table.heavy_above}"),)
    good = sum(day.aqi <= table.good_upto for day in valid if day.aqi is not None)
    counted = formulas_of.count(good, len(valid), f"AQI ≤ {table.good_upto}")
    if indicator == "good_days":
        return (counted,)
    return counted, formulas_of.share(good, len(valid))
