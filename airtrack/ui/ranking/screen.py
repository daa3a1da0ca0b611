"""What the page of the ranking shows for one question; nothing is cached here."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.answers import positions
from airtrack.answers import rank as rank_answers
from airtrack.answers.positions import Ends, Moves
from airtrack.answers.question import House, Question
from airtrack.answers.rank import CHANGE, Ranking
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period_kind import PeriodKind, kinds
from airtrack.ui.frame.picture import Picture
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.ui.ranking.asking import RankingAsk
from airtrack.views import words as spoken
from airtrack.views.ranking import bars, bump, listed, told
from airtrack.views.ranking.bump import Course
from airtrack.views.table import Table, Words

_MONTHS = 2
"""Fewer months than these make no line."""


@dataclass(frozen=True, slots=True)
class RankingScreen:
    """What the ranking page shows first; the figure is None where nobody is ranked.

    `places` are the codes of the table's rows; `basis` is the word for that of means and index.
    """

    sentence: str
    ranked: Picture | None
    table: Table
    places: tuple[str, ...]
    edition: str
    sources: tuple[str, ...]
    n_cities: int
    basis: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands below a ranking: the ranks of the months, and the ranking by change.

    None where fewer than two months have ranks, and where the ranking is one by change itself.
    """

    course: Picture | None
    change: Picture | None


def ranking(house: House, ask: RankingAsk) -> Ranking:
    """The ranking of one set, period and indicator."""
    question = Question(periods.parse(ask.period), ask.edition)
    return rank_answers.of_group(house, question, house.gazetteer.find_group(ask.group), by=ask.by)


def screen(house: House, ask: RankingAsk, words: Words, *, answer: Ranking) -> RankingScreen:
    """The ranking with its moves."""
    moves = positions.moves(house, answer, kind=_kind(ask, answer))
    ends = positions.ends_of(answer.rows, ask.ends)
    is_lower = house.standards.indicators[ask.by].better == "lower"
    return RankingScreen(
        sentence=told.answer(answer, moves, words, lower_is_better=is_lower),
        ranked=ranked(answer, words, moves=moves, ends=ends, picked=ask.place),
        table=listed.ranked(answer, words, moves=moves, ends=ends),
        places=codes(answer),
        edition=answer.edition,
        sources=origins(house, (row.source for row in answer.rows)),
        n_cities=len(answer.rows),
        basis=Basis.EXCL_DUST if house.statistics.has_events else NO_EVENTS,
    )


def beside(house: House, ask: RankingAsk, words: Words, *, answer: Ranking) -> Beside:
    """What is asked after the ranking is shown, so that its answer need not wait for it."""
    return Beside(
        course=course(house, answer, words, n=ask.ends, picked=ask.place),
        change=_change(house, answer, words, ask=ask),
    )


def codes(answer: Ranking) -> tuple[str, ...]:
    """Codes in the order of the table's rows."""
    return (*(row.place for row in answer.rows), *(row.place for row in answer.unranked))


def ranked(
    answer: Ranking, words: Words, *, moves: Moves, ends: Ends, picked: str
) -> Picture | None:
    """The bars of the ranking; None where nobody is ranked."""
    if not answer.rows:
        return None
    return Picture(
        title=words.say("figure_ranking", **_said(answer, words)),
        figure=bars.figure(answer, words, ends=ends, moves=moves, picked=picked),
        said=told.bars(answer, words),
        table=None,
        note=told.remark(answer, moves, ends, words),
    )


def course(house: House, answer: Ranking, words: Words, *, n: int, picked: str) -> Picture | None:
    """The ranks of the months of the year; None where fewer than two months have any."""
    found = positions.months(house, answer)
    ranked_at_all = {place for months in found.values() for place in months}
    names = {
        place: house.gazetteer.places[place].short_name
        for place in (*ranked_at_all, *(row.place for row in answer.rows))
    }
    year = Course(found, names, picked if picked in ranked_at_all else "")
    if len(year.keys) < _MONTHS:
        return None
    return Picture(
        title=words.say(
            "figure_bump", year=answer.question.span.last_on.year, **_said(answer, words)
        ),
        figure=bump.figure(year, answer, words, n=n),
        said=bump.told(year, answer, words),
        table=bump.table(year, answer, words),
        file=f"ranks_{_file(answer)}.csv",
        note=bump.remark(year, words, n=n),
    )


def _change(house: House, answer: Ranking, words: Words, *, ask: RankingAsk) -> Picture | None:
    """The same set by the change of its composite index; None where that is the ranking itself."""
    if answer.by == CHANGE:
        return None
    found = rank_answers.of_group(
        house, answer.question, answer.group, by=CHANGE, known=answer.stats
    )
    if not found.rows:
        return None
    moves = Moves({}, None, answer.question.span.a_year_before(), 0, 0)
    ends = positions.ends_of(found.rows, ask.ends)
    return Picture(
        title=words.say("figure_change_ranking", **_said(found, words)),
        figure=bars.figure(found, words, ends=ends, picked=ask.place),
        said=told.bars(found, words),
        table=listed.ranked(found, words, moves=moves, ends=ends),
        file=f"change_{_file(answer)}.csv",
        note=told.remark(found, moves, ends, words),
    )


def _said(answer: Ranking, words: Words) -> dict[str, object]:
    return {
        "by": words.label(answer.by),
        "group": spoken.group_name(answer, words),
        "period": spoken.season(answer.question.span, words),
    }


def _file(answer: Ranking) -> str:
    return f"{answer.group.id}_{answer.question.span.key}_{answer.by}"


def _kind(ask: RankingAsk, answer: Ranking) -> PeriodKind:
    """How the period was picked, else the first kind that it is one of."""
    own = kinds(answer.question.period)
    return next((kind for kind in own if kind == ask.kind), own[0])
