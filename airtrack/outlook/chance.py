"""The projection of a verdict under a scenario: the same rule as without it, on other days to come.

Of means the rests of the earlier years are multiplied month by month; of days of a kind the share
of each month to come moves by as much as the index of the changed days says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from airtrack.assess import season
from airtrack.assess.case import Case
from airtrack.domain.evaluation import Assessment
from airtrack.domain.scale import PERCENT
from airtrack.domain.scenario import Change, Scenario, dust_days
from airtrack.domain.season import Projection
from airtrack.domain.standard import Measure
from airtrack.outlook.book import GOOD_DAYS, HEAVY_DAYS, Numbers
from airtrack.season import likely
from airtrack.season.months import Months
from airtrack.season.pieces import PastYear, Seen, joined

Moved = Callable[[], dict[str, Numbers]]
"""How far the shares of good and heavy days move by month, asked for only where it matters."""

_TENTHS = 10**9


def projection(
    case: Case, scenario: Scenario, *, rules: Assessment, moved: Moved, is_dusty: bool
) -> Projection | None:
    """Where the period ends under the scenario, by the rule of `assess.season`.

    `is_dusty` says that days of dust are left out of the figure.
    """
    months = case.evidence.months
    if months is None:
        return None
    if case.indicator.measure is Measure.MEAN:
        assumed = _of_mean(case, months, scenario, is_dusty=is_dusty)
    else:
        assumed = _of_days(case, months, scenario, moved())
    return season.projection(assumed, rules)


def _of_mean(case: Case, months: Months, scenario: Scenario, *, is_dusty: bool) -> Case:
    for change in scenario.changes:
        if change.pollutant == case.indicator.key:
            months = replace(
                months, years=tuple(_with(year, months, change) for year in months.years)
            )
    if not is_dusty or not scenario.dust:
        return _with_months(case, months)
    taken = dust_days(scenario, _days_by_month(months))
    left = list(months.left)
    for at, piece in enumerate(months.pieces[len(months.seen) :]):
        left[at] -= taken[piece.first_on.month]
    n_taken = sum(taken.values())
    samples = tuple(
        replace(sample, left=max(0, sample.left - n_taken)) for sample in case.evidence.samples
    )
    evidence = replace(case.evidence, samples=samples)
    course = type(case.course)(
        samples,
        printed=None if len(samples) == 1 else case.evidence.printed,
        is_mean=case.course.is_mean,
    )
    assumed = replace(case, evidence=evidence, course=course)
    return _with_months(assumed, replace(months, left=tuple(left)))


def _with_months(case: Case, months: Months) -> Case:
    return replace(case, evidence=replace(case.evidence, months=months))


def _days_by_month(months: Months) -> dict[int, int]:
    to_come = months.pieces[len(months.seen) :]
    return {piece.first_on.month: piece.days for piece in to_come}


def _with(year: PastYear, months: Months, change: Change) -> PastYear:
    """The earlier year with its rest multiplied in the months of the change."""
    past = len(months.seen)
    at = [
        number
        for number, piece in enumerate(months.pieces)
        if number >= past and piece.first_on.month in change.months.numbers
    ]
    factor = _factor(year, months, change, at)
    seen = [
        Seen(item.amount * factor, item.n) if number in at else item
        for number, item in enumerate(year.seen)
    ]
    return replace(year, seen=tuple(seen))


def _factor(year: PastYear, months: Months, change: Change, at: list[int]) -> Fraction:
    if change.percent is not None:
        return 1 + Fraction(change.percent) / PERCENT
    past = len(months.seen)
    weights = [
        float(left) if number in at else 0.0 for number, left in enumerate(months.left, start=past)
    ]
    found = likely.ratios([year], likely.so_far_of(months.seen), weights)
    level = float(joined(months.seen).level)
    if not at or not found or not found[0] or not level:
        return Fraction(1)
    # to the ninth decimal: exact fractions of measured ratios grow without end
    return Fraction(round(float(change.mean or Decimal(0)) / level / found[0] * _TENTHS), _TENTHS)


def _of_days(case: Case, months: Months, scenario: Scenario, moved: dict[str, Numbers]) -> Case:
    is_heavy = case.indicator.key == HEAVY_DAYS
    shares = moved[HEAVY_DAYS if is_heavy else GOOD_DAYS]
    days = _days_by_month(months)
    taken = {} if is_heavy else dust_days(scenario, days)
    past = len(months.seen)

    def changed(number: int, item: Seen) -> Seen:
        month = months.pieces[number].first_on.month
        if number < past:
            return item
        share = Fraction(round(float(shares[month - 1]) * _TENTHS), _TENTHS)
        if taken.get(month):
            share -= Fraction(taken[month], days[month])
        return Seen(min(item.n, max(Fraction(0), item.amount + share * item.n)), item.n)

    years = tuple(
        replace(year, seen=tuple(changed(at, item) for at, item in enumerate(year.seen)))
        for year in months.years
    )
    return _with_months(case, replace(months, years=years))
