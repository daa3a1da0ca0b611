"""What the map shows for one question: by status of a plan's targets, or by an indicator."""

from __future__ import annotations

from dataclasses import dataclass, replace

from airtrack.answers import rank as rank_answers
from airtrack.answers.question import House, Question
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.ui.overview import screen as overview
from airtrack.ui.pickers import OverviewAsk
from airtrack.ui.ranking.asking import RankingAsk
from airtrack.views import sentences, table, verdicts, words
from airtrack.views.maps import statuses, values
from airtrack.views.maps.plate import Plate
from airtrack.views.overview import words as listing
from airtrack.views.table import Table, Words


@dataclass(frozen=True, slots=True)
class MapAsk:
    """What a map is asked: the status of a plan's targets, or the values of an indicator.

    `column` names one target of the board; where it is empty, each place has its worst status.
    """

    of: OverviewAsk | RankingAsk
    column: str = ""


@dataclass(frozen=True, slots=True)
class MapScreen:
    """Everything beside the drawing; `places` are the codes of the table's rows.

    `year` is that of the city pages the map leads to; `unplaced` counts places without a position.
    """

    title: str
    sentence: str
    plate: Plate
    table: Table
    places: tuple[str, ...]
    year: int
    edition: str
    sources: tuple[str, ...]
    basis: str
    unplaced: int


def columns(house: House, ask: OverviewAsk, spoken: Words, *, answer: Board) -> dict[str, str]:
    """The targets that the map can show alone, by their key on the board."""
    whole = statuses.grid(overview.asked(house, answer, ask), "")
    return {column.key: column.label(spoken) for column in whole.columns}


def of_status(
    house: House, ask: OverviewAsk, spoken: Words, *, answer: Board, column: str
) -> MapScreen:
    """The map of a plan's year; `answer` holds the verdicts of its date."""
    whole = statuses.grid(overview.asked(house, answer, ask), column)
    plate = statuses.plate(whole, house.gazetteer, spoken)
    shown = [own[0] for own in statuses.worst(whole).values()]
    listed = verdicts.worst_first(shown)
    plan = next(plan for plan in answer.plans if plan.id == ask.plan)
    keyed = {column.key: column.label(spoken) for column in whole.columns}
    said = {
        "plan": sentences.plan_name(plan, spoken),
        "year": ask.year,
        "day": ask.as_of.isoformat(),
        "what": keyed.get(column) or spoken.label("map_worst"),
    }
    editions = [item.target.edition for item in shown if item.target.edition]
    return MapScreen(
        title=spoken.say("map_title_status", **said),
        sentence=plate.alt,
        plate=plate,
        table=listing.listed(listed, house.gazetteer, spoken),
        places=tuple(item.place for item in listed),
        year=ask.year,
        edition=editions[0] if editions else house.standards.editions[0].id,
        sources=origins(house, (item.source for item in shown)),
        basis="basis_of_targets" if house.statistics.has_events else NO_EVENTS,
        unplaced=len(listed) - len(plate.spots),
    )


def of_values(house: House, ask: RankingAsk, spoken: Words) -> MapScreen:
    """The map of a group's period and indicator."""
    question = Question(periods.parse(ask.period), ask.edition)
    group = house.gazetteer.find_group(ask.group)
    answer = rank_answers.of_group(house, question, group, by=ask.by)
    plate = values.plate(answer, house.gazetteer, spoken)
    codes = (*(row.place for row in answer.rows), *(item.place for item in answer.unranked))
    title = spoken.say(
        "map_title_values",
        group=words.group_name(answer, spoken),
        period=words.period(ask.period, spoken),
        by=spoken.label(ask.by),
    )
    return MapScreen(
        title=title,
        sentence=plate.alt,
        plate=plate,
        table=replace(table.rank(answer, spoken), title=title),
        places=codes,
        year=question.period.first_on.year,
        edition=answer.edition,
        sources=origins(house, (row.source for row in answer.rows)),
        basis=Basis.EXCL_DUST if house.statistics.has_events else NO_EVENTS,
        unplaced=len(codes) - len(plate.spots),
    )
