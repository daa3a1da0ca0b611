"""Verbs about what is on record and the program itself. Imports stand inside, as everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from airtrack.cli.options import (
    By,
    EncodingOption,
    Files,
    Group,
    ProfileOption,
    StageOption,
)


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


def check(
    context: typer.Context,
    files: Files,
    stage: StageOption = None,
    encoding: EncodingOption = None,
    profile: ProfileOption = None,
    marked: Annotated[
        Path | None,
        typer.Option(help="另存一份标出问题单元格的 XLSX · a copy with the problem cells marked"),
    ] = None,
) -> None:
    """核对文件，不写入数据库 · Reads, validates and compares; the store stays as it is."""
    from airtrack.cli import loading

    said = loading.Said(stage, encoding, profile)
    raise typer.Exit(loading.check(context.obj, files, said=said, marked=marked))


def load(
    context: typer.Context,
    files: Files,
    note: Annotated[str, typer.Option(help="备注 · note")] = "",
    by: By = None,
    stage: StageOption = None,
    encoding: EncodingOption = None,
    profile: ProfileOption = None,
) -> None:
    """核对并提交 · Checks, then commits each source as one batch, all or nothing."""
    from airtrack.cli import loading

    said = loading.Said(stage, encoding, profile)
    raise typer.Exit(loading.load(context.obj, files, said=said, by=by, note=note))


def forms(
    context: typer.Context,
    form: Annotated[str | None, typer.Argument(help="表式 · form")] = None,
) -> None:
    """表式与列名写法 · The known forms, and the headers that each knows."""
    from airtrack.cli import forms as listed

    listed.forms(context.obj, form)


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
    form: Annotated[str | None, typer.Option(help="表格种类 · form, as check tells it")] = None,
    period: Annotated[
        str | None, typer.Option(help="与此时段有交集 · batches that share a day with it")
    ] = None,
    by: Annotated[str | None, typer.Option(help="操作人 · who did something about it")] = None,
    state: Annotated[str | None, typer.Option(help="live | withdrawn")] = None,
    stage: StageOption = None,
) -> None:
    """批次与操作记录 · Batches and what was done about them."""
    from airtrack.cli import keeping
    from airtrack.cli.batches import Wanted

    wanted = Wanted(place, form, period, by, state, stage)
    keeping.history(context.obj, wanted)


def batch(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="BATCH", help="批次 · batch")],
    marked: Annotated[
        Path | None,
        typer.Option(help="另存一份标出问题单元格的 XLSX · a copy with the problem cells marked"),
    ] = None,
) -> None:
    """一个批次的来历：如何识读、核对结果 · How a batch was read, and what was found in it."""
    from airtrack.cli import batches

    batches.show(context.obj, name, marked=marked)


def corrections(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="BATCH", help="批次 · batch")],
) -> None:
    """更正表：此批次改动的每个数值 · Every value that a batch replaced, old and new."""
    from airtrack.cli import batches

    batches.corrections(context.obj, name)


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


VERBS = (
    *(init, demo, serve, check, load, forms, template, history, batch, corrections),
    *(withdraw, restore, rebuild, doctor),
)
