"""Verbs that ask: days, stats, rank."""

from __future__ import annotations

from airtrack.answers import days as day_answers
from airtrack.answers import rank as rank_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers.question import House
from airtrack.cli import output
from airtrack.cli.session import Asked, Session
from airtrack.domain.batch import is_demonstration
from airtrack.domain.place import PlaceKind
from airtrack.errors import NotFound, WrongUse
from airtrack.views import document, export, table
from airtrack.views.document import Document
from airtrack.views.table import Table


def days(session: Session, places: list[str], asked: Asked) -> None:
    """Daily rows of each place."""
    if not places:
        raise WrongUse("place_or_group")
    question = session.question(asked)
    house = session.house(asked)
    codes = _codes(house, places)
    answer = [day for code in codes for day in day_answers.of_place(house, question, code)]
    made = document.days(answer, session.words.glossary, session.words.lang)
    show(session, made, table.days(answer, session.words))


def stats(session: Session, places: list[str], group: str | None, asked: Asked) -> None:
    """A row per city; for a group the regional row too."""
    if bool(places) == bool(group):
        raise WrongUse("place_or_group")
    question = session.question(asked)
    house = session.house(asked)
    if group:
        answer = stats_answers.of_group(house, question, house.gazetteer.find_group(group))
    else:
        codes = _codes(house, places, reported=house.statistics.reported)
        answer = stats_answers.of_places(house, question, codes)
    made = document.stats(answer, session.words.glossary, session.words.lang)
    show(session, made | _basis(asked), table.stats(answer, session.words))


def rank(session: Session, group: str, asked: Asked, *, by: str) -> None:
    """Ranked cities and those that are not."""
    question = session.question(asked)
    house = session.house(asked)
    answer = rank_answers.of_group(house, question, house.gazetteer.find_group(group), by=by)
    made = document.rank(answer, session.words.glossary, session.words.lang)
    show(session, made | _basis(asked), table.rank(answer, session.words))


def _codes(house: House, places: list[str], *, reported: frozenset[str] = frozenset()) -> list[str]:
    """Codes of the places, each once; raises NotFound for a province, which is a group.

    A province with a row of its own in a published table, one of the `reported`, is a place too.
    """
    found = [house.gazetteer.find(text) for text in places]
    for place in found:
        if place.kind is PlaceKind.PROVINCE and place.code not in reported:
            raise NotFound("place_is_province", text=place.name, nearest=[])
    return list(dict.fromkeys(place.code for place in found))


def _basis(asked: Asked) -> Document:
    """Without dust days on record both bases give the same figures."""
    return {"basis": asked.basis or "incl_dust"}


def show(session: Session, made: Document, shown: Table) -> None:
    """The answer in the asked format; demonstration data say so in every one of them."""
    is_demo = is_demonstration(session.workspace.store.snapshot().history())
    if session.is_json:
        output.show_json(made | {"demo": is_demo})
        return
    if is_demo:
        output.warn(session.words.label("demo_badge"))
    if session.said.format == "csv":
        output.show_csv(export.marked(shown, session.words) if is_demo else shown)
    else:
        output.show_table(shown)
