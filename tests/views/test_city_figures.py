"""The figures of a city's year: days by level, the calendar, the months."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from by_hand import month

from airtrack.answers.days import Day
from airtrack.answers.reason import Reason
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import AqiLevel, Confidence, Limit, Statistic
from airtrack.views import months
from airtrack.views.city import calendar, levels
from airtrack.views.table import Words

LEVELS = tuple(
    AqiLevel(level=level, upto=None, colour=f"#00000{level}", clause="") for level in range(1, 7)
)


def day(on: date, level: int | None) -> Day:
    """One day of 甲 at a level with AQI 30 a level, or without an index."""
    if level is None:
        why = (Reason("no_data"),)
        return Day("甲", "甲市", on, {}, {}, None, None, (), False, why)
    return Day("甲", "甲市", on, {}, {}, 30 * level, level, ("pm25",), True, ())


def test_every_level_has_a_bar_and_a_number_even_at_zero(zh: Words) -> None:
    found = [*[1] * 3, *[2] * 7, *[3] * 10, *[4] * 9, 6, None, None]
    days = [day(date(2025, 1, 1), level) for level in found]
    (bars,) = levels.figure(days, zh, levels=LEVELS)["data"]
    assert bars["text"] == ["3", "7", "10", "9", "0", "1", "2"]


def test_the_bars_of_the_levels_are_named_and_coloured_as_the_standard_says(zh: Words) -> None:
    (bars,) = levels.figure([day(date(2025, 1, 1), 1)], zh, levels=LEVELS)["data"]
    named = dict(zip(bars["y"], bars["marker"]["color"], strict=True))
    assert (named["优"], named["严重污染"]) == ("#000001", "#000006")


def test_days_without_an_index_are_counted_apart(zh: Words) -> None:
    days = [day(date(2025, 1, 1), None)] * 5
    (bars,) = levels.figure(days, zh, levels=LEVELS)["data"]
    assert (bars["y"][-1], bars["x"][-1]) == ("无有效数据", 5)


def year_of(first: date, n: int) -> list[Day]:
    """So many days, each tenth without an index."""
    dates = (first + timedelta(offset) for offset in range(n))
    return [day(on, None if index % 10 == 9 else 1 + index % 6) for index, on in enumerate(dates)]


@pytest.mark.parametrize("n", [pytest.param(365, id="year"), pytest.param(30, id="month")])
def test_the_calendar_has_one_cell_for_every_day(n: int, zh: Words) -> None:
    figure = calendar.figure(year_of(date(2019, 1, 1), n), zh, levels=LEVELS)
    cells = [z for trace in figure["data"] for row in trace["z"] for z in row if z is not None]
    assert len(cells) == n


def test_a_cell_lies_at_its_month_and_date(zh: Words) -> None:
    figure = calendar.figure([day(date(2019, 6, 9), 4)], zh, levels=LEVELS)
    judged = figure["data"][1]
    row = judged["z"][judged["y"].index("6月")]
    assert row[judged["x"].index(9)] == 4


def test_a_cell_is_coloured_by_its_level(zh: Words) -> None:
    scale = calendar.figure([], zh, levels=LEVELS)["data"][1]["colorscale"]
    assert scale[:3] == [[0, "#000001"], [1 / 6, "#000001"], [1 / 6, "#000002"]]


@pytest.mark.parametrize(
    ("level", "told"),
    [
        pytest.param(
            4,
            "甲市 2019-06-09<br>AQI 120 中度污染<br>首要污染物 PM2.5",
            id="date-index-level-primary",
        ),
        pytest.param(None, "甲市 2019-06-09<br>没有数据", id="why-there-is-none"),
    ],
)
def test_a_cell_tells_what_it_is(level: int | None, told: str, zh: Words) -> None:
    figure = calendar.figure([day(date(2019, 6, 9), level)], zh, levels=LEVELS)
    cells = [text for trace in figure["data"] for row in trace["customdata"] for text in row]
    assert [text for text in cells if text] == [told]


def two_years() -> dict[int, dict[str, object]]:
    """PM2.5 of two Junes."""
    return {
        2018: {"2018-06": month(values={"pm25": 41})},
        2019: {"2019-06": month(values={"pm25": 38}, valid_days=29)},
    }


def drawn(words: Words, *, limit: Limit | None = None) -> dict[str, object]:
    """The month figure of these years."""
    return months.figure(two_years(), words, indicator="pm25", limit=limit)  # type: ignore[arg-type]


def test_the_year_before_stands_beside_the_year(zh: Words) -> None:
    before, year = drawn(zh)["data"]  # type: ignore[misc]
    assert (before["name"], before["y"][5]) == ("2018", 41)
    assert (year["name"], year["y"][5]) == ("2019", 38)


def test_a_month_without_a_value_is_a_gap(zh: Words) -> None:
    assert drawn(zh)["data"][1]["y"][6] is None  # type: ignore[index]


def test_the_axis_of_the_months_names_the_unit(zh: Words) -> None:
    title = drawn(zh)["layout"]["yaxis"]["title"]["text"]  # type: ignore[index]
    assert title == "PM2.5 (µg/m³)"


def test_a_month_tells_value_and_valid_days(zh: Words) -> None:
    year = drawn(zh)["data"][1]  # type: ignore[index]
    assert year["customdata"][5] == ["38", 29]


def test_the_label_of_the_limit_stands_above_the_bars_in_the_colour_of_its_line(zh: Words) -> None:
    limit = Limit(
        pollutant=Pollutant.PM25,
        statistic=Statistic.ANNUAL_MEAN,
        grade=2,
        value=Decimal(35),
        unit="µg/m³",
        clause="GB 3095-2012 Table 1",
        confidence=Confidence.TWO_TEXTS,
    )
    layout = drawn(zh, limit=limit)["layout"]
    (line,), (label,) = layout["shapes"], layout["annotations"]  # type: ignore[index]
    assert (line["y0"], label["text"]) == (35.0, "年均值二级标准 35")
    assert label["yref"] == "paper" and label["y"] > 1
    assert label["font"]["color"] == line["line"]["color"]


def test_without_a_limit_there_is_no_line(zh: Words) -> None:
    assert "shapes" not in drawn(zh)["layout"]  # type: ignore[operator]
