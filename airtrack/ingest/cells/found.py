"""How findings are gathered: the first ones each for itself, the rest as a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from airtrack.errors import Problem

MOST_ALIKE = 1000
"""So many problems of one kind are shown each; the rest is one problem `and_more`."""


def capped(problems: Iterable[Problem], *, unsaid: int = 0) -> Iterator[Problem]:
    """The first problems of one code, then one `and_more` that says how many there are besides.

    `unsaid` are those that follow and were not put into words.
    """
    rest = iter(problems)
    yield from islice(rest, MOST_ALIKE)
    first = next(rest, None)
    if first is not None:
        yield Problem(
            first.level,
            "and_more",
            first.file,
            row=first.row,
            column=first.column,
            n=1 + sum(1 for _ in rest) + unsaid,
            params={"of": first.code},
        )
