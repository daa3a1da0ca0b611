"""Period statistics per city, and the regional row.

Source: HJ 663, HJ 633, 环办监测〔2018〕19号; the figures come from the views, joined here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from airtrack.answers import breaks, caution, digits, dust, table_basis
from airtrack.answers.breaks import Break
from airtrack.answers.dust import DustFigures
from airtrack.answers.number import CENTI, MILLI, PERMILLE, decimals, printed, raw
from airtrack.answers.question import (
    House,
    Question,
    checked,
    edition_of,
    members,
    refuse_unassessed,
)
from airtrack.answers.reason import Reason
from airtrack.answers.table_basis import Tables
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import (
    CityPeriod,
    CityPeriodDust,
    CityPeriodMeasured,
    CityPeriodPollutant,
    CityPeriodSource,
    EstimateMonth,
    RegionPeriod,
)
from airtrack.registry.places import DatedGroup

LEVELS = range(1, 7)


@dataclass(frozen=True, slots=True)
class Percentile:
    """The percentile of a pollutant's daily values that HJ 663 names, printed and exact."""

    percent: int
    value: int | float | None
    raw: float


@dataclass(frozen=True, slots=True)
class CityStats:
    """One city and period; `values` are the printed statistics by pollutant key.

    `source` says whether they were computed from days, reported by a published table or estimated
    from months; a table may keep its valid days to itself, and only days have levels. A day has
    a primary pollutant where its AQI is above 50, several where they are equal. `dust` are the
    days of events, `rule` says by which precedence the source counts. `composite_other` is the
    index by the other reading of the digits that enter it, where that gives another one.
    `table_basis` is the basis that a printed table states, or `unstated`; None of days.
    """

    place: str
    name: str
    valid_days: int | None
    good_days: int | None
    good_pct: int | float | None
    days: Mapping[str, int | None]
    heavy_days: int | None
    values: Mapping[str, int | float | None]
    composite: int | float | None
    main_pollutants: tuple[str, ...]
    exceed_days: Mapping[str, int | None]
    is_rankable: bool
    raw: Mapping[str, float]
    reasons: tuple[Reason, ...]
    source: str = caution.COMPUTED
    percentiles: Mapping[str, Percentile] = field(default_factory=dict)
    primary_days: Mapping[str, int | None] = field(default_factory=dict)
    dust: DustFigures | None = None
    rule: str | None = None
    composite_other: int | float | None = None
    table_basis: str | None = None


@dataclass(frozen=True, slots=True)
class RegionStats:
    """The regional row: means of the member cities' printed statistics; `values` by indicator."""

    id: str
    name: str
    cities: int
    values: Mapping[str, int | float | None]


@dataclass(frozen=True, slots=True)
class Stats:
    """A row per city in the order of their codes, and the region's where one is asked.

    `breaks` are the days within the period on which another edition or state begins.
    """

    question: Question
    edition: str
    rows: tuple[CityStats, ...]
    region: RegionStats | None
    breaks: tuple[Break, ...] = ()


def of_group(house: House, question: Question, group: DatedGroup) -> Stats:
    """Statistics of every member of the group on the period's last day, with the regional row."""
    rows = _cities(house, checked(house, question), members(group, question))
    region = _region(house, question, group)
    return Stats(question, edition_of(house, question), rows, region, _breaks(house, question))


def of_places(house: House, question: Question, places: Sequence[str]) -> Stats:
    """Statistics of these places, in the given order."""
    rows = _cities(house, checked(house, question), places)
    return Stats(question, edition_of(house, question), rows, None, _breaks(house, question))


def _breaks(house: House, question: Question) -> tuple[Break, ...]:
    return breaks.between(house, [question.span], question.single_edition)


def by_month(
    house: House, place: str, year: int, *, edition: str, basis: Basis | None = None
) -> dict[str, CityStats]:
    """The place's statistics of every stored month of the year, by period key."""
    months = [
        period
        for period in house.statistics.stored_periods.values()
        if period.first_on.year == year and period == periods.of_month(year, period.first_on.month)
    ]
    if not months:
        return {}
    return of_spans(house, place, months, edition=edition, basis=basis)


def of_spans(
    house: House,
    place: str,
    spans: Sequence[Period],
    *,
    edition: str,
    basis: Basis | None = None,
) -> dict[str, CityStats]:
    """The place's statistics of each of these periods, by period key, in one question."""
    return of_each(house, [place], spans, edition=edition, basis=basis)[place]


def of_each(
    house: House,
    places: Sequence[str],
    spans: Sequence[Period],
    *,
    edition: str,
    basis: Basis | None = None,
) -> dict[str, dict[str, CityStats]]:
    """Each place's statistics of each of these periods, by code and period key, asked at once."""
    question = Question(spans[0], edition, basis=basis)
    found = _read(house, question, spans, places)
    return {
        place: {
            span.key: _city(
                house, replace(question, period=span), place, found=found[place, span.key]
            )
            for span in spans
        }
        for place in places
    }


@dataclass
class _Found:
    """What the views hold of one place and period."""

    period: CityPeriod | None = None
    statistics: list[CityPeriodPollutant] = field(default_factory=list)
    months: list[date] = field(default_factory=list)
    measured: list[CityPeriodMeasured] = field(default_factory=list)
    dust: CityPeriodDust | None = None
    rule: str | None = None
    tables: Tables = field(default_factory=Tables)

    @property
    def before_events(self) -> list[CityPeriodPollutant]:
        """The statistics with the days that are judged: event days make none incomplete."""
        days = {row.pollutant: row.n_days for row in self.measured if row.left_out_days}
        return [replace(row, n_days=days.get(row.pollutant, row.n_days)) for row in self.statistics]


