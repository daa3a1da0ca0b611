"""What happens once per process, and the last door for errors.

Source: measured, a first page costs 0.6 s of imports unless they are done at the start, and a full
garbage collection of what is loaded costs 40 ms of every rerun unless it is frozen.
"""

from __future__ import annotations

import gc
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st

LOG = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """The workspace is open and the loaded modules are out of the collector's sight."""
    # cached functions want the server's runtime, which exists only from here on
    import_module("airtrack.ui.cache")
    from airtrack import logs
    from airtrack.ui import house

    opened = house.workspace()
    logs.start(opened.settings.log_level)
    if not opened.store.exists:
        opened.store.create()
    opened.store.snapshot()
    gc.collect()
    gc.freeze()
    yield


def on_error(error: Exception) -> bool:
    """An error outside every page: its trace goes to the log under the number that is shown.

    The glossary may be what failed, so these words stand here in both languages.
    """
    number = uuid.uuid4().hex[:8]
    LOG.error("the application failed", exc_info=error, extra={"incident": number})
    st.error(f"出错了，请把编号告诉管理员 · Something went wrong, tell the administrator: {number}")
    return True
