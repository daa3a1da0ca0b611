"""What each page shows for one question: sentences, figures, tables; nothing is cached here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from airtrack.answers import course
from airtrack.answers import days as day_answers
from airtrack.answers import rank as rank_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers.caution import COMPUTED, REPORTED
from airtrack.answers.question import House, Question
from airtrack.answers.rank import Ranking
from airtrack.answers.stats import CityStats, Stats
from airtrack.assess.board import Board
from airtrack.assess.evidence import Reach
from airtrack.domain import period as periods
from airtrack.domain.standard import Limit
from airtrack.domain.verdict import Verdict
from airtrack.ui.pickers import CityAsk, OverviewAsk, RankingAsk
from airtrack.views import (
    board,
    calendar,
    levels,
    months,
    overview,
    path,
    ranking,
    sentences,
    table,
    verdicts,
    words,
)
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """Everything the overview shows; the figure is None where nothing is on record.

    `places` are the codes of the table's rows, None where a row is no city; `unknown` says which
    targets too few data leave open, empty where none.
    """

    sentence: str
    counts: str
    title: str
    figure: Figure | None
    remarks: tuple[str, ...]
    attention: tuple[str, ...]
    unknown: str
    table: Table
    places: tuple[str | None, ...]
    edition: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankingScreen:
    """Everything the ranking page shows."""

    sentence: str
    title: str
    figure: Figure
    table: Table
    places: tuple[str, ...]
    edition: str
    sources: tuple[str, ...]
    n_cities: int


@dataclass(frozen=True, slots=True)
class CityScreen:
    """Everything the city page shows; figures are None where there is nothing to draw."""

    sentence: str
    chips: str
    path: Figure | None
    levels: Figure | None
    calendar: Figure | None
    months: Figure | None
    table: Table
    edition: str
    path_sources: tuple[str, ...]
    months_sources: tuple[str, ...]


def of_overview(house: House, ask: OverviewAsk, spoken: Words, *, answer: Board) -> OverviewScreen:
    """The overview of one plan, year and date; `answer` holds the verdicts of that date."""
    found = of_plan(answer, ask)
    grid = board.grid(found)
    gazetteer = house.gazetteer
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
        figure=board.figure(grid, gazetteer, spoken) if grid.cells else None,
        remarks=overview.remarks(grid, unjudged, spoken),
        attention=overview.attention(grid.verdicts, gazetteer, spoken),
        unknown=overview.unknown(found, spoken),
        table=overview.listed(listed, gazetteer, spoken),
        places=tuple(None if item.is_region else item.place for item in listed),
        edition=edition or house.standards.editions[0].id,
        sources=_each(house, (item.source for item in grid.verdicts)),
    )


def of_plan(answer: Board, ask: OverviewAsk) -> tuple[Verdict, ...]:
    """The verdicts of the plan and year."""
    own = (item for item in answer.verdicts if item.target.plan == ask.plan)
    return board.of_year(own, ask.year)


def _each(house: House, sources: Iterable[str | None]) -> tuple[str, ...]:
    """Where the figures come from, each source once; of none, what is on record at all."""
    on_record = REPORTED if house.statistics.daily is None else COMPUTED
    return tuple(sorted({source for source in sources if source})) or (on_record,)


def _of_rows(house: House, rows: Iterable[CityStats]) -> tuple[str, ...]:
    """Where these rows come from; one without any data comes from nowhere."""
    return _each(house, (None if row.valid_days == 0 else row.source for row in rows))


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
        sources=_each(house, (row.source for row in answer.rows)),
        n_cities=len(answer.rows),
    )


def _codes(answer: Ranking) -> tuple[str, ...]:
    """Codes in the order of the table's rows."""
    ranked = tuple(row.place for row in answer.rows)
    return ranked + tuple(row.place for row in answer.unranked)


