"""The command line in the process of the test: many verbs on small stores, without many starts."""

from __future__ import annotations

import contextlib
import io
import subprocess
from pathlib import Path

from airtrack.cli.main import main

DATA = Path(__file__).parents[1] / "data"


def run(*arguments: object, store: Path) -> subprocess.CompletedProcess[str]:
    """One command line on the store, with the texts of the repository."""
    command = ["--store", str(store), "--data", str(DATA), *map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(command)
    return subprocess.CompletedProcess(command, status, out.getvalue(), err.getvalue())
