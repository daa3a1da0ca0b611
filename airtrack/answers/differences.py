"""What a batch changed: values old and new, of days, published tables and the ledger of events.

Two states of the store are compared: as it was known before the batch, and with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from airtrack.answers.number import MILLI, decimals, printed
from airtrack.answers.question import House
from airtrack.domain.batch import Batch, Grain
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.read import Span
from airtrack.metrics.rows import AssessedValue, CityDay, EventCurrent, ReportValue, Station

Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; `what` is day, table, assessed or event.

    `when` is the day, or the key of the table's days; of an event `item` is its kind, and the
    values are its states.
    """

    what: str
    place: str
    name: str
    when: str
    item: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class _Key:
    what: str
    place: str
    when: str
    item: str


def of_batch(before: House, after: House, batch: Batch) -> tuple[Change, ...]:
    """Every value that differs between the two states in the days that the batch speaks of."""
    span = touched(before, after, batch)
    if span is None:
        return ()
    read: _Reader = _READERS[Grain(batch.grain)]
    if batch.grain == Grain.STATION:
        read = partial(_days, places=_with_stations(before) | _with_stations(after))
    old, new = dict(read(before, span)), dict(read(after, span))
    keys = sorted(old.keys() | new.keys(), key=lambda key: (key.place, key.when, key.item))
    return tuple(
        _change(after, key, old.get(key), new.get(key))
        for key in keys
        if old.get(key) != new.get(key)
    )


def touched(before: House, after: House, batch: Batch) -> Span | None:
    """The days that the batch speaks of; a table of stations speaks of all days on record."""
    if batch.first_on is not None and batch.last_on is not None:
        return Span(batch.first_on, batch.last_on)
    spans = [house.statistics.daily for house in (before, after)]
    known = [span for span in spans if span is not None]
    if batch.grain != Grain.STATION or not known:
        return None
    return Span(min(first for first, _ in known), max(last for _, last in known))


def _change(house: House, key: _Key, old: Value, new: Value) -> Change:
    name = house.gazetteer.places[key.place].name
    return Change(key.what, key.place, name, key.when, key.item, old, new)


def _with_stations(house: House) -> set[str]:
    return {row.place_id for row in house.statistics.rows(Station)}


def _days(
    house: House, span: Span, *, places: Collection[str] | None = None
) -> Iterator[tuple[_Key, Value]]:
    rounding = house.standards.rounding
    only = None if places is None else sorted(places)
    for row in house.statistics.rows(CityDay, only=only, on_date=span):
        for key in Pollutant:
            digits = rounding.digits("day_value", key, row.on_date)
            value = printed(getattr(row, f"{key}_milli"), MILLI, digits)
            yield _Key("day", row.place_id, row.on_date.isoformat(), str(key)), value


def _tables(house: House, span: Span) -> Iterator[tuple[_Key, Value]]:
    found = house.statistics.rows(ReportValue, first_on=span)
    yield from _printed("table", found, span.last)


def _assessed(house: House, span: Span) -> Iterator[tuple[_Key, Value]]:
    found = house.statistics.rows(AssessedValue, first_on=span)
    yield from _printed("assessed", found, span.last)


def _printed(
    what: str, found: Sequence[ReportValue | AssessedValue], last: date
) -> Iterator[tuple[_Key, Value]]:
    for row in found:
        if row.last_on <= last:
            digits = decimals(row.value_milli, MILLI, row.digits)
            value = printed(row.value_milli, MILLI, digits)
            yield _Key(what, row.place_id, f"{row.period_key} {row.kind}", row.indicator), value


def _events(house: House, span: Span) -> Iterator[tuple[_Key, Value]]:
    for row in house.statistics.rows(EventCurrent, on_date=span):
        yield _Key("event", row.place_id, row.on_date.isoformat(), row.kind), row.state


def _nothing(house: House, span: Span) -> Iterator[tuple[_Key, Value]]:
    """Plans and registers have no values of the air; what they change are verdicts."""
    yield from ()


_Reader = Callable[[House, Span], Iterator[tuple[_Key, Value]]]
_READERS: Mapping[Grain, _Reader] = dict.fromkeys(Grain, _days) | {
    Grain.REPORT: _tables,
    Grain.ASSESSED: _assessed,
    Grain.EVENT: _events,
    Grain.PLAN: _nothing,
    **{grain: _nothing for grain in Grain if grain.is_register},
}
"""Hours of cities and stations show in the daily values that they make."""
