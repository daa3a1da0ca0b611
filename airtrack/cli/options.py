"""The options that verbs share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from airtrack.domain.basis import Basis


class Format(StrEnum):
    """How a verb answers."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Lang(StrEnum):
    """Languages of the interface."""

    ZH = "zh"
    EN = "en"


class Kind(StrEnum):
    """Levels of places."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    ZONE = "zone"
    TOWNSHIP = "township"
    STATION = "station"


class Drawn(StrEnum):
    """What `explain` can show besides single figures."""

    CHANGE = "change"
    RANK = "rank"
    TREND = "trend"
    ATTAINMENT = "attainment"
    MAIN_POLLUTANTS = "main_pollutants"


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
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", help="文本编码 · of texts: utf-8 | gb18030 | gbk | big5 | utf-16"),
]
StageOption = Annotated[
    str | None, typer.Option("--stage", help="provisional | audited | certified")
]
ProfileOption = Annotated[
    Path | None, typer.Option("--profile", help="列对照表 · TOML that says what the headers mean")
]
