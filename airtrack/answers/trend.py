"""A period year by year: printed values, their means of years, and whether they tell of a trend.

Source: HJ 663-2013 Annex B; `data/standards/trend.toml`. Nothing is compared across a break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from airtrack.answers import breaks, digits
from airtrack.answers.breaks import EDITION, STATE, Break
from airtrack.answers.question import House, Question, checked, edition_of
from airtrack.answers.rank import CHANGE
from airtrack.answers.reason import Reason
from airtrack.domain import spearman
from airtrack.domain.period import Period
from airtrack.errors import NotFound
from airtrack.metrics.rows import CityPeriodChange, CityPeriodYears

R_DIGITS = 3
RISING, FALLING = "rising", "falling"


@dataclass(frozen=True, slots=True)
class Point:
    """One year's period; `mean_of_years` is the mean of its printed value and those before."""

    period: Period
    edition: str
    state: str
    value: int | float | None
    is_valid: bool
    mean_of_years: int | float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's r of `years` values with time; a trend where |r| is above the critical value."""

    years: int
    r: float
    critical: float
    significance: float
    direction: str | None


@dataclass(frozen=True, slots=True)
class CitySeries:
    """One city's years, oldest first; without a correlation the reasons say why."""

    place: str
    name: str
    points: tuple[Point, ...]
    correlation: Correlation | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The answer; `breaks` are all between the first of the periods and the last."""

    question: Question
    edition: str
    by: str
    digits: int
    spans: tuple[Period, ...]
    rows: tuple[CitySeries, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the views hold of one place, by period key."""

    values: dict[str, CityPeriodChange]
    means: dict[str, CityPeriodYears]


def of_places(
    house: House, question: Question, places: Sequence[str], *, by: str, years: int | None
) -> Trend:
    """The same period of so many years, or of all on record; the last is the question's.

    Raises NotFound("unknown_indicator") for what has no printed value of its own.
    """
    checked(house, question)
    known = [key for key in house.standards.rankable if key != CHANGE]
    if by not in known:
        raise NotFound("unknown_indicator", text=by, nearest=known)
    spans = _spans(house, question.span, years)
    found = _read(house, question, spans, places=places, by=by)
    return Trend(
        question=question,
        edition=edition_of(house, question),
        by=by,
        digits=max(digits.of(house, by, span) for span in spans),
        spans=tuple(spans),
        rows=tuple(
            _city(house, question, place, spans=spans, found=found[place]) for place in places
        ),
        breaks=breaks.between(house, spans, question.single_edition),
    )


def _spans(house: House, last: Period, years: int | None) -> list[Period]:
    """Oldest first."""
    days = house.statistics.days
    spans = [last]
    while years is None or len(spans) < years:
        earlier = spans[-1].a_year_before()
        if years is None and (days is None or earlier.last_on < days[0]):
            break
        spans.append(earlier)
    return spans[::-1]


def _read(
    house: House, question: Question, spans: Sequence[Period], *, places: Sequence[str], by: str
) -> Mapping[str, _Found]:
    found = defaultdict[str, _Found](lambda: _Found({}, {}))
    with house.statistics.asked(
        CityPeriodChange,
        CityPeriodYears,
        periods=spans,
        edition=question.single_edition,
        only=places,
        basis=question.counted_basis,
    ) as asked:
        for value in asked.rows(CityPeriodChange, indicator=by):
            found[value.place_id].values[value.period_key] = value
        for mean in asked.rows(CityPeriodYears, indicator=by):
            found[mean.place_id].means[mean.period_key] = mean
    return found


def _city(
    house: House, question: Question, place: str, *, spans: Sequence[Period], found: _Found
) -> CitySeries:
    points = tuple(_point(house, question, span, found=found) for span in spans)
    by = next((value.indicator for value in found.values.values()), "")
    correlation, reasons = _judged(house, question, points, by=by)
    return CitySeries(place, house.gazetteer.places[place].name, points, correlation, reasons)


def _point(house: House, question: Question, span: Period, *, found: _Found) -> Point:
    value, mean = found.values.get(span.key), found.means.get(span.key)
    states = house.standards.states.state
    key = None if value is None else value.indicator
    least = 0 if key is None else digits.of(house, key, span)
    return Point(
        period=span,
        edition=edition_of(house, replace(question, period=span, as_of=None)),
        state=next(item.id for item in states if item.from_on <= span.last_on <= item.to_on),
        value=None if value is None else digits.shown(value.value_milli, least),
        is_valid=value is not None and value.is_rankable,
        mean_of_years=None if mean is None else digits.shown(mean.mean_milli, least),
        reasons=() if mean is None else breaks.withheld(mean.withheld),
    )


def _judged(
    house: House, question: Question, points: Sequence[Point], *, by: str
) -> tuple[Correlation | None, tuple[Reason, ...]]:
    """The correlation of the valid years, or why there is none."""
    used = [point for point in points if point.is_valid]
    rule = house.standards.trend
    critical = rule.critical_value(len(used))
    if critical is None:
        few = Reason("trend_too_few_years", actual=len(used), required=rule.min_years)
        return None, (few,)
    between = breaks.between(house, [point.period for point in used], question.single_edition)
    across = {item.kind for item in between}
    if STATE in across and not house.standards.states.compares_across:
        return None, breaks.withheld(STATE)
    if EDITION in across and house.standards.indicators[by].by_edition:
        return None, breaks.withheld(EDITION)
    r = spearman.with_time([_whole(point) for point in used])
    return _correlation(r, len(used), critical, rule.significance), ()


def _whole(point: Point) -> int:
    """The printed value in thousandths, so that equal ones are equal."""
    return int(Decimal(str(point.value)).scaleb(R_DIGITS))


def _correlation(r: Fraction, years: int, critical: Decimal, level: Decimal) -> Correlation:
    is_trend = abs(r) > Fraction(critical)
    moving = RISING if r > 0 else FALLING
    return Correlation(
        years=years,
        r=float(round(r, R_DIGITS)),
        critical=float(critical),
        significance=float(level),
        direction=moving if is_trend else None,
    )
