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
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from airtrack.workspace import Workspace

LOG = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """The workspace is open and the loaded modules are out of the collector's sight.

    Inside, a store is there afterwards with the plans on file; the public edition writes nothing.
    A map of the bureau's that cannot be drawn stops the start.
    """
    # cached functions want the server's runtime, which exists only from here on; what the first
    # verdicts would import is a second of the first answer
    for name in ("airtrack.ui.cache", "airtrack.ui.frame", "scipy.special"):
        import_module(name)
    from airtrack import logs
    from airtrack.ui import house, warm

    opened = house.workspace()
    logs.start(opened.settings.log_level)
    if opened.settings.edition == "inside":
        _furnish(opened)
    opened.store.snapshot()
    LOG.info("boundaries: %s", opened.atlas.number or "without a number")
    gc.collect()
    gc.freeze()
    with warm.kept():
        yield


def _furnish(opened: Workspace) -> None:
    """The store exists and holds the plans on file; a busy one gets them at the next start."""
    from airtrack.errors import StoreBusy
    from airtrack.ingest.plan import plans
    from airtrack.store.act import Act
    from airtrack.ui import clock

    if not opened.store.exists:
        opened.store.create()
    act = Act("airtrack", clock.instant())
    try:
        plans.install(opened.store, opened.registry.plans, act=act)
    except StoreBusy:
        LOG.warning("plans were not brought in: another writer holds the store")


def on_error(error: Exception) -> bool:
    """An error outside every page: its trace goes to the log under the number that is shown.

    The glossary may be what failed, so these words stand here in both languages.
    """
    number = uuid.uuid4().hex[:8]
    LOG.error("the application failed", exc_info=error, extra={"incident": number})
    st.error(f"出错了，请把编号告诉管理员 · Something went wrong, tell the administrator: {number}")
    return True
