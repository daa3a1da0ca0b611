"""Monthly tables of the six cities, as a bureau's office hands them in: GBK, Chinese headers."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

CITIES = ("长沙市", "株洲市", "湘潭市", "岳阳市", "常德市", "益阳市")
HEADINGS = (
    "城市",
    "月份",
    "SO2(μg/m3)",
    "NO2(μg/m3)",
    "PM10(μg/m3)",
    "PM2.5(μg/m3)",
    "CO-95per(mg/m3)",
    "O3-8h-90per(μg/m3)",
    "有效天数(天)",
    "优良天数(天)",
    "优良天数比例(%)",
    "重度及以上污染天数(天)",
    "综合指数",
)
# The annual limits of Level II in GB 3095-2012 (CO: 24 hours, ozone: 8 hours), which the composite
# index of HJ 663 is made with, in the order of the columns.
LIMITS = ("60", "40", "70", "35", "4", "160")
WINTER = (1, 2, 12)
Cell = tuple[int, str]
"""Which line of the file, the header being the first, and which column."""


def table(month: int, *, year: int = 2023, faults: Mapping[Cell, str] | None = None) -> bytes:
    """One month; cities differ by 2 µg/m³ in their order, winters are 30 µg/m³ higher.

    Three cities have one heavy day each, in January. `faults` replace cells.
    """
    days = calendar.monthrange(year, month)[1]
    lines = [list(HEADINGS)]
    for number, city in enumerate(CITIES):
        pm25 = 25 + 2 * number + (30 if month in WINTER else 0)
        good = days - 3 - number
        heavy = int(month == 1 and number < 3)
        means = ["6", "24", str(pm25 + 25), str(pm25), "1.1", str(120 + number)]
        counts = [str(days), str(good), f"{100 * good / days:.1f}", str(heavy)]
        lines.append([city, f"{year}年{month}月", *means, *counts, composite(means)])
    for (line, heading), value in (faults or {}).items():
        lines[line - 1][HEADINGS.index(heading)] = value
    return "".join(",".join(cells) + "\r\n" for cells in lines).encode("gbk")


def composite(means: list[str]) -> str:
    """The sum of the six ratios, each rounded to two decimals (HJ 663)."""
    ratios = (Decimal(mean) / Decimal(limit) for mean, limit in zip(means, LIMITS, strict=True))
    cents = (ratio.quantize(Decimal("0.01"), ROUND_HALF_EVEN) for ratio in ratios)
    return str(sum(cents, Decimal(0)))
