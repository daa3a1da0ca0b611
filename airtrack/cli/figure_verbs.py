"""Verbs that answer with figures and verdicts. Imports stand inside, as everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from airtrack.cli.options import AsOf, BasisOption, Drawn, Edition, Group, Known, PeriodText, Place
from airtrack.cli.session import Asked


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

    asked = Asked(period, edition, as_of, as_of_knowledge, basis)
    asking.stats(context.obj, place or [], group, asked, detail=detail)


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

    asked = Asked(period, edition, as_of, as_of_knowledge, basis)
    asking.rank(context.obj, group, asked, by=by)


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

    asked = Asked(period, edition, as_of, as_of_knowledge, basis)
    asking.trend(context.obj, place or [], group, asked, by=by, years=years)


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


def whatif(
    context: typer.Context,
    plan: Annotated[str, typer.Option(help="计划 · plan")],
    place: Annotated[str, typer.Option("--place", help="城市或区域 · city, or group as a region")],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help="假设 · pm25=-10% (change) · pm25=32 (mean) · pm25=32@10-12"),
    ] = None,
    months: Annotated[
        str | None, typer.Option(help="假设的月份 · 10..12; all coming ones without it")
    ] = None,
    dust: Annotated[
        int | None, typer.Option(min=0, max=366, help="增加沙尘天 · more days of dust")
    ] = None,
    by: Annotated[str, typer.Option(help="composite | pm25 | good_pct | …")] = "composite",
    group: Group = None,
    gain: Annotated[
        int | None, typer.Option(min=1, max=400, help="名次前进几位 · places to gain")
    ] = None,
    leave_last: Annotated[
        int | None, typer.Option(min=1, max=400, help="退出后几位 · leave the last n")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """情景研判 · The same verdicts under an assumption, and the rank it would give."""
    from airtrack.cli import assuming
    from airtrack.outlook.ranked import Wish

    where = assuming.Where(plan, place, group, by)
    assumed = assuming.Assumed(changes or [], months, dust)
    assuming.whatif(context.obj, where, assumed, as_of=as_of, wish=Wish(gain, leave_last))


def triggered(
    context: typer.Context,
    plan: Annotated[str | None, typer.Option(help="计划 · plan")] = None,
    place: Annotated[str | None, typer.Option("--place", help="城市 · city")] = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """触发条件提示 · Which conditions of the plans' rules hold, for whom, since when."""
    from airtrack.cli import ruling

    ruling.triggered(context.obj, plan, place=place, as_of=as_of, known=as_of_knowledge)


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

    asked = Asked(period, "in-force", None, as_of_knowledge, basis)
    comparing.reconcile(context.obj, place or [], group, asked)


def diff(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(help="批次 · batch")],
    as_of: AsOf = None,
    most: Annotated[
        int,
        typer.Option("--most", min=0, help="每类至多几行，0 为全部 · rows of each kind, 0 for all"),
    ] = 100,
) -> None:
    """批次改变了什么 · What a batch changed: values, figures, verdicts that turned."""
    from airtrack.cli import comparing

    comparing.diff(context.obj, batch, as_of=as_of, most=most)


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
    of: Annotated[
        Drawn | None, typer.Option("--of", help="由统计值得出的结论 · what was drawn from figures")
    ] = None,
    group: Group = None,
    edition: Edition = "in-force",
    basis: BasisOption = None,
    as_of: AsOf = None,
    as_of_knowledge: Known = None,
) -> None:
    """计算过程 · The whole calculation behind a verdict, a figure or a day."""
    from airtrack.cli import explaining

    asked = Asked(period, edition, as_of, as_of_knowledge, basis)
    what = explaining.What(target, place, indicator, day, of, group)
    explaining.tell(context.obj, what, asked)


def method(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", help="写入文件 · writes it to a file")
    ] = None,
) -> None:
    """方法说明 · How every figure is computed, from the standards and statements on file."""
    from airtrack.cli import explaining

    explaining.tell_method(context.obj, out)


VERBS = (
    *(days, stats, rank, trend, aqi, status, whatif),
    *(triggered, reconcile, diff, explain, method),
)
