"""Verdicts on several dates at once, from one record of figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from airtrack.answers.records import Records
from airtrack.assess.board import Asked, judged, read_basis
from airtrack.assess.question import Question
from airtrack.assess.reach import Reach
from airtrack.domain.target import Target
from airtrack.domain.verdict import Verdict
from airtrack.metrics.rows import EventCurrent


def verdicts_on(
    records: Records, wanted: Iterable[tuple[Target, str, date]]
) -> dict[date, tuple[Verdict, ...]]:
    """The verdict on each target for a place as it was on a date, by dates.

    Without what archives and certified tables say beside it.
    """
    house = records.house
    dated = [
        (on, question)
        for target, place, on in wanted
        for question in Question.all_of(target, house.gazetteer)
        if question.places == (place,)
    ]
    places = sorted({place for _, question in dated for place in question.needed})
    if not places:
        return {}
    reach = Reach.of(house, places)
    ledger = house.statistics.rows(EventCurrent, place_id=places)
    for on, question in dated:
        question.look(house, reach, as_of=on)
        question.consult(ledger)
        question.without_archive()
    asked = [Asked(question, read_basis(house, question), on) for on, question in dated]
    given = judged(records, asked)
    found: dict[date, tuple[Verdict, ...]] = {}
    for item in asked:
        found[item.on] = (*found.get(item.on, ()), given[id(item.question)])
    return found
