"""What is on record for a target: samples per place, the region's printed value, the archive.

Everything is fetched by way of the statistics' views, a few questions for a whole board.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from airtrack.answers import dust
from airtrack.answers.question import House
from airtrack.assess.course import PERCENT, Sample
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.standard import Measure
from airtrack.metrics.rows import (
    CityPeriod,
    CityPeriodMeasured,
    CityPeriodPollutant,
    CityPeriodSource,
    PlaceDays,
    RegionPeriod,
    ReportSpan,
)

MILLI = 1000
PERMILLE = 10
CENTI = 100


@dataclass(frozen=True, slots=True)
class Found:
    """The figure of one place and span: its sample, and its value as it is printed.

    `sample` is None where the span has no such figure; `is_enough` says that the minima of valid
    days are met; `digits` are those of the printed value.
    """

    sample: Sample | None
    printed: Fraction | None
    digits: int
    is_enough: bool
    source: str | None
    enough_months: int = 0
    n_months: int = 0
    days_known: bool = True


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the data of the places go: by days, and by published tables."""

    days: dict[str, list[PlaceDays]]
    reports: dict[str, list[ReportSpan]]

    @classmethod
    def of(cls, house: House, places: Sequence[str]) -> Reach:
        """The reach of these places."""
        days: dict[str, list[PlaceDays]] = {place: [] for place in places}
        reports: dict[str, list[ReportSpan]] = {place: [] for place in places}
        for row in house.statistics.rows(PlaceDays, place_id=list(places)):
            days[row.place_id].append(row)
        for span in house.statistics.rows(ReportSpan, place_id=list(places)):
            reports[span.place_id].append(span)
        return cls(days, reports)

    def end(self, place: str, *, within: Period, as_of: date) -> date | None:
        """The last day to which the place is known on that date, None where nothing is.

        Days on record reach to the date itself, tables to the end of the last one that was over.
        """
        last = min(as_of, within.last_on)
        tables = [
            span.last_on
            for span in self.reports[place]
            if within.first_on <= span.first_on and span.last_on <= last
        ]
        daily = [
            min(year.last_on, last)
            for year in self.days[place]
            if year.first_on <= last and year.last_on >= within.first_on
        ]
        table_end = max(tables, default=None)
        day_end = max(daily, default=None)
        if day_end is not None and (table_end is None or day_end > table_end):
            return last
        return table_end


