"""The verdict board: a cell for each city and indicator, legible without its colour."""

from __future__ import annotations

from typing import Any

import pytest
from by_hand import good_days, heavy_days, mean_left, target, verdict

from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import board, theme
from airtrack.views.board import Grid
from airtrack.views.table import Words

CHANGSHA, ZHUZHOU, XIANGTAN = "430100", "430200", "430300"
REGION = "changzhutan"


def region(status: str, actual: str) -> Verdict:
    """A verdict on the mean of the three cities."""
    mean = target(id="p.region", scope="mean", group=REGION, places=(CHANGSHA, ZHUZHOU, XIANGTAN))
    return verdict(REGION, status, actual, mean)


def drawn(found: list[Verdict], gazetteer: Gazetteer, words: Words) -> dict[str, Any]:
    """The figure of these verdicts."""
    return board.figure(board.grid(found), gazetteer, words)


def of(grid: Grid, place: str) -> Verdict:
    """The only verdict that is shown of a place."""
    (found,) = [cell.verdict for (own, _), cell in grid.cells.items() if own == place]
    return found


@pytest.mark.parametrize(
    ("kind", "op", "values", "strictest"),
    [
        pytest.param("cap", "<=", ("35", "34"), "34", id="a-cap-is-strict-when-low"),
        pytest.param("floor", ">=", ("86", "87"), "87", id="a-floor-is-strict-when-high"),
    ],
)
def test_the_strictest_target_of_a_place_is_shown(
    kind: str, op: str, values: tuple[str, str], strictest: str
) -> None:
    found = [
        verdict(CHANGSHA, "on_track", "30", target(id=value, kind=kind, op=op, value=value))
        for value in values
    ]
    assert str(of(board.grid(found), CHANGSHA).required) == strictest


@pytest.mark.parametrize(
    ("second", "text"),
    [
        pytest.param("34", "● 达进度<br>33 / 34 <sup>+1</sup>", id="another-value"),
        pytest.param("35", "● 达进度<br>33 / 35", id="the-same-value-says-nothing-more"),
    ],
)
def test_a_mark_says_that_another_target_asks_for_something_else(
    second: str, text: str, zh: Words
) -> None:
    found = [
        verdict(CHANGSHA, "on_track", "33", target(id=value, value=value))
        for value in ("35", second)
    ]
    (cell,) = board.grid(found).cells.values()
    assert board.text(cell, zh) == text


def test_the_worst_city_is_on_top_and_the_region_at_the_bottom() -> None:
    found = [
        verdict(CHANGSHA, "on_track", "33"),
        region("missed", "40"),
        verdict(ZHUZHOU, "off_track", "40"),
        verdict(XIANGTAN, "at_risk", "36"),
    ]
    assert board.grid(found).places == (ZHUZHOU, XIANGTAN, CHANGSHA, REGION)


def test_equal_at_their_worst_cities_are_ordered_by_the_next_verdict() -> None:
    found = [
        verdict(CHANGSHA, "off_track", "40"),
        good_days(CHANGSHA, "on_track", "90.0"),
        verdict(ZHUZHOU, "off_track", "40"),
        good_days(ZHUZHOU, "at_risk", "86.0"),
    ]
    assert board.grid(found).places == (ZHUZHOU, CHANGSHA)


def test_an_indicator_of_which_nothing_is_on_record_is_left_out_and_counted() -> None:
    tonnes = target(id="p.nox", indicator="nox_cut", kind="cut", op=">=", unit="t")
    found = [
        verdict(CHANGSHA, "on_track", "33"),
        verdict(CHANGSHA, "insufficient", None, tonnes),
        verdict(ZHUZHOU, "insufficient", None, tonnes),
    ]
    grid = board.grid(found)
    assert [column.key for column in grid.columns] == ["pm25"]
    assert {column.key: n for column, n in grid.without.items()} == {"nox_cut": 2}


def test_a_cut_and_a_level_of_one_pollutant_are_two_columns(zh: Words) -> None:
    cut = target(
        id="p.cut", kind="reduction", op=">=", value="5", unit="%", baseline={"period": "2021"}
    )
    grid = board.grid([verdict(CHANGSHA, "on_track", "33"), verdict(CHANGSHA, "met", "7.3", cut)])
    assert [column.name(zh) for column in grid.columns] == ["PM2.5", "PM2.5降幅"]


