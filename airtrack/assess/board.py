"""All verdicts of the plans on file at a date.

The figures of every place and span that the targets need are fetched together, once an edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers import plans as plan_answers
from airtrack.answers.question import House
from airtrack.assess.desk import Desk
from airtrack.assess.evidence import Reach, Record
from airtrack.assess.question import Question
from airtrack.domain.target import Plan, Target
from airtrack.domain.verdict import Verdict
from airtrack.errors import NotFound


@dataclass(frozen=True, slots=True)
class Board:
    """The verdicts in the order of the plans, the places of a target in the order of their codes.

    `data_to` is the newest day on record; `unjudged` are targets without a number.
    """

    as_of: date
    data_to: date | None
    plans: tuple[Plan, ...]
    verdicts: tuple[Verdict, ...]
    unjudged: tuple[Target, ...]


def board(
    house: House,
    *,
    as_of: date | None = None,
    plan_id: str | None = None,
    place: str | None = None,
) -> Board:
    """Every target's verdict on that date (the date of the newest data when None is given).

    `place` keeps the verdicts on that place, or on the set of that id as a region. Raises
    NotFound for an unknown plan, and NotFound("no_plans") where none is on file.
    """
    answers = plan_answers.chosen(house, plan_id)
    if not answers:
        raise NotFound("no_plans", nearest=[])
    targets = [target for answer in answers for target in answer.targets]
    days = house.statistics.days
    firsts = [target.span.first_on for target in targets]
    on = as_of or (days[1] if days else max(firsts, default=date.max))
    asked = [
        target for target in targets if place is None or place in (*target.places, target.group)
    ]
    questions = [
        question
        for target in asked
        if target.is_judged
        for question in Question.all_of(target)
        if place in (None, question.place)
    ]
    return Board(
        as_of=on,
        data_to=days[1] if days else None,
        plans=tuple(answer.plan for answer in answers),
        verdicts=tuple(_answered(house, questions, as_of=on)),
        unjudged=tuple(target for target in asked if not target.is_judged),
    )


def _answered(house: House, questions: Sequence[Question], *, as_of: date) -> Iterable[Verdict]:
    """One verdict a question, in their order."""
    places = sorted({place for question in questions for place in question.places})
    reach = Reach.of(house, places) if places else Reach({}, {})
    for question in questions:
        question.look(house, reach, as_of=as_of)
    by_edition: dict[str | None, list[Question]] = {}
    for question in questions:
        by_edition.setdefault(question.edition(house), []).append(question)
    given: dict[int, Verdict] = {}
    for edition, alike in by_edition.items():
        record = Record.of(
            house,
            edition=edition,
            places={place for question in alike for place in question.places},
            spans={span for question in alike for span in question.spans},
            sets=[question.places for question in alike if question.is_region],
        )
        desk = Desk(house, record, as_of)
        given |= {id(question): desk.verdict(question) for question in alike}
    return [given[id(question)] for question in questions]
