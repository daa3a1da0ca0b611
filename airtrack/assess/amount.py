"""Amounts that people report, held against a number of the plan.

Source: house rules: what adds up is held against its share of the days while the period runs, and
is decided once the number is reached; anything else by its latest value.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from airtrack.assess import reading, tally
from airtrack.assess.compare import Yardstick, rounded
from airtrack.assess.desk import Desk
from airtrack.assess.question import Question
from airtrack.assess.reading import Read
from airtrack.domain.milestone import Milestone, Path
from airtrack.domain.target import CompareRule
from airtrack.domain.verdict import OnPath, Rule, Status, Verdict

_SHOWN = 1


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict by what was reported up to the day."""
    read = reading.of_span(desk, question, question.target.span)
    blank = replace(blank, reasons=read.reasons)
    if read.value is None or read.period is None:
        return blank
    yard, target = tally.yardstick(question.target), question.target
    digits = max(0, target.digits or 0)
    shown = tally.numbered(blank, yard, read.value, digits=digits)
    path = _path(desk, question, read)
    shown = replace(shown, source="reported", data_to=read.period.last_on, path=path)

    status, rule = _status(desk, question, yard, read)
    other, _ = _status(desk, question, yard.by_other_rule(), read)
    return tally.stated(shown, status, other, rule=rule)


def _status(desk: Desk, question: Question, yard: Yardstick, read: Read) -> tuple[Status, Rule]:
    """Decided where the period is reported, or where nothing to come can turn it."""
    value, target = read.value or Fraction(0), question.target
    meets = yard.meets(value)
    if read.is_whole:
        return (Status.MET if meets else Status.MISSED), Rule.DECIDED
    if yard.op.is_cap and read.least is not None and not yard.meets(read.least):
        return Status.MISSED, Rule.DECIDED
    accumulates = desk.indicator(question).accumulates
    if accumulates and meets and not yard.op.is_cap:
        return Status.MET, Rule.DECIDED
    if desk.as_of >= target.span.last_on:
        return Status.INSUFFICIENT, Rule.DECIDED
    margin = desk.house.standards.assessment.at_risk_percent
    if not accumulates:
        return tally.nearing(yard, value, percent=margin), Rule.SO_FAR
    due = _due(question, read)
    by_now = Yardstick(yard.op, due, yard.digits, CompareRule.FULL)
    return tally.nearing(by_now, value, percent=margin), Rule.PATH


def _due(question: Question, read: Read) -> Fraction:
    """The share of the target that the days up to the end of the value have."""
    span, last = question.target.span, (read.period or question.target.span).last_on
    goal = Milestone(span.last_on, Fraction(question.target.value or 0))
    return Path(span.first_on, (goal,)).due(last)


def _path(desk: Desk, question: Question, read: Read) -> OnPath | None:
    if not desk.indicator(question).accumulates or read.value is None:
        return None
    due = _due(question, read)
    ahead = rounded(read.value - due, _SHOWN)
    return OnPath(rounded(due, _SHOWN), ahead, question.target.span.first_on)
