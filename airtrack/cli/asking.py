"""Verbs that ask: days, stats, rank, trend."""

from __future__ import annotations

from airtrack.answers import days as day_answers
from airtrack.answers import detail as detail_answers
from airtrack.answers import dust
from airtrack.answers import rank as rank_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers import trend as trend_answers
from airtrack.answers.question import House, Question, members
from airtrack.cli import output
from airtrack.cli.session import Asked, Session
from airtrack.domain.basis import Basis
from airtrack.domain.batch import is_demonstration
from airtrack.domain.place import PlaceKind
from airtrack.errors import NotFound, WrongUse
from airtrack.views import detail as detail_views
from airtrack.views import document, export, table, trends
from airtrack.views.document import Document
from airtrack.views.table import Table


def days(session: Session, places: list[str], asked: Asked) -> None:
    """Daily rows of each place."""
    if not places:
        raise WrongUse("place_or_group")
    question = session.question(asked)
    house = session.house(asked)
    codes = place_codes(house, places)
    answer = [day for code in codes for day in day_answers.of_place(house, question, code)]
    made = document.days(answer, session.words.glossary, session.words.lang)
    show(session, made, table.days(answer, session.words))


def stats(
    session: Session, places: list[str], group: str | None, asked: Asked, *, detail: bool = False
) -> None:
    """A row per city; for a group the regional row too. JSON always has the detail."""
    if bool(places) == bool(group):
        raise WrongUse("place_or_group")
    question = session.question(asked)
    house = session.house(asked)
    if group:
        answer = stats_answers.of_group(house, question, house.gazetteer.find_group(group))
    else:
        codes = place_codes(house, places, reported=house.statistics.reported)
        answer = stats_answers.of_places(house, question, codes)
    made = document.stats(answer, session.words.glossary, session.words.lang)
    made |= _basis(question, has_events=any(row.dust for row in answer.rows))
    if not (detail or session.is_json):
        show(session, made, table.stats(answer, session.words))
        return
    found = detail_answers.of_places(house, question, [row.place for row in answer.rows])
    shown = detail_views.table(answer, found, session.words)
    show(session, detail_views.added(made, found, session.words), shown)


def rank(session: Session, group: str, asked: Asked, *, by: str) -> None:
    """Ranked cities and those that are not."""
    question = session.question(asked)
    house = session.house(asked)
    answer = rank_answers.of_group(house, question, house.gazetteer.find_group(group), by=by)
    made = document.rank(answer, session.words.glossary, session.words.lang)
    made |= _basis(question, has_events=any(row.dust for row in answer.stats))
    show(session, made, table.rank(answer, session.words))


def trend(
    session: Session,
    places: list[str],
    group: str | None,
    asked: Asked,
    *,
    by: str,
    years: int | None,
) -> None:
    """The period year by year for each city, and whether that is a trend."""
    if bool(places) == bool(group):
        raise WrongUse("place_or_group")
    question = session.question(asked)
    house = session.house(asked)
    if group:
        codes = list(members(house.gazetteer.find_group(group), question))
    else:
        codes = place_codes(house, places, reported=house.statistics.reported)
    answer = trend_answers.of_places(house, question, codes, by=by, years=years)
    made = trends.trend(answer, house.standards.trend, session.words)
    made |= _basis(question, has_events=house.statistics.has_events)
    show(session, made, trends.table(answer, session.words))


def place_codes(
    house: House, places: list[str], *, reported: frozenset[str] = frozenset()
) -> list[str]:
    """Codes of the places, each once; raises NotFound for a province, which is a group.

    A province with a row of its own in a published table, one of the `reported`, is a place too.
    """
    found = [house.gazetteer.find(text) for text in places]
    for place in found:
        if place.kind is PlaceKind.PROVINCE and place.code not in reported:
            raise NotFound("place_is_province", text=place.name, nearest=[])
    return list(dict.fromkeys(place.code for place in found))


def _basis(question: Question, *, has_events: bool) -> Document:
    """The basis of means and index, and of the day ratios, which keep the days of events."""
    basis = dust.shown(question.basis, has_events=has_events)
    kept = Basis.ASSESSED if basis is Basis.ASSESSED else Basis.INCL_DUST
    return {"basis": basis.value, "basis_of_days": kept.value}


def show(session: Session, made: Document, shown: Table) -> None:
    """The answer in the asked format; demonstration data say so in every one of them."""
    if session.is_json:
        output.show_json(made | {"demo": is_demo(session)})
        return
    if is_demo(session):
        output.warn(session.words.label("demo_badge"))
    if session.said.format == "csv":
        output.show_csv(export.marked(shown, session.words) if is_demo(session) else shown)
    else:
        output.show_table(shown)


def is_demo(session: Session) -> bool:
    """True when what counts is synthetic."""
    return is_demonstration(session.workspace.store.snapshot().history())
