"""Processes that have loaded the program already: what they do begins with the verb's own work.

Each is a process of its own, with its own memory and files; only the start of an interpreter and
the imports are behind it when it begins. POSIX alone: it is a fork.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
# the modules of a load, the libraries' too; no database is open when they are there
WAITING = """
import json, os, sys
import pandas, pyarrow.dataset
from airtrack import workspace
from airtrack.cli import loading, main, store_verbs
from airtrack.ingest import load
from airtrack.views import table
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        sys.argv = ["airtrack", *json.loads(line)]
        main.run()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass
class Started:
    """A command line at work, in the process `pid`."""

    pid: int
    _starter: subprocess.Popen[str]
    _status: int | None = None

    @property
    def is_running(self) -> bool:
        """False once it has ended."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """`kill -9`; nothing happens where it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """The exit status, negative where a signal ended it."""
        if self._status is None:
            assert self._starter.stdout is not None
            self._status = int(self._starter.stdout.readline())
        return self._status


@dataclass(frozen=True)
class Starter:
    """Begins command lines, one after the other."""

    process: subprocess.Popen[str]

    def begin(self, *arguments: object, store: Path) -> Started:
        """The command line is at work; the one before must have been waited for."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(["--store", str(store), *map(str, arguments)]) + "\n")
        self.process.stdin.flush()
        return Started(int(self.process.stdout.readline()), self.process)


@contextlib.contextmanager
def started() -> Iterator[Starter]:
    """A starter that is gone afterwards."""
    command = [sys.executable, "-c", WAITING]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Starter(process)
