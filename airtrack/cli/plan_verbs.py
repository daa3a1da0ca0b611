"""The verbs `plans`, `plans show`, `plans check`. Imports stand inside, as in the other verbs."""

from __future__ import annotations

from typing import Annotated

import typer

plans = typer.Typer(add_completion=False)


@plans.callback(invoke_without_command=True)
def listed(context: typer.Context) -> None:
    """计划与目标 · Plans on file; their targets; what in them does not agree."""
    from airtrack.cli import planning

    if context.invoked_subcommand is None:
        planning.listed(context.obj)


@plans.command()
def show(
    context: typer.Context, plan: Annotated[str, typer.Argument(help="计划编号 · id of the plan")]
) -> None:
    """一个计划的全部目标 · One plan with its targets."""
    from airtrack.cli import planning

    planning.show(context.obj, plan)


@plans.command()
def check(context: typer.Context) -> None:
    """核对计划文本 · Sums, means and references that do not agree; what is left open."""
    from airtrack.cli import planning

    raise typer.Exit(planning.check(context.obj))
