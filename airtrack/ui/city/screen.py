"""What the city page shows for one question; nothing is cached here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from airtrack.answers import breaks, course
from airtrack.answers import days as day_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers.breaks import Break
from airtrack.answers.days import Day
from airtrack.answers.question import House, Question
from airtrack.answers.stats import CityStats
from airtrack.assess.board import Board
from airtrack.assess.reach import Reach
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.standard import Limit
from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Verdict
from airtrack.metrics.rows import ReportSpan
from airtrack.ui import pickers
from airtrack.ui.frame.picture import Picture
from airtrack.ui.origin import NO_EVENTS, of_rows
from airtrack.ui.pickers import CityAsk
from airtrack.views import bases, board, ledger, months, path, sentences, table, words
from airtrack.views import breaks as break_marks
from airtrack.views.city import calendar, levels
from airtrack.views.table import Table, Words

Months = Mapping[int, Mapping[str, CityStats]]
"""The statistics of months by period key, by year."""


_WITHOUT_PATH = (TargetKind.RANK, TargetKind.RELATIVE, TargetKind.ATTAINMENT)
"""Kinds whose requirement is no level that months could be held against."""


@dataclass(frozen=True, slots=True)
class CityScreen:
    """Everything the city page shows; figures are None where there is nothing to draw.

    `basis` is the word for that of means and index, `sources` are where the year's figures come
    from. `bases` has the figures with and without the days of events, `dust` tells of these days,
    `events` lists them: all empty where none is on record. `published` are the periods of which
    both tables and days are on record.
    """

    sentence: str
    path: Picture | None
    levels: Picture | None
    calendar: Picture | None
    months: Picture | None
    table: Table
    edition: str
    basis: str
    sources: tuple[str, ...]
    bases: Table | None
    dust: str
    events: Table | None
    published: tuple[str, ...]


def screen(house: House, ask: CityAsk, spoken: Words, *, answer: Board | None) -> CityScreen:
    """The year of one city; `answer` holds the newest verdicts, where there is a plan."""
    question = known(house, ask)
    year = stats_answers.of_places(house, question, [ask.place])
    (row,) = year.rows
    by_month = _of_months(house, ask)
    found = _breaks(house, ask, by_month)
    shown_path = _path(house, ask, judged(answer, ask), spoken, by_month=by_month)
    if shown_path is not None:
        break_marks.mark(shown_path.figure, _of_year(found, ask.year), spoken, first=1)
    days = day_answers.of_place(house, replace(question, basis=None), ask.place)
    beside = _bases(house, ask)
    shown_levels, shown_calendar = _of_days(house, year.edition, days, spoken)
    return CityScreen(
        sentence=words.city(row, spoken, span=question.span, valid=_valid(days, question)),
        path=shown_path,
        levels=shown_levels,
        calendar=shown_calendar,
        months=_months(house, ask, by_month, spoken, edition=year.edition, found=found),
        table=table.months(
            by_month.get(ask.year, {}), row, spoken, span=words.known(question.span, spoken)
        ),
        edition=year.edition,
        basis=_basis(question, row),
        sources=of_rows(house, [row]),
        bases=bases.figures(beside, spoken) if beside else None,
        dust=bases.sentence(beside, spoken),
        events=ledger.of_days(days, spoken),
        published=_published(house, ask, days),
    )


def _basis(question: Question, row: CityStats) -> str:
    """The word for the basis that the page shows."""
    if question.basis is None and row.dust is None:
        return NO_EVENTS
    return question.counted_basis


def _bases(house: House, ask: CityAsk) -> dict[Basis, CityStats]:
    """The year's figures on every basis that tells something else; empty where all are one."""
    found = pickers.bases(house).get(ask.place)
    each = [replace(ask, basis=basis) for basis in found.of_year(ask.year)] if found else []
    return {
        one.basis: stats_answers.of_places(house, known(house, one), [ask.place]).rows[0]
        for one in each
        if one.basis is not None
    }


def _published(house: House, ask: CityAsk, days: Sequence[Day]) -> tuple[str, ...]:
    """Spans of tables of the city's year with a valid day in them, the newest first."""
    valid = [day.date for day in days if day.valid]
    spans = {
        row.period_key: (row.last_on, row.first_on)
        for row in house.statistics.rows(ReportSpan, place_id=ask.place)
        if row.last_on.year == ask.year and any(row.first_on <= on <= row.last_on for on in valid)
    }
    return tuple(sorted(spans, key=lambda key: spans[key], reverse=True))


def known(house: House, ask: CityAsk) -> Question:
    """The year as far as the place is known, to the same day as its verdicts; else all of it.

    An assessed figure is that of a whole year.
    """
    year = periods.of_year(ask.year)
    if ask.basis is Basis.ASSESSED:
        return Question(year, ask.edition, basis=ask.basis)
    days = house.statistics.days
    newest = days[1] if days else year.last_on
    end = Reach.of(house, [ask.place]).end(ask.place, within=year, as_of=newest)
    return Question(year, ask.edition, as_of=end, basis=ask.basis)


