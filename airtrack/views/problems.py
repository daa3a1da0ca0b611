"""Problems of files and texts: one document each, or a table; what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from airtrack.errors import Problem
from airtrack.views.table import Cell, Column, Table, Words

_HEADINGS = ("file", "row", "column", "value", "n", "problem", "hint")
_NUMBERS = {"row", "n"}


def document(problem: Problem, words: Words) -> dict[str, object]:
    """The problem with its place, its sentence and what to do."""
    message, hint = words.glossary.of_problem(problem, words.lang)
    return {
        "level": problem.level.value,
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "n": problem.n,
        "message": message,
        "hint": hint,
    }


def table(first: str, found: Sequence[tuple[str, Problem]], words: Words) -> Table:
    """A row per problem; `first` heads the column of the word that stands before each."""
    columns = tuple(
        Column(key, words.label(key), digits=0 if key in _NUMBERS else None)
        for key in (first, *_HEADINGS)
    )
    return Table("", columns, tuple((told, *_row(problem, words)) for told, problem in found))


def _row(problem: Problem, words: Words) -> tuple[Cell, ...]:
    return (
        problem.file,
        problem.row,
        problem.column or "",
        problem.value or "",
        problem.n,
        *words.glossary.beside_its_place(problem, words.lang),
    )


def by_gravity(found: Iterable[Problem], words: Words) -> Table:
    """A row per problem, what must be mended first."""
    gravest_first = sorted(found, key=lambda problem: problem.level)
    return table("level", [(words.label(item.level), item) for item in gravest_first], words)


def heads(words: Words) -> list[str]:
    """What stands over the list of problems in a marked workbook."""
    return [words.label(key) for key in ("file", "row", "column", "value", "problem")]


def sayer(words: Words) -> Callable[[Problem], str]:
    """Says a problem in one piece: what is wrong, and what to do."""
    return lambda problem: " ".join(words.glossary.of_problem(problem, words.lang))
