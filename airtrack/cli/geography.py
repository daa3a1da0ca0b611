"""Verbs about places and groups: what is on record, and where it is from."""

from __future__ import annotations

from airtrack.cli import output
from airtrack.cli.session import Session, today
from airtrack.domain.place import Place
from airtrack.registry import tiers
from airtrack.registry.places import Gazetteer
from airtrack.views import gazetteer as views


def places(session: Session, *, under: str | None, kind: str | None) -> None:
    """The places on record in the order of their codes; all of them without a condition."""
    gazetteer = session.workspace.gazetteer
    found = [gazetteer.places[code] for code in sorted(gazetteer.places)]
    if under is not None:
        found = _below(found, gazetteer, under)
    if kind is not None:
        found = [place for place in found if place.kind.value == kind]
    every = {item.code: item for item in gazetteer.gone.values()}
    gone = [] if under or kind else [every[code] for code in sorted(every)]
    table = views.places_table(found, gone, gazetteer, session.words)
    output.show_as(session.said.format, views.places(found, gone, gazetteer), table)


def _below(found: list[Place], gazetteer: Gazetteer, text: str) -> list[Place]:
    """The places that the named one governs; a name that means a city too means the city."""
    head = gazetteer.find(text).code
    return [
        place
        for place in found
        if any(above.code == head for above in tiers.above(place, gazetteer.places))
    ]


def groups(session: Session, name: str | None) -> None:
    """Every group, province and set below a place, or one with its members."""
    gazetteer, words = session.workspace.gazetteer, session.words
    if name is not None:
        one = gazetteer.find_group(name)
        output.show_as(
            session.said.format,
            views.group(one, gazetteer),
            views.group_table(one, gazetteer, words),
        )
        return
    found = gazetteer.all_groups()
    table = views.groups_table(found, gazetteer, words, on=today())
    output.show_as(session.said.format, views.groups(found, gazetteer, on=today()), table)
