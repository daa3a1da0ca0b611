"""Amounts that people count and report, dustfall among them, over the periods asked for.

Source: the register of amounts; a value is that of the whole period that it names, or, for what
adds up, cumulative to its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers.records import Records
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.scale import MILLI
from airtrack.metrics.rows import AmountCurrent


@dataclass(frozen=True, slots=True)
class Amount:
    """A value over a period: reported for it, or the mean of `n_months` reported months."""

    value: Fraction
    period: Period
    n_months: int = 0


def listed(
    records: Records,
    *,
    as_of: date | None = None,
    place: str | None = None,
    indicator: str | None = None,
) -> tuple[AmountCurrent, ...]:
    """Amounts whose period is over by that day, by place and indicator, oldest period first."""
    return tuple(
        row
        for key in sorted(records.amounts)
        if place in (None, key[0]) and indicator in (None, key[1])
        for row in records.amounts[key]
        if as_of is None or row.last_on <= as_of
    )


def whole(
    records: Records, place: str, indicator: str, span: Period, *, as_of: date
) -> Amount | None:
    """The value reported for exactly that period, once it is over."""
    for row in records.amounts.get((place, indicator), []):
        if row.period_key == span.key and row.last_on <= as_of:
            return _amount(row)
    return None


def to_date(
    records: Records, place: str, indicator: str, span: Period, *, as_of: date
) -> Amount | None:
    """The latest value within the period that counts from its first day or earlier."""
    found = [
        row
        for row in records.amounts.get((place, indicator), [])
        if row.first_on <= span.first_on <= row.last_on <= min(span.last_on, as_of)
    ]
    latest = max(found, key=lambda row: (row.last_on, row.first_on), default=None)
    return None if latest is None else _amount(latest)


def by_month(
    records: Records, place: str, indicator: str, span: Period, *, as_of: date
) -> dict[int, Fraction]:
    """The months of the period that are reported and over, by the number of the month."""
    wanted = {month.key: month.first_on.month for month in months(span)}
    return {
        wanted[row.period_key]: Fraction(row.value_milli, MILLI)
        for row in records.amounts.get((place, indicator), [])
        if row.period_key in wanted and row.last_on <= as_of
    }


def months(span: Period) -> list[Period]:
    """The whole months of a period within one year."""
    if span.first_on.year != span.last_on.year:
        return []
    year, first = span.first_on.year, span.first_on.month
    found = [periods.of_month(year, month) for month in range(first, span.last_on.month + 1)]
    return [
        item for item in found if item.first_on >= span.first_on and item.last_on <= span.last_on
    ]


def mean(values: dict[int, Fraction], span: Period) -> Amount | None:
    """The mean of these months of the period, each with the same weight; None without any."""
    if not values:
        return None
    return Amount(sum(values.values(), Fraction(0)) / len(values), span, len(values))


def _amount(row: AmountCurrent) -> Amount:
    span = Period(row.first_on, row.last_on, row.period_key)
    return Amount(Fraction(row.value_milli, MILLI), span)
