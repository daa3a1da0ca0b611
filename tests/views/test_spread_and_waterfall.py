"""How far members lie apart year by year, and what each adds to the change of their mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from airtrack.answers.region import waterfall
from airtrack.answers.spread import Spread
from airtrack.domain import period as periods
from airtrack.views import theme
from airtrack.views.region import spread
from airtrack.views.region import waterfall as fall
from airtrack.views.table import Words

NAMES = {"a": "甲", "b": "乙"}
BEFORE = Spread(periods.of_year(2023), 2, 6, 30, "a", 37, 44, "b", 37)
NOW = Spread(periods.of_year(2024), 6, 6, 31, "a", 35, 40, "b", 36)
PAIRS = {"a": (40, 43), "b": (38, 32)}
"""(40 + 38) / 2 = 39, (43 + 32) / 2 = 37.5"""


def test_a_year_is_a_line_from_its_lowest_to_its_highest(zh: Words) -> None:
    ranges = spread.figure([BEFORE, NOW], zh, indicator="pm25", names=NAMES)["data"][0]
    assert ranges["y"] == [30, 44, None, 31, 40, None]


def test_a_thin_year_is_hollow_and_starred(zh: Words) -> None:
    figure = spread.figure([BEFORE, NOW], zh, indicator="pm25", names=NAMES)
    middle = figure["data"][2]
    assert middle["y"] == [37, 35]
    assert middle["marker"]["symbol"] == ["circle-open", "circle"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["2023*", "2024"]


def test_the_last_year_is_labelled_beside_its_marks(zh: Words) -> None:
    figure = spread.figure([NOW], zh, indicator="pm25", names=NAMES, limit=Decimal(35))
    said = [item["text"] for item in figure["layout"]["annotations"]]
    assert said == ["甲 31", "中位 35", "均值 36", "乙 40", "二级限值 35"]


def test_the_spread_is_said_for_now_and_then(zh: Words) -> None:
    said = spread.told([BEFORE, NOW], zh, indicator="pm25", names=NAMES)
    assert said == "2024年甲最低（31），乙最高（40 µg/m³），相差9 µg/m³。2023年相差14 µg/m³。"


def test_steps_hang_where_the_one_before_them_ended(zh: Words) -> None:
    found = waterfall(PAIRS, digits=0, names=NAMES, at_each_end=10)
    assert found is not None
    means, bars = fall.figure(found, zh, indicator="pm25", digits=0, lower_is_better=True)["data"]
    assert means["x"] == [39.0, 37.5]
    assert (bars["base"], bars["x"]) == ([39.0, 40.5], [1.5, -3.0])
    assert bars["marker"]["color"] == [theme.LIMIT, theme.CURRENT]


@pytest.mark.parametrize(
    ("is_lower", "said"),
    [
        pytest.param(True, "乙改善贡献最大（-3.0）；甲拖累最大（+1.5）。", id="less-is-better"),
        pytest.param(False, "甲改善贡献最大（+1.5）；乙拖累最大（-3.0）。", id="more-is-better"),
    ],
)
def test_who_bettered_and_who_worsened_the_mean_is_said(
    is_lower: bool, said: str, zh: Words
) -> None:
    found = waterfall(PAIRS, digits=0, names=NAMES, at_each_end=10)
    assert found is not None
    told = fall.told(found, zh, indicator="pm25", digits=0, lower_is_better=is_lower)
    assert told.endswith(said)
