"""The tests' short way of running a command line tells what a process of its own would tell."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.cli import main
from tests import command
from tests.conftest import Run

MONTH = ("--period", "2024-06")


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        pytest.param(["stats", "--place", "长沙", *MONTH, "--format", "json"], {}, id="document"),
        pytest.param(["rank", "--group", "湖南省", *MONTH, "--format", "csv"], {}, id="CSV"),
        pytest.param(["rank", "--group", "湖南省", *MONTH], {}, id="table"),
        pytest.param(["stats", "--help"], {}, id="help"),
        pytest.param([], {}, id="no verb"),
        pytest.param(["stats", "--place", "长砂", *MONTH], {}, id="no such place"),
        pytest.param(["stats", "--grupp", "x", *MONTH], {}, id="wrong option"),
        pytest.param(["stats", "--place", "长沙", *MONTH], {"AIRTRACK_LANG": "en"}, id="English"),
        pytest.param(["history"], {"AIRTRACK_THREADS": "many"}, id="bad setting"),
        pytest.param(["check", "README.md"], {"AIRTRACK_LOG_LEVEL": "DEBUG"}, id="no table"),
    ],
)
def test_both_ways_give_the_same_words_and_status(
    airtrack: Run,
    airtrack_process: Run,
    demo_store: Path,
    arguments: list[str],
    env: dict[str, str],
) -> None:
    alone = airtrack_process(*arguments, store=demo_store, env=env)
    here = airtrack(*arguments, store=demo_store, env=env)
    assert (here.returncode, here.stdout, here.stderr) == (
        alone.returncode,
        alone.stdout,
        alone.stderr,
    )
    assert here.stdout or here.stderr


def says(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> command.Done:
    """What a program is heard to say that does only this."""
    monkeypatch.setattr(main, "main", lambda _: act())
    return command.here(store=Path("none"))


def test_each_stream_is_heard_on_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    done = says(monkeypatch, lambda: print("数", end="") or print("词", end="", file=sys.stderr))  # noqa: T201
    assert (done.stdout, done.stderr) == ("数", "词")


def test_what_passes_python_by_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    done = says(monkeypatch, lambda: os.write(1, b"out") and os.write(2, b"err") and None)
    assert (done.stdout, done.stderr) == ("out", "err")


def test_a_warning_is_heard_on_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    done = says(monkeypatch, lambda: warnings.warn("beware", stacklevel=1))
    assert done.stdout == ""
    assert "UserWarning: beware" in done.stderr


def test_a_log_line_is_heard_on_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    done = says(monkeypatch, lambda: logging.getLogger("x").warning("careful"))
    assert (done.stdout, done.stderr) == ("", "careful\n")


def test_nothing_is_left_behind(own_demo_store: Path, tmp_path: Path) -> None:
    def surroundings() -> tuple[object, ...]:
        root = logging.getLogger()
        return (
            dict(os.environ),
            Path.cwd(),
            list(sys.argv),
            (sys.stdout, sys.stderr),
            (list(root.handlers), root.level),
            (list(warnings.filters), warnings.showwarning),
            held_open(tmp_path),
        )

    before = surroundings()
    settings = {"AIRTRACK_LOG_LEVEL": "DEBUG", "AIRTRACK_LANG": "en"}
    for arguments in (("rebuild",), ("stats", "--place", "长沙", *MONTH), ("stats", "--bad")):
        command.here(*arguments, store=own_demo_store, env=settings)
    assert surroundings() == before


def held_open(folder: Path) -> list[str]:
    """Files below the folder that this process holds open."""
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("the system does not list open files")
    found = []
    for handle in handles.iterdir():
        try:
            found.append(handle.readlink().as_posix())
        except OSError:
            continue
    return sorted(path for path in found if path.startswith(folder.as_posix()))
