"""Verbs that explain: explain, method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from airtrack.answers import explain as figures
from airtrack.answers.question import House
from airtrack.answers.rank import CHANGE
from airtrack.answers.trail import Trail
from airtrack.answers.workings import attainment as explain_attainment
from airtrack.answers.workings import change as explain_change
from airtrack.answers.workings import day as explain_day
from airtrack.answers.workings import rank as explain_rank
from airtrack.answers.workings import trend as explain_trend
from airtrack.assess import explain as verdicts
from airtrack.cli import output
from airtrack.cli.asking import is_demo
from airtrack.cli.judging import code_of
from airtrack.cli.session import Asked, Session, parse_date, parse_instant
from airtrack.errors import NotFound, WrongUse
from airtrack.views import explain, explain_card, explain_verdict, explain_verified, method, section
from airtrack.views.document import Document
from airtrack.views.section import Section
from airtrack.views.table import Table


@dataclass(frozen=True, slots=True)
class What:
    """What is to be explained: a target, a figure of a place, a day of a place.

    `of` asks for what was drawn from figures instead: a change, a rank in `group`, a trend,
    attainment, the main pollutants.
    """

    target: str | None = None
    place: str | None = None
    indicator: str | None = None
    day: str | None = None
    of: str | None = None
    group: str | None = None


def tell(session: Session, what: What, asked: Asked) -> None:
    """The whole calculation: formula, rounding, clauses, inputs, batches."""
    house = session.house(asked)
    known = None if asked.known is None else parse_instant(asked.known)
    trail = Trail(session.workspace.facts(known))
    made: Document = {}
    sections: list[Section] = []
    if what.target is not None:
        made, sections = _verdict(session, house, what, asked, trail)
    elif what.of is not None:
        made, sections = _verified(session, house, what, asked, trail)
    elif what.indicator is not None and what.place is not None and asked.period:
        made, sections = _figure(session, house, what, asked, trail)
    elif what.day is None or what.place is None:
        raise WrongUse("explain_what")
    if what.day is not None and what.place is not None:
        more, shown = _day(session, house, what, asked, trail)
        made, sections = made | more, sections + shown
    _show(session, made | {"demo": is_demo(session)}, sections)


def _verdict(
    session: Session, house: House, what: What, asked: Asked, trail: Trail
) -> tuple[Document, list[Section]]:
    day = None if asked.as_of is None else parse_date(asked.as_of)
    place = None if what.place is None else code_of(house.gazetteer, what.place)
    found = verdicts.of_target(house, str(what.target), place=place, as_of=day, trail=trail)
    words, gazetteer = session.words, house.gazetteer
    made = explain_verdict.told(found, gazetteer, words)
    return made, explain_verdict.sections(found, gazetteer, words)


def _figure(
    session: Session, house: House, what: What, asked: Asked, trail: Trail
) -> tuple[Document, list[Section]]:
    """The figure of a city, or of a group as a region."""
    question = session.question(asked)
    place, indicator = str(what.place), str(what.indicator)
    try:
        code = house.gazetteer.find(place).code
    except NotFound as no_place:
        try:
            group = house.gazetteer.find_group(place)
        except NotFound:
            raise no_place from None
        found = figures.of_group(house, question, group, indicator=indicator)
    else:
        found = figures.of_city(house, question, code, indicator=indicator, trail=trail)
    return explain.figure(found, session.words), explain_card.figure(found, session.words)


def _verified(
    session: Session, house: House, what: What, asked: Asked, trail: Trail
) -> tuple[Document, list[Section]]:
    """What was drawn from the figures of a city."""
    question = session.question(asked) if asked.period else None
    is_whole = what.of in (explain_attainment.ATTAINMENT, explain_attainment.MAIN)
    if question is None or what.place is None or not (is_whole or what.indicator):
        raise WrongUse("explain_what")
    place, indicator = house.gazetteer.find(what.place), str(what.indicator)
    told = (house, question, place.code)
    figures_of: tuple[figures.Explanation, ...] = ()
    if what.of == explain_attainment.ATTAINMENT:
        found = explain_attainment.of_city(*told)
    elif what.of == explain_attainment.MAIN:
        found, figures_of = explain_attainment.main_of_city(*told, trail=trail)
    elif what.of == CHANGE:
        found, figures_of = explain_change.of_city(*told, indicator=indicator, trail=trail)
    elif what.of == explain_trend.TREND:
        found = explain_trend.of_city(*told, indicator=indicator)
    else:
        group = house.gazetteer.find_group(what.group or place.province)
        found = explain_rank.of_place(*told, group=group, by=indicator)
    known = None if is_whole else indicator
    shown = explain_verified.Shown(place.code, place.name, question, known, found, figures_of)
    words = session.words
    return explain_verified.told(shown, words), explain_verified.sections(shown, words)


def _day(
    session: Session, house: House, what: What, asked: Asked, trail: Trail
) -> tuple[Document, list[Section]]:
    place = house.gazetteer.find(str(what.place)).code
    on = parse_date(str(what.day))
    found = explain_day.of_day(house, place, on, edition=asked.edition, trail=trail)
    words = session.words
    return {"day": explain.day(found, words)}, explain_card.day(found, words)


def tell_method(session: Session, out: Path | None) -> None:
    """The method as a document in Markdown: written to the file, or said."""
    sections = method.sections(session.workspace.registry.standards, session.words)
    if out is not None:
        out.write_text(section.markdown(sections), encoding="utf-8", newline="\n")
        output.warn(session.words.say("told_written", file=out.as_posix()))
    elif session.is_json:
        output.show_json({"sections": section.document(sections)})
    else:
        output.say(section.markdown(sections))


def _show(session: Session, made: Document, sections: Sequence[Section]) -> None:
    """One document; for people every section; as CSV the longest table, the days or the hours."""
    if session.is_json:
        output.show_json(made)
        return
    if made["demo"]:
        output.warn(session.words.label("demo_badge"))
    if session.said.format == "csv":
        output.show_csv(_longest(sections))
        return
    for item in sections:
        output.say("\n".join(["", f"{'#' * (item.level - 1)} {item.title}", *item.lines]))
        if item.table is not None:
            output.show_table(item.table)


def _longest(sections: Sequence[Section]) -> Table:
    tables = [item.table for item in sections if item.table is not None]
    return max(tables, key=lambda table: len(table.rows))
