"""The kinds of period that people rank and compare by, and what comes before each of them.

Source: monthly and cumulative rankings by 环办监测〔2018〕19号; a winter and the heating half of
the year (秋冬季) end in the year after they began, and go by the year in which they end.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from airtrack.domain import period as periods
from airtrack.domain.period import Period

_MONTHS = range(1, 13)


class PeriodKind(StrEnum):
    """How a period is cut out of the calendar; `SPAN` is any other one."""

    MONTH = "month"
    CUMULATIVE = "cumulative"
    YEAR = "year"
    SEASON = "season"
    QUARTER = "quarter"
    TEN_DAYS = "ten_days"
    SPAN = "span"


SEASONS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3), "heating": (10, 6)}
)
"""First month and number of months of each season; `heating` is 秋冬季, October to March."""


def of_kind(kind: PeriodKind, year: int) -> tuple[Period, ...]:
    """Every period of the kind that ends in the year, in the order of their last days."""
    if kind is PeriodKind.YEAR:
        return (periods.of_year(year),)
    if kind is PeriodKind.MONTH:
        return tuple(periods.of_month(year, month) for month in _MONTHS)
    if kind is PeriodKind.CUMULATIVE:
        return tuple(_months(year, 1, month) for month in _MONTHS[1:-1])
    if kind is PeriodKind.QUARTER:
        return tuple(periods.parse(f"{year}-Q{number}") for number in range(1, 5))
    if kind is PeriodKind.TEN_DAYS:
        return tuple(
            periods.parse(f"{year}-{month:02d}-D{number}")
            for month in _MONTHS
            for number in (1, 2, 3)
        )
    if kind is PeriodKind.SEASON:
        return tuple(sorted((_season(name, year) for name in SEASONS), key=_end))
    return ()


def kinds(span: Period) -> tuple[PeriodKind, ...]:
    """The kinds that the period is one of; `SPAN` alone where it is none of the others.

    >>> [str(kind) for kind in kinds(periods.parse("2025-Q1"))]
    ['cumulative', 'quarter']
    """
    known = (kind for kind in PeriodKind if span in of_kind(kind, span.last_on.year))
    return tuple(known) or (PeriodKind.SPAN,)


def season(span: Period) -> str | None:
    """The name of the season that the period is, None where it is none."""
    year = span.last_on.year
    return next((name for name in SEASONS if _season(name, year) == span), None)


def before(span: Period, kind: PeriodKind) -> Period | None:
    """What the period is held against as the one before; None of a span without a kind.

    June is held against May, January to June against January to May, a season against the one
    that ended before it began, the heating half of the year against that of the year before.
    """
    if kind is PeriodKind.YEAR or season(span) == "heating":
        return span.a_year_before()
    if kind is PeriodKind.CUMULATIVE:
        return periods.of_days(span.first_on, span.last_on.replace(day=1) - timedelta(1))
    if kind is PeriodKind.SPAN:
        return None
    earlier = [*of_kind(kind, span.last_on.year - 1), *of_kind(kind, span.last_on.year)]
    ended = [item for item in earlier if item.last_on < span.first_on and season(item) != "heating"]
    return max(ended, key=_end, default=None)


def _end(span: Period) -> tuple[date, int]:
    """Later ends last, of equal ends the shorter first."""
    return span.last_on, span.days


def _season(name: str, year: int) -> Period:
    first, length = SEASONS[name]
    last = (first + length - 2) % 12 + 1
    begins = year if last >= first else year - 1
    return periods.of_days(
        periods.of_month(begins, first).first_on, periods.of_month(year, last).last_on
    )


def _months(year: int, first: int, last: int) -> Period:
    return periods.of_days(
        periods.of_month(year, first).first_on, periods.of_month(year, last).last_on
    )
