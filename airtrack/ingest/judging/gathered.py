"""Many findings of one kind in a source as one that counts them.

Source: house rules in `data/forms/plausible.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from airtrack.domain.plausible import GatherRule
from airtrack.errors import Problem

_REST = "and_more"
_MOST_NAMED = 10

_Kind = tuple[str, str | None]


def gathered(problems: Iterable[Problem], rules: Sequence[GatherRule]) -> list[Problem]:
    """The problems in their order; of a kind that is too frequent the first tells of all.

    The finding that tells of all names the columns, and the rows of its file, of the first ten.
    """
    problems = list(problems)
    ruled = {rule.code: rule for rule in rules}
    alike: dict[_Kind, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(_kind(problem, ruled), []).append(problem)
    return list(_told(problems, alike, ruled))


def _told(
    problems: list[Problem], alike: dict[_Kind, list[Problem]], ruled: Mapping[str, GatherRule]
) -> Iterator[Problem]:
    said: set[_Kind] = set()
    for problem in problems:
        kind = _kind(problem, ruled)
        rule = ruled.get(kind[0])
        if rule is None or len(alike[kind]) <= rule.above:
            yield problem
        elif kind not in said:
            said.add(kind)
            yield _one(alike[kind], rule.told_as)


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


def _kind(problem: Problem, ruled: Mapping[str, GatherRule]) -> _Kind:
    """What kind the finding is of; what counts the rest of a kind is of that kind."""
    code = str(problem.params.get("of")) if problem.code == _REST else problem.code
    rule = ruled.get(code)
    return code, problem.value if rule is not None and rule.by_value else None
