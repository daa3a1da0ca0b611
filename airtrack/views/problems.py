"""Problems of files as a table: where each is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from airtrack.errors import Problem
from airtrack.views.table import Column, Table, Words

_KEYS = ("level", "file", "row", "column", "value", "n", "problem", "hint")
_NUMBERS = {"row", "n"}


def table(found: Iterable[Problem], words: Words) -> Table:
    """A row per problem, what must be mended first."""
    columns = tuple(
        Column(key, words.label(key), digits=0 if key in _NUMBERS else None) for key in _KEYS
    )
    gravest_first = sorted(found, key=lambda problem: problem.level)
    rows = tuple(
        (
            words.label(problem.level),
            problem.file,
            problem.row,
            problem.column or "",
            problem.value or "",
            problem.n,
            *words.glossary.of_problem(problem, words.lang),
        )
        for problem in gravest_first
    )
    return Table("", columns, rows)
