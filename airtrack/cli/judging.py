"""Verbs that judge: status."""

from __future__ import annotations

from airtrack.assess.board import board
from airtrack.cli.asking import show
from airtrack.cli.session import Asked, Session, parse_date
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import NotFound
from airtrack.registry.places import Gazetteer
from airtrack.views import status as documents
from airtrack.views import verdicts


def status(
    session: Session, plan: str | None, *, place: str | None, as_of: str | None, known: str | None
) -> None:
    """Every target's verdict, the worst first for people, in the plan's order for machines."""
    house = session.house(Asked("", IN_FORCE, as_of, known))
    code = None if place is None else code_of(house.gazetteer, place)
    day = None if as_of is None else parse_date(as_of)
    answer = board(house, as_of=day, plan_id=plan, place=code)
    if place is not None and not answer.verdicts and not answer.unjudged:
        every = board(house, as_of=day, plan_id=plan).verdicts
        names = {verdicts.place_name(item, house.gazetteer, session.words) for item in every}
        raise NotFound("no_targets_of_place", text=place, nearest=sorted(names))
    words = session.words
    made = documents.status(answer, house.gazetteer, words)
    title = words.say("table_status", day=answer.as_of.isoformat())
    worst = verdicts.worst_first(answer.verdicts)
    show(session, made, verdicts.table(worst, house.gazetteer, words, title=title))


def code_of(gazetteer: Gazetteer, text: str) -> str:
    """The code of the city, or the id of the group; raises NotFound with the nearest names."""
    try:
        return gazetteer.find(text).code
    except NotFound as no_place:
        try:
            return gazetteer.find_group(text).id
        except NotFound:
            raise no_place from None
