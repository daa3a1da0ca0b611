"""Verbs about what is on record and the program itself. Imports stand inside, as everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from airtrack.cli.options import By, Files, Group, StageOption


def init(context: typer.Context) -> None:
    """建立或升级数据库 · Creates or upgrades the store; safe to repeat."""
    from airtrack.cli import keeping

    keeping.init(context.obj)


def demo(
    context: typer.Context,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="库中已有数据时不报错 · no error where data are in")
    ] = False,
) -> None:
    """填入演示数据 · Fills an empty store with synthetic demonstration data."""
    from airtrack.cli import keeping

    keeping.demo(context.obj, if_empty=if_empty)


def serve(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(help="端口 · port", min=1, max=65535)] = None,
    address: Annotated[str, typer.Option(help="监听地址 · address to listen on")] = "127.0.0.1",
    browse: Annotated[bool, typer.Option("--open", help="打开浏览器 · opens a browser")] = False,
    public: Annotated[
        bool, typer.Option("--public", help="公众版：不能上传 · read-only, without uploads")
    ] = False,
) -> None:
    """启动网页应用 · Starts the web application."""
    from airtrack.cli import serving

    serving.serve(context.obj, port=port, address=address, browse=browse, public=public)


def check(context: typer.Context, files: Files, stage: StageOption = None) -> None:
    """核对文件，不写入 · Reads and validates; writes nothing."""
    from airtrack.cli import loading

    raise typer.Exit(loading.check(context.obj, files, stage=stage))


def load(
    context: typer.Context,
    files: Files,
    note: Annotated[str, typer.Option(help="备注 · note")] = "",
    by: By = None,
    stage: StageOption = None,
) -> None:
    """核对并提交 · Checks, then commits each source as one batch, all or nothing."""
    from airtrack.cli import loading

    raise typer.Exit(loading.load(context.obj, files, stage=stage, by=by, note=note))


def template(
    context: typer.Context,
    form: Annotated[str, typer.Argument(help="表式 · city_monthly, events, amounts, plan, …")],
    out: Annotated[Path, typer.Option("--out", help="写入文件 · file.xlsx or file.csv")],
    group: Group = None,
    place: Annotated[str | None, typer.Option("--place", help="一个城市 · one city")] = None,
    period: Annotated[
        str, typer.Option("--period", help="时段，默认上月 · 2025-03, 2024, …; last month")
    ] = "",
) -> None:
    """模板 · A template of a form, filled for a group and a period, with choices and units."""
    from airtrack.cli import templating

    templating.template(context.obj, form, out, group=group, place=place, period=period)


def history(
    context: typer.Context,
    place: Annotated[
        str | None, typer.Option(help="只看涉及此地的批次 · batches with this place")
    ] = None,
) -> None:
    """批次与操作记录 · Batches and what was done about them."""
    from airtrack.cli import keeping

    keeping.history(context.obj, place=place)


def withdraw(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="批次 · batch")],
    reason: Annotated[str, typer.Option(help="理由 · why")],
    by: By = None,
) -> None:
    """撤回批次 · Takes a batch back; earlier values return."""
    from airtrack.cli import keeping

    keeping.turn(context.obj, batch, reason=reason, by=by, back=False)


def restore(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="批次 · batch")],
    reason: Annotated[str, typer.Option(help="理由 · why")] = "",
    by: By = None,
) -> None:
    """恢复批次 · Brings a withdrawn batch back."""
    from airtrack.cli import keeping

    keeping.turn(context.obj, batch, reason=reason, by=by, back=True)


def rebuild(context: typer.Context) -> None:
    """由批次目录重建 · Makes ledger and views again; must change nothing."""
    from airtrack.cli import keeping

    raise typer.Exit(keeping.rebuild(context.obj))


def doctor(context: typer.Context) -> None:
    """体检 · Versions, store health, registry problems, free disk."""
    from airtrack.cli import health

    raise typer.Exit(health.doctor(context.obj))


VERBS = (init, demo, serve, check, load, template, history, withdraw, restore, rebuild, doctor)
