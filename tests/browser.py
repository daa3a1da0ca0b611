"""The system's browser: where it is, and how it is started for tests, measurements and pictures."""

from __future__ import annotations

import shutil

LOOPBACK = "127.0.0.1"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # nothing outside this machine is found, whether by name or by number
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}",
    # one process for all windows on this machine: what it has compiled serves the next visitor
    "--process-per-site",
]


def found() -> str | None:
    """The path of the browser, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
