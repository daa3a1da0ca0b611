"""Verbs about web sources. Imports stand inside, as everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from airtrack.cli.options import By, PeriodText, StageOption


def sources(context: typer.Context) -> None:
    """网络数据源 · Web sources on file, and what each still lacks."""
    from airtrack.cli import fetching

    fetching.sources(context.obj)


def fetch(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="数据源 · source, see airtrack sources")],
    period: PeriodText,
    check: Annotated[
        bool, typer.Option("--check", help="只核对，不写入 · checks, writes nothing")
    ] = False,
    note: Annotated[str, typer.Option(help="备注 · note")] = "",
    by: By = None,
    stage: StageOption = None,
) -> None:
    """从网络数据源获取 · Fetches a period from a web source into the same check and commit."""
    from airtrack.cli import fetching

    said = fetching.Said(stage=stage, by=by, note=note, only_check=check)
    raise typer.Exit(fetching.fetch(context.obj, source, period, said=said))


VERBS = (sources, fetch)
