"""What a card explains, as sections to draw and as the document to take away; nothing is cached."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from airtrack.answers import explain as figures
from airtrack.answers.question import Question
from airtrack.answers.trail import Trail
from airtrack.answers.workings import day as explain_day
from airtrack.assess import explain as verdicts
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.store import snapshot
from airtrack.ui import house
from airtrack.ui.house import Now
from airtrack.views import explain, explain_card, explain_verdict
from airtrack.views.document import Document
from airtrack.views.section import Section


@dataclass(frozen=True, slots=True)
class ExplainAsk:
    """A target on a date, a figure of a period, or a day: which one follows from what is given."""

    place: str | None
    edition: str
    target: str = ""
    as_of: date | None = None
    period: str = ""
    indicator: str = ""
    day: date | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The same explanation for the eye and as a JSON document; `days` can be walked back to."""

    sections: tuple[Section, ...]
    document: str
    days: tuple[date, ...]


def explained(now: Now, ask: ExplainAsk) -> Explained:
    """The explanation that is asked for, by the functions of the command line.

    The public edition names no batches, files and people.
    """
    trail = None if now.is_public else _trail(now)
    if ask.target:
        return _target(now, ask, trail)
    if ask.day is not None:
        return _day(now, ask, ask.day, trail)
    return _figure(now, ask, trail)


def _trail(now: Now) -> Trail:
    return Trail(snapshot.facts(house.workspace().store.layout, list(now.history)))


def _target(now: Now, ask: ExplainAsk, trail: Trail | None) -> Explained:
    found = verdicts.of_target(now.house, ask.target, place=ask.place, as_of=ask.as_of, trail=trail)
    if now.is_public:
        found = found.for_public()
    gazetteer = now.house.gazetteer
    sections = explain_verdict.sections(found, gazetteer, now.words)
    days = () if len(found.figures) != 1 else _days(found.figures[0])
    return _made(now, sections, explain_verdict.told(found, gazetteer, now.words), days)


def _figure(now: Now, ask: ExplainAsk, trail: Trail | None) -> Explained:
    question = Question(periods.parse(ask.period), ask.edition, ask.as_of, ask.basis)
    place = str(ask.place)
    found = figures.of_city(now.house, question, place, indicator=ask.indicator, trail=trail)
    sections = explain_card.figure(found, now.words)
    return _made(now, sections, explain.figure(found, now.words), _days(found))


def _day(now: Now, ask: ExplainAsk, on: date, trail: Trail | None) -> Explained:
    found = explain_day.of_day(now.house, str(ask.place), on, edition=ask.edition, trail=trail)
    sections = explain_card.day(found, now.words)
    return _made(now, sections, {"day": explain.day(found, now.words)}, ())


def _days(found: figures.Explanation) -> tuple[date, ...]:
    return tuple(part.on_date for part in found.days)


def _made(now: Now, sections: list[Section], made: Document, days: tuple[date, ...]) -> Explained:
    text = json.dumps(made | {"demo": now.is_demo}, ensure_ascii=False, indent=1)
    return Explained(tuple(sections), text, days)
