"""One writer at a time: a file lock that the system releases when its process dies."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from airtrack.errors import BadStore, StoreBusy
from airtrack.store.layout import Layout, write_whole

_POLL_SECONDS = 0.05


@contextmanager
def writing(layout: Layout, *, wait: float, verb: str) -> Iterator[None]:
    """Holds the writer's lock; raises StoreBusy, naming the holder, after `wait` seconds."""
    lock = FileLock(layout.lock)
    try:
        lock.acquire(timeout=wait, poll_interval=_POLL_SECONDS)
    except Timeout as timeout:
        raise StoreBusy("store_busy", wait=wait, **_holder(layout)) from timeout
    except OSError as error:
        path = layout.root.as_posix()
        raise BadStore("not_writable", path=path, reason=str(error)) from error
    try:
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "verb": verb}
        write_whole(layout.holder, json.dumps(holder).encode())
        yield
    finally:
        lock.release()


def _holder(layout: Layout) -> dict[str, object]:
    """Who holds the lock, as far as it is known: the file may lag behind by an instant."""
    unknown: dict[str, object] = {"pid": "?", "host": "?", "verb": "?"}
    try:
        known: dict[str, object] = json.loads(layout.holder.read_text(encoding="utf-8"))
        return unknown | known
    except (FileNotFoundError, json.JSONDecodeError):
        return unknown
