"""Errors and problems: what went wrong, where, and what to do, without a language of its own.

An error carries a code and its parameters; the sentence in the reader's language comes from
`data/messages.toml`. At the boundary problems are values (`Problem`), gathered and shown as a
table; inside the house an `AirtrackError` is raised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class AirtrackError(Exception):
    """Something the user can act on: `code` names the message, `params` fill its gaps."""

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value}" for key, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class RegistryError(AirtrackError):
    """A text under `data/` is wrong; every problem found is in `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("registry", n=len(problems))
        self.problems = problems


class SheetError(AirtrackError):
    """A file that cannot be read as a table at all."""


class SourceError(AirtrackError):
    """A web source gave no table; `params` name the source and the address, never a key."""


class WrongUse(AirtrackError):
    """The question itself is malformed: an option, a period, a date."""

    exit_status = 2


class StoreBusy(AirtrackError):
    """Another writer held the store for longer than the wait; `params` say which process."""

    exit_status = 3


class NotFound(AirtrackError):
    """No such place, group, period, batch; `params["nearest"]` holds the nearest names."""

    exit_status = 4


class StaleStore(AirtrackError):
    """The truth moved between preview and commit."""


class TooSlow(AirtrackError):
    """Something that may be left out took longer than it was given; nothing was changed."""


class BadStore(AirtrackError):
    """The folder of the store is damaged or not ours; nothing was changed."""


class Level(StrEnum):
    """How grave a problem is: a blocker stops the commit, a warning is shown and kept."""

    BLOCKER = "blocker"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one place in a file: nothing about it has to be guessed.

    `row` counts the lines of the file from 1, the header included; `column` is the header's text
    (or the column's number where a file has none); `n` is how many cells the finding stands for.
    """

    level: Level
    code: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    n: int = 1
    params: dict[str, object] = field(default_factory=dict)
