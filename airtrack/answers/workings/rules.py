"""Which clauses, limits and statements a figure follows, each with how sure it is.

Source: `data/standards`, and the headers of the views.
"""

from __future__ import annotations

from collections.abc import Collection

from airtrack.answers.caution import COMPUTED, ESTIMATED, REPORTED
from airtrack.answers.question import House, Question, edition_of
from airtrack.answers.working import Clause
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import (
    CompositeItem,
    Edition,
    IndexTable,
    Limit,
    Measure,
    PeriodItem,
)
from airtrack.metrics import contract

_OF_POLLUTANT = (Measure.MEAN, Measure.PERCENTILE)
_FACTS = {
    (True, COMPUTED): "city_period_statistic",
    (True, REPORTED): "city_period_report_value",
    (True, ESTIMATED): "city_period_estimate_value",
    (False, COMPUTED): "city_period_days",
    (False, REPORTED): "city_period_report",
    (False, ESTIMATED): "city_period_estimate",
}
"""The view in which each source's figure first stands; what it needs comes before it."""

_WAYS = {"hours": "city_day_hours", "day": "day_current", "stations": "city_day_stations"}


def edition(house: House, question: Question) -> Edition:
    """The edition that judges the period as a whole."""
    return house.standards.edition(edition_of(house, question))


def index_table(house: House, question: Question) -> IndexTable:
    """Its edition of HJ 633."""
    return house.standards.index[edition(house, question).index]


def period_item(house: House, question: Question, pollutant: str) -> PeriodItem:
    """What its edition of HJ 663 assesses of the pollutant."""
    table = house.standards.statistics[edition(house, question).statistics]
    return next(item for item in table.item if item.pollutant == pollutant)


def printing(house: House, question: Question, indicator: str) -> Clause:
    """The decimals of the printed figure, with their clause."""
    found = house.standards
    if indicator in set(Pollutant):
        row = found.rounding.find("period_value", Pollutant(indicator), question.span.last_on)
        return Clause("rule_digits", str(row.digits), row.clause, row.confidence)
    digits = str(found.indicators[indicator].digits or 0)
    if found.indicators[indicator].measure is Measure.INDEX:
        return Clause("rule_digits", digits, found.composite.clause, found.composite.confidence)
    return Clause("rule_digits", digits, found.rounding.clause)


def region_digits(house: House, question: Question, indicator: str) -> int:
    """Decimals of a mean over cities."""
    if indicator in set(Pollutant):
        rounding = house.standards.rounding
        return rounding.digits("period_value", Pollutant(indicator), question.span.last_on)
    return house.standards.indicators[indicator].region_digits


def clauses(
    house: House, question: Question, *, indicator: str, source: str, rule: str | None
) -> tuple[Clause, ...]:
    """The rules behind a city's figure, the most general first."""
    found = [_of_edition(house, question)]
    measure = house.standards.indicators[indicator].measure
    if measure in _OF_POLLUTANT:
        item = period_item(house, question, indicator)
        value = f"P{item.percentile}" if measure is Measure.PERCENTILE else ""
        found.append(Clause(f"rule_{measure}", value, item.clause, item.confidence))
    elif measure is Measure.INDEX:
        composite = house.standards.composite
        weighed = composite.weighed
        clause = f"{composite.clause}; {weighed.clause}"
        found.append(Clause("rule_index", composite.title, clause, weighed.confidence))
    else:
        found += _of_days(house, question, indicator)
    if source == ESTIMATED:
        view = contract.views()["estimate_mean"]
        found.append(Clause("rule_estimated", "", view.source, None))
    found.append(printing(house, question, indicator))
    return (*found, *_precedence(house, rule), *_validity(house))


def _precedence(house: House, rule: str | None) -> tuple[Clause, ...]:
    """Why this source counts where several speak of the period."""
    precedence = house.standards.precedence
    found = next((item for item in precedence.rule if item.id == rule), None)
    if found is None:
        return ()
    clause = f"{precedence.clause}; {found.why}"
    return (Clause("rule_source", found.id, clause, precedence.confidence),)


def _of_edition(house: House, question: Question) -> Clause:
    judging = edition(house, question)
    return Clause("rule_edition", judging.id, judging.clause, judging.confidence)


def _of_days(house: House, question: Question, indicator: str) -> list[Clause]:
    """What a good or heavy day is, and when a day with missing pollutants counts."""
    table = index_table(house, question)
    missing = table.missing
    lacking = Clause("rule_missing", missing.rule, missing.clause, missing.confidence)
    if indicator == "valid_days":
        return [lacking]
    is_heavy = indicator == "heavy_days"
    bound = f"AQI > {table.heavy_above}" if is_heavy else f"AQI ≤ {table.good_upto}"
    return [Clause("rule_heavy" if is_heavy else "rule_good", bound, table.clause, None), lacking]


def _validity(house: House) -> tuple[Clause, ...]:
    validity = house.standards.validity
    days = validity.period
    needed = f"{days.year_min_days} / {days.month_min_days} / {days.february_min_days}"
    share = f"{validity.ranking.pollutant_min_percent} %"
    return (
        Clause("rule_valid_days", needed, days.clause, days.confidence),
        Clause(
            "rule_scarce_pollutant", share, validity.ranking.clause, validity.ranking.confidence
        ),
    )


def of_region(house: House, question: Question) -> tuple[Clause, ...]:
    """The rules behind a regional figure."""
    view = contract.views()["region_period"]
    return _of_edition(house, question), Clause("rule_region", "", view.source, None)


def limits(house: House, question: Question, indicator: str) -> tuple[Limit, ...]:
    """The Level II limits of the pollutant, or the six that the composite index divides by."""
    table = house.standards.limits[edition(house, question).limits]
    if indicator in set(Pollutant):
        return tuple(
            limit for limit in table.limit if limit.pollutant == indicator and limit.grade == 2
        )
    if house.standards.indicators[indicator].measure is not Measure.INDEX:
        return ()
    return tuple(table.find(item.pollutant, item.limit) for item in items(house))


def items(house: House) -> tuple[CompositeItem, ...]:
    """What enters the composite index."""
    return house.standards.composite.item


def views(measure: Measure, source: str, made_of: Collection[str]) -> tuple[str, ...]:
    """Names of the statements from facts to figure, in order; `made_of` are the days' origins."""
    is_pollutant = measure in (*_OF_POLLUTANT, Measure.INDEX)
    known = source if source in (COMPUTED, ESTIMATED) else REPORTED
    line = contract.line(_FACTS[is_pollutant, known], without=_unused(made_of))
    chosen = ["city_period_source"]
    chosen += ["city_period_pollutant"] if is_pollutant else ["city_period_count"]
    if measure is Measure.INDEX:
        chosen += ["city_period_share", "city_period_index"]
    if not is_pollutant or measure is Measure.INDEX:
        chosen += ["city_period"]
    return tuple(dict.fromkeys([*line, *chosen]))


def views_of_day(made_of: Collection[str]) -> tuple[str, ...]:
    """Names of the statements from facts to the index of a day."""
    return contract.line("city_day_aqi", without=_unused(made_of))


def _unused(made_of: Collection[str]) -> list[str]:
    """Ways to a day that none of the days went."""
    return [view for origin, view in _WAYS.items() if made_of and origin not in made_of]


def views_of_region() -> tuple[str, ...]:
    """The statements of a regional row, from the cities' figures on."""
    return "city_period", "city_period_indicator", "region_period"
