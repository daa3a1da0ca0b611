"""The only caching decorators of figures and tables: keys are the views file and small scalars.

Frames and answers are never keys; figures are plain dicts, a tenth of the cost of go.Figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from airtrack.answers import days as day_answers
from airtrack.answers import rank as rank_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers.question import Question
from airtrack.answers.rank import Ranking
from airtrack.domain import period as periods
from airtrack.domain.standard import Limit
from airtrack.ui.house import Now
from airtrack.ui.pickers import CityAsk, RankingAsk
from airtrack.views import calendar, levels, months, ranking, table, words
from airtrack.views.table import Table
from airtrack.views.theme import Figure

_ENTRIES = 256


@dataclass(frozen=True, slots=True)
class RankingScreen:
    """Everything the ranking page shows."""

    sentence: str
    title: str
    figure: Figure
    table: Table
    places: tuple[str, ...]
    edition: str
    n_cities: int


@dataclass(frozen=True, slots=True)
class CityScreen:
    """Everything the city page shows; figures are None where there is nothing to draw."""

    sentence: str
    levels: Figure
    calendar: Figure
    months: Figure | None
    table: Table
    edition: str


def ranking_screen(now: Now, ask: RankingAsk) -> RankingScreen:
    """The ranking page for one snapshot, question and language."""
    return _ranking(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _ranking(_now: Now, *, file: str, lang: str, ask: RankingAsk) -> RankingScreen:
    house, spoken = _now.house, _now.words
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
        n_cities=len(answer.rows),
    )


def _codes(answer: Ranking) -> tuple[str, ...]:
    """Codes in the order of the table's rows."""
    ranked = tuple(row.place for row in answer.rows)
    return ranked + tuple(row.place for row in answer.unranked)


def city_screen(now: Now, ask: CityAsk) -> CityScreen:
    """The city page for one snapshot, question and language."""
    return _city(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _city(_now: Now, *, file: str, lang: str, ask: CityAsk) -> CityScreen:
    house, spoken = _now.house, _now.words
    question = Question(periods.of_year(ask.year), ask.edition)
    year = stats_answers.of_places(house, question, [ask.place])
    days = day_answers.of_place(house, question, ask.place)
    by_month = {
        number: found
        for number in (ask.year - 1, ask.year)
        if (found := stats_answers.by_month(house, ask.place, number, edition=ask.edition))
    }
    index = house.standards.index[house.standards.edition(year.edition).index]
    valid = [day.date for day in days if day.valid] or [question.period.first_on]
    return CityScreen(
        sentence=words.city(year.rows[0], spoken, year=ask.year, span=(min(valid), max(valid))),
        levels=levels.figure(
            year.rows[0],
            spoken,
            levels=index.level,
            n_without=sum(not day.valid for day in days),
        ),
        calendar=calendar.figure(days, spoken, levels=index.level),
        months=months.figure(
            by_month, spoken, indicator=ask.by, limit=_limit(_now, year.edition, ask.by)
        )
        if by_month
        else None,
        table=table.months(by_month.get(ask.year, {}), year.rows[0], spoken),
        edition=year.edition,
    )


def _limit(now: Now, edition_id: str, key: str) -> Limit | None:
    """The Level II limit that the indicator's statistic is held against, if there is one."""
    standards = now.house.standards
    limits = standards.limits[standards.edition(edition_id).limits]
    for item in standards.composite.item:
        if item.pollutant == key:
            return limits.find(item.pollutant, item.limit)
    return None
