"""Beijing time (北京时间), in which days and hours are told: UTC+8, no daylight saving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def of_utc(instant: datetime) -> datetime:
    """A naive UTC time as Beijing's, with its offset.

    >>> of_utc(datetime(2026, 2, 28, 16)).isoformat()
    '2026-03-01T00:00:00+08:00'
    """
    return instant.replace(tzinfo=UTC).astimezone(BEIJING)
