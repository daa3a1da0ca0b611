"""The time of a row as one number: equal for equal times, and rising with them.

Of hours and days it is made of the day and the hour 1 to 24, of reports of the first
month, the days to the last one and the kind of span, of events of the day and their kind.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain import period as periods
from airtrack.domain.batch import Grain
from airtrack.domain.form import SpanKind
from airtrack.domain.period import Period
from airtrack.domain.precedence import EVENT_KINDS
from airtrack.ingest.cells.span import LONGEST_DAYS, Span

# Every moment is smaller than 2 to the 36th, which leaves room for places in 64 bits.
_HOURS = 1 << 5
_KINDS = tuple(SpanKind)
# Days count from the year 1, so that none is negative.
_EPOCH = date(1970, 1, 1).toordinal()


class _Told(NamedTuple):
    kind: SpanKind
    period: Period


def of_hours(days: pa.Array, hours: pa.Array) -> pa.Array:
    """The moments of those days and hours, null where either is missing."""
    numbers = pc.add(days.cast(pa.int64()), _EPOCH)
    return pc.add(pc.multiply(numbers, _HOURS), hours.cast(pa.int64()))


def of_span(span: Span) -> int:
    """The moment of a report's span."""
    first = span.period.first_on.year * 12 + span.period.first_on.month - 1
    return (first * LONGEST_DAYS + span.period.days - 1) * len(_KINDS) + _KINDS.index(span.kind)


def of_event(day: date, kind: str) -> int:
    """The moment of an event's day: events of two kinds may fall on one day."""
    return day.toordinal() * _HOURS + EVENT_KINDS.index(kind)


def columns(moments: pa.Array, grain: Grain) -> dict[str, pa.Array]:
    """The columns of the grain's rows that say when."""
    if grain.is_table:
        return _span_columns(moments)
    if grain is Grain.STATION:
        return {}
    numbers = pc.divide(moments, _HOURS)
    hours = pc.subtract(moments, pc.multiply(numbers, _HOURS))
    days = pc.subtract(numbers, _EPOCH).cast(pa.int32())
    if grain is Grain.EVENT:
        kinds = pa.array(EVENT_KINDS, pa.string()).take(hours)
        return {"on_date": days.cast(pa.date32()), "kind": kinds}
    return {"on_date": days.cast(pa.date32()), "hour": hours.cast(pa.int8())}


def told(moment: int, grain: Grain) -> str:
    """The time as messages name it."""
    if grain.is_table:
        return _span(moment).period.key
    if grain is Grain.STATION:
        return ""
    number, hour = divmod(moment, _HOURS)
    day = date.fromordinal(number).isoformat()
    return f"{day} {hour:02d}:00" if grain in (Grain.HOUR, Grain.STATION_HOUR) else day


def _span(moment: int) -> _Told:
    days, kind = divmod(moment, len(_KINDS))
    month, beyond = divmod(days, LONGEST_DAYS)
    first = date(month // 12, month % 12 + 1, 1)
    return _Told(_KINDS[kind], periods.of_days(first, first + timedelta(beyond)))


def _span_columns(moments: pa.Array) -> dict[str, pa.Array]:
    coded = moments.dictionary_encode()
    spans = [_span(moment) for moment in coded.dictionary.to_pylist()]
    texts = {
        "kind": pa.array([span.kind.value for span in spans], pa.string()),
        "period_key": pa.array([span.period.key for span in spans], pa.string()),
        "first_on": pa.array([span.period.first_on for span in spans], pa.date32()),
        "last_on": pa.array([span.period.last_on for span in spans], pa.date32()),
    }
    return {name: values.take(coded.indices) for name, values in texts.items()}
