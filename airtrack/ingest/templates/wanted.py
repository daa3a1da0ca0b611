"""For which places and which time a template is wanted, in the words that its cells hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.place import Place, PlaceKind
from airtrack.domain.spelling import header_key
from airtrack.ingest.cells.span import written
from airtrack.registry.catalogue import Registry
from airtrack.registry.places import Gazetteer

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a template is filled with, and what its cells offer to choose from.

    Rows of days and hours end with `until`, as nothing later can be known. `stations` are codes
    with the name of their city. `indicators` are those of the standards, `measures` what plans
    count besides.
    """

    period: Period
    until: date
    places: tuple[str, ...] = ()
    stations: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the period that are over or running."""
        last = min(self.period.last_on, self.until)
        n_days = (last - self.period.first_on).days + 1
        return tuple(self.period.first_on + timedelta(at) for at in range(max(n_days, 0)))

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the period's last year, as tables write them."""
        year = self.period.last_on.year
        return tuple(written(periods.of_month(year, month)) for month in _MONTHS)

    @property
    def spans(self) -> tuple[str, ...]:
        """The period as tables write it, then the months of its year, cumulative ones, the year.

        Raises WrongUse for a period that is not made of whole months.
        """
        year = self.period.last_on.year
        months = [periods.of_month(year, month) for month in _MONTHS]
        spans = [periods.of_days(months[0].first_on, month.last_on) for month in months[1:]]
        return tuple(dict.fromkeys(written(one) for one in (self.period, *months, *spans)))


def of_places(
    registry: Registry,
    gazetteer: Gazetteer,
    places: Sequence[Place],
    period: Period,
    *,
    until: date,
    stations: Mapping[str, str],
) -> Wanted:
    """For those places; `stations` are the codes on record with those of their places.

    Provinces are left out: their row is no row of a city.
    """
    chosen = {
        place.code: called(place, gazetteer)
        for place in places
        if place.kind is not PlaceKind.PROVINCE
    }
    return Wanted(
        period=period,
        until=until,
        places=tuple(chosen.values()),
        stations=tuple(
            (station, chosen[code]) for station, code in sorted(stations.items()) if code in chosen
        ),
        groups=tuple(group.name for group in gazetteer.all_groups()),
        indicators=tuple(_indicators(registry)),
        measures=tuple(name.name for name in registry.measures.values()),
    )


def called(place: Place, gazetteer: Gazetteer) -> str:
    """The shortest name that leads back to the place, else its code."""
    for name in (place.short_name, place.name):
        found = gazetteer.find_in_file(name)
        if found is not None and found.code == place.code:
            return name
    return place.code


def _indicators(registry: Registry) -> list[str]:
    known = registry.forms.vocabulary
    labels = [registry.glossary.label(key, "zh") for key in registry.standards.indicators]
    return [label for label in dict.fromkeys(labels) if header_key(label) in known]
