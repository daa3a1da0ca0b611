"""What the pages of targets, tasks and regions can be asked: their pickers in rows that wrap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from airtrack.answers import tasks as task_answers
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import nothing_valid
from airtrack.answers.tasks import Standing
from airtrack.assess import filed
from airtrack.assess.filed import ALL, Wanted
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.task import spelling
from airtrack.ui import choice, clock, pickers
from airtrack.ui.house import Now
from airtrack.views import filed as filed_words
from airtrack.views import sentences

_NARROW, _MIDDLE, _WIDE = 156, 200, 340
"""Widths of pickers in a row that wraps, in pixels."""


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """A plan, and a day with data; None where nothing is on record."""

    answer: PlanAnswer
    as_of: date | None


@dataclass(frozen=True, slots=True)
class TargetsAsk:
    """What the page of targets is asked; `as_of` is None where nothing is on record."""

    plan: str
    as_of: date | None
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class TasksAsk:
    """What the page of tasks is asked: `body` by its spelling, `standing`, or `ALL` of them."""

    plan: str
    as_of: date
    body: str
    standing: str


@dataclass(frozen=True, slots=True)
class RegionAsk:
    """What the page of a region is asked; nothing after `as_of` counts."""

    group: str
    by: str
    year: int
    as_of: date


def targets(now: Now, plans: Sequence[PlanAnswer]) -> TargetsAsk:
    """Plan and date, then what is to be shown of the plan."""
    asked = plan_and_day(now, plans)
    return TargetsAsk(asked.answer.plan.id, asked.as_of, _wanted(now, asked.answer))


def plan_and_day(now: Now, plans: Sequence[PlanAnswer]) -> PlanAsk:
    """One of the plans, and a day with data up to it; None where nothing is on record."""
    with st.container(horizontal=True):
        answer, days = _plan(now, plans), now.house.statistics.days
        if days is None:
            return PlanAsk(answer, None)
        first, last = days
        as_of = choice.choose_day(now, "as_of", "pick_as_of", first=first, last=last, width=_NARROW)
    return PlanAsk(answer, as_of)


def _plan(now: Now, plans: Sequence[PlanAnswer]) -> PlanAnswer:
    by_id = {item.plan.id: item for item in plans}
    chosen = choice.choose(
        now,
        "plan",
        "pick_plan",
        list(by_id),
        default=plans[0].plan.id,
        named=lambda key: sentences.plan_name(by_id[key].plan, now.words),
        width=_WIDE,
    )
    return by_id[chosen]


def _wanted(now: Now, answer: PlanAnswer) -> Wanted:
    """Kind, place, year and state, each with what the plan has."""
    words, gazetteer, own = now.words, now.house.gazetteer, answer.targets

    def named_place(code: str) -> str:
        if code == answer.plan.id:
            return words.label("region_whole")
        return filed_words.place_name(code, gazetteer, words)

    with st.container(horizontal=True):
        return Wanted(
            place=_filter(
                now, "place", [code for item in own for code in filed.whose(item)], named_place
            ),
            year=_filter(now, "year", sorted(filed.year(item) for item in own), str),
            kind=_filter(
                now,
                "kind",
                [item.kind.value for item in own],
                lambda key: words.label(f"target_kind_{key}"),
            ),
            state=_filter(
                now,
                "state",
                [item.value_state.value for item in own],
                lambda key: words.label(f"value_state_{key}"),
            ),
        )


def _filter(now: Now, name: str, options: Sequence[str], named: Callable[[str], str]) -> str:
    """One of the values that occur, or all of them; its name in the URL is its own."""
    return choice.choose(
        now,
        f"only_{name}",
        f"filter_{name}",
        list(dict.fromkeys((ALL, *options))),
        default=ALL,
        named=lambda key: now.words.label("filter_all") if key == ALL else named(key),
        width=_NARROW,
    )


def tasks(now: Now, plans: Sequence[PlanAnswer]) -> TasksAsk:
    """Plan, date, body and standing; a body is found under either form of its name."""
    words = now.words
    choice.mend("body", spelling)
    with st.container(horizontal=True):
        answer = _plan(now, plans)
        named = task_answers.bodies(answer.tasks)
        days = now.house.statistics.days
        newest = days[1] if days else clock.today()
        first, last = task_answers.span(answer.tasks, [newest])
        as_of = choice.choose_day(
            now,
            *("as_of", "pick_as_of"),
            first=first,
            last=last,
            default=newest,
            width=_NARROW,
        )
        body = choice.choose(
            now,
            "body",
            "pick_body",
            [ALL, *named],
            default=ALL,
            named=lambda key: words.label("all_bodies") if key == ALL else named[key],
            width=_WIDE,
        )
        standing = choice.choose(
            now,
            "standing",
            "filter_standing",
            [ALL, *Standing],
            default=ALL,
            named=lambda key: words.label("filter_all" if key == ALL else f"standing_{key}"),
            width=_MIDDLE,
        )
    return TasksAsk(answer.plan.id, as_of, body, standing)


def region(now: Now, plans: Sequence[PlanAnswer]) -> RegionAsk:
    """Region, indicator, date and year in one row that wraps."""
    days = now.house.statistics.days
    if days is None:
        raise nothing_valid(now.house)
    first, last = days
    with st.container(horizontal=True):
        group = pickers.group(now, [item.plan.group for item in plans], prefers_plans=True)
        keys = [key for key in now.house.standards.rankable if key != "change"]
        by = pickers.indicator(now, keys, label="pick_pollutant", default="pm25")
        as_of = choice.choose_day(now, "as_of", "pick_as_of", first=first, last=last, width=_NARROW)
        years = [item for item in _years(now) if item.first_on <= as_of]
        year = choice.choose(
            now,
            "year",
            "pick_year",
            [item.key for item in years] or [str(as_of.year)],
            default=years[0].key if years else str(as_of.year),
            named=str,
            width=_NARROW,
            follows=True,
        )
    return RegionAsk(group, by, int(year), as_of)


def _years(now: Now) -> list[Period]:
    """The years on record, the newest first."""
    stored = now.house.statistics.stored_periods.values()
    years = [item for item in stored if item == periods.of_year(item.first_on.year)]
    return sorted(years, reverse=True)
