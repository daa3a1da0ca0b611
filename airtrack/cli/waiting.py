"""Signs of life on stderr, only where stderr is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, str], None]


@contextmanager
def bar(text: str) -> Iterator[Progress | None]:
    """A bar that is told how many of how many are done, and the name of the last."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(text, total=None)

        def hear(done: int, total: int, name: str) -> None:
            drawn.update(task, completed=done, total=total, description=f"{text} {name}")

        yield hear


@contextmanager
def spinner(text: str) -> Iterator[None]:
    """Something moves while the block runs."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield
