"""What the city page holds a year beside: limits, shares, the year before; nothing is cached."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.answers import beside as answers
from airtrack.answers import polluted as polluted_days
from airtrack.answers.beside import Beside
from airtrack.answers.question import House, Question, edition_of
from airtrack.domain.basis import Basis
from airtrack.ui.city import screen as city
from airtrack.ui.frame.picture import Picture
from airtrack.ui.pickers import CityAsk
from airtrack.views import words as spoken
from airtrack.views.city import compared, composite, limits, polluted
from airtrack.views.table import Table, Words


@dataclass(frozen=True, slots=True)
class BesideScreen:
    """Each is None where there is nothing to hold beside anything."""

    limits: Picture | None
    composite: Picture | None
    compared: Table | None
    compared_title: str
    polluted: Picture | None


def screen(house: House, ask: CityAsk, words: Words) -> BesideScreen:
    """The known part of the city's year beside what it is measured by."""
    question = city.known(house, ask)
    found = answers.of_place(house, question, ask.place)
    said = {"period": spoken.period(found.span.key, words)}
    is_known = any(line.value is not None for line in found.lines)
    return BesideScreen(
        limits=_limits(house, question, found, words) if found.held else None,
        composite=_composite(found, words) if found.line("composite").value is not None else None,
        compared=compared.table(found, words) if is_known else None,
        compared_title=words.say("figure_compared", **said),
        polluted=None if ask.basis is Basis.ASSESSED else _polluted(house, ask, words),
    )


def _limits(house: House, question: Question, found: Beside, words: Words) -> Picture:
    edition, editions = edition_of(house, question), house.standards.editions
    period = spoken.period(found.span.key, words)
    return Picture(
        figure=limits.figure(found.held, words, edition=edition, editions=editions),
        title=words.say("figure_limits", period=period),
        said=limits.said(found.held, words, edition=edition, editions=editions),
        table=limits.table(found.held, words, editions=editions),
        note=words.label("limits_note"),
    )


def _composite(found: Beside, words: Words) -> Picture:
    return Picture(
        figure=composite.figure(found, words),
        title=words.say("figure_shares", period=spoken.period(found.span.key, words)),
        said=composite.said(found, words),
        table=composite.table(found, words),
        note=words.reasons(found.withheld),
    )


def _polluted(house: House, ask: CityAsk, words: Words) -> Picture | None:
    """None where no day of the year has an index."""
    year = polluted_days.of_year(house, ask.place, ask.year, edition=ask.edition)
    if year is None:
        return None
    months = polluted_days.of_months(house, ask.place, ask.year, edition=ask.edition)
    return Picture(
        figure=polluted.figure(months, words),
        title=words.label("figure_polluted"),
        said=polluted.said(year, words),
        table=polluted.table(months, words),
    )