_VIEWS = (
    *(CityPeriod, CityPeriodPollutant, EstimateMonth),
    *(CityPeriodMeasured, CityPeriodDust, CityPeriodSource),
)


def _read(
    house: House, question: Question, spans: Sequence[Period], places: Sequence[str]
) -> defaultdict[tuple[str, str], _Found]:
    found = defaultdict[tuple[str, str], _Found](_Found)
    with house.statistics.asked(
        *_VIEWS,
        periods=spans,
        edition=question.single_edition,
        only=places,
        basis=question.counted_basis,
    ) as asked:
        for source in asked.rows(CityPeriodSource):
            found[source.place_id, source.period_key].rule = source.rule
        if house.statistics.has_events:
            for days in asked.rows(CityPeriodMeasured):
                found[days.place_id, days.period_key].measured.append(days)
            for event in asked.rows(CityPeriodDust):
                found[event.place_id, event.period_key].dust = event
        for row in asked.rows(CityPeriod):
            found[row.place_id, row.period_key].period = row
        for item in asked.rows(CityPeriodPollutant):
            found[item.place_id, item.period_key].statistics.append(item)
        for part in asked.rows(EstimateMonth, is_reported=True):
            found[part.place_id, part.period_key].months.append(part.month_on)
    for key, tables in table_basis.of_places(house, spans, places).items():
        found[key].tables = tables
    return found


def _cities(house: House, question: Question, places: Sequence[str]) -> tuple[CityStats, ...]:
    span = question.span
    found = _read(house, question, [span], places)
    if not any(found[place, span.key].period for place in places):
        refuse_unassessed(question)
    return tuple(_city(house, question, place, found=found[place, span.key]) for place in places)


def _city(
    house: House,
    question: Question,
    place: str,
    *,
    found: _Found,
) -> CityStats:
    period, statistics = found.period, found.statistics
    name = house.gazetteer.places[place].name
    values: dict[str, int | float | None] = dict.fromkeys(Pollutant)
    values |= {row.pollutant: _printed(row) for row in statistics}
    exact = {row.pollutant: raw(row.num_milli, row.den) for row in statistics}
    if period is None:
        return _nothing(place, name)
    tables = found.tables if period.source != caution.COMPUTED else Tables()
    main = tuple(period.main_pollutants.split(",")) if period.main_pollutants else ()
    return CityStats(
        place=place,
        name=name,
        valid_days=period.valid_days,
        good_days=period.good_days,
        good_pct=printed(period.good_permille, PERMILLE, PERMILLE),
        days={str(level): getattr(period, f"level_{level}_days") for level in LEVELS},
        heavy_days=period.heavy_days,
        values=values,
        composite=printed(period.composite_centi, CENTI, CENTI),
        main_pollutants=main,
        exceed_days={
            str(key): getattr(period, f"{key}_exceed_days") if key in exact else None
            for key in Pollutant
        },
        is_rankable=period.is_rankable,
        raw=exact,
        reasons=caution.reasons(
            house,
            question,
            period,
            statistics=found.before_events,
            months=found.months,
            left_out={row.pollutant for row in found.measured if row.left_out_days},
        )
        + tuple(tables.reasons(question)),
        source=dust.source(period.source, found.rule),
        dust=dust.figures(found.dust, found.measured, period),
        rule=found.rule,
        percentiles=_percentiles(house, period, statistics),
        primary_days={str(key): getattr(period, f"{key}_primary_days") for key in Pollutant},
        composite_other=printed(period.composite_other_centi, CENTI, CENTI),
        table_basis=tables.basis,
    )


def _nothing(place: str, name: str) -> CityStats:
    """A place of which nothing is on record in the period."""
    lacking = dict.fromkeys(map(str, Pollutant))
    return CityStats(
        place=place,
        name=name,
        valid_days=0,
        good_days=None,
        good_pct=None,
        days={str(level): 0 for level in LEVELS},
        heavy_days=None,
        values=lacking,
        composite=None,
        main_pollutants=(),
        exceed_days=lacking,
        is_rankable=False,
        raw={},
        reasons=(Reason("no_data"),),
    )


def _percentiles(
    house: House, period: CityPeriod, statistics: Sequence[CityPeriodPollutant]
) -> dict[str, Percentile]:
    edition = house.standards.edition(period.edition)
    items = house.standards.statistics[edition.statistics].item
    percent = {str(item.pollutant): item.percentile for item in items}
    return {
        row.pollutant: Percentile(
            percent[row.pollutant],
            digits.shown(row.percentile_milli, row.digits),
            raw(row.percentile_num, row.percentile_den),
        )
        for row in statistics
        if row.percentile_num is not None and row.percentile_den
    }


def _printed(row: CityPeriodPollutant) -> int | float | None:
    """As printed; a cell of a table may have more decimals than most of its column."""
    return printed(row.value_milli, MILLI, decimals(row.value_milli, MILLI, row.digits))


def _region(house: House, question: Question, group: DatedGroup) -> RegionStats | None:
    rows = house.statistics.rows(
        RegionPeriod,
        periods=[question.span],
        edition=question.single_edition,
        only=members(group, question),
        basis=question.counted_basis,
        group_id=group.id,
    )
    if not rows:
        return None
    values = {row.indicator: _region_value(house, question, row) for row in rows}
    return RegionStats(group.id, group.name, max(row.n_cities for row in rows), values)


def _region_value(house: House, question: Question, row: RegionPeriod) -> int | float | None:
    indicator = house.standards.indicators[row.indicator]
    digits = indicator.region_digits
    if row.indicator in set(Pollutant):
        rounding = house.standards.rounding
        digits = rounding.digits("period_value", Pollutant(row.indicator), question.span.last_on)
    return printed(row.value_milli, MILLI, digits)
