"""Instants for people: Beijing time."""

from __future__ import annotations

from datetime import datetime

from airtrack.domain.beijing import of_utc


def beijing(instant: datetime) -> str:
    """A naive UTC time as Beijing's, with its offset."""
    return of_utc(instant).isoformat()


def to_the_minute(instant: datetime) -> str:
    """A naive UTC time as Beijing's, without offset."""
    return f"{of_utc(instant):%Y-%m-%d %H:%M}"
