"""Many findings of one kind in a source as one that counts them.

Source: house rules in `data/forms/plausible.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from airtrack.domain.plausible import GatherRule
from airtrack.errors import Problem

_REST = "and_more"
_MOST_NAMED = 10


def gathered(problems: Iterable[Problem], rules: Sequence[GatherRule]) -> list[Problem]:
    """The problems in their order; of a kind that is too frequent the first tells of all.

    The finding that tells of all names the files, columns and rows of the first ten.
    """
    problems = list(problems)
    ruled = {rule.code: rule for rule in rules}
    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        if _of(problem) in ruled:
            alike.setdefault(_of(problem), []).append(problem)
    often = {code: found for code, found in alike.items() if len(found) > ruled[code].above}
    return list(_told(problems, often, ruled))


def _told(
    problems: list[Problem], often: dict[str, list[Problem]], ruled: dict[str, GatherRule]
) -> Iterator[Problem]:
    said: set[str] = set()
    for problem in problems:
        code = _of(problem)
        if code not in often:
            yield problem
        elif code not in said:
            said.add(code)
            yield _one(often[code], ruled[code].told_as)


def _one(found: list[Problem], code: str) -> Problem:
    first = found[0]
    files = list(dict.fromkeys(problem.file for problem in found))
    headers = list(dict.fromkeys(problem.column for problem in found if problem.column))
    rows = sorted({problem.row for problem in found if problem.row and problem.file == first.file})
    params = {
        **first.params,
        "files": len(files),
        "headers": headers[:_MOST_NAMED],
        "rows": rows[:_MOST_NAMED],
    }
    return replace(first, code=code, n=sum(problem.n for problem in found), params=params)


def _of(problem: Problem) -> str:
    """What kind the finding is of; what counts the rest of a kind is of that kind."""
    return str(problem.params.get("of")) if problem.code == _REST else problem.code
