"""Verbs about schemes: schemes, schemes score. They are examples, off until switched on."""

from __future__ import annotations

from difflib import get_close_matches

from airtrack.assess import scheme_board
from airtrack.cli import output
from airtrack.cli.asking import show
from airtrack.cli.session import Asked, Session
from airtrack.domain import period as periods
from airtrack.domain.scheme import Scheme
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import NotFound, WrongUse
from airtrack.views import schemes as shown


def listed(session: Session) -> None:
    """The schemes on file, on or off."""
    found, on = session.workspace.registry.schemes, session.settings.schemes_on
    for name in on:
        _known(found, name)
    document = shown.listed(found, on=on, words=session.words)
    if session.is_json:
        output.show_json(document)
        return
    table = shown.list_table(found, on=on, words=session.words)
    (output.show_csv if session.said.format == "csv" else output.show_table)(table)


def score(session: Session, scheme_id: str, *, group: str, period: str) -> None:
    """What a scheme gives for a group; raises WrongUse("scheme_is_off") unless it is on."""
    scheme = _known(session.workspace.registry.schemes, scheme_id)
    on = session.settings.schemes_on
    if scheme.id not in on:
        raise WrongUse("scheme_is_off", id=scheme.id, setting=",".join((*on, scheme.id)))
    house = session.house(Asked(period, IN_FORCE))
    answer = scheme_board.settled(
        house,
        scheme,
        group=house.gazetteer.find_group(group),
        period=periods.parse(period),
    )
    words = session.words
    made = shown.scored(answer, house.gazetteer, words)
    show(session, made, shown.score_table(answer, house.gazetteer, words))
    if session.said.format == "table":
        output.say(words.label("scheme_example"))


def _known(found: tuple[Scheme, ...], scheme_id: str) -> Scheme:
    for scheme in found:
        if scheme.id == scheme_id:
            return scheme
    ids = [scheme.id for scheme in found]
    near = get_close_matches(scheme_id, ids) or ids
    raise NotFound("unknown_scheme", text=scheme_id, nearest=near)
