"""A figure of the air against what the plan requires: caps, floors, reductions."""

from __future__ import annotations

from airtrack.assess.desk import Desk
from airtrack.assess.judge import judge
from airtrack.assess.question import Question
from airtrack.domain.verdict import Verdict


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict on the place's figure, or on that of its places together."""
    return judge(
        question.target,
        desk.evidence(question),
        place=blank.place,
        as_of=blank.as_of,
        indicator=desk.indicator(question),
        rules=desk.house.standards.assessment,
    )