@dataclass
class Record:
    """The figures of some places over some spans under one edition, fetched at once.

    `regions` are the rows of the sets of places that were asked for, by the set, span and
    indicator. `left_out` counts the days that events take out of a pollutant.
    """

    house: House
    basis: Basis = Basis.EXCL_DUST
    cities: dict[tuple[str, str], CityPeriod] = field(default_factory=dict)
    pollutants: dict[tuple[str, str, str], CityPeriodPollutant] = field(default_factory=dict)
    regions: dict[tuple[tuple[str, ...], str, str], RegionPeriod] = field(default_factory=dict)
    left_out: dict[tuple[str, str, str], int] = field(default_factory=dict)
    rules: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        house: House,
        *,
        edition: str | None,
        places: Iterable[str],
        spans: Iterable[Period],
        sets: Iterable[tuple[str, ...]] = (),
        basis: Basis = Basis.EXCL_DUST,
    ) -> Record:
        """Everything on record of the places, and of the sets of them, over each of the spans."""
        record = cls(house, basis)
        asked_spans, codes = sorted(set(spans)), sorted(set(places))
        if not asked_spans:
            return record
        named = {str(number): members for number, members in enumerate(dict.fromkeys(sets))}
        with house.statistics.asked(
            *(CityPeriod, CityPeriodPollutant, RegionPeriod),
            *(CityPeriodMeasured, CityPeriodSource),
            periods=asked_spans,
            edition=edition,
            members=named,
            only=codes,
            basis=basis,
        ) as asked:
            for source in asked.rows(CityPeriodSource):
                record.rules[source.place_id, source.period_key] = source.rule
            for days in asked.rows(CityPeriodMeasured) if house.statistics.has_events else ():
                key_of = (days.place_id, days.period_key, days.pollutant)
                record.left_out[key_of] = days.left_out_days
            for row in asked.rows(CityPeriod):
                record.cities[row.place_id, row.period_key] = row
            for item in asked.rows(CityPeriodPollutant):
                record.pollutants[item.place_id, item.period_key, item.pollutant] = item
            for region in asked.rows(RegionPeriod) if named else ():
                key = (named[region.group_id], region.period_key, region.indicator)
                record.regions[key] = region
        return record

    def find(
        self, place: str, span: Period, indicator: str, *, left: int, missing_to: date
    ) -> Found:
        """The figure of one place and span.

        `left` are the days to come; days up to `missing_to` without a value are missing.
        """
        city = self.cities.get((place, span.key))
        elapsed = (missing_to - span.first_on).days + 1
        measure = self.house.standards.indicators[indicator].measure
        if city is None:
            return Found(None, None, 0, is_enough=False, source=None)
        if measure in (Measure.MEAN, Measure.PERCENTILE):
            row = self.pollutants.get((place, span.key, indicator))
            if row is None:
                return _nothing(city)
            n = row.n_days or span.days
            exact = Fraction(row.num_milli, row.den * MILLI)
            # a day that an event takes out is not missing
            known = n + self.left_out.get((place, span.key, indicator), 0)
            return Found(
                Sample(place, exact * n, n, max(0, elapsed - known), left),
                Fraction(row.value_milli, MILLI),
                row.digits,
                is_enough=row.is_valid,
                source=self._source(row.source, place, span),
                enough_months=city.enough_months,
                n_months=city.n_months,
                days_known=row.n_days is not None,
            )
        found = _of_days(city, span, indicator, measure, left=left, elapsed=elapsed)
        return replace(found, source=self._source(city.source, place, span))

    def _source(self, kind: str, place: str, span: Period) -> str:
        return dust.source(kind, self.rules.get((place, span.key)))


def _nothing(city: CityPeriod) -> Found:
    return Found(None, None, 0, is_enough=False, source=city.source)


def _of_days(
    city: CityPeriod, span: Period, indicator: str, measure: Measure, *, left: int, elapsed: int
) -> Found:
    """Shares, counts and the index, from the row of all that is printed."""
    n = city.valid_days or span.days
    good = city.good_days
    if good is None and city.good_permille is not None:
        good = round(Fraction(city.good_permille * n, PERMILLE * PERCENT))
    amount, printed, digits = {
        "good_pct": (good, _over(city.good_permille, PERMILLE), 1),
        "good_days": (good, _over(good, 1), 0),
        "heavy_days": (city.heavy_days, _over(city.heavy_days, 1), 0),
        "composite": (0, _over(city.composite_centi, CENTI), 2),
    }[indicator]
    if printed is None or amount is None or not n:
        return _nothing(city)
    return Found(
        Sample(city.place_id, Fraction(amount), n, max(0, elapsed - n), left),
        printed,
        digits,
        is_enough=city.is_rankable,
        source=city.source,
        enough_months=city.enough_months,
        n_months=city.n_months,
        days_known=city.valid_days is not None,
    )


def _over(value: int | None, den: int) -> Fraction | None:
    return None if value is None else Fraction(value, den)


def rests(span: Period, *, as_of: date, years: Sequence[int]) -> dict[int, Period]:
    """The days of the span after `as_of`, as they were in each of the years."""
    found = {}
    rest = periods.of_days(as_of + timedelta(1), span.last_on)
    for year in range(span.first_on.year - 1, min(years, default=span.first_on.year) - 1, -1):
        rest = rest.a_year_before()
        if year in years:
            found[year] = rest
    return found
