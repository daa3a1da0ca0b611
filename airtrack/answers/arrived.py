"""What came in last: days and values of each place, and how far the data reached before.

Source: `place_batch`; the acts of the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from airtrack.answers.question import House
from airtrack.domain import period as periods
from airtrack.domain.batch import BatchHistory, counting
from airtrack.metrics.rows import PlaceBatch, ReportSpan, ReportValue


@dataclass(frozen=True, slots=True)
class Came:
    """Days and values of a place that the newest act brought and that count.

    `n_days` is 0 where a published table came: it speaks of `first_on` to `last_on` as a whole.
    """

    place: str
    name: str
    first_on: date
    last_on: date
    n_days: int
    n_values: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """The newest act, and what counted right before it.

    `before` is the newest day that the places had without it, else the end of the month before
    the newest data: something to compare with is always there. `is_first` says that it is the
    latter. `batches` are the numbers of the batches of the act.
    """

    batches: tuple[int, ...]
    before: date
    is_first: bool
    newest: date
    rows: tuple[Came, ...]


def newest(house: House, history: Sequence[BatchHistory], places: Sequence[str]) -> Arrived | None:
    """What the newest act that brought values of these places brought; None where none did."""
    own = list(places)
    days = [*_of_days(house, own), *_of_tables(house, own)]
    brought = {number for number, _ in days}
    acts = {
        item.batch.batch_no: (item.events[0].done_at, item.events[0].done_by)
        for item in counting(history)
        if item.batch.batch_no in brought
    }
    if not acts:
        return None
    last_act = max(acts.values())
    batches = tuple(sorted(number for number, act in acts.items() if act == last_act))
    came = tuple(row for number, row in days if number in batches)
    earlier = [row.last_on for number, row in days if number not in batches]
    newest_on = max(row.last_on for _, row in days)
    is_first = not earlier or max(earlier) >= newest_on
    before = newest_on.replace(day=1) - timedelta(1) if is_first else max(earlier)
    return Arrived(batches, before, is_first, newest_on, _together(came))


def _of_days(house: House, own: list[str]) -> list[tuple[int, Came]]:
    return [
        (
            row.batch_no,
            Came(
                row.place_id,
                house.gazetteer.places[row.place_id].name,
                row.first_on,
                row.last_on,
                row.n_days,
                row.n_values,
            ),
        )
        for row in house.statistics.rows(PlaceBatch, place_id=own)
    ]


def _of_tables(house: House, own: list[str]) -> list[tuple[int, Came]]:
    """Published tables by place and span, as many values as they print."""
    counted: dict[tuple[int, str, date, date], int] = {}
    if not house.statistics.rows(ReportSpan, place_id=own):
        return []
    for row in house.statistics.rows(ReportValue, place_id=own):
        key = (row.batch_no, row.place_id, row.first_on, row.last_on)
        counted[key] = counted.get(key, 0) + 1
    return [
        (number, Came(place, house.gazetteer.places[place].name, first, last, 0, n))
        for (number, place, first, last), n in counted.items()
    ]


def _together(found: Sequence[Came]) -> tuple[Came, ...]:
    """One row a place, and one more where tables came beside days."""
    rows: dict[tuple[str, bool], Came] = {}
    for item in found:
        key = (item.place, item.n_days > 0)
        known = rows.get(key)
        rows[key] = (
            item
            if known is None
            else Came(
                item.place,
                item.name,
                min(known.first_on, item.first_on),
                max(known.last_on, item.last_on),
                known.n_days + item.n_days,
                known.n_values + item.n_values,
            )
        )
    return tuple(rows[key] for key in sorted(rows))


def span_of(found: Arrived) -> periods.Period | None:
    """The days that the act speaks of, from the first to the last."""
    if not found.rows:
        return None
    first = min(row.first_on for row in found.rows)
    return periods.of_days(first, max(row.last_on for row in found.rows))
