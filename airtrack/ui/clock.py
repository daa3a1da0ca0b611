"""The clock of the pages: the calendar day in Beijing, and the instant in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

from airtrack.domain.beijing import BEIJING


def today() -> date:
    """The calendar day in Beijing."""
    return datetime.now(BEIJING).date()


def instant() -> datetime:
    """Now in UTC, naive, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
