"""Which figures of months and years a batch moved: old and new, as answers print them.

Source: `city_period_change`; the periods are those on record that share a day with the batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from airtrack.answers import differences, digits, dust
from airtrack.answers.question import House
from airtrack.domain.basis import Basis
from airtrack.domain.batch import Batch, Grain
from airtrack.domain.period import Period
from airtrack.metrics.read import Span
from airtrack.metrics.rows import AssessedValue, CityPeriodChange, CityPeriodSource

Number = int | float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One printed figure before and after; None where there was none.

    `period` is the canonical key: a running year is the year to date. The sources say what the
    figure came from, the basis is that of means and index.
    """

    place: str
    name: str
    period: str
    indicator: str
    basis: str
    old: Number
    new: Number
    old_source: str | None
    new_source: str | None


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Number
    source: str | None


_Key = tuple[str, str, str]


def by_batch(before: House, after: House, batch: Batch) -> tuple[Moved, ...]:
    """Every figure that differs between the two states, the longest periods first."""
    span = differences.touched(before, after, batch)
    if span is None or batch.grain == Grain.PLAN:
        return ()
    is_assessed = batch.grain == Grain.ASSESSED
    basis = Basis.ASSESSED if is_assessed else Basis.EXCL_DUST
    spans = _spans((before, after), span, basis)
    old, new = (_figures(house, spans, basis) for house in (before, after))
    has_events = any(house.statistics.has_events for house in (before, after))
    shown = dust.shown(basis if is_assessed else None, has_events=has_events)
    order = {key: at for at, key in enumerate(after.standards.indicators)}
    keys = [key for key in old.keys() | new.keys() if _value(old.get(key)) != _value(new.get(key))]
    keys.sort(key=lambda key: (-spans[key[1]].days, key[1], key[0], order[key[2]]))
    return tuple(_moved(after, key, old.get(key), new.get(key), basis=shown) for key in keys)


def _moved(
    house: House, key: _Key, old: _Figure | None, new: _Figure | None, *, basis: Basis
) -> Moved:
    place, period, indicator = key
    return Moved(
        place=place,
        name=house.gazetteer.places[place].name,
        period=period,
        indicator=indicator,
        basis=basis.value,
        old=_value(old),
        new=_value(new),
        old_source=None if old is None else old.source,
        new_source=None if new is None else new.source,
    )


def _value(figure: _Figure | None) -> Number:
    return None if figure is None else figure.value


def _spans(houses: Sequence[House], span: Span, basis: Basis) -> dict[str, Period]:
    """The periods on record in either state that share a day with the span.

    Nothing is estimated from assessed months, so that only their own spans count.
    """
    found: dict[str, Period] = {}
    for house in houses:
        found |= _assessed(house) if basis is Basis.ASSESSED else house.statistics.stored_periods
    return {
        key: period
        for key, period in found.items()
        if period.first_on <= span.last and span.first <= period.last_on
    }


def _assessed(house: House) -> dict[str, Period]:
    return {
        row.period_key: Period(row.first_on, row.last_on, row.period_key)
        for row in house.statistics.rows(AssessedValue)
    }


def _figures(house: House, spans: Mapping[str, Period], basis: Basis) -> dict[_Key, _Figure]:
    """Every figure of these periods that this state has."""
    known = house.statistics.stored_periods
    periods = [item for key, item in spans.items() if basis is Basis.ASSESSED or key in known]
    if not periods:
        return {}
    with house.statistics.asked(
        CityPeriodChange, CityPeriodSource, periods=periods, basis=basis
    ) as asked:
        sources = {
            (row.place_id, row.period_key): dust.source(row.source, row.rule)
            for row in asked.rows(CityPeriodSource)
        }
        return {
            (row.place_id, row.period_key, row.indicator): _Figure(
                _printed(house, row, spans[row.period_key]),
                sources.get((row.place_id, row.period_key)),
            )
            for row in asked.rows(CityPeriodChange)
        }


def _printed(house: House, row: CityPeriodChange, span: Period) -> Number:
    return digits.shown(row.value_milli, digits.of(house, row.indicator, span))
