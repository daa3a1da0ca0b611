"""Verbs about places and groups. Imports stand inside, as everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from airtrack.cli.options import Kind


def places(
    context: typer.Context,
    under: Annotated[
        str | None, typer.Option("--under", help="某地以下 · below a place or province")
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="级别 · level")] = None,
) -> None:
    """地点 · Places on record: code, level, parent, days, where they are from."""
    from airtrack.cli import geography

    geography.places(context.obj, under=under, kind=kind)


def groups(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="区域 · group or province")] = None,
) -> None:
    """区域分组 · Groups on record, or the members of one with their days."""
    from airtrack.cli import geography

    geography.groups(context.obj, name)


VERBS = (places, groups)
