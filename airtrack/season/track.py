"""Whether a probability may be shown: only where past years on record bear it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from weakref import WeakKeyDictionary

from airtrack.answers.question import House
from airtrack.domain.evaluation import Assessment
from airtrack.domain.place import PlaceKind
from airtrack.domain.season import Trust
from airtrack.domain.standard import Measure
from airtrack.metrics.read import Statistics
from airtrack.season import backtest
from airtrack.season.archive import whole_years
from airtrack.season.backtest import TrackRecord

_FORECAST = (Measure.MEAN, Measure.SHARE, Measure.COUNT)

_Known = dict[tuple[str, tuple[str, ...]], TrackRecord | None]
# a new snapshot has statistics of its own, and with the old ones their records go
_known: WeakKeyDictionary[Statistics, _Known] = WeakKeyDictionary()


def trust(record: TrackRecord | None, rules: Assessment) -> Trust:
    """Beats where its Brier score is lower than that of the straight line.

    A probability that fails is to be hidden, an untested one is indicative at most.
    """
    least = rules.backtest
    if record is None or record.n_cases < least.min_cases:
        return Trust.UNTESTED
    if record.n_city_years < least.min_city_years:
        return Trust.UNTESTED
    return Trust.BEATS if record.brier < record.brier_straight else Trust.FAILS


def record(house: House, indicator: str, provinces: Collection[str]) -> TrackRecord | None:
    """The backtest over the places of these provinces; None where no year can be forecast.

    Made once for the figures of a house.
    """
    known = _known.setdefault(house.statistics, {})
    key = (indicator, tuple(sorted(set(provinces))))
    if key not in known:
        known[key] = _made(house, indicator, key[1])
    return known[key]


def records(house: House, provinces: Collection[str] | None = None) -> Iterator[TrackRecord]:
    """The backtest of each indicator that has one, in the order in which they are offered.

    Without provinces those of all places with data.
    """
    if provinces is None:
        provinces = {house.gazetteer.places[code].province for code in house.places_with_data}
    for key, item in house.standards.indicators.items():
        found = record(house, key, provinces) if item.measure in _FORECAST else None
        if found is not None:
            yield found


def _made(house: House, indicator: str, provinces: tuple[str, ...]) -> TrackRecord | None:
    places = house.gazetteer.places
    # counties are tried beside counties, cities beside cities
    groups = {
        code: f"{place.province} {place.kind}"
        for code in sorted(house.places_with_data)
        if (place := places[code]).province in provinces and place.kind is not PlaceKind.PROVINCE
    }
    asked = house.standards.indicators[indicator]
    return backtest.backtested(
        whole_years(house, asked, list(groups)),
        groups,
        indicator=asked,
        rules=house.standards.assessment,
    )
