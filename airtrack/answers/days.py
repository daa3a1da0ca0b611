"""Daily values, indices, level and primary pollutants of one place.

Source: GB 3095 Table 4, HJ 633.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from airtrack.answers.number import MILLI, printed
from airtrack.answers.question import House, Question, checked
from airtrack.answers.reason import Reason
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.read import Span
from airtrack.metrics.rows import CityDay, CityDayAqi, DustSuspect, EventCurrent, EventDay


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one place; `values` by pollutant key, `iaqi` only where there is a value.

    `left_out` are the pollutants that approved events take out of means and index, `events` all
    that the ledger says of the day, `suspected` the hours that look like dust: unofficial.
    """

    place: str
    name: str
    date: date
    values: Mapping[str, int | float | None]
    iaqi: Mapping[str, int]
    aqi: int | None
    level: int | None
    primary: tuple[str, ...]
    valid: bool
    reasons: tuple[Reason, ...]
    left_out: frozenset[str] = frozenset()
    events: tuple[EventCurrent, ...] = ()
    suspected: DustSuspect | None = None

    def kept(self, key: Pollutant) -> int | float | None:
        """The value that enters means and index: none of what an approved event takes out."""
        return None if key in self.left_out else self.values[key]


def of_place(house: House, question: Question, place: str) -> tuple[Day, ...]:
    """Every calendar day of the period between the first and the newest day on record.

    None where there are published tables alone: they have no days.
    """
    checked(house, question)
    span, recorded = question.span, house.statistics.daily
    if recorded is None:
        return ()
    first, last = max(span.first_on, recorded[0]), min(span.last_on, recorded[1])
    on_date = Span(first, last)
    read = house.statistics.rows
    values = {row.on_date: row for row in read(CityDay, place_id=place, on_date=on_date)}
    judged = read(CityDayAqi, edition=question.single_edition, place_id=place, on_date=on_date)
    indices = {row.on_date: row for row in judged}
    days = (first + timedelta(offset) for offset in range((last - first).days + 1))
    told = _marked(house, place, on_date)
    return tuple(
        told.marked(_day(house, place, day, values=values.get(day), index=indices.get(day)))
        for day in days
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    """What is on record of the days beside their values."""

    left_out: Mapping[date, list[str]]
    events: Mapping[date, list[EventCurrent]]
    suspected: Mapping[date, DustSuspect]

    def marked(self, day: Day) -> Day:
        """The day with the events on record; hours that look like dust are no event."""
        events = tuple(self.events.get(day.date, ()))
        suspected = self.suspected.get(day.date)
        notes = [Reason(f"event_{event.state}", item=event.kind) for event in events]
        if suspected is not None and not events:
            notes.append(Reason("dust_suspected", actual=suspected.n_hours))
        return replace(
            day,
            left_out=frozenset(self.left_out.get(day.date, ())),
            events=events,
            suspected=suspected,
            reasons=(*day.reasons, *notes),
        )


def _marked(house: House, place: str, on_date: Span) -> _Marked:
    read = house.statistics.rows
    left_out: dict[date, list[str]] = {}
    events: dict[date, list[EventCurrent]] = {}
    for row in read(EventDay, place_id=place, on_date=on_date):
        left_out.setdefault(row.on_date, []).append(row.pollutant)
    for event in read(EventCurrent, place_id=place, on_date=on_date):
        events.setdefault(event.on_date, []).append(event)
    suspected = read(DustSuspect, place_id=place, on_date=on_date)
    return _Marked(left_out, events, {row.on_date: row for row in suspected})


def _day(
    house: House, place: str, day: date, *, values: CityDay | None, index: CityDayAqi | None
) -> Day:
    name = house.gazetteer.places[place].name
    nothing: dict[str, int | float | None] = dict.fromkeys(Pollutant)
    if values is None or index is None:
        return Day(place, name, day, nothing, {}, None, None, (), False, (Reason("no_data"),))
    rounding = house.standards.rounding
    iaqi = {key: getattr(index, f"iaqi_{key}") for key in Pollutant}
    return Day(
        place=place,
        name=name,
        date=day,
        values={
            key: printed(
                getattr(values, f"{key}_milli"), MILLI, rounding.digits("day_value", key, day)
            )
            for key in Pollutant
        },
        iaqi={key: value for key, value in iaqi.items() if value is not None},
        aqi=index.aqi,
        level=index.level,
        primary=tuple(index.primary_pollutants.split(",")) if index.primary_pollutants else (),
        valid=index.aqi is not None,
        reasons=tuple(_reasons(house, values, index)),
    )


def _reasons(house: House, values: CityDay, index: CityDayAqi) -> list[Reason]:
    """Why a value or the index is missing."""
    reasons = []
    for key in Pollutant:
        if getattr(values, f"{key}_milli") is None:
            reasons.append(_missing(house, values, key))
        elif getattr(index, f"iaqi_{key}") is None:
            reasons.append(Reason("above_scale", item=key))
    if index.aqi is None and values.n_valid:
        reasons.append(Reason("no_index", item="aqi"))
    return reasons


def _missing(house: House, values: CityDay, key: Pollutant) -> Reason:
    validity = house.standards.validity
    if values.origin == "day":
        return Reason("not_delivered", item=key)
    if values.origin == "stations":
        return Reason("few_stations", item=key)
    if key is Pollutant.O3:
        required = validity.mda8.min_windows
        return Reason("few_windows", item=key, actual=values.o3_windows, required=required)
    required = validity.day.min_hours
    hours = getattr(values, f"{key}_hours")
    return Reason("few_hours", item=key, actual=hours, required=required)
