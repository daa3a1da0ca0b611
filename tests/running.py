"""A real server of the application on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STARTS_WITHIN = 60


@dataclass(frozen=True)
class Server:
    """Where it answers, and the store it shows."""

    url: str
    store: Path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """The server answers; fails with its log when it stops or takes too long."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def running(store: Path, log: Path, *options: str) -> Iterator[Server]:
    """`airtrack serve` on a free port until the test is over."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "airtrack", "serve", "--port", str(port), *options]
    environment = os.environ | {"AIRTRACK_STORE": str(store), "AIRTRACK_DATA": str(ROOT / "data")}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_healthy(url, process, log)
        yield Server(url, store)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
