"""Verbs about rules of plans: triggered."""

from __future__ import annotations

from airtrack.assess.triggered import triggered as found_on
from airtrack.cli import output
from airtrack.cli.asking import show
from airtrack.cli.judging import code_of
from airtrack.cli.session import Asked, Session, parse_date
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import NotFound
from airtrack.views import triggered as shown


def triggered(
    session: Session, plan: str | None, *, place: str | None, as_of: str | None, known: str | None
) -> None:
    """The conditions that hold, then those that could not be told; the decision is never ours."""
    house = session.house(Asked("", IN_FORCE, as_of, known))
    code = None if place is None else code_of(house.gazetteer, place)
    day = None if as_of is None else parse_date(as_of)
    answer = found_on(house, as_of=day, plan_id=plan, place=code)
    found = (*answer.holding, *answer.open, *answer.failing)
    if place is not None and not found:
        every = found_on(house, as_of=day, plan_id=plan)
        codes = {item.place for item in (*every.holding, *every.open, *every.failing)}
        near = sorted(house.gazetteer.places[one].name for one in codes if one is not None)
        raise NotFound("no_rules_of_place", text=place, nearest=near)
    words = session.words
    made = shown.document(answer, house.gazetteer, words)
    show(session, made, shown.table(answer, house.gazetteer, words))
    if session.said.format == "table":
        output.say(words.label("triggered_decision"))
