"""What each page shows for one question: sentences, figures, tables; nothing is cached here."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.answers import rank as rank_answers
from airtrack.answers.question import House, Question
from airtrack.answers.rank import Ranking
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.ui.pickers import RankingAsk
from airtrack.views import ranking, table, words
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure


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
