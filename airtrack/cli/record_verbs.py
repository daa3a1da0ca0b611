"""Verbs about what stands beside the values of the air. Imports stand inside, as everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from airtrack.cli.options import AsOf, Known

Plan = Annotated[str | None, typer.Option("--plan", help="计划 · plan")]
Where = Annotated[str | None, typer.Option("--place", help="城市或区域 · city, or group")]
Body = Annotated[str | None, typer.Option("--body", help="单位 · body")]


def emissions(
    context: typer.Context,
    plan: Plan = None,
    place: Where = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """减排量与路径 · Accepted tonnes beside the path between milestones; the projects."""
    from airtrack.cli import recording

    kept = recording.Kept(plan, place)
    recording.emissions(context.obj, kept, as_of=as_of, known=as_of_knowledge)


def amounts(
    context: typer.Context,
    place: Where = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="指标或措施 · indicator or measure")
    ] = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """措施数值与降尘 · Amounts that were counted and reported, dustfall too."""
    from airtrack.cli import recording

    kept = recording.Kept(place=place)
    recording.amounts(context.obj, kept, indicator, as_of=as_of, known=as_of_knowledge)


def month_targets(
    context: typer.Context,
    place: Where = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="指标 · indicator")] = None,
    as_of_knowledge: Known = None,
) -> None:
    """下达的月度目标 · Values that were officially issued for single months."""
    from airtrack.cli import recording

    recording.month_targets(
        context.obj, recording.Kept(place=place), indicator, known=as_of_knowledge
    )


def tasks(
    context: typer.Context,
    plan: Plan = None,
    body: Body = None,
    due_by: Annotated[
        str | None, typer.Option("--due-by", help="此日及以前到期 · due on or before that day")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期 · overdue ones")] = False,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """任务进展 · Items of tasks: state, share done, by whom, overdue."""
    from airtrack.cli import recording

    recording.tasks(
        context.obj,
        recording.Kept(plan, body=body),
        due_by=due_by,
        overdue=overdue,
        as_of=as_of,
        known=as_of_knowledge,
    )


def follow_up(
    context: typer.Context,
    plan: Plan = None,
    place: Where = None,
    body: Body = None,
    open: Annotated[bool, typer.Option("--open", help="只列未办结 · open ones")] = False,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """督办台账 · Warnings, interviews, suspensions, rectifications: open, late, closed."""
    from airtrack.cli import recording

    kept = recording.Kept(plan, place, body)
    recording.follow_up(context.obj, kept, only_open=open, as_of=as_of, known=as_of_knowledge)


VERBS = (emissions, amounts, month_targets, tasks, follow_up)
