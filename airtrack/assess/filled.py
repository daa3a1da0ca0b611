"""What days without a value could have made of a mean: the best and the worst of their quarter.

Source: FORMULAS F19: missing days are filled with the lowest, then with the highest value of the
same quarter; a verdict is firm only where both say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from airtrack.answers.caution import COMPUTED
from airtrack.assess.course import Sample
from airtrack.assess.evidence import Found, Record
from airtrack.assess.question import Question
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.domain.standard import Measure
from airtrack.metrics.read import Span
from airtrack.metrics.rows import CityDayValue

Bounds = tuple[Fraction, Fraction]
_QUARTER_MONTHS = 3


def bounds(record: Record, question: Question, items: Sequence[Found]) -> Bounds | None:
    """The lowest and highest mean of a period that is over; None where no day of it is missing."""
    indicator, span = question.target.indicator, question.span
    measure = record.house.standards.indicators[indicator].measure
    samples = [item.sample for item in items if item.sample]
    is_of_days = all(item.source == COMPUTED for item in items) and indicator in set(Pollutant)
    if span is None or measure is not Measure.MEAN or not is_of_days or not question.is_over:
        return None
    if not any(sample.missing for sample in samples):
        return None
    rows = record.house.statistics.rows(
        CityDayValue,
        place_id=[sample.place for sample in samples],
        pollutant=indicator,
        on_date=Span(span.first_on, span.last_on),
    )
    values: dict[str, dict[date, int]] = {sample.place: {} for sample in samples}
    for row in rows:
        values[row.place_id][row.on_date] = row.value_milli
    days = [span.first_on + timedelta(n) for n in range(span.days)]
    each = [mean_bounds(sample, values[sample.place], days) for sample in samples]
    lows, highs = zip(*each, strict=True)
    return sum(lows, Fraction(0)) / len(each), sum(highs, Fraction(0)) / len(each)


def mean_bounds(sample: Sample, values: dict[date, int], days: Sequence[date]) -> Bounds:
    """The mean of one place with each missing day at the least and at the most of its quarter.

    `values` are thousandths. A quarter without any value takes the least and the most of all days.
    """
    by_quarter: dict[tuple[int, int], list[int]] = {}
    for on, value in values.items():
        by_quarter.setdefault(_quarter(on), []).append(value)
    missing = [day for day in days if day not in values]
    near = [by_quarter.get(_quarter(day)) or list(values.values()) for day in missing]
    n = sample.n + len(missing)
    return (
        (sample.amount + Fraction(sum(min(found) for found in near), MILLI)) / n,
        (sample.amount + Fraction(sum(max(found) for found in near), MILLI)) / n,
    )


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // _QUARTER_MONTHS