def of_city(house: House, ask: CityAsk, spoken: Words, *, answer: Board | None) -> CityScreen:
    """The year of one city; `answer` holds the newest verdicts, where there is a plan."""
    question = _known(house, ask)
    year = stats_answers.of_places(house, question, [ask.place])
    by_month = _of_months(house, ask)
    bars = [row for found in by_month.values() for row in found.values()]
    verdicts_ = judged(answer, ask)
    shown_path, path_sources = _path(house, ask, verdicts_, spoken)
    shown_levels, shown_calendar, valid = _of_days(house, question, year, spoken)
    limit = _limit(house, year.edition, ask.by)
    return CityScreen(
        sentence=words.city(year.rows[0], spoken, span=question.span, valid=valid),
        chips=sentences.chips(verdicts_, spoken),
        path=shown_path,
        levels=shown_levels,
        calendar=shown_calendar,
        months=months.figure(by_month, spoken, indicator=ask.by, limit=limit) if by_month else None,
        table=table.months(
            by_month.get(ask.year, {}),
            year.rows[0],
            spoken,
            span=words.known(question.span, spoken),
        ),
        edition=year.edition,
        path_sources=path_sources,
        months_sources=_of_rows(house, bars),
    )


def _known(house: House, ask: CityAsk) -> Question:
    """The year as far as the place is known, to the same day as its verdicts; else all of it."""
    year = periods.of_year(ask.year)
    days = house.statistics.days
    newest = days[1] if days else year.last_on
    end = Reach.of(house, [ask.place]).end(ask.place, within=year, as_of=newest)
    return Question(year, ask.edition, as_of=end)


def _of_months(house: House, ask: CityAsk) -> dict[int, dict[str, CityStats]]:
    """The months of the year and of the year before, a year without any left out."""
    found = {
        number: stats_answers.by_month(house, ask.place, number, edition=ask.edition)
        for number in (ask.year - 1, ask.year)
    }
    return {
        number: months
        for number, months in found.items()
        if any(row.valid_days != 0 for row in months.values())
    }


def judged(answer: Board | None, ask: CityAsk) -> list[Verdict]:
    """The verdicts on the city's own targets of the year, the strictest of each indicator."""
    if answer is None:
        return []
    own = (item for item in answer.verdicts if item.place == ask.place and not item.is_region)
    return list(board.grid(board.of_year(own, ask.year)).verdicts)


def _path(
    house: House, ask: CityAsk, found: list[Verdict], spoken: Words
) -> tuple[Figure | None, tuple[str, ...]]:
    """Target against actual, where the city has a target for the indicator, and its sources."""
    verdict = next((item for item in found if item.target.indicator == ask.by), None)
    if verdict is None or verdict.actual is None:
        return None, ()
    by_month = stats_answers.by_month(house, ask.place, ask.year, edition=ask.edition)
    as_of = min(verdict.data_to or verdict.as_of, verdict.as_of)
    to_date = course.to_date(house, ask.place, ask.year, edition=ask.edition, as_of=as_of)
    bars = {periods.parse(key).first_on.month: found for key, found in by_month.items()}
    shown = [*bars.values(), *to_date.values()]
    return path.figure(bars, to_date, verdict, spoken), _of_rows(house, shown)


def _of_days(
    house: House, question: Question, year: Stats, spoken: Words
) -> tuple[Figure | None, Figure | None, tuple[date, date]]:
    """Days by level, the calendar, and first and last valid day; of tables alone only these."""
    days = day_answers.of_place(house, question, year.rows[0].place)
    valid = [day.date for day in days if day.valid]
    if not valid:
        return None, None, (question.span.first_on, question.span.last_on)
    index = house.standards.index[house.standards.edition(year.edition).index]
    n_without = sum(not day.valid for day in days)
    return (
        levels.figure(year.rows[0], spoken, levels=index.level, n_without=n_without),
        calendar.figure(days, spoken, levels=index.level),
        (min(valid), max(valid)),
    )


def _limit(house: House, edition_id: str, key: str) -> Limit | None:
    """The Level II limit that the indicator's statistic is held against, if there is one."""
    standards = house.standards
    limits = standards.limits[standards.edition(edition_id).limits]
    for item in standards.composite.item:
        if item.pollutant == key:
            return limits.find(item.pollutant, item.limit)
    return None
