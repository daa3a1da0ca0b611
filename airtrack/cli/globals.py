"""Global options, which may stand before or after the verb."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = ("--store", "--data", "--format", "--lang")


@dataclass
class Globals:
    """What the global options said; None where they said nothing."""

    store: str | None = None
    data: str | None = None
    format: str = "table"
    lang: str | None = None


def hoisted(arguments: list[str]) -> list[str]:
    """The arguments with every global option moved in front of the verb.

    >>> hoisted(["stats", "--group", "湖南省", "--format", "json"])
    ['--format', 'json', 'stats', '--group', '湖南省']
    """
    front, rest = [], []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in NAMES:
            front += [argument, *(value for value in [next(waiting, None)] if value is not None)]
        elif argument.split("=", 1)[0] in NAMES:
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest
