"""A city's period beside the limits, the year before and the mean of years, in one question.

Source: GB 3095, HJ 663, 环办监测〔2018〕19号; the figures come from the views.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from airtrack.answers import breaks, detail, digits
from airtrack.answers.detail import Change
from airtrack.answers.number import CENTI, MILLI, decimals, printed
from airtrack.answers.question import House, Question
from airtrack.answers.reason import Reason
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import (
    CityPeriodChange,
    CityPeriodLimit,
    CityPeriodShare,
    CityPeriodYears,
)

INDICATORS = (
    *(Pollutant.PM25, Pollutant.PM10, Pollutant.O3, Pollutant.NO2, Pollutant.SO2, Pollutant.CO),
    *("good_pct", "heavy_days", "composite"),
)
"""What a city is compared by, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the period: its value, the change to the year before, the mean of years.

    Without a mean its `reasons` say why, where anything is on record of all these years.
    """

    indicator: str
    digits: int
    value: int | float | None
    change: Change | None
    mean_of_years: int | float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The value that is compared, beside the limit of one level in one edition.

    `multiple` (超标倍数) is None where the limit is met; without `is_valid` too few days stand
    behind the value.
    """

    pollutant: str
    edition: str
    grade: int
    statistic: str
    value: int | float | None
    limit: int | float | None
    is_met: bool
    multiple: int | float | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """The answer; `before` is the period a year earlier, `years` how many make up the mean.

    `shares_before` is empty where the index of the year before is no base: `withheld` says why.
    """

    span: Period
    before: Period
    years: int
    lines: tuple[Line, ...]
    held: tuple[Held, ...]
    shares: Mapping[str, int | float | None]
    shares_before: Mapping[str, int | float | None]
    withheld: tuple[Reason, ...]

    def line(self, indicator: str) -> Line:
        """What is told of the indicator."""
        return next(item for item in self.lines if item.indicator == indicator)


def of_place(house: House, question: Question, place: str) -> Beside:
    """Everything that one city and period is held beside."""
    span, before = question.span, question.span.a_year_before()
    years = house.standards.trend.mean_of_years.years
    with house.statistics.asked(
        *(CityPeriodShare, CityPeriodChange, CityPeriodYears, CityPeriodLimit),
        periods=_back(span, years),
        edition=question.single_edition,
        only=[place],
        basis=question.counted_basis,
    ) as asked:
        changes = asked.rows(CityPeriodChange)
        means = asked.rows(CityPeriodYears)
        shares = asked.rows(CityPeriodShare)
        limits = asked.rows(CityPeriodLimit)
    changed = {row.indicator: row for row in changes if row.period_key == span.key}
    averaged = {row.indicator: row for row in means if row.period_key == span.key}
    index = changed.get("composite")
    withheld = breaks.withheld(index.withheld) if index is not None else ()
    return Beside(
        span=span,
        before=before,
        years=years,
        lines=tuple(
            _line(house, question, str(key), changed.get(key), averaged.get(key))
            for key in INDICATORS
        ),
        held=tuple(_held(row) for row in limits if row.period_key == span.key),
        shares=_shares(shares, span),
        shares_before={} if withheld else _shares(shares, before),
        withheld=withheld,
    )


def _back(span: Period, years: int) -> list[Period]:
    """The period and the same of the years before, the oldest first."""
    spans = [span]
    while len(spans) < years:
        spans.append(spans[-1].a_year_before())
    return spans[::-1]


def _line(
    house: House,
    question: Question,
    indicator: str,
    changed: CityPeriodChange | None,
    averaged: CityPeriodYears | None,
) -> Line:
    least = digits.of(house, indicator, question.span)
    return Line(
        indicator=indicator,
        digits=least,
        value=None if changed is None else digits.shown(changed.value_milli, least),
        change=None if changed is None else detail.change(house, question, changed),
        mean_of_years=None if averaged is None else digits.shown(averaged.mean_milli, least),
        reasons=() if averaged is None else breaks.withheld(averaged.withheld),
    )


def _shares(rows: Sequence[CityPeriodShare], span: Period) -> dict[str, int | float | None]:
    return {
        row.pollutant: printed(row.share_centi, CENTI, CENTI)
        for row in rows
        if row.period_key == span.key
    }


def _held(row: CityPeriodLimit) -> Held:
    return Held(
        pollutant=row.pollutant,
        edition=row.edition,
        grade=row.grade,
        statistic=row.statistic,
        value=_plain(row.value_milli),
        limit=_plain(row.limit_milli),
        is_met=row.is_met,
        multiple=printed(row.multiple_centi, CENTI, CENTI),
        is_valid=row.is_valid,
    )


def _plain(value_milli: int) -> int | float | None:
    return printed(value_milli, MILLI, decimals(value_milli, MILLI, 0))
