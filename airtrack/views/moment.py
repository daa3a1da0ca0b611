"""Instants for people: Beijing time (UTC+8, no daylight saving)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def beijing(instant: datetime) -> str:
    """A naive UTC time as Beijing's, with its offset."""
    return instant.replace(tzinfo=UTC).astimezone(BEIJING).isoformat()
