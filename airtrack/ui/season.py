"""What the city page shows of budgets, paths and projections; nothing is cached here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.question import House
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Verdict
from airtrack.views.season import budget, drawn, months
from airtrack.views.season import words as told
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class SeasonScreen:
    """The facts behind one target, its running profit, its months; the city's budgets of days.

    `said` are the budgets in words, `calendar` the days that may be lost month by month. Figures
    and the table are None where there is nothing to show.
    """

    facts: tuple[str, ...]
    profit: Figure | None
    table: Table | None
    budgets: Figure | None
    said: tuple[str, ...]
    calendar: Figure | None


def screen(house: House, found: Sequence[Verdict], words: Words, *, by: str) -> SeasonScreen:
    """Of the verdicts of one city and year; `by` is the indicator that the page is about."""
    own = next((item for item in found if item.target.indicator == by and item.season), None)
    ours = own or next((item for item in found if item.target.indicator == by), None)
    season = None if own is None else own.season
    measures = {item.target.id: _measure(house, item) for item in found}
    days = [
        item
        for verdict in found
        if (item := budget.spent(verdict, measures[verdict.target.id])) is not None
    ]
    planned = next((item for item in days if item.won is not None and item.verdict.season), None)
    shape = None if planned is None else planned.verdict.season
    label = words.label(by)
    return SeasonScreen(
        facts=() if ours is None else told.facts(ours, words),
        profit=None if season is None else drawn.profit(season, words, indicator=label),
        table=None if season is None else months.table(season, words),
        budgets=budget.figure(days, words) if days else None,
        said=tuple(budget.said(item, words) for item in days),
        calendar=None
        if planned is None or shape is None
        else budget.calendar(planned, shape, words),
    )


def _measure(house: House, verdict: Verdict) -> Measure:
    return house.standards.indicators[verdict.target.indicator].measure
