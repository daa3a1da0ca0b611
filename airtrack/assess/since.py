"""What became of the targets between two days: statuses that turned, figures that moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from airtrack.assess.flips import Flip
from airtrack.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Since:
    """`turned` have another status now, `moved` the same one and another figure."""

    turned: tuple[Flip, ...]
    moved: tuple[Flip, ...]


def between(before: Iterable[Verdict], after: Iterable[Verdict]) -> Since:
    """The same targets on two days: the worst of today first, then what moved most.

    A verdict that only one of the days has turned too.
    """
    old = {(item.target.id, item.place): item for item in before}
    new = {(item.target.id, item.place): item for item in after}
    pairs = [Flip(old.get(key), new.get(key)) for key in {**new, **old}]
    turned = [pair for pair in pairs if _status(pair.before) != _status(pair.after)]
    moved = [pair for pair in pairs if pair not in turned and moved_by(pair)]
    return Since(
        tuple(sorted(turned, key=lambda pair: pair.shown.status.severity)),
        tuple(sorted(moved, key=lambda pair: -moved_by(pair))),
    )


def moved_by(pair: Flip) -> Decimal:
    """How far the figure moved, as a share of what it was; 0 where one of them is not known."""
    if pair.before is None or pair.after is None:
        return Decimal(0)
    old, new = pair.before.actual, pair.after.actual
    if old is None or new is None or old == new:
        return Decimal(0)
    return abs(new - old) / (abs(old) or Decimal(1))


def _status(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.status.value
