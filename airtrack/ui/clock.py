"""The clock of the pages: the calendar day in Beijing, and the instant in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""Beijing time has no daylight saving (UTC+8)."""


def today() -> date:
    """The calendar day in Beijing."""
    return datetime.now(BEIJING).date()


def instant() -> datetime:
    """Now in UTC, naive, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
