"""What the overview shows for one question; nothing is cached here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.assess.board import Board
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Verdict
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.ui.pickers import OverviewAsk
from airtrack.views import bases, board, sentences, verdicts
from airtrack.views.overview import sheet
from airtrack.views.overview import words as overview
from airtrack.views.season import words as season
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class Card:
    """Who needs attention, since when they are behind, and how many of their targets are."""

    verdict: Verdict
    told: str
    since: str
    others: str


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """Everything the overview shows; the board is in two figures, none where nothing is on record.

    `cells` are the verdicts behind the board's cells by place and column. `places` are the codes
    of the table's rows, None where a row is no city; `unknown` says which targets too few data
    leave open, empty where none; `beside` has the verdicts that another basis or the authority
    knows, None where nothing is on record. `sheet` is what is printed.
    """

    sentence: str
    counts: str
    title: str
    figures: tuple[Figure, ...]
    cells: dict[tuple[str, str], Verdict]
    remarks: tuple[str, ...]
    attention: tuple[Card, ...]
    unknown: str
    table: Table
    places: tuple[str | None, ...]
    edition: str
    sources: tuple[str, ...]
    beside: Table | None
    basis: str
    sheet: str


def screen(house: House, ask: OverviewAsk, spoken: Words, *, answer: Board) -> OverviewScreen:
    """The overview of one plan, region, year and date; `answer` holds the verdicts of that date."""
    found = asked(house, answer, ask)
    grid = board.grid(found)
    gazetteer = house.gazetteer
    panels = board.panels(grid, lambda key: is_of_air(house, key))
    listed = verdicts.worst_first(found)
    plan = next(plan for plan in answer.plans if plan.id == ask.plan)
    named = sentences.plan_name(plan, spoken)
    edition = next((item.target.edition for item in found if item.target.edition), "")
    unjudged = [
        item
        for item in answer.unjudged
        if item.plan == ask.plan and item.span.last_on.year == ask.year
    ]
    sentence = overview.answer(
        grid,
        gazetteer,
        spoken,
        as_of=ask.as_of,
        year=ask.year,
        is_air=lambda key: is_of_air(house, key),
    )
    title = spoken.say("figure_board", year=ask.year, plan=named)
    cards = _cards(house, grid.verdicts, spoken)
    return OverviewScreen(
        sentence=sentence,
        counts=overview.counts(grid.verdicts, spoken),
        title=title,
        figures=tuple(board.figure(panel, gazetteer, spoken) for panel in panels),
        cells={(place, column.key): cell.verdict for (place, column), cell in grid.cells.items()},
        remarks=overview.remarks(grid, unjudged, spoken),
        attention=cards,
        unknown=overview.unknown(found, spoken),
        table=overview.listed(listed, gazetteer, spoken),
        places=tuple(None if item.is_region else item.place for item in listed),
        edition=edition or house.standards.editions[0].id,
        sources=origins(house, (item.source for item in grid.verdicts)),
        beside=bases.verdicts_beside(listed, gazetteer, spoken),
        basis="basis_of_targets" if house.statistics.has_events else NO_EVENTS,
        sheet=sheet.page(
            *(grid, gazetteer, spoken),
            title=title,
            sentence=sentence,
            attention=[card.told for card in cards],
        ),
    )


def _cards(house: House, found: Sequence[Verdict], spoken: Words) -> tuple[Card, ...]:
    """The gravest verdict of each of the places that need attention most."""
    behind = [item for item in found if item.status in overview.BEHIND]
    return tuple(
        Card(
            item,
            sentences.told(item, house.gazetteer, spoken),
            "" if item.season is None else season.since(item.season, spoken),
            _others(item, behind, spoken),
        )
        for item in overview.attention(found, is_air=lambda key: is_of_air(house, key))
    )


def _others(shown: Verdict, behind: Sequence[Verdict], spoken: Words) -> str:
    """What else of the same place is behind."""
    others = [item for item in behind if item.place == shown.place and item is not shown]
    if not others:
        return ""
    named = spoken.label("list_separator").join(
        sentences.indicator(item, spoken, short=True) for item in others
    )
    return spoken.say("attention_others", listed=named)


def is_of_air(house: House, indicator: str) -> bool:
    """True for figures of the air, false for what people count and report."""
    measure = house.standards.indicators[indicator].measure
    return measure.is_of_days or measure is Measure.ATTAINMENT


def asked(house: House, answer: Board, ask: OverviewAsk) -> tuple[Verdict, ...]:
    """The verdicts of the plan and year that speak of the region, or of a place in it."""
    own = (item for item in answer.verdicts if item.target.plan == ask.plan)
    found = board.of_year(own, ask.year)
    if ask.region is None:
        return found
    members = house.gazetteer.find_group(ask.region).members(ask.as_of)
    return tuple(
        item
        for item in found
        if (item.place == ask.region if item.is_region else item.place in members)
    )


def regions(house: House, plan: PlanAnswer, year: int) -> tuple[str, ...]:
    """The sets of places that hold some of the plan's cities of the year, but not all of them."""
    own_year = [target for target in plan.targets if target.span.last_on.year == year]
    if not own_year:
        return ()
    on = max(target.span.last_on for target in own_year)
    cities = frozenset(place for target in own_year for place in target.places)
    held: dict[frozenset[str], str] = {}
    for group in house.gazetteer.all_groups():
        own = cities.intersection(group.members(on))
        if 1 < len(own) < len(cities):
            held.setdefault(own, group.id)
    return tuple(held.values())
