"""What each page shows for one question: sentences, figures, tables; nothing is cached here."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.answers import rank as rank_answers
from airtrack.answers.question import House, Question
from airtrack.answers.rank import Ranking
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Verdict
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.ui.pickers import OverviewAsk, RankingAsk
from airtrack.views import bases, board, overview, ranking, sentences, table, verdicts, words
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """Everything the overview shows; the board is in two figures, none where nothing is on record.

    `places` are the codes of the table's rows, None where a row is no city; `unknown` says which
    targets too few data leave open, empty where none; `beside` has the verdicts that another basis
    or the authority knows, None where nothing is on record.
    """

    sentence: str
    counts: str
    title: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...]
    attention: tuple[Verdict, ...]
    unknown: str
    table: Table
    places: tuple[str | None, ...]
    edition: str
    sources: tuple[str, ...]
    beside: Table | None
    basis: str


@dataclass(frozen=True, slots=True)
class RankingScreen:
    """Everything the ranking page shows; `basis` is the word for that of means and index."""

    sentence: str
    title: str
    figure: Figure
    table: Table
    places: tuple[str, ...]
    edition: str
    sources: tuple[str, ...]
    n_cities: int
    basis: str


def of_overview(house: House, ask: OverviewAsk, spoken: Words, *, answer: Board) -> OverviewScreen:
    """The overview of one plan, year and date; `answer` holds the verdicts of that date."""
    found = of_plan(answer, ask)
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
    return OverviewScreen(
        sentence=overview.answer(grid, gazetteer, spoken, as_of=ask.as_of, year=ask.year),
        counts=overview.counts(grid.verdicts, spoken),
        title=spoken.say("figure_board", year=ask.year, plan=named),
        figures=tuple(board.figure(panel, gazetteer, spoken) for panel in panels),
        remarks=overview.remarks(grid, unjudged, spoken),
        attention=overview.attention(grid.verdicts),
        unknown=overview.unknown(found, spoken),
        table=overview.listed(listed, gazetteer, spoken),
        places=tuple(None if item.is_region else item.place for item in listed),
        edition=edition or house.standards.editions[0].id,
        sources=origins(house, (item.source for item in grid.verdicts)),
        beside=bases.verdicts_beside(listed, gazetteer, spoken),
        basis="basis_of_targets" if house.statistics.has_events else NO_EVENTS,
    )


def is_of_air(house: House, indicator: str) -> bool:
    """True for figures of the air, false for what people count and report."""
    measure = house.standards.indicators[indicator].measure
    return measure.is_of_days or measure is Measure.ATTAINMENT


def of_plan(answer: Board, ask: OverviewAsk) -> tuple[Verdict, ...]:
    """The verdicts of the plan and year."""
    own = (item for item in answer.verdicts if item.target.plan == ask.plan)
    return board.of_year(own, ask.year)


def of_ranking(house: House, ask: RankingAsk, spoken: Words) -> RankingScreen:
    """The ranking of one group, period and indicator."""
    answer = rank_answers.of_group(
        house,
        Question(periods.parse(ask.period), ask.edition),
        house.gazetteer.find_group(ask.group),
        by=ask.by,
    )
    better = house.standards.indicators[ask.by].better
    said = {
        "by": spoken.label(ask.by),
        "group": words.group_name(answer, spoken),
        "period": words.period(ask.period, spoken),
    }
    return RankingScreen(
        sentence=words.ranking(answer, spoken, lower_is_better=better == "lower"),
        title=spoken.say("figure_ranking", **said),
        figure=ranking.figure(answer, spoken),
        table=table.rank(answer, spoken),
        places=_codes(answer),
        edition=answer.edition,
        sources=origins(house, (row.source for row in answer.rows)),
        n_cities=len(answer.rows),
        basis=Basis.EXCL_DUST if house.statistics.has_events else NO_EVENTS,
    )


def _codes(answer: Ranking) -> tuple[str, ...]:
    """Codes in the order of the table's rows."""
    ranked = tuple(row.place for row in answer.rows)
    return ranked + tuple(row.place for row in answer.unranked)
