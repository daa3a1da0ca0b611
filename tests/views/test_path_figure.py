"""Target against actual: months, the year to date, the target, what the rest allows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from by_hand import mean_left, month, target, verdict

from airtrack.domain.verdict import Verdict
from airtrack.views import path, theme
from airtrack.views.table import Words

CHANGSHA = "430100"
RUNNING = verdict(CHANGSHA, "off_track", "38.4", budget=mean_left("31.26"))
MONTHS = {1: month(values={"pm25": 60}), 2: month(values={"pm25": 50})}
TO_DATE = {1: month(values={"pm25": 60}), 2: month(values={"pm25": 55}, valid_days=58)}


def drawn(judged: Verdict, words: Words) -> dict[str, Any]:
    """The figure of two months."""
    return path.figure(MONTHS, TO_DATE, judged, words)


def test_bars_are_months_and_a_month_without_data_is_a_gap(zh: Words) -> None:
    bars = drawn(RUNNING, zh)["data"][0]
    assert bars["y"][:3] == [60, 50, None]


def test_the_line_is_the_year_to_date(zh: Words) -> None:
    line = drawn(RUNNING, zh)["data"][1]
    assert line["y"][:3] == [60, 55, None]
    assert line["customdata"][1] == "55 µg/m³<br>有效天数 58"


def test_the_target_carries_its_label(zh: Words) -> None:
    layout = drawn(RUNNING, zh)["layout"]
    assert layout["annotations"][0]["text"] == "目标 ≤ 35"
    assert layout["shapes"][0]["y0"] == layout["shapes"][0]["y1"] == 35


def test_the_rest_is_dashed_from_the_date_to_the_end_of_the_year(zh: Words) -> None:
    figure = drawn(RUNNING, zh)
    dashes = figure["data"][2]
    # 31 July ends where August, centred on 8, begins
    assert dashes["x"] == [7.5, 12.5]
    assert dashes["y"] == [31.2, 31.2]
    assert figure["layout"]["annotations"][1]["text"] == "余下≤31.2"


@pytest.mark.parametrize(
    ("left", "side"),
    [
        pytest.param("31.2", "top", id="below-the-target"),
        pytest.param("39.0", "bottom", id="above-the-target"),
    ],
)
def test_the_label_of_the_rest_keeps_clear_of_the_target(left: str, side: str, zh: Words) -> None:
    figure = drawn(replace(RUNNING, budget=mean_left(left)), zh)
    target, rest = figure["layout"]["annotations"]
    assert (rest["yanchor"], target["yanchor"] != side) == (side, True)


def test_a_decided_verdict_has_no_rest(zh: Words) -> None:
    figure = drawn(replace(RUNNING, decided=True), zh)
    assert len(figure["data"]) == 2 and len(figure["layout"]["annotations"]) == 1


def test_the_line_of_a_cut_is_its_baseline_less_the_cut(zh: Words) -> None:
    cut = target(
        id="p.cut", kind="reduction", op=">=", value="5", unit="%", baseline={"period": "2021"}
    )
    judged = verdict(CHANGSHA, "on_track", "7.3", cut, baseline=Decimal(60))
    # 60 less 5 %
    assert drawn(judged, zh)["layout"]["annotations"][0]["text"] == "目标 ≤ 57"


def test_the_axis_carries_the_unit(zh: Words) -> None:
    assert drawn(RUNNING, zh)["layout"]["yaxis"]["title"]["text"] == "PM2.5 (µg/m³)"


def test_the_figure_speaks_english(en: Words) -> None:
    figure = drawn(RUNNING, en)
    assert [trace["name"] for trace in figure["data"][:2]] == ["month", "year to date"]


def test_numbers_stand_at_the_foot_of_their_bars_clear_of_the_line(zh: Words) -> None:
    bars = drawn(RUNNING, zh)["data"][0]
    assert bars["textposition"][:2] == ["inside", "inside"]
    assert (bars["insidetextanchor"], bars["textfont"]["color"]) == ("start", theme.INK)


def test_a_bar_of_no_height_has_its_number_outside(zh: Words) -> None:
    found = {1: month(values={"pm25": 0})}
    bars = path.figure(found, found, RUNNING, zh)["data"][0]
    assert bars["textposition"][0] == "outside"


@pytest.mark.parametrize(
    ("value", "angle"),
    [pytest.param(120, 0, id="three-letters"), pytest.param(35.4, -90, id="four-letters")],
)
def test_long_numbers_stand_upright_in_narrow_bars(value: float, angle: int, zh: Words) -> None:
    found = {1: month(values={"pm25": value})}
    assert path.figure(found, found, RUNNING, zh)["data"][0]["textangle"] == angle
