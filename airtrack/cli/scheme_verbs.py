"""The verbs `schemes`, `schemes score`. Imports stand inside, as in the other verbs."""

from __future__ import annotations

from typing import Annotated

import typer

from airtrack.cli.options import PeriodText

schemes = typer.Typer(add_completion=False)


@schemes.callback(invoke_without_command=True)
def listed(context: typer.Context) -> None:
    """奖补、考核办法示例 · Examples of schemes on file, on or off."""
    from airtrack.cli import scheming

    if context.invoked_subcommand is None:
        scheming.listed(context.obj)


@schemes.command()
def score(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(help="办法编号 · id of the scheme")],
    group: Annotated[str, typer.Option("--group", help="区域或省 · group or province")],
    period: PeriodText,
) -> None:
    """按一个办法试算 · What a scheme that is switched on gives for a group."""
    from airtrack.cli import scheming

    scheming.score(context.obj, scheme, group=group, period=period)
