"""What a careful reader must know beside a city's figures of a period, gravest first.

Source: GB 3095 Table 4; `data/standards/validity.toml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from airtrack.answers import breaks
from airtrack.answers.breaks import STATE
from airtrack.answers.question import House, Question, edition_of
from airtrack.answers.reason import Reason
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Confidence
from airtrack.domain.standards import IN_FORCE
from airtrack.metrics.rows import CityPeriod, CityPeriodPollutant
from airtrack.metrics.stored import months as months_of

AQI = "aqi"
COMPUTED, REPORTED, ESTIMATED = "computed", "reported", "estimated"
_FEBRUARY = 2


def reasons(
    house: House,
    question: Question,
    period: CityPeriod,
    *,
    statistics: Sequence[CityPeriodPollutant],
    months: Sequence[date],
    left_out: Collection[str] = (),
) -> tuple[Reason, ...]:
    """The cautions of one city and period; `months` are those that come from published tables.

    `left_out` are the pollutants of which events take days out.
    """
    found = [Reason("crosses_editions")] if period.is_crossing else []
    if any(item.kind == STATE for item in breaks.between(house, [question.span], None)):
        found.append(Reason("crosses_states"))
    in_force = edition_of(house, replace(question, edition=IN_FORCE))
    if period.source != COMPUTED and period.edition != in_force:
        found.append(Reason("table_of_edition_in_force"))
    if period.source == COMPUTED:
        found += [_unvalued(key, left_out) for key in _without_value(statistics)]
        found += _of_days(house, question, period, statistics)
    elif period.source == REPORTED:
        found += _of_table(house, question, period, statistics)
    else:
        found += _of_months(house, period, statistics, months)
    is_ours = period.composite_centi == period.composite_computed_centi is not None
    if is_ours and house.standards.composite.weighed.confidence is Confidence.UNSETTLED:
        found.append(Reason("weights_unconfirmed", item="composite"))
    return tuple(found)


def _of_days(
    house: House,
    question: Question,
    period: CityPeriod,
    statistics: Sequence[CityPeriodPollutant],
) -> list[Reason]:
    """Days are too few, or a pollutant lacks on too many of them."""
    counted = {row.pollutant: row.n_days or 0 for row in statistics}
    valid_days = period.valid_days or 0
    found = _short_months(period)
    share = house.standards.validity.ranking.pollutant_min_percent
    found += [
        Reason("partial_pollutant", item=item, actual=n, required=valid_days)
        for item, n in counted.items()
        if n * PERCENT < share * valid_days
    ]
    # a running year is no year yet: its months tell, by `few_valid_months`
    due = question.period if _is_month(question.period) else question.span
    required = _minimum(house, due)
    if required is not None:
        days = {AQI: valid_days} | counted
        found += [
            Reason("few_days", item=item, actual=n, required=required)
            for item, n in days.items()
            if n < required
        ]
    return found


def _without_value(statistics: Sequence[CityPeriodPollutant]) -> list[Pollutant]:
    given = {row.pollutant for row in statistics}
    return [key for key in Pollutant if key not in given]


def _unvalued(key: Pollutant, left_out: Collection[str]) -> Reason:
    """Nothing was measured, or events take out every day that was."""
    return Reason("all_days_left_out" if key in left_out else "no_values", item=key)


def _of_table(
    house: House,
    question: Question,
    period: CityPeriod,
    statistics: Sequence[CityPeriodPollutant],
) -> list[Reason]:
    """The published table counts too few days, or does not say how many; or a column lacks."""
    found = _not_in_table(statistics, Pollutant)
    if period.valid_days is None:
        found.append(Reason("valid_days_not_given"))
    elif not period.is_rankable:
        required = _minimum_of_months(house, question.span)
        found.append(Reason("few_days", item=AQI, actual=period.valid_days, required=required))
    return found


def _of_months(
    house: House,
    period: CityPeriod,
    statistics: Sequence[CityPeriodPollutant],
    months: Sequence[date],
) -> list[Reason]:
    """Which months stand behind the estimate, and what months cannot tell."""
    found = [
        Reason(
            "estimated_from_months",
            actual=len(months),
            required=period.n_months,
            months=_named(months),
        ),
        Reason("needs_days_or_cumulative"),
        *_short_months(period),
    ]
    items = house.standards.composite.item
    found += _not_in_table(statistics, [i.pollutant for i in items if i.statistic == "mean"])
    if period.valid_days is None:
        found.append(Reason("valid_days_not_given"))
    return found


def _not_in_table(
    statistics: Sequence[CityPeriodPollutant], wanted: Iterable[Pollutant]
) -> list[Reason]:
    given = {row.pollutant for row in statistics}
    return [Reason("not_in_table", item=key) for key in wanted if key not in given]


def _short_months(period: CityPeriod) -> list[Reason]:
    enough, wanted = period.enough_months, period.n_months
    if enough >= wanted:
        return []
    return [Reason("few_valid_months", item=AQI, actual=enough, required=wanted)]


def _named(months: Sequence[date]) -> str:
    """Canonical keys of the runs of months: `2023-Q1, 2023-06`."""
    runs: list[Period] = []
    for first_on in sorted(months):
        month = periods.of_month(first_on.year, first_on.month)
        if runs and (first_on - runs[-1].last_on).days == 1:
            month = periods.of_days(runs.pop().first_on, month.last_on)
        runs.append(month)
    return ", ".join(run.key for run in runs)


def _minimum(house: House, period: Period) -> int | None:
    """Valid days that the standard asks of this period, where it is one month or one year."""
    if period == periods.of_year(period.first_on.year):
        return house.standards.validity.period.year_min_days
    return _minimum_of_month(house, period.first_on.month) if _is_month(period) else None


def _is_month(period: Period) -> bool:
    return period == periods.of_month(period.first_on.year, period.first_on.month)


def _minimum_of_months(house: House, span: Period) -> int:
    """Valid days that the months of a table need together, a year at least its own."""
    touched = months_of(span.first_on, span.last_on)
    in_months = sum(_minimum_of_month(house, month) for _, month in touched)
    return max(in_months, _minimum(house, span) or 0)


def _minimum_of_month(house: House, month: int) -> int:
    rule = house.standards.validity.period
    return rule.february_min_days if month == _FEBRUARY else rule.month_min_days
