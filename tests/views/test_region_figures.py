"""Members side by side on one scale, and what each of them does to the mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from by_hand import month, ranked, ranking

from airtrack.answers.region import Contribution
from airtrack.views import theme
from airtrack.views.region import effects, multiples
from airtrack.views.region.multiples import Panel
from airtrack.views.table import Words

YEARS = {
    2024: {"2024-01": month(values={"pm25": 70})},
    2025: {"2025-01": month(values={"pm25": 60})},
}
ONE = Panel("a", "甲 60", YEARS, Decimal(35), "≤ 35")
TWO = Panel("b", "乙 40", {2025: {"2025-02": month(values={"pm25": 40})}})
SHARES = (Contribution("a", "甲", 40, 1.67, 32.5), Contribution("b", "乙", 30, -1.67, 37.5))


def test_the_members_share_one_scale(zh: Words) -> None:
    layout = multiples.figure([ONE, TWO], zh, indicator="pm25", year=2025)["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    # the highest month, 70, and 18 % of room above it
    assert layout["yaxis"]["range"] == [0, pytest.approx(82.6)]


def test_the_year_is_dark_and_the_year_before_pale(zh: Words) -> None:
    before, year = multiples.figure([ONE], zh, indicator="pm25", year=2025)["data"]
    assert (before["name"], before["marker"]["color"]) == ("2024", theme.EARLIER)
    assert (year["name"], year["marker"]["color"]) == ("2025", theme.CURRENT)
    assert (before["y"][0], year["y"][0], year["y"][1]) == (70, 60, None)


def test_the_line_carries_its_label_and_a_member_without_one_has_none(zh: Words) -> None:
    layout = multiples.figure([ONE, TWO], zh, indicator="pm25", year=2025)["layout"]
    assert [shape["yref"] for shape in layout["shapes"]] == ["y"]
    assert [item["text"] for item in layout["annotations"]] == ["甲 60", "≤ 35", "乙 40"]


def test_two_members_stand_beside_each_other(zh: Words) -> None:
    layout = multiples.figure([ONE, TWO], zh, indicator="pm25", year=2025)["layout"]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    assert layout["yaxis"]["domain"] == layout["yaxis2"]["domain"]


@pytest.mark.parametrize(
    ("lower_is_better", "colours"),
    [
        pytest.param(True, [theme.LIMIT, theme.CURRENT], id="a-mean"),
        pytest.param(False, [theme.CURRENT, theme.LIMIT], id="good-days"),
    ],
)
def test_what_makes_the_mean_worse_is_red(
    lower_is_better: bool, colours: list[str], zh: Words
) -> None:
    (bars,) = effects.contributions(
        SHARES, zh, indicator="pm25", digits=1, lower_is_better=lower_is_better
    )["data"]
    assert bars["marker"]["color"] == colours


def test_effects_carry_their_sign(zh: Words) -> None:
    (bars,) = effects.contributions(SHARES, zh, indicator="pm25", digits=1, lower_is_better=True)[
        "data"
    ]
    assert bars["text"] == ["+1.67", "-1.67"]


def test_the_answer_names_the_mean_the_highest_and_the_lowest(zh: Words) -> None:
    found = ranking(ranked(1, "乙", 30.0), ranked(2, "甲", 40.0), by="pm25", period="2025")
    said = effects.answer(found, 35.0, zh, lower_is_better=True)
    assert said == "2025年，三城2个成员的PM2.5平均为35.0 µg/m³；甲最高（40.0），乙最低（30.0）。"


def test_where_more_is_better_the_worst_is_the_lowest(zh: Words) -> None:
    found = ranking(ranked(1, "乙", 90.0), ranked(2, "甲", 80.0), by="good_pct", period="2025")
    said = effects.answer(found, 85.0, zh, lower_is_better=False)
    assert "甲最低（80.0），乙最高（90.0）" in said


def test_without_figures_the_answer_says_so(zh: Words) -> None:
    said = effects.answer(ranking(by="pm25", period="2025"), None, zh, lower_is_better=True)
    assert said == "2025年，三城没有可用于计算PM2.5的数据。"
