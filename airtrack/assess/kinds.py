"""Which kind of target is judged how: one table, one function a kind.

To judge another kind: a module with a function of this signature, and its row here. It is asked
only about targets that are set and whose period has begun; `blank` is the verdict without a
figure (insufficient), to be filled with `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from airtrack.assess import attainment, figure, rank, unread
from airtrack.assess.desk import Desk
from airtrack.assess.judge import blank_of
from airtrack.assess.question import Question
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
    TargetKind.CUT: unread.not_entered,
    TargetKind.MEASURE: unread.not_entered,
    TargetKind.TASK: unread.unjudged,
}


def verdict(desk: Desk, question: Question) -> Verdict:
    """The verdict on one question whose spans the desk's record holds.

    Raises ValueError for a target that gives nothing to judge by.
    """
    blank = blank_of(question.target, place=question.place, as_of=desk.as_of)
    if desk.as_of < question.target.span.first_on:
        return replace(blank, status=Status.NOT_DUE)
    return JUDGES[question.target.kind](desk, question, blank)
