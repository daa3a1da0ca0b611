"""All verdicts of the plans on file at a date.

The figures of every place and span that the targets need are fetched together, once for each
edition and basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from airtrack.answers import plans as plan_answers
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess import kinds, official
from airtrack.assess.desk import Desk
from airtrack.assess.evidence import Record
from airtrack.assess.question import Question
from airtrack.assess.reach import Reach
from airtrack.domain.basis import Basis
from airtrack.domain.standard import Measure
from airtrack.domain.target import Plan, Target
from airtrack.domain.verdict import OnBasis, Verdict, Why
from airtrack.errors import NotFound
from airtrack.metrics.rows import EventCurrent


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

    def for_public(self) -> Board:
        """The same without what is inside only."""
        return replace(self, verdicts=tuple(item.for_public() for item in self.verdicts))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the basis its figures are fetched on, and the date that it is asked for."""

    question: Question
    basis: Basis
    on: date


def board(
    house: House,
    *,
    as_of: date | None = None,
    plan_id: str | None = None,
    place: str | None = None,
    target_id: str | None = None,
    records: Records | None = None,
) -> Board:
    """Every target's verdict on that date (the date of the newest data when None is given).

    `place` keeps the verdicts on that place, or on the set of that id as a region, `target_id`
    those on one target. Raises NotFound for an unknown plan, and NotFound("no_plans") where none is
    on file. `records` are those that the caller has read already.
    """
    records = records or Records(house)
    answers = plan_answers.chosen(tuple(records.plans.values()), plan_id)
    if not answers:
        raise NotFound("no_plans", nearest=[])
    targets = [target for answer in answers for target in answer.targets]
    days = house.statistics.days
    firsts = [target.span.first_on for target in targets]
    on = as_of or (days[1] if days else max(firsts, default=date.max))
    asked = [
        target
        for target in targets
        if place is None or place in (*target.places, target.group)
        if target_id in (None, target.id)
    ]
    questions = [
        question
        for target in asked
        if target.is_judged
        for question in Question.all_of(target, house.gazetteer)
        if place in (None, question.place)
    ]
    return Board(
        as_of=on,
        data_to=days[1] if days else None,
        plans=tuple(answer.plan for answer in answers),
        verdicts=tuple(_answered(records, questions, as_of=on)),
        unjudged=tuple(target for target in asked if not target.is_judged),
    )


def _answered(records: Records, questions: Sequence[Question], *, as_of: date) -> Iterable[Verdict]:
    """One verdict a question, in their order."""
    house = records.house
    places = sorted({place for question in questions for place in question.needed})
    reach = Reach.of(house, places)
    ledger = house.statistics.rows(EventCurrent, place_id=places) if places else []
    for question in questions:
        question.look(house, reach, as_of=as_of)
        question.consult(ledger)
    own = [Asked(question, read_basis(house, question), as_of) for question in questions]
    given = judged(records, own)
    split = [question for question in questions if _is_split(house, question)]
    others = judged(records, [Asked(item, item.basis.other, as_of) for item in split])
    decided = official.of_questions(house, questions, given.values())
    return [
        decided.stated(_beside(given[id(item)], others.get(id(item)), item), item)
        for item in questions
    ]


def judged(records: Records, asked: Sequence[Asked]) -> dict[int, Verdict]:
    """The verdict on each question, by its identity, on its basis and date.

    The spans of the questions are set; what shares edition and basis is fetched at once.
    """
    return {
        id(item.question): kinds.verdict(desk, item.question)
        for item, desk in desks(records, asked)
    }


def desks(records: Records, asked: Sequence[Asked]) -> Iterator[tuple[Asked, Desk]]:
    """Each question with the desk that has its figures; their spans are set."""
    house = records.house
    alike: dict[tuple[str | None, Basis], list[Asked]] = {}
    for item in asked:
        alike.setdefault((item.question.edition(house), item.basis), []).append(item)
    for (edition, basis), items in alike.items():
        questions = [item.question for item in items]
        record = Record.of(
            house,
            edition=edition,
            places={place for question in questions for place in question.needed},
            spans={span for question in questions for span in question.spans},
            sets=[members for question in questions for members in question.sets],
            basis=basis,
        )
        record.add(
            {place for question in questions for place in (*question.places, *question.pool)},
            {month for question in questions for month in question.months},
        )
        for item in items:
            yield item, Desk(house, record, item.on, records)


def read_basis(house: House, question: Question) -> Basis:
    """The basis to fetch figures on: without events the two are one, and are fetched once."""
    is_same = question.basis is Basis.INCL_DUST and not house.statistics.has_events
    return Basis.EXCL_DUST if is_same else question.basis


def _is_split(house: House, question: Question) -> bool:
    """True where events make two figures of one; day ratios keep their days on either basis."""
    measure = house.standards.indicators[question.target.indicator].measure
    return (
        question.has_events
        and question.basis is not Basis.ASSESSED
        and measure in (Measure.MEAN, Measure.PERCENTILE, Measure.INDEX)
    )


def _beside(verdict: Verdict, other: Verdict | None, question: Question) -> Verdict:
    """The verdict with the one on the other basis beside it."""
    if other is None:
        return verdict
    beside = OnBasis(question.basis.other, other.status, other.actual, other.gap)
    params = {"basis": beside.basis.value, "status": other.status}
    differs = () if other.status is verdict.status else (Why("verdict_bases_disagree", params),)
    return replace(verdict, other_basis=beside, reasons=(*verdict.reasons, *differs))
