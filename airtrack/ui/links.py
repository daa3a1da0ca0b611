"""Where a page leads on to: a row of links that keep plan, place, date and year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from airtrack.answers import tasks as task_answers
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.rank import Place
from airtrack.assess import filed
from airtrack.domain.target import TargetKind
from airtrack.domain.task import spelling
from airtrack.domain.verdict import Verdict
from airtrack.settings import home
from airtrack.ui import cache
from airtrack.ui.asking import RegionAsk, TargetsAsk, TasksAsk
from airtrack.ui.house import Now
from airtrack.ui.pickers import CityAsk, OverviewAsk
from airtrack.ui.plans import emissions

Query = dict[str, str]


def of_overview(now: Now, ask: OverviewAsk, plans: Sequence[PlanAnswer]) -> None:
    """To the targets and the tasks of the plan, and to its region where anything is known of it."""
    day = ask.as_of.isoformat()
    group = next(item.plan.group for item in plans if item.plan.id == ask.plan)
    links = [
        ("targets", "go_targets", {"plan": ask.plan, "as_of": day}),
        ("tasks", "go_tasks", {"plan": ask.plan, "as_of": day}),
    ]
    if _has_data(now, group, ask.as_of):
        query = {"group": group, "as_of": day, "year": str(ask.year)}
        links.append(("region", "go_region", query))
    _row(now, *links)


def behind(now: Now, verdict: Verdict, ask: OverviewAsk) -> tuple[str, Query]:
    """The page behind a cell of the board: its city, its region, its tonnes, else its target."""
    day, target = ask.as_of.isoformat(), verdict.target
    if target.kind is TargetKind.CUT:
        place = emissions.ALL if verdict.is_region else verdict.place
        query = {"plan": target.plan, "indicator": target.indicator, "place": place}
        return "emissions", {**query, "as_of": day}
    shown = {"by": target.indicator, "year": str(ask.year)}
    if target.indicator not in now.house.standards.rankable:
        return "targets", {"plan": target.plan, "target": target.id, "as_of": day}
    if verdict.is_region:
        return "region", {**shown, "group": verdict.place, "as_of": day}
    return "city", {**shown, "place": verdict.place}


def follow(now: Now, page: str, query: Query) -> None:
    """The other page is shown; in the language of this one."""
    st.switch_page(home() / "pages" / f"{page}.py", query_params={**query, "lang": now.words.lang})


def of_card(now: Now, verdict: Verdict, ask: OverviewAsk) -> None:
    """From a card to what stands behind it, to its target and to the tasks of its government."""
    day = ask.as_of.isoformat()
    page, query = behind(now, verdict, ask)
    links = [(page, f"go_behind_{page}", query)]
    if page != "targets":
        target = {"plan": ask.plan, "target": verdict.target.id, "as_of": day}
        links.append(("targets", "go_behind_targets", target))
    body = "" if verdict.is_region else _body(now, verdict.place)
    own = next((item for item in cache.plans(now) if item.plan.id == ask.plan), None)
    if body and own is not None and body in task_answers.bodies(own.tasks):
        links.append(("tasks", "go_tasks_place", {"plan": ask.plan, "body": body, "as_of": day}))
    _row(now, *links)


def _body(now: Now, place: str) -> str:
    """The government of the place as plans call it, in the spelling of the tasks page."""
    return spelling(f"{now.house.gazetteer.places[place].name}政府")


def _has_data(now: Now, group: str, on: date) -> bool:
    """True for a set of places of which something is on record."""
    gazetteer = now.house.gazetteer
    if not gazetteer.is_group(group):
        return False
    return bool(now.house.places_with_data.intersection(gazetteer.find_group(group).members(on)))


def of_city(
    now: Now, ask: CityAsk, plans: Sequence[PlanAnswer], *, ranked: Sequence[Place] = ()
) -> None:
    """To the ranking that it stands in; where a plan speaks of it to targets and tasks."""
    links: list[tuple[str, str, Query]] = []
    if ranked:
        newest = {"group": ranked[0].group.id, "period": ranked[0].question.span.key}
        links.append(("ranking", "go_ranking", {**newest, "by": "composite"}))
    found = [
        item for item in plans if any(ask.place in filed.whose(target) for target in item.targets)
    ]
    if not found:
        _row(now, *links)
        return
    plan = found[0]
    links.append(("targets", "go_targets_place", {"plan": plan.plan.id, "only_place": ask.place}))
    body = _body(now, ask.place)
    if body in task_answers.bodies(plan.tasks):
        links.append(("tasks", "go_tasks_place", {"plan": plan.plan.id, "body": body}))
    _row(now, *links)


def of_targets(now: Now, ask: TargetsAsk) -> None:
    """To the board and the tasks of the plan."""
    _row(
        now,
        ("overview", "go_board", {"plan": ask.plan}),
        ("tasks", "go_tasks", {"plan": ask.plan}),
    )


def of_tasks(now: Now, ask: TasksAsk) -> None:
    """To the board and the targets of the plan."""
    _row(
        now,
        ("overview", "go_board", {"plan": ask.plan}),
        ("targets", "go_targets", {"plan": ask.plan}),
    )


def of_region(now: Now, ask: RegionAsk) -> None:
    """To the ranking of the same set."""
    _row(now, ("ranking", "go_ranking", {"group": ask.group, "by": ask.by}))


def _row(now: Now, *links: tuple[str, str, Query]) -> None:
    with st.container(horizontal=True):
        for page, label, query in links:
            st.page_link(
                home() / "pages" / f"{page}.py",
                label=f"→ {now.words.label(label)}",
                query_params={**query, "lang": now.words.lang},
            )
