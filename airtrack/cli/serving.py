"""The verb serve: the web application with every server setting passed, none left to chance.

Source: measurements of Streamlit's defaults (docs/serving.md): it listens on all addresses, sends
usage statistics and collects garbage after every run unless told otherwise.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
import tomllib
import webbrowser
from collections.abc import Iterator, Mapping

import requests

from airtrack.cli.session import Session
from airtrack.settings import Settings, home
from airtrack.workspace import Workspace

LOG = logging.getLogger(__name__)
_TRIES, _PAUSE_SECONDS = 120, 0.25
_EVERY_ADDRESS = "0.0.0.0"


def server_settings() -> dict[str, str]:
    """Settings of `.streamlit/config.toml` as Streamlit's options take them; lists stay there."""
    with (home() / ".streamlit" / "config.toml").open("rb") as stream:
        sections = tomllib.load(stream)
    return dict(_flat(sections))


def _flat(values: Mapping[str, object], within: str = "") -> Iterator[tuple[str, str]]:
    """Each value under its path, as `theme.dark.textColor`."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{within}{name}.")
        elif not isinstance(value, list):
            yield within + name, str(value).lower() if isinstance(value, bool) else str(value)


def _open_when_ready(url: str) -> None:
    """A browser shows the application as soon as it answers; on a machine without one, nothing."""
    for _ in range(_TRIES):
        try:
            if requests.get(f"{url}/_stcore/health", timeout=1).ok:
                webbrowser.open(url)
                return
        except requests.RequestException:
            LOG.debug("the application does not answer yet")
        time.sleep(_PAUSE_SECONDS)


def _opened(session: Session, *, public: bool) -> Settings:
    """The settings of an edition whose store and map open, so that a fault shows here at once.

    Inside a missing store is made; the public edition writes nothing and raises NotFound. Raises
    WrongUse for a map that cannot be drawn.
    """
    settings = session.settings
    if public:
        settings = settings.model_copy(update={"edition": "public"})
    if settings.edition == "public":
        opened = Workspace(settings)
        opened.store.snapshot()
        _ = opened.atlas
        return settings
    _ = session.workspace.atlas
    if not session.workspace.store.exists:
        session.workspace.store.create()
    session.workspace.store.snapshot()
    return settings


def serve(session: Session, *, port: int | None, address: str, browse: bool, public: bool) -> None:
    """Runs until it is stopped."""
    settings = _opened(session, public=public)
    command = [sys.executable, "-m", "streamlit", "run", str(home() / "app.py")]
    chosen = server_settings() | {
        "server.port": str(port or settings.port),
        "server.address": address,
    }
    command += [f"--{key}={value}" for key, value in chosen.items()]
    environment = os.environ | {
        "AIRTRACK_STORE": str(settings.store.resolve()),
        "AIRTRACK_DATA": str(settings.data.resolve()),
        "AIRTRACK_LANG": settings.lang,
        "AIRTRACK_EDITION": settings.edition,
    }
    if settings.map_file is not None:
        environment["AIRTRACK_MAP_FILE"] = str(settings.map_file.resolve())
    if browse:
        shown = "127.0.0.1" if address == _EVERY_ADDRESS else address
        url = f"http://{shown}:{chosen['server.port']}"
        threading.Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    server = subprocess.Popen(command, env=environment, cwd=home())
    # whoever stops this process means the server
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        sys.exit(server.wait())
    except KeyboardInterrupt:
        server.terminate()
        sys.exit(server.wait())
