"""Rows of a report that have all values of another: of another month, place, or what is on record.

Source: house rules in `data/forms/plausible.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Level, Problem
from airtrack.ingest.judging.consistency import Desk, Row
from airtrack.ingest.judging.past import Past

Values = dict[str, int]
"""The concentrations of a row in thousandths, by indicator."""


def months(desk: Desk, rows: Sequence[Row], *, min_values: int) -> Iterator[Problem]:
    """A warning for a month of a place that has all values of another month of it."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        values = _values(desk, row)
        if len(values) < min_values or not _is_month(row.period):
            continue
        first = seen.setdefault((row.place, *values.items()), row)
        if first.period != row.period:
            said = {"month": first.period.key, "other_row": first.line}
            yield desk.at(next(iter(values)), row, "month_repeats", said)


def places(desk: Desk, rows: Sequence[Row], *, min_values: int) -> Iterator[Problem]:
    """A warning for a place that has all values of another place in the same period."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        values = _values(desk, row)
        if len(values) < min_values or row.is_regional:
            continue
        first = seen.setdefault((row.period, *values.items()), row)
        if first.place != row.place:
            yield desk.at(next(iter(values)), row, "place_repeats", {"other_row": first.line})


def on_record(desk: Desk, rows: Sequence[Row], past: Past, *, min_values: int) -> Iterator[Problem]:
    """A warning for a month of which places have all values of another month on record.

    The month before is looked at, and the same months of the year before.
    """
    by_period: dict[Period, list[Row]] = {}
    for row in rows:
        if len(_values(desk, row)) >= min_values:
            by_period.setdefault(row.period, []).append(row)
    for about, own in by_period.items():
        for other in _others(about):
            known = _known(past, other)
            same = [row for row in own if _values(desk, row) == known.get(row.place)]
            if same:
                yield Problem(
                    Level.WARNING,
                    "repeats_what_is_on_record",
                    desk.file,
                    row=same[0].line,
                    value=about.key,
                    n=len(same),
                    params={"month": other.key, "of": len(own)},
                )


def _values(desk: Desk, row: Row) -> Values:
    told = {name.value: desk.milli(name, row) for name in Pollutant}
    return {name: milli for name, milli in told.items() if milli is not None}


def _is_month(period: Period) -> bool:
    first, last = period.first_on, period.last_on
    return (first.year, first.month) == (last.year, last.month)


def _others(about: Period) -> Iterator[Period]:
    if _is_month(about):
        before = about.first_on - timedelta(days=1)
        yield periods.of_month(before.year, before.month)
    yield about.a_year_before()


def _known(past: Past, period: Period) -> Mapping[str, Values]:
    """The concentrations on record of that period, by place."""
    known: dict[str, Values] = {}
    for (place, indicator), milli in past.values(period.first_on, period.last_on).items():
        if indicator in set(Pollutant):
            known.setdefault(place, {})[indicator] = milli
    return known