def _of_months(house: House, ask: CityAsk) -> Months:
    """The months of the year and of the year before, a year without any left out."""
    found = {
        number: stats_answers.by_month(
            house, ask.place, number, edition=ask.edition, basis=ask.basis
        )
        for number in (ask.year - 1, ask.year)
    }
    return {
        number: months
        for number, months in found.items()
        if any(row.valid_days != 0 for row in months.values())
    }


def _breaks(house: House, ask: CityAsk, by_month: Months) -> tuple[Break, ...]:
    """Where the months that have values change what they mean."""
    spans = [
        periods.parse(key)
        for own in by_month.values()
        for key, row in own.items()
        if row.valid_days != 0
    ]
    single = Question(periods.of_year(ask.year), ask.edition).single_edition
    return breaks.between(house, spans, single)


def _of_year(found: tuple[Break, ...], year: int) -> list[Break]:
    return [item for item in found if item.on.year == year]


def judged(answer: Board | None, ask: CityAsk) -> list[Verdict]:
    """The verdicts on the city's own targets of the year, the strictest of each indicator."""
    if answer is None:
        return []
    own = (item for item in answer.verdicts if item.place == ask.place and not item.is_region)
    return list(board.grid(board.of_year(own, ask.year)).verdicts)


def _path(
    house: House, ask: CityAsk, found: list[Verdict], spoken: Words, *, by_month: Months
) -> Picture | None:
    """Target against actual, where the city has a target for the indicator.

    Assessed figures are of whole years: they have no path.
    """
    levels_of = (item for item in found if item.target.kind not in _WITHOUT_PATH)
    verdict = next((item for item in levels_of if item.target.indicator == ask.by), None)
    if verdict is None or verdict.actual is None or ask.basis is Basis.ASSESSED:
        return None
    as_of = min(verdict.data_to or verdict.as_of, verdict.as_of)
    to_date = course.to_date(
        house, ask.place, ask.year, edition=ask.edition, as_of=as_of, basis=ask.basis
    )
    own = by_month.get(ask.year, {})
    bars = {periods.parse(key).first_on.month: found for key, found in own.items()}
    return Picture(
        figure=path.figure(bars, to_date, verdict, spoken),
        title=spoken.say("figure_path", indicator=spoken.label(ask.by)),
        said=sentences.told(verdict, house.gazetteer, spoken),
        table=path.table(bars, to_date, verdict, spoken),
        sources=of_rows(house, [*bars.values(), *to_date.values()]),
    )


def _of_days(
    house: House, edition: str, days: tuple[Day, ...], spoken: Words
) -> tuple[Picture | None, Picture | None]:
    """Days by level and the calendar; tables alone have neither."""
    if not any(day.valid for day in days):
        return None, None
    index = house.standards.index[house.standards.edition(edition).index]
    by_level = Picture(
        figure=levels.figure(days, spoken, levels=index.level),
        title=spoken.label("figure_levels"),
        said=levels.said(days, spoken, levels=index.level),
        table=levels.table(days, spoken, levels=index.level),
    )
    by_day = Picture(
        figure=calendar.figure(days, spoken, levels=index.level),
        title=spoken.label("figure_calendar"),
        said=calendar.said(days, spoken),
        table=table.days(days, spoken),
        note=calendar.note(days, spoken),
    )
    return by_level, by_day


def _valid(days: tuple[Day, ...], question: Question) -> tuple[date, date]:
    """The first and the last valid day; of tables alone those of the span."""
    valid = [day.date for day in days if day.valid]
    if not valid:
        return question.span.first_on, question.span.last_on
    return min(valid), max(valid)


def _months(
    house: House,
    ask: CityAsk,
    by_month: Months,
    spoken: Words,
    *,
    edition: str,
    found: tuple[Break, ...],
) -> Picture | None:
    """The months beside those of the year before."""
    if not by_month:
        return None
    found_limit = limit(house, edition, ask.by)
    figure = months.figure(by_month, spoken, indicator=ask.by, limit=found_limit)
    return Picture(
        figure=break_marks.mark(figure, found, spoken, first=0),
        title=spoken.say("figure_months", indicator=spoken.label(ask.by)),
        said=months.said(by_month, spoken, indicator=ask.by),
        table=months.table(by_month, spoken, indicator=ask.by),
        sources=of_rows(house, (row for own in by_month.values() for row in own.values())),
        remarks=tuple(break_marks.told(found, spoken)),
    )


def limit(house: House, edition_id: str, key: str) -> Limit | None:
    """The Level II limit that the indicator's statistic is held against, if there is one."""
    standards = house.standards
    limits = standards.limits[standards.edition(edition_id).limits]
    for item in standards.composite.item:
        if item.pollutant == key:
            return limits.find(item.pollutant, item.limit)
    return None
