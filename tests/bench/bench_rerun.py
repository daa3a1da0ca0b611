"""Milliseconds of a rerun of the ranking page on the demonstration data, as a browser waits for it.

Against the real server: fifty reruns that pick another indicator, the first time each question is
asked, and fifty more in which every answer is known already.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, product
from pathlib import Path

from tests.bench.protocol import Session

ROOT = Path(__file__).parents[2]
RERUNS = 50
STARTS_WITHIN = 60


@contextmanager
def server(store: Path) -> Iterator[str]:
    """`airtrack serve` on a free port; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "airtrack", "--store", str(store), "serve", f"--port={port}"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(url)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(url: str) -> None:
    """The server answers; raises TimeoutError."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(url)


def picks(session: Session) -> list[tuple[tuple[str, str], ...]]:
    """Fifty questions: every indicator of one period, then of the next, none twice."""
    by, period = session.picker("pick_by"), session.picker("pick_period")
    every = product(session.options[period], session.options[by])
    asked = [((by, indicator), (period, month)) for month, indicator in every]
    return list(islice(asked, 1, RERUNS + 1))


def rerun_times(url: str) -> tuple[list[float], list[float], list[float]]:
    """Seconds of reruns: asked the first time, asked again, and nothing changed."""
    with Session(url) as session:
        session.rerun()
        questions = picks(session)
        rounds: list[list[float]] = []
        for _ in range(2):
            times = []
            for question in questions:
                session.chosen |= dict(question)
                times.append(session.rerun())
                check(session, question)
            rounds.append(times)
        same = [session.rerun() for _ in range(RERUNS)]
    return rounds[0], rounds[1], same


def check(session: Session, question: tuple[tuple[str, str], ...]) -> None:
    """The page answered this question and not another; raises ValueError."""
    for widget, label in question:
        if session.shown[widget] != label:
            raise ValueError(f"{label} was asked, the page shows {session.shown[widget]}")


def row(name: str, times: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    milliseconds = [1000 * seconds for seconds in times]
    p95 = statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]
    return f"  {name:<34}{statistics.median(milliseconds):8.1f}{p95:8.1f}"


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        command = [sys.executable, "-m", "airtrack", "--store", str(store), "demo"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with server(store) as url:
            first, again, same = rerun_times(url)
    lines = [
        f"rerun: ranking page, demonstration data, {RERUNS} reruns each, ms",
        f"  {'':<34}{'median':>8}{'p95':>8}",
        row("another indicator, first time", first),
        row("another indicator, all cached", again),
        row("nothing changed, all cached", same),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
