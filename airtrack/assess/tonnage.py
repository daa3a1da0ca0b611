"""How the tonnes of a cut came about: the accepted projects in all, and what the path asks for.

Source: the same registers and milestones as the verdict.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from airtrack.answers import emissions
from airtrack.answers.emissions import Cut
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.answers.working import Formula
from airtrack.assess.compare import rounded
from airtrack.domain.milestone import NOTHING, Milestone
from airtrack.domain.record import ProjectState
from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Verdict

ACCEPTED, ON_PATH = "formula_accepted", "formula_path"
_SHOWN = 1


def formulas(house: House, verdict: Verdict) -> tuple[Formula, ...]:
    """The sum of the accepted projects and the line to the milestone; empty for other targets."""
    target = verdict.target
    if target.kind is not TargetKind.CUT or verdict.raw is None:
        return ()
    end = min(verdict.as_of, target.span.last_on)
    places = target.places if verdict.is_region else (verdict.place,)
    found = emissions.cut(Records(house), target, places, as_of=end)
    n = sum(row.state == ProjectState.ACCEPTED for row in found.projects)
    return (Formula(ACCEPTED, {"n": n}, found.total), _line(found))


def _line(found: Cut) -> Formula:
    """The straight line between the milestones on either side of the day."""
    goals = found.path.milestones
    start = Milestone(found.path.from_on - timedelta(1), NOTHING)
    before = max((goal for goal in (start, *goals) if goal.on_date < found.as_of), key=_day)
    after = min((goal for goal in goals if goal.on_date >= found.as_of), key=_day)
    numbers = {
        "before": before.value,
        "after": after.value,
        "days": (found.as_of - before.on_date).days,
        "total": (after.on_date - before.on_date).days,
    }
    return Formula(ON_PATH, numbers, Fraction(rounded(found.due_now, _SHOWN)))


def _day(goal: Milestone) -> int:
    return goal.on_date.toordinal()
