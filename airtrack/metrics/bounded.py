"""Work of a database that is given up when it takes too long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import duckdb

from airtrack.errors import TooSlow

_EVERY = 0.05
"""Seconds between two interruptions: one that comes between two statements meets none."""


@contextmanager
def within(connection: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    """What the block asks the database ends in time, or raises TooSlow; None is no bound."""
    if seconds is None:
        yield
        return
    done = Event()
    watch = Thread(target=_interrupt, args=(connection, done, seconds), daemon=True)
    watch.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise TooSlow("took_too_long", seconds=f"{seconds:g}") from error
    finally:
        done.set()
        watch.join()


def _interrupt(connection: duckdb.DuckDBPyConnection, done: Event, seconds: float) -> None:
    wait = seconds
    while not done.wait(wait):
        connection.interrupt()
        wait = _EVERY
