"""Cuts: tonnes of accepted projects in all, held against a milestone and the path to it.

Source: the plan's table of milestones; only accepted projects count, and tonnes only grow unless a
project is withdrawn, so that a milestone once reached is met.
"""

from __future__ import annotations

import calendar
import math
from dataclasses import replace
from datetime import date
from fractions import Fraction

from airtrack.answers import emissions
from airtrack.answers.emissions import Cut
from airtrack.assess import tally
from airtrack.assess.compare import Yardstick, plain, rounded
from airtrack.assess.desk import Desk
from airtrack.assess.question import Question
from airtrack.domain.scale import PERCENT
from airtrack.domain.verdict import Budget, OnPath, Rule, Status, Verdict, Why

REGISTER = "emission_projects"
_SHOWN = 1


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict by the projects dated up to the day, or to the end of the period."""
    target = question.target
    end = min(desk.as_of, target.span.last_on)
    found = emissions.cut(desk.records, target, question.places, as_of=end)
    if desk.as_of < found.path.runs_from(target.span.last_on):
        return replace(blank, status=Status.NOT_DUE)
    blank = replace(blank, reasons=_told(found), path=_path(found))
    if not found.projects:
        why = Why("verdict_no_readings", {"indicator": target.indicator, "register": REGISTER})
        return replace(blank, reasons=(why, *blank.reasons))
    yard = tally.yardstick(target)
    shown = tally.numbered(blank, yard, found.total, digits=max(0, target.digits or 0))
    shown = replace(shown, source="reported", data_to=found.projects[-1].on_date)
    is_over = desk.as_of >= target.span.last_on
    margin = desk.house.standards.assessment.at_risk_percent
    status = _status(found, yard, is_over=is_over, margin=margin)
    other = _status(found, yard.by_other_rule(), is_over=is_over, margin=margin)
    is_running = status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
    budget = None if is_over or status is Status.MET else _budget(found, yard, until=question)
    shown = replace(shown, budget=budget)
    return tally.stated(shown, status, other, rule=Rule.PATH if is_running else Rule.DECIDED)


def _status(found: Cut, yard: Yardstick, *, is_over: bool, margin: int) -> Status:
    """Met once the milestone is reached; before that the path decides, at its end the milestone.

    Where some of the places have no project on record, the rest alone cannot miss a milestone.
    """
    if yard.meets(found.total) and (is_over or not yard.op.is_cap):
        return Status.MET
    if found.lacking:
        return Status.INSUFFICIENT
    if is_over:
        return Status.MISSED
    if found.profit_loss >= 0:
        return Status.ON_TRACK
    edge = found.due_now * (1 - Fraction(margin, PERCENT))
    return Status.AT_RISK if found.total >= edge else Status.OFF_TRACK


def _path(found: Cut) -> OnPath:
    ahead = rounded(found.profit_loss, _SHOWN) if found.projects else None
    return OnPath(rounded(found.due_now, _SHOWN), ahead, found.path.from_on)


def _told(found: Cut) -> tuple[Why, ...]:
    """Where the path begins and why there, and which places have no project."""
    day = found.path.from_on.isoformat()
    start = Why("verdict_path_start", {"day": day, "start": found.from_by})
    if found.from_by == emissions.FROM_BASELINE:
        start = Why("verdict_path_base", {"day": day})
    short = found.lacking if found.is_region and found.projects else ()
    lacking = [Why("verdict_projects_lacking", {"places": short})] if short else []
    return (start, *lacking)


def _budget(found: Cut, yard: Yardstick, *, until: Question) -> Budget:
    """Tonnes that are left, as a whole and in each month that is left."""
    last = until.target.span.last_on
    left = max(Fraction(0), yard.value - found.total)
    per_month = left / months_left(found.as_of, last)
    steps = Fraction(math.ceil(per_month * 10**_SHOWN), 10**_SHOWN)
    return Budget(
        remaining_days=(last - found.as_of).days,
        unit=until.target.unit,
        amount_left=plain(left),
        amount_per_month=rounded(steps, _SHOWN),
    )


def months_left(after: date, last: date) -> Fraction:
    """Calendar months after that day up to the last one, begun ones by their share of days.

    >>> months_left(date(2025, 6, 30), date(2025, 12, 31))
    Fraction(6, 1)
    """
    whole = (last.year - after.year) * 12 + last.month - after.month
    return whole + _share(last) - _share(after)


def _share(day: date) -> Fraction:
    return Fraction(day.day, calendar.monthrange(day.year, day.month)[1])
