"""Verdicts on several dates at once, from one record of figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess import kinds
from airtrack.assess.desk import Desk
from airtrack.assess.evidence import Record
from airtrack.assess.question import Question
from airtrack.assess.reach import Reach
from airtrack.domain.basis import Basis
from airtrack.domain.target import Target
from airtrack.domain.verdict import Verdict
from airtrack.metrics.rows import EventCurrent

_Asked = tuple[date, Question]


def verdicts_on(
    house: House, wanted: Iterable[tuple[Target, str, date]]
) -> dict[date, tuple[Verdict, ...]]:
    """The verdict on each target for a place as it was on a date, by dates.

    Without what archives and certified tables say beside it.
    """
    asked = [
        (on, question)
        for target, place, on in wanted
        for question in Question.all_of(target, house.gazetteer)
        if question.places == (place,)
    ]
    places = sorted({place for _, question in asked for place in question.needed})
    if not places:
        return {}
    reach = Reach.of(house, places)
    ledger = house.statistics.rows(EventCurrent, place_id=places)
    alike: dict[tuple[str | None, Basis], list[_Asked]] = {}
    for on, question in asked:
        question.look(house, reach, as_of=on)
        question.consult(ledger)
        question.rests = {}
        alike.setdefault((question.edition(house), _basis(house, question)), []).append(
            (on, question)
        )
    records = Records(house)
    found: dict[date, tuple[Verdict, ...]] = {}
    for (edition, basis), pairs in alike.items():
        record = Record.of(
            house,
            edition=edition,
            places={place for _, question in pairs for place in question.needed},
            spans={span for _, question in pairs for span in question.spans},
            sets=[members for _, question in pairs for members in question.sets],
            basis=basis,
        )
        for on, question in pairs:
            verdict = kinds.verdict(Desk(house, record, on, records), question)
            found[on] = (*found.get(on, ()), verdict)
    return found


def _basis(house: House, question: Question) -> Basis:
    """The basis to fetch figures on: without events the two are one."""
    is_same = question.basis is Basis.INCL_DUST and not house.statistics.has_events
    return Basis.EXCL_DUST if is_same else question.basis
