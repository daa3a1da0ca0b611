"""The verb `plans` and what follows it. Imports stand inside, as in the other verbs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from airtrack.cli.options import Known

plans = typer.Typer(add_completion=False)

PlanId = Annotated[str, typer.Argument(help="计划编号 · id of the plan")]


@plans.callback(invoke_without_command=True)
def listed(context: typer.Context) -> None:
    """计划与目标 · Plans on file; their targets; what in them does not agree."""
    from airtrack.cli import planning

    if context.invoked_subcommand is None:
        planning.listed(context.obj)


@plans.command()
def show(context: typer.Context, plan: PlanId, as_of_knowledge: Known = None) -> None:
    """一个计划的全部目标 · One plan with its targets."""
    from airtrack.cli import planning

    planning.show(context.obj, plan, known=as_of_knowledge)


@plans.command()
def check(context: typer.Context) -> None:
    """核对计划文本 · Sums, means and references that do not agree; what is left open."""
    from airtrack.cli import planning

    raise typer.Exit(planning.check(context.obj))


@plans.command()
def history(context: typer.Context, plan: PlanId) -> None:
    """一个计划的各个版本 · Its versions: when, by whom, why."""
    from airtrack.cli import plan_history

    plan_history.history(context.obj, plan)


@plans.command()
def diff(
    context: typer.Context,
    plan: PlanId,
    old: Annotated[str | None, typer.Argument(help="原版本的批次 · earlier batch")] = None,
    new: Annotated[str | None, typer.Argument(help="新版本的批次 · later batch")] = None,
) -> None:
    """两个版本的差别 · What one version says otherwise than another."""
    from airtrack.cli import plan_history

    plan_history.diff(context.obj, plan, old, new)


@plans.command()
def beside(
    context: typer.Context,
    place: Annotated[str, typer.Option("--place", help="城市或区域 · city, or group as a region")],
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="pm25 | good_pct | …")
    ] = None,
    as_of_knowledge: Known = None,
) -> None:
    """同一地方在各计划中的目标 · What every plan asks of one place, side by side."""
    from airtrack.cli import plan_history

    plan_history.beside(context.obj, place, indicator, known=as_of_knowledge)


@plans.command()
def template(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="写入文件 · the workbook to write")],
) -> None:
    """计划空白表 · A blank workbook of a plan."""
    from airtrack.cli import planning

    planning.template(context.obj, out)
