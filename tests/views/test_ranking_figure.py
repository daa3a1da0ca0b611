"""The ranking as bars says what the answer says, and as it is printed."""

from __future__ import annotations

import pytest
from by_hand import ranked, ranking

from airtrack.views import ranking as view
from airtrack.views.table import Words


def bars(figure: dict[str, list[dict[str, list[object]]]]) -> dict[str, list[object]]:
    """The only trace of the figure."""
    (found,) = figure["data"]
    return found


def test_every_city_is_a_bar_of_its_value(zh: Words) -> None:
    answer = ranking(ranked(1, "甲", 1.72), ranked(2, "乙", 3.77))
    found = bars(view.figure(answer, zh))
    assert (found["y"], found["x"]) == (["甲", "乙"], [1.72, 3.77])


def test_equal_ranks_carry_equal_numbers_and_the_next_is_skipped(zh: Words) -> None:
    answer = ranking(ranked(1, "甲", 2.0), ranked(1, "乙", 2.0), ranked(3, "丙", 2.1))
    axis = view.figure(answer, zh)["layout"]["yaxis"]
    assert axis["ticktext"] == ["1  甲", "1  乙", "3  丙"]


@pytest.mark.parametrize(
    ("by", "value", "written"),
    [
        pytest.param("composite", 2.0, "2.00", id="composite-two-digits"),
        pytest.param("composite", 3.1, "3.10", id="composite-trailing-zero"),
        pytest.param("pm25", 35, "35", id="whole-number"),
        pytest.param("pm25", 21.0, "21.0", id="one-digit"),
        pytest.param("good_pct", 100.0, "100.0", id="ratio"),
        pytest.param("change", -9.9, "-9.9", id="better"),
        pytest.param("change", 18.6, "+18.6", id="worse-has-a-sign"),
        pytest.param("change", 0.0, "持平", id="unchanged-is-a-word"),
        pytest.param("pm25", 0, "0", id="zero-is-not-unchanged"),
    ],
)
def test_a_bar_is_labelled_as_the_number_is_printed(
    by: str, value: float, written: str, zh: Words
) -> None:
    answer = ranking(ranked(1, "甲", value), by=by)
    assert bars(view.figure(answer, zh))["text"] == [written]


def test_forty_cities_are_all_drawn(zh: Words) -> None:
    answer = ranking(*(ranked(n, f"城{n}", float(n)) for n in range(1, 41)))
    figure = view.figure(answer, zh)
    assert len(bars(figure)["y"]) == 40
    assert "shapes" not in figure["layout"]


def test_of_a_large_group_the_twenty_of_each_end_are_drawn(zh: Words) -> None:
    answer = ranking(*(ranked(n, f"城{n}", float(n)) for n in range(1, 42)))
    drawn = bars(view.figure(answer, zh))["x"]
    assert drawn == [*range(1, 21), *range(22, 42)]


def test_a_line_stands_where_the_middle_is_left_out(zh: Words) -> None:
    answer = ranking(*(ranked(n, f"城{n}", float(n)) for n in range(1, 42)))
    (line,) = view.figure(answer, zh)["layout"]["shapes"]
    assert (line["y0"], line["y1"]) == (19.5, 19.5)


@pytest.mark.parametrize(
    ("by", "title"),
    [
        pytest.param("composite", "综合指数", id="without-unit"),
        pytest.param("pm25", "PM2.5 (µg/m³)", id="concentration"),
        pytest.param("co", "CO (mg/m³)", id="milligrams"),
        pytest.param("good_pct", "优良天数比例 (%)", id="ratio"),
    ],
)
def test_the_axis_names_indicator_and_unit(by: str, title: str, zh: Words) -> None:
    figure = view.figure(ranking(ranked(1, "甲", 1.0), by=by), zh)
    assert figure["layout"]["xaxis"]["title"]["text"] == title


def test_falls_are_on_the_axis_as_well_as_rises(zh: Words) -> None:
    answer = ranking(ranked(1, "甲", -9.9), ranked(2, "乙", 18.6), by="change")
    low, high = view.figure(answer, zh)["layout"]["xaxis"]["range"]
    assert low < -9.9
    assert high > 18.6


def test_the_axis_of_amounts_begins_at_zero(zh: Words) -> None:
    figure = view.figure(ranking(ranked(1, "甲", 1.72)), zh)
    assert figure["layout"]["xaxis"]["range"][0] == 0


@pytest.mark.parametrize(
    ("by", "row", "told"),
    [
        pytest.param(
            "composite",
            ranked(1, "甲", 2.0, previous=2.5, change_pct=-20.0),
            "甲市<br>2.00<br>排名 1<br>去年同期 2.50, -20.0 %",
            id="composite",
        ),
        pytest.param(
            "pm25",
            ranked(1, "甲", 35, previous=35, change_pct=0.0),
            "甲市<br>35 µg/m³<br>排名 1<br>去年同期 35 µg/m³, 持平",
            id="unchanged",
        ),
        pytest.param(
            "good_pct",
            ranked(1, "甲", 90.0, previous=86.7, change_points=3.3),
            "甲市<br>90.0 %<br>排名 1<br>去年同期 86.7 %, +3.3 pp",
            id="percentage-points",
        ),
        pytest.param(
            "good_days",
            ranked(1, "甲", 26, previous=31, change_days=-5),
            "甲市<br>26<br>排名 1<br>去年同期 31, -5 d",
            id="days",
        ),
        pytest.param(
            "change",
            ranked(1, "甲", -9.9, previous=2.43, change_pct=-9.9),
            "甲市<br>-9.9 %<br>排名 1<br>去年同期 2.43, -9.9 %",
            id="the-year-before-is-an-index",
        ),
        pytest.param(
            "composite", ranked(1, "甲", 2.0), "甲市<br>2.00<br>排名 1<br>无可比数据", id="alone"
        ),
    ],
)
def test_a_bar_tells_place_value_unit_rank_and_the_year_before(
    by: str, row: object, told: str, zh: Words
) -> None:
    answer = ranking(row, by=by)  # type: ignore[arg-type]
    assert bars(view.figure(answer, zh))["customdata"] == [told]
