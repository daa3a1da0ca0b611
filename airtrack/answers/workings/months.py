"""What an estimate is made of: the months of its period, each with its days and its figure.

Source: the view `estimate_month`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.answers import stats as stats_answers
from airtrack.answers.number import SCALE
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.answers.working import Inputs, Number, Part
from airtrack.answers.workings import formulas as formulas_of
from airtrack.answers.workings import rules
from airtrack.domain import period as periods
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure
from airtrack.metrics.rows import CityPeriodPollutant, EstimateMonth


def of_months(house: House, question: Question, row: CityStats, indicator: str) -> Inputs:
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
    formulas = formulas_of.weighted(terms, is_count=indicated.measure is Measure.COUNT)
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
            Fraction(row.num_milli, row.den * SCALE),
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
