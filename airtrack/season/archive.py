"""The archive: whole years of places on record, month by month, and which of them tell of a place.

Source: FORMULAS, decided rules: the archive may be pooled over the cities of a province.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.answers.question import House
from airtrack.domain import period as periods
from airtrack.domain.evaluation import Assessment
from airtrack.domain.period import Period
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.standard import Indicator, Measure
from airtrack.metrics.rows import CityPeriod, CityPeriodPollutant
from airtrack.season.pieces import PastYear, Seen, joined

MONTHS = 12
_PERMILLE = 1000
_REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The earlier years that a forecast rests on; `is_pooled` says that other cities stand in."""

    years: tuple[PastYear, ...]
    is_pooled: bool


def drawn(own: Sequence[PastYear], others: Sequence[PastYear], rules: Assessment) -> Drawn | None:
    """The place's own years where there are enough, else with those of the other cities.

    These stand in when they are of enough different years; None with too few in all.
    """
    if len(own) >= rules.probability_min_years:
        return Drawn(tuple(own), is_pooled=False)
    pooled = (*own, *others)
    is_varied = len({item.year for item in pooled}) >= rules.pooled_min_years
    if others and is_varied and len(pooled) >= rules.indicative_min_years:
        return Drawn(pooled, is_pooled=True)
    return Drawn(tuple(own), is_pooled=False) if len(own) >= rules.indicative_min_years else None


def whole_years(house: House, indicator: Indicator, places: Sequence[str]) -> list[PastYear]:
    """The years of the places whose months all have values, in order, complete as the rules ask.

    None for what does not follow from months: percentiles, the index, what people report.
    """
    months = {
        key: period
        for key, period in house.statistics.stored_periods.items()
        if period == periods.of_month(period.first_on.year, period.first_on.month)
    }
    found: dict[tuple[str, int], dict[int, Seen]] = defaultdict(dict)
    for place, key, seen in _seen(house, indicator, places, months):
        month = months[key].first_on
        found[place, month.year][month.month] = seen
    least = house.standards.assessment.archive_min_percent
    return [
        PastYear(year, place, tuple(of_months[month] for month in sorted(of_months)))
        for (place, year), of_months in sorted(found.items())
        if len(of_months) == MONTHS
        and joined(list(of_months.values())).n * PERCENT >= least * periods.of_year(year).days
    ]


def good_days(city: CityPeriod, n: int) -> Fraction | None:
    """Good days: of a table as many as its printed ratio means, which need not be a whole number.

    The ratio that the authority prints counts before the counts beside it.
    """
    counted = city.good_days is not None and city.valid_days is not None
    if city.good_permille is not None and (city.source == _REPORTED or not counted):
        return Fraction(city.good_permille * n, _PERMILLE)
    return None if city.good_days is None else Fraction(city.good_days)


def _seen(
    house: House, indicator: Indicator, places: Sequence[str], months: dict[str, Period]
) -> Iterator[tuple[str, str, Seen]]:
    """What each month of a place says, with the place and the month's key."""
    asked = list(months.values())
    if not asked or not places:
        return
    if indicator.measure is Measure.MEAN:
        found = house.statistics.rows(
            CityPeriodPollutant, periods=asked, only=places, pollutant=indicator.key
        )
        for row in found:
            n = months[row.period_key].days if row.n_days is None else row.n_days
            if n:
                amount = Fraction(row.num_milli, row.den * MILLI) * n
                yield row.place_id, row.period_key, Seen(amount, Fraction(n))
    elif indicator.measure in (Measure.SHARE, Measure.COUNT):
        for city in house.statistics.rows(CityPeriod, periods=asked, only=places):
            n = months[city.period_key].days if city.valid_days is None else city.valid_days
            days = _days(city, indicator, n)
            if n and days is not None:
                yield city.place_id, city.period_key, Seen(days, Fraction(n))


def _days(city: CityPeriod, indicator: Indicator, n: int) -> Fraction | None:
    if indicator.key in ("good_pct", "good_days"):
        return good_days(city, n)
    if indicator.key == "heavy_days" and city.heavy_days is not None:
        return Fraction(city.heavy_days)
    return None
