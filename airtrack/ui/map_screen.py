"""What the map shows for one question: by status of a plan's targets, or by an indicator."""

from __future__ import annotations

from dataclasses import dataclass, replace

from airtrack.answers import rank as rank_answers
from airtrack.answers.question import House, Question
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.ui import screens
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.ui.pickers import OverviewAsk, RankingAsk
from airtrack.views import overview, sentences, table, verdicts, words
from airtrack.views.maps import statuses, values
from airtrack.views.maps.plate import Plate
from airtrack.views.table import Table, Words


@dataclass(frozen=True, slots=True)
class StatusMap:
    """The status of a plan's targets: of one column of the board, the worst where none is named."""

    of: OverviewAsk
    column: str = ""


@dataclass(frozen=True, slots=True)
class ValueMap:
    """The values of an indicator in a group and period."""

    of: RankingAsk


MapAsk = StatusMap | ValueMap


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


def columns(answer: Board, ask: OverviewAsk, spoken: Words) -> dict[str, str]:
    """The targets that the map can show alone, by their key on the board."""
    whole = statuses.grid(screens.of_plan(answer, ask), "")
    return {column.key: column.label(spoken) for column in whole.columns}


def of_status(house: House, ask: StatusMap, spoken: Words, *, answer: Board) -> MapScreen:
    """The map of a plan's year; `answer` holds the verdicts of its date."""
    whole = statuses.grid(screens.of_plan(answer, ask.of), ask.column)
    plate = statuses.plate(whole, house.gazetteer, spoken)
    shown = [own[0] for own in statuses.worst(whole).values()]
    listed = verdicts.worst_first(shown)
    plan = next(plan for plan in answer.plans if plan.id == ask.of.plan)
    keyed = {column.key: column.label(spoken) for column in whole.columns}
    said = {
        "plan": sentences.plan_name(plan, spoken),
        "year": ask.of.year,
        "day": ask.of.as_of.isoformat(),
        "what": keyed.get(ask.column) or spoken.label("map_worst"),
    }
    editions = [item.target.edition for item in shown if item.target.edition]
    return MapScreen(
        title=spoken.say("map_title_status", **said),
        sentence=plate.alt,
        plate=plate,
        table=overview.listed(listed, house.gazetteer, spoken),
        places=tuple(item.place for item in listed),
        year=ask.of.year,
        edition=editions[0] if editions else house.standards.editions[0].id,
        sources=origins(house, (item.source for item in shown)),
        basis="basis_of_targets" if house.statistics.has_events else NO_EVENTS,
        unplaced=len(listed) - len(plate.spots),
    )


def of_values(house: House, ask: ValueMap, spoken: Words) -> MapScreen:
    """The map of a group's period and indicator."""
    own = ask.of
    question = Question(periods.parse(own.period), own.edition)
    group = house.gazetteer.find_group(own.group)
    answer = rank_answers.of_group(house, question, group, by=own.by)
    plate = values.plate(answer, house.gazetteer, spoken)
    codes = (*(row.place for row in answer.rows), *(item.place for item in answer.unranked))
    title = spoken.say(
        "map_title_values",
        group=words.group_name(answer, spoken),
        period=words.period(own.period, spoken),
        by=spoken.label(own.by),
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
