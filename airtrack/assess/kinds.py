"""Which kind of target is judged how: one table, one function a kind.

To judge another kind: a module with a function of this signature, and its row here. It is asked
only about targets that are set and whose period has begun, those of a cumulative kind at any time;
`blank` is the verdict without a figure (insufficient), to be filled with `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from airtrack.assess import amount, attainment, cut, figure, rank, side_by_side, task
from airtrack.assess.desk import Desk
from airtrack.assess.judge import blank_of
from airtrack.assess.question import Question
from airtrack.domain.standard import Measure
from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Status, Verdict

Judge = Callable[[Desk, Question, Verdict], Verdict]

JUDGES: Mapping[TargetKind, Judge] = {
    TargetKind.CAP: figure.verdict,
    TargetKind.FLOOR: figure.verdict,
    TargetKind.REDUCTION: figure.verdict,
    TargetKind.YEAR_ON_YEAR: figure.verdict,
    TargetKind.RANK: rank.verdict,
    TargetKind.RELATIVE: figure.verdict,
    TargetKind.ATTAINMENT: attainment.verdict,
    TargetKind.CUT: cut.verdict,
    TargetKind.MEASURE: amount.verdict,
    TargetKind.TASK: task.verdict,
}

OF_REPORTED: Mapping[TargetKind, Judge] = {
    TargetKind.CAP: amount.verdict,
    TargetKind.FLOOR: amount.verdict,
    TargetKind.REDUCTION: side_by_side.verdict,
}
"""Kinds that are judged otherwise where people report the indicator: dustfall."""


def verdict(desk: Desk, question: Question) -> Verdict:
    """The verdict on one question whose spans the desk's record holds.

    Raises ValueError for a target that gives nothing to judge by.
    """
    blank = blank_of(question.target, place=question.place, as_of=desk.as_of)
    kind = question.target.kind
    if desk.as_of < question.target.span.first_on and not kind.is_cumulative:
        return replace(blank, status=Status.NOT_DUE)
    judges = OF_REPORTED if desk.indicator(question).measure is Measure.REPORTED else {}
    return judges.get(kind, JUDGES[kind])(desk, question, blank)
