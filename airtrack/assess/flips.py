"""Verdicts that a batch turned: the boards before and after it, beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess.board import board
from airtrack.domain.verdict import Verdict
from airtrack.errors import NotFound


@dataclass(frozen=True, slots=True)
class Flip:
    """One target and place whose status differs; None where there was no such verdict."""

    before: Verdict | None
    after: Verdict | None

    @property
    def shown(self) -> Verdict:
        """The newer of the two, for names and numbers of the target."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a flip has at least one verdict")
        return found


def between(before: House, after: House, *, as_of: date | None = None) -> tuple[Flip, ...]:
    """Every verdict whose status is another, both boards on one date: that of the newest data."""
    days = after.statistics.days
    on = as_of or (days[1] if days else None)
    old, new = _verdicts(before, on), _verdicts(after, on)
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        Flip(old.get(key), new.get(key))
        for key in keys
        if _status(old.get(key)) != _status(new.get(key))
    )


def _verdicts(house: House, as_of: date | None) -> dict[tuple[str, str], Verdict]:
    try:
        found = board(house, as_of=as_of, records=Records(house, is_tried=False))
    except NotFound as no_plans:
        if no_plans.code != "no_plans":
            raise
        return {}
    return {(verdict.target.id, verdict.place): verdict for verdict in found.verdicts}


def _status(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.status.value
