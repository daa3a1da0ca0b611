"""What the city page shows of budgets, paths and projections; nothing is cached here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.question import House
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Verdict
from airtrack.ui.frame.picture import Picture
from airtrack.views.season import budget, drawn, months
from airtrack.views.season import words as told
from airtrack.views.season.budget import Spent
from airtrack.views.table import Words


@dataclass(frozen=True, slots=True)
class SeasonScreen:
    """The facts behind one target, its running profit by month; the city's budgets of days.

    `said` are the budgets in words, `calendar` the days that may be lost month by month. Pictures
    are None where there is nothing to show.
    """

    facts: tuple[str, ...]
    profit: Picture | None
    budgets: Picture | None
    said: tuple[str, ...]
    calendar: Picture | None


def screen(house: House, found: Sequence[Verdict], words: Words, *, by: str) -> SeasonScreen:
    """Of the verdicts of one city and year; `by` is the indicator that the page is about."""
    own = next((item for item in found if item.target.indicator == by and item.season), None)
    ours = own or next((item for item in found if item.target.indicator == by), None)
    measures = {item.target.id: _measure(house, item) for item in found}
    days = [
        item
        for verdict in found
        if (item := budget.spent(verdict, measures[verdict.target.id])) is not None
    ]
    facts = () if ours is None else told.facts(ours, words)
    return SeasonScreen(
        facts=facts,
        profit=_profit(own, words, facts=facts),
        budgets=_budgets(days, words) if days else None,
        said=tuple(budget.said(item, words) for item in days),
        calendar=_calendar(days, words),
    )


def _profit(own: Verdict | None, words: Words, *, facts: tuple[str, ...]) -> Picture | None:
    if own is None or own.season is None:
        return None
    label = words.label(own.target.indicator)
    title = words.say("figure_profit", indicator=label)
    return Picture(
        figure=drawn.profit(own.season, words, indicator=label),
        title=title,
        said=facts[0] if facts else title,
        table=months.table(own.season, words),
    )


def _budgets(days: Sequence[Spent], words: Words) -> Picture:
    said = [budget.said(item, words) for item in days]
    return Picture(
        figure=budget.figure(days, words),
        title=words.label("figure_budget"),
        said=words.label("semicolon").join(said),
        table=budget.table(days, words),
        remarks=tuple(said),
    )


def _calendar(days: Sequence[Spent], words: Words) -> Picture | None:
    """The good days of the first target that has month targets."""
    planned = next((item for item in days if item.won is not None and item.verdict.season), None)
    shape = None if planned is None else planned.verdict.season
    if planned is None or shape is None:
        return None
    return Picture(
        figure=budget.calendar(planned, shape, words),
        title=words.label("budget_month"),
        said=budget.said(planned, words),
        table=budget.calendar_table(planned, shape, words),
    )


def _measure(house: House, verdict: Verdict) -> Measure:
    return house.standards.indicators[verdict.target.indicator].measure