def test_a_cell_says_sign_word_actual_and_required(gazetteer: Gazetteer, zh: Words) -> None:
    figure = drawn([verdict(CHANGSHA, "off_track", "38.4")], gazetteer, zh)
    assert figure["data"][0]["text"] == ["▼ 滞后<br>38.4 / 35"]


def test_a_cell_speaks_english(gazetteer: Gazetteer, en: Words) -> None:
    figure = drawn([heavy_days(CHANGSHA, "missed", "2")], gazetteer, en)
    assert figure["data"][0]["text"] == ["✕ Missed<br>2 / 1"]


def test_a_value_that_is_missing_is_a_dash(gazetteer: Gazetteer, zh: Words) -> None:
    found = [verdict(CHANGSHA, "insufficient", None), verdict(ZHUZHOU, "on_track", "30")]
    figure = drawn(found, gazetteer, zh)
    assert "◌ 数据不足<br>– / 35" in figure["data"][0]["text"]


def test_a_place_without_a_target_for_the_indicator_has_no_cell(
    gazetteer: Gazetteer, zh: Words
) -> None:
    found = [
        verdict(CHANGSHA, "off_track", "38"),
        verdict(ZHUZHOU, "on_track", "30"),
        good_days(ZHUZHOU, "on_track", "90.0"),
    ]
    cells = [told[:2] for told in drawn(found, gazetteer, zh)["data"][0]["customdata"]]
    assert [ZHUZHOU, "good_pct"] in cells and [CHANGSHA, "good_pct"] not in cells


def test_rows_carry_short_names_and_the_region_a_word(gazetteer: Gazetteer, zh: Words) -> None:
    figure = drawn([verdict(CHANGSHA, "on_track", "30"), region("at_risk", "36")], gazetteer, zh)
    assert figure["layout"]["yaxis"]["ticktext"] == ["长沙", "区域"]


def test_columns_carry_their_unit(gazetteer: Gazetteer, zh: Words) -> None:
    figure = drawn(
        [good_days(CHANGSHA, "on_track", "90.0"), heavy_days(CHANGSHA, "met", "0")], gazetteer, zh
    )
    assert figure["layout"]["xaxis"]["ticktext"] == ["优良率<br>%", "重污染<br>天"]


def test_hover_says_gap_rest_and_how_often_it_was_done(gazetteer: Gazetteer, zh: Words) -> None:
    behind = verdict(CHANGSHA, "off_track", "38.4", budget=mean_left("31.26"))
    ((_, _, told),) = drawn([behind], gazetteer, zh)["data"][0]["customdata"]
    plain = told.replace("<br>", "")
    for part in ("▼ 滞后序时进度", "高出 3.4 µg/m³", "余下153天均值须≤31.2 µg/m³", "3年达到"):
        assert part in plain


def test_no_line_on_hover_is_wider_than_a_phone(gazetteer: Gazetteer, zh: Words) -> None:
    behind = verdict(CHANGSHA, "off_track", "38.4", budget=mean_left("31.26"))
    ((_, _, told),) = drawn([behind], gazetteer, zh)["data"][0]["customdata"]
    assert max(len(line) for line in told.split("<br>")) <= 26


def test_each_ground_is_that_of_the_status(gazetteer: Gazetteer, zh: Words) -> None:
    cells = drawn([verdict(CHANGSHA, "at_risk", "36")], gazetteer, zh)["data"][0]
    assert cells["marker"]["color"] == ["#E69F00"]  # PAGES.md: at risk


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("status", [pytest.param(status, id=status.value) for status in Status])
def test_the_ink_of_a_status_is_legible_on_its_ground(status: Status) -> None:
    mark = theme.STATUS[status]
    light, dark = sorted((luminance(mark.colour), luminance(mark.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def test_a_cell_lies_where_its_row_and_column_are_named(gazetteer: Gazetteer, zh: Words) -> None:
    found = [verdict(CHANGSHA, "off_track", "38"), good_days(ZHUZHOU, "on_track", "90.0")]
    figure = drawn(found, gazetteer, zh)
    cells, axes = figure["data"][0], figure["layout"]
    at = [told[:2] for told in cells["customdata"]].index([ZHUZHOU, "good_pct"])
    assert axes["xaxis"]["ticktext"][cells["x"][at]].startswith("优良率")
    middle = cells["base"][at] + cells["y"][at] / 2
    assert axes["yaxis"]["ticktext"][round(middle)] == "株洲"
