"""One command line, in a process of its own or in this one.

Both give the same document, words and exit status; the second saves the start of an interpreter.
"""

from __future__ import annotations

import contextlib
import functools
import io
import logging
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, TextIO
from unittest import mock

import typer.main

ROOT = Path(__file__).parents[1]
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def in_a_process(*arguments: object, store: Path, env: Mapping[str, str] | None = None) -> Done:
    """What the program says and returns, started as a user starts it, from the root."""
    command = [sys.executable, "-m", "airtrack", "--store", str(store), *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def here(*arguments: object, store: Path, env: Mapping[str, str] | None = None) -> Done:
    """The same through the program's own entry, in this process, which it leaves as it was."""
    from airtrack.cli import main

    command = ["airtrack", "--store", str(store), *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with (
            mock.patch.dict(os.environ, env or {}),
            mock.patch.object(sys, "argv", command),
            contextlib.chdir(ROOT),
            mock.patch.object(typer.main, "get_command", _built_once),
            _streams(out, err),
            _plain_logging(),
            _plain_warnings(),
        ):
            status = _status(main.run)
        return Done(command, status, _text(out), _text(err))


# the verbs and their options are the same for every command line, and take longer than many a verb
_built_once = functools.cache(typer.main.get_command)


def _status(run: Callable[[], None]) -> int:
    """The exit status that the program asks for; a sentence instead of one goes to stderr."""
    try:
        run()
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            return stop.code or 0
        sys.stderr.write(f"{stop.code}\n")
        return 1
    return 0


@contextlib.contextmanager
def _streams(out: IO[bytes], err: IO[bytes]) -> Iterator[None]:
    """Whatever goes to the two streams, also past Python's own objects, goes to the files."""
    # not UTF-8 to begin with, as in some terminals: the program has to see to that
    with (
        _descriptor(1, out) as stdout,
        _descriptor(2, err) as stderr,
        mock.patch.object(sys, "stdout", stdout),
        mock.patch.object(sys, "stderr", stderr),
    ):
        yield


@contextlib.contextmanager
def _descriptor(number: int, target: IO[bytes]) -> Iterator[TextIO]:
    kept = os.dup(number)
    os.dup2(target.fileno(), number)
    stream = io.TextIOWrapper(os.fdopen(os.dup(number), "wb"), encoding="ascii")
    try:
        yield stream
    finally:
        stream.close()
        os.dup2(kept, number)
        os.close(kept)


@contextlib.contextmanager
def _plain_logging() -> Iterator[None]:
    """No handler is there at the start, and those of the test are back at the end."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers[:] = []
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


@contextlib.contextmanager
def _plain_warnings() -> Iterator[None]:
    """Warnings go to stderr, those that an interpreter shows by itself."""

    def show(message: Warning | str, category: type[Warning], *where: object) -> None:
        filename, line = str(where[0]), int(str(where[1]))
        sys.stderr.write(warnings.formatwarning(message, category, filename, line))

    with warnings.catch_warnings():
        warnings.resetwarnings()
        for hidden in (DeprecationWarning, PendingDeprecationWarning, ImportWarning):
            warnings.simplefilter("ignore", hidden)
        warnings.simplefilter("ignore", ResourceWarning)
        warnings.showwarning = show
        yield


def _text(stream: IO[bytes]) -> str:
    """All of the stream, with line ends as a pipe in text mode gives them."""
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding="utf-8").read()
