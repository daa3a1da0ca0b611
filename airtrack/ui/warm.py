"""What everybody asks first is worked out while nobody waits: the verdicts of the newest day.

Source: measured on a store of 339 places and twelve years of days, they take some seconds, once
for each state of the store.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from airtrack.errors import AirtrackError

LOG = logging.getLogger(__name__)
_LOOKS_EVERY_S = 5


@contextmanager
def kept() -> Iterator[threading.Thread]:
    """Until the end of the block, the verdicts of each new state of the store are worked out.

    The thread that does it ends soon after the block: what it has begun it finishes.
    """
    is_over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(is_over,), name="warm", daemon=True)
    keeper.start()
    try:
        yield keeper
    finally:
        is_over.set()


def _keep(is_over: threading.Event) -> None:
    from airtrack.ui import cache, house

    lang = house.workspace().settings.lang
    known = ""
    while not is_over.is_set():
        try:
            now = house.now(lang)
            if now.file != known:
                known = now.file
                cache.prepare(now)
        except AirtrackError as error:
            # whoever opens a page is told; the next state of the store may be sound
            LOG.warning("verdicts were not worked out beforehand: %s", error)
        is_over.wait(_LOOKS_EVERY_S)
