"""Verbs of the command line. Imports stand inside the verbs, so that --help is instant.

Exit status: 0 done, 1 problems in the data, 2 wrong use, 3 store busy, 4 no such thing.
"""

from __future__ import annotations

import io
import logging
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from airtrack.cli import plan_verbs
from airtrack.cli.globals import Globals, hoisted
from airtrack.cli.session import Asked, Session
from airtrack.errors import AirtrackError

LOG = logging.getLogger(__name__)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="空气质量目标跟踪 · Air-quality targets beside monitored values",
)
app.add_typer(plan_verbs.plans, name="plans")


class Format(StrEnum):
    """How a verb answers."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Lang(StrEnum):
    """Languages of the interface."""

    ZH = "zh"
    EN = "en"


class Basis(StrEnum):
    """Whether dust days count."""

    INCL_DUST = "incl_dust"
    EXCL_DUST = "excl_dust"
    ASSESSED = "assessed"


Place = Annotated[list[str] | None, typer.Option("--place", help="城市：代码或名称 · code or name")]
Group = Annotated[str | None, typer.Option("--group", help="区域或省 · group or province")]
PeriodText = Annotated[
    str, typer.Option("--period", help="2020 · 2020-01 · 2020-Q1 · 2020-01..2020-06 · …")
]
Edition = Annotated[str, typer.Option("--edition", help="标准版本 · edition of the standards")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="数据截至日 · nothing after this day counts")
]
Known = Annotated[
    str | None,
    typer.Option(
        "--as-of-knowledge", help="只算此时刻之前提交的 · only what was committed by then"
    ),
]
BasisOption = Annotated[
    Basis | None, typer.Option("--basis", help="沙尘口径 · with or without dust days")
]
Files = Annotated[list[Path], typer.Argument(help="文件、压缩包或目录 · files, archives, folders")]
By = Annotated[str | None, typer.Option("--by", help="操作人 · who does it")]
StageOption = Annotated[
    str | None, typer.Option("--stage", help="provisional | audited | certified")
]


@app.callback()
def _globals(
    context: typer.Context,
    store: Annotated[str | None, typer.Option(help="数据库目录 · folder of the store")] = None,
    data: Annotated[
        str | None, typer.Option(help="标准与地名目录 · folder of standards and places")
    ] = None,
    format: Annotated[Format, typer.Option(help="输出格式 · output")] = Format.TABLE,
    lang: Annotated[Lang | None, typer.Option(help="语言 · language")] = None,
) -> None:
    context.obj = Session(Globals(store, data, format.value, lang.value if lang else None))


@app.command()
def init(context: typer.Context) -> None:
    """建立或升级数据库 · Creates or upgrades the store; safe to repeat."""
    from airtrack.cli import keeping

    keeping.init(context.obj)


@app.command()
def demo(
    context: typer.Context,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="库中已有数据时不报错 · no error where data are in")
    ] = False,
) -> None:
    """填入演示数据 · Fills an empty store with synthetic demonstration data."""
    from airtrack.cli import keeping

    keeping.demo(context.obj, if_empty=if_empty)


@app.command()
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


@app.command()
def check(context: typer.Context, files: Files, stage: StageOption = None) -> None:
    """核对文件，不写入 · Reads and validates; writes nothing."""
    from airtrack.cli import loading

    raise typer.Exit(loading.check(context.obj, files, stage=stage))


@app.command()
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


@app.command()
def history(
    context: typer.Context,
    place: Annotated[
        str | None, typer.Option(help="只看涉及此地的批次 · batches with this place")
    ] = None,
) -> None:
    """批次与操作记录 · Batches and what was done about them."""
    from airtrack.cli import keeping

    keeping.history(context.obj, place=place)


@app.command()
def withdraw(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="批次 · batch")],
    reason: Annotated[str, typer.Option(help="理由 · why")],
    by: By = None,
) -> None:
    """撤回批次 · Takes a batch back; earlier values return."""
    from airtrack.cli import keeping

    keeping.turn(context.obj, batch, reason=reason, by=by, back=False)


@app.command()
def restore(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="批次 · batch")],
    reason: Annotated[str, typer.Option(help="理由 · why")] = "",
    by: By = None,
) -> None:
    """恢复批次 · Brings a withdrawn batch back."""
    from airtrack.cli import keeping

    keeping.turn(context.obj, batch, reason=reason, by=by, back=True)


@app.command()
def rebuild(context: typer.Context) -> None:
    """由批次目录重建 · Makes ledger and views again; must change nothing."""
    from airtrack.cli import keeping

    raise typer.Exit(keeping.rebuild(context.obj))


@app.command()
def doctor(context: typer.Context) -> None:
    """体检 · Versions, store health, registry problems, free disk."""
    from airtrack.cli import health

    raise typer.Exit(health.doctor(context.obj))


@app.command()
def days(
    context: typer.Context,
    period: PeriodText,
    place: Place = None,
    edition: Edition = "in-force",
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """逐日数据 · Daily values, IAQI, AQI, level, primary pollutants."""
    from airtrack.cli import asking

    asking.days(context.obj, place or [], Asked(period, edition, as_of, as_of_knowledge))


@app.command()
def stats(
    context: typer.Context,
    period: PeriodText,
    place: Place = None,
    group: Group = None,
    edition: Edition = "in-force",
    basis: BasisOption = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
    detail: Annotated[
        bool,
        typer.Option("--detail", help="百分位数、分指数、达标、同比 · percentiles, shares, limits"),
    ] = False,
) -> None:
    """时段统计 · Period statistics per city and for the region."""
    from airtrack.cli import asking

    asked = Asked(period, edition, as_of, as_of_knowledge, basis.value if basis else None)
    asking.stats(context.obj, place or [], group, asked, detail=detail)


@app.command()
def rank(
    context: typer.Context,
    group: Annotated[str, typer.Option("--group", help="区域或省 · group or province")],
    period: PeriodText,
    by: Annotated[str, typer.Option(help="composite | change | good_pct | pm25 | …")] = "composite",
    edition: Edition = "in-force",
    basis: BasisOption = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """排名 · Ranking with ties."""
    from airtrack.cli import asking

    asked = Asked(period, edition, as_of, as_of_knowledge, basis.value if basis else None)
    asking.rank(context.obj, group, asked, by=by)


@app.command()
def trend(
    context: typer.Context,
    period: PeriodText,
    place: Place = None,
    group: Group = None,
    by: Annotated[str, typer.Option(help="pm25 | composite | good_pct | …")] = "pm25",
    years: Annotated[int | None, typer.Option(min=1, max=99, help="年数 · how many years")] = None,
    edition: Edition = "in-force",
    basis: BasisOption = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """逐年变化 · The same period year by year, three-year means, rank correlation."""
    from airtrack.cli import asking

    asked = Asked(period, edition, as_of, as_of_knowledge, basis.value if basis else None)
    asking.trend(context.obj, place or [], group, asked, by=by, years=years)


@app.command()
def aqi(
    context: typer.Context,
    values: Annotated[
        list[str], typer.Argument(help="pm25=36 o3=160 co=0.8 … · o3_1h=850", metavar="VALUE…")
    ],
    edition: Edition = "in-force",
    date: Annotated[str | None, typer.Option(help="日期（默认今天） · day")] = None,
    hour: Annotated[bool, typer.Option("--hour", help="小时浓度 · one-hour means")] = False,
) -> None:
    """试算 AQI · IAQI, AQI, level and primary pollutants of values you name."""
    from airtrack.cli import trying

    trying.aqi(context.obj, values, edition=edition, on_date=date, is_hour=hour)


@app.command()
def status(
    context: typer.Context,
    plan: Annotated[str | None, typer.Option(help="计划 · plan")] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="城市或区域 · city, or group as a region")
    ] = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """目标评价 · A verdict per target: where it stands, by how much, what is left."""
    from airtrack.cli import judging

    judging.status(context.obj, plan, place=place, as_of=as_of, known=as_of_knowledge)


@app.command()
def reconcile(
    context: typer.Context,
    period: PeriodText,
    place: Place = None,
    group: Group = None,
    basis: BasisOption = None,
    as_of_knowledge: Known = None,
) -> None:
    """公布值与计算值的差异 · Published values beside ours: every difference above rounding."""
    from airtrack.cli import comparing

    asked = Asked(period, "in-force", None, as_of_knowledge, basis.value if basis else None)
    comparing.reconcile(context.obj, place or [], group, asked)


@app.command()
def diff(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="批次 · batch")],
    as_of: AsOf = None,
) -> None:
    """批次改变了什么 · What a batch changed: values old and new, verdicts that turned."""
    from airtrack.cli import comparing

    comparing.diff(context.obj, batch, as_of=as_of)


@app.command()
def explain(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(help="目标 · target, as status names it")] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="城市或区域 · city, or group as a region")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="2020 · 2020-01 · …")] = "",
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="pm25 | good_pct | composite | …")
    ] = None,
    day: Annotated[str | None, typer.Option("--day", help="追溯到某日 · down to one day")] = None,
    edition: Edition = "in-force",
    basis: BasisOption = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """计算过程 · The whole calculation behind a verdict, a figure or a day."""
    from airtrack.cli import explaining

    asked = Asked(period, edition, as_of, as_of_knowledge, basis.value if basis else None)
    what = explaining.What(target, place, indicator, day)
    explaining.tell(context.obj, what, asked)


@app.command()
def method(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", help="写入文件 · writes it to a file")
    ] = None,
) -> None:
    """方法说明 · How every figure is computed, from the standards and statements on file."""
    from airtrack.cli import explaining

    explaining.tell_method(context.obj, out)


def run() -> None:
    """The program: UTF-8 streams, global options anywhere, errors as sentences."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Runs one command line and returns its exit status."""
    arguments = hoisted(arguments)
    try:
        status: Any = app(args=arguments, standalone_mode=False, prog_name="airtrack")
        return int(status or 0)
    except AirtrackError as error:
        return _tell(error, arguments)
    except typer.Abort:
        return 2
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:  # noqa: BLE001 one of the two doors: the trace goes to the log
        return _tell_usage(error)


def _tell_usage(error: Exception) -> int:
    """Wrong options are shown as click shows them; anything else is logged with its trace."""
    show = getattr(error, "show", None)
    if callable(show):
        show()
        return int(getattr(error, "exit_code", 2))
    LOG.error("unexpected error", exc_info=error)
    sys.stderr.write(f"{type(error).__name__}: {error}\n")
    return 1


def _tell(error: AirtrackError, arguments: list[str]) -> int:
    from airtrack.cli import trouble

    trouble.tell(error, arguments)
    return error.exit_status
