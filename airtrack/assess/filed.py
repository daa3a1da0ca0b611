"""Targets as they are filed, each with what the figures say of it; and what a reader filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from airtrack.answers.plans import PlanAnswer
from airtrack.assess.board import Board
from airtrack.domain.target import Scope, Target
from airtrack.domain.verdict import Verdict

ALL = "all"


@dataclass(frozen=True, slots=True)
class Filed:
    """A target with its verdicts, one a place; none where it is not judged."""

    target: Target
    verdicts: tuple[Verdict, ...]

    @property
    def gravest(self) -> Verdict | None:
        """The verdict of the place that stands worst, None where nothing is judged."""
        return min(self.verdicts, key=lambda item: item.status.severity, default=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown: `ALL`, or one kind, place, year of the period's end, state of value."""

    kind: str = ALL
    place: str = ALL
    year: str = ALL
    state: str = ALL


@dataclass(frozen=True, slots=True)
class Beside:
    """One place and indicator of which several plans speak; no verdict where one is not judged."""

    place: str
    indicator: str
    rows: tuple[tuple[Target, Verdict | None], ...]


def filed(targets: Iterable[Target], board: Board) -> tuple[Filed, ...]:
    """These targets in their order, with the verdicts of the board."""
    by_target: dict[str, list[Verdict]] = {}
    for verdict in board.verdicts:
        by_target.setdefault(verdict.target.id, []).append(verdict)
    return tuple(Filed(target, tuple(by_target.get(target.id, ()))) for target in targets)


def whose(target: Target) -> tuple[str, ...]:
    """Of whom the target speaks: each of its places, or the set that counts as a whole."""
    return target.places if target.scope is Scope.EACH else (target.group or target.plan,)


def year(target: Target) -> str:
    """The year in which its period ends."""
    return str(target.span.last_on.year)


def kept(found: Iterable[Filed], wanted: Wanted) -> tuple[Filed, ...]:
    """What is wanted; of a target of several places only the place that was asked for."""
    chosen = (item for item in found if _is_wanted(item.target, wanted))
    if wanted.place == ALL:
        return tuple(chosen)
    return tuple(
        replace(item, verdicts=tuple(v for v in item.verdicts if v.place == wanted.place))
        for item in chosen
    )


def _is_wanted(target: Target, wanted: Wanted) -> bool:
    asked = (
        (wanted.kind, target.kind.value),
        (wanted.year, year(target)),
        (wanted.state, target.value_state.value),
    )
    fits = all(given in (ALL, own) for given, own in asked)
    return fits and (wanted.place == ALL or wanted.place in whose(target))


def several(answers: Sequence[PlanAnswer], board: Board, places: set[str]) -> tuple[Beside, ...]:
    """What several plans ask of the same place and indicator, by place, the earliest end first."""
    verdicts = {(item.target.id, item.place): item for item in board.verdicts}
    found: dict[tuple[str, str], list[tuple[Target, Verdict | None]]] = {}
    for target in (target for answer in answers for target in answer.targets):
        for place in places.intersection(whose(target)):
            row = (target, verdicts.get((target.id, place)))
            found.setdefault((place, target.indicator), []).append(row)
    return tuple(
        Beside(*key, tuple(sorted(rows, key=lambda row: row[0].span.last_on)))
        for key, rows in sorted(found.items())
        if len({target.plan for target, _ in rows}) > 1
    )
