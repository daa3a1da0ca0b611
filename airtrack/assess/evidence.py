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
from airtrack.assess.course import Sample
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.scale import CENTI, MILLI, PERCENT
from airtrack.domain.standard import Measure
from airtrack.metrics.read import Asked
from airtrack.metrics.rows import (
    CityPeriod,
    CityPeriodAttainment,
    CityPeriodMeasured,
    CityPeriodPollutant,
    CityPeriodRank,
    CityPeriodSource,
    RegionPeriod,
)
from airtrack.season.archive import good_days
from airtrack.season.months import Months
from airtrack.season.pieces import Seen

PERMILLE = MILLI // PERCENT
"""Tenths of a percent in one percent."""

_SET = "set"
"""What a set of places is called in a question about ranks."""


@dataclass(frozen=True, slots=True)
class Found:
    """The figure of one place and span: its sample, and its value as it is printed.

    `sample` is None where the span has no such figure; `is_enough` says that the minima of valid
    days are met; `digits` are those of the printed value, `exact` the one before it was rounded.
    """

    sample: Sample | None
    printed: Fraction | None
    digits: int
    is_enough: bool
    source: str | None
    enough_months: int = 0
    n_months: int = 0
    days_known: bool = True
    exact: Fraction | None = None


@dataclass
class Record:
    """The figures of some places over some spans under one edition, fetched at once.

    `regions` are the rows of the sets of places that were asked for, by the set, span and
    indicator. `months` keeps what was worked out of the pieces of years, `seen` each piece.
    `left_out` counts the days that events take out of a pollutant.
    """

    house: House
    basis: Basis = Basis.EXCL_DUST
    cities: dict[tuple[str, str], CityPeriod] = field(default_factory=dict)
    pollutants: dict[tuple[str, str, str], CityPeriodPollutant] = field(default_factory=dict)
    regions: dict[tuple[tuple[str, ...], str, str], RegionPeriod] = field(default_factory=dict)
    left_out: dict[tuple[str, str, str], int] = field(default_factory=dict)
    rules: dict[tuple[str, str], str] = field(default_factory=dict)
    edition: str | None = None
    months: dict[tuple[object, ...], Months | None] = field(default_factory=dict)
    seen: dict[tuple[object, ...], Seen] = field(default_factory=dict)
    _ranks: dict[tuple[tuple[str, ...], str, str], dict[str, int]] = field(default_factory=dict)
    _attained: dict[tuple[tuple[str, ...], str], list[CityPeriodAttainment]] = field(
        default_factory=dict
    )

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
        record = cls(house, basis, edition=edition)
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
            record._take(asked)
            for region in asked.rows(RegionPeriod) if named else ():
                key = (named[region.group_id], region.period_key, region.indicator)
                record.regions[key] = region
        return record

    def add(self, places: Iterable[str], months: Iterable[Period]) -> None:
        """The figures of more places over these pieces of years.

        A whole month that is not stored has no value. What is stored is read as it is, the rest is
        worked out.
        """
        stored = self.house.statistics.stored_periods
        wanted = {item for item in months if stored.get(item.key) == item or not _is_month(item)}
        there = {item for item in wanted if item.key in stored}
        for periods_ in (there, wanted - there):
            if periods_:
                self._read(sorted(set(places)), sorted(periods_))

    def _read(self, places: Sequence[str], asked_periods: Sequence[Period]) -> None:
        with self.house.statistics.asked(
            *(CityPeriod, CityPeriodPollutant, CityPeriodMeasured, CityPeriodSource),
            periods=asked_periods,
            edition=self.edition,
            only=places,
            basis=self.basis,
        ) as asked:
            self._take(asked)

    def _take(self, asked: Asked) -> None:
        """The rows of places, by place and period."""
        for source in asked.rows(CityPeriodSource):
            self.rules[source.place_id, source.period_key] = source.rule
        for days in asked.rows(CityPeriodMeasured) if self.house.statistics.has_events else ():
            key_of = (days.place_id, days.period_key, days.pollutant)
            self.left_out[key_of] = days.left_out_days
        for row in asked.rows(CityPeriod):
            self.cities[row.place_id, row.period_key] = row
        for item in asked.rows(CityPeriodPollutant):
            self.pollutants[item.place_id, item.period_key, item.pollutant] = item

    def find(self, place: str, span: Period, indicator: str, *, left: int = 0) -> Found:
        """The figure of one place and span, with `left` days to come after it."""
        city = self.cities.get((place, span.key))
        measure = self.house.standards.indicators[indicator].measure
        if city is None:
            return Found(None, None, 0, is_enough=False, source=None)
        if measure not in (Measure.MEAN, Measure.PERCENTILE):
            found = _of_days(city, span, indicator, left=left)
            return replace(found, source=self._source(city.source, place, span))
        row = self.pollutants.get((place, span.key, indicator))
        if row is None:
            return _nothing(city)
        n = span.days if row.n_days is None else row.n_days
        if not n:
            return _nothing(city)
        exact = Fraction(row.num_milli, row.den * MILLI)
        # a day that an event takes out is not missing
        known = n + self.left_out.get((place, span.key, indicator), 0)
        return Found(
            Sample(place, exact * n, n, max(0, span.days - known), left),
            Fraction(row.value_milli, MILLI),
            row.digits,
            is_enough=row.is_valid,
            source=self._source(row.source, place, span),
            enough_months=city.enough_months,
            n_months=city.n_months,
            days_known=city.valid_days is not None,
            exact=exact,
        )

    def sound(self, place: str, span: Period, indicator: str, *, left: int = 0) -> Found:
        """The figure as `find` has it.

        Before a month is over no minimum is known: values on a good part of its days suffice.
        """
        found, rules = self.find(place, span, indicator, left=left), self.house.standards.assessment
        sample = found.sample
        if sample is None or found.n_months or not found.is_enough:
            return found
        days = sample.n + sample.missing
        is_enough = sample.n * PERCENT >= rules.start_min_percent * days
        return replace(found, is_enough=is_enough)

    def ranks(self, members: tuple[str, ...], span: Period, indicator: str) -> dict[str, int]:
        """Ranks among these places by code, 1 the best; those without enough days have none."""
        key = (members, span.key, indicator)
        if key not in self._ranks and members:
            rows = self.house.statistics.rows(
                CityPeriodRank,
                periods=[span],
                edition=self.edition,
                members={_SET: members},
                only=members,
                basis=self.basis,
                group_id=_SET,
                by_key=indicator,
            )
            self._ranks[key] = {row.place_id: row.rank for row in rows}
        return self._ranks.get(key, {})

    def attained(self, places: tuple[str, ...], span: Period) -> list[CityPeriodAttainment]:
        """The statistics of these places against the limits of Level II, in every mode."""
        key = (places, span.key)
        if key not in self._attained:
            self._attained[key] = self.house.statistics.rows(
                CityPeriodAttainment,
                periods=[span],
                edition=self.edition,
                only=places,
                basis=self.basis,
            )
        return self._attained[key]

    def _source(self, kind: str, place: str, span: Period) -> str:
        return dust.source(kind, self.rules.get((place, span.key)))


def _is_month(span: Period) -> bool:
    return span == periods.of_month(span.first_on.year, span.first_on.month)


def _nothing(city: CityPeriod) -> Found:
    return Found(None, None, 0, is_enough=False, source=city.source)


def _of_days(city: CityPeriod, span: Period, indicator: str, *, left: int) -> Found:
    """Shares, counts and the index, from the row of all that is printed."""
    n = span.days if city.valid_days is None else city.valid_days
    amount, printed, digits = {
        "good_pct": (good_days(city, n), _over(city.good_permille, PERMILLE), 1),
        "good_days": (_over(city.good_days, 1), _over(city.good_days, 1), 0),
        "heavy_days": (_over(city.heavy_days, 1), _over(city.heavy_days, 1), 0),
        "composite": (Fraction(0), _over(city.composite_centi, CENTI), 2),
    }[indicator]
    if printed is None or amount is None or not n:
        return _nothing(city)
    return Found(
        Sample(city.place_id, amount, n, max(0, span.days - n), left),
        printed,
        digits,
        is_enough=city.is_rankable,
        source=city.source,
        enough_months=city.enough_months,
        n_months=city.n_months,
        days_known=city.valid_days is not None,
        exact=amount * PERCENT / n if indicator == "good_pct" else printed,
    )


def _over(value: int | None, den: int) -> Fraction | None:
    return None if value is None else Fraction(value, den)


def rests(span: Period, *, after: date, years: Sequence[int]) -> dict[int, Period]:
    """The days of the span after that day, as they were in each of the years."""
    found = {}
    rest = periods.of_days(after + timedelta(1), span.last_on)
    for year in range(span.first_on.year - 1, min(years, default=span.first_on.year) - 1, -1):
        rest = rest.a_year_before()
        if year in years:
            found[year] = rest
    return found
