"""The completeness of a year as figure, calendar, strip and sentence."""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.answers.quality.completeness import (
    Completeness,
    DayCell,
    DayState,
    Filled,
    MonthDays,
    PlaceYear,
)
from airtrack.answers.reason import Reason
from airtrack.registry.places import Gazetteer
from airtrack.views import theme
from airtrack.views.overview import strip
from airtrack.views.quality import calendar, grid, sentences
from airtrack.views.table import Words

TO_COME = tuple(MonthDays(month, None, 0, 27, Filled.OUTSIDE) for month in range(4, 13))
JANUARY = MonthDays(1, 31, 31, 27, Filled.ENOUGH)
RUNNING = MonthDays(3, 8, 10, 27, Filled.RUNNING)


def row(place: str, name: str, february: MonthDays, item: str = "aqi") -> PlaceYear:
    return PlaceYear(place, name, item, (JANUARY, february, RUNNING, *TO_COME))


FULL = row("430100", "长沙", MonthDays(2, 25, 28, 25, Filled.ENOUGH))
SHORT = row("430300", "湘潭", MonthDays(2, 24, 28, 25, Filled.SHORT))
TABLE = row("430200", "株洲", MonthDays(2, None, 28, 25, Filled.PUBLISHED))


def test_a_cell_has_its_number_and_a_sign_where_it_is_short(zh: Words) -> None:
    (heat,) = grid.figure([FULL, SHORT], zh)["data"]
    assert heat["y"] == ["湘潭", "长沙"]
    assert heat["text"][0][:4] == ["31", "▼24", "8…", ""]
    assert heat["text"][1][:3] == ["31", "25", "8…"]
    assert "24/28" in heat["customdata"][0][1] and "25" in heat["customdata"][0][1]


def test_the_shade_is_the_share_that_lacks_and_months_to_come_are_open(zh: Words) -> None:
    (heat,) = grid.figure([SHORT], zh)["data"]
    # 4 of 28 days, 2 of 10
    assert heat["z"][0][:4] == [0, pytest.approx(1 / 7), pytest.approx(0.2), None]
    assert heat["colorscale"] == [[0, theme.RULE], [1, theme.CURRENT]]


def test_the_shades_have_their_twins_in_the_dark(zh: Words) -> None:
    dark = theme.dressed(grid.figure([SHORT], zh), is_dark=True)
    ends = [colour for _, colour in dark["data"][0]["colorscale"]]
    assert ends == [theme.DARK[theme.RULE], theme.DARK[theme.CURRENT]]


def test_a_month_with_a_table_alone_lacks_no_day_of_the_count(zh: Words) -> None:
    assert (TABLE.n_days, TABLE.due_days, TABLE.missing_days, TABLE.short_months) == (39, 41, 2, ())
    (heat,) = grid.figure([TABLE], zh)["data"]
    assert heat["text"][0][1] == "○"


def test_a_large_set_is_drawn_in_part_and_its_table_is_whole(zh: Words) -> None:
    many = [row(f"{code}", f"{code}市", FULL.months[1]) for code in range(grid.MOST_ROWS + 1)]
    assert len(grid.figure(many, zh)["data"][0]["y"]) == grid.MOST_ROWS
    assert len(grid.table(many, zh).rows) == grid.MOST_ROWS + 1


def test_the_figure_in_a_sentence_counts_short_months(zh: Words, en: Words) -> None:
    told = grid.alt([FULL, SHORT], zh, item="aqi", year=2025)
    assert "共有1个城市月有效天数不足，湘潭最多" in told
    assert "has enough valid days" in grid.alt([FULL], en, item="aqi", year=2025)


def answer(*rows: PlaceYear) -> Completeness:
    return Completeness(2025, date(2025, 1, 1), date(2025, 3, 10), rows, 324)


def test_the_answer_has_days_short_months_and_odd_values(zh: Words) -> None:
    told = sentences.answer(answer(FULL, SHORT), (), None, zh, item="aqi")
    assert told.startswith("2个城市2025年1月1日—2025年3月10日AQI有效天数63–64天（应有69天）")
    assert "1个城市月不足；没有可疑值" in told


def test_the_strip_counts_who_lacks_nothing_and_names_who_lacks_most(zh: Words) -> None:
    ozone = row("430300", "湘潭", MonthDays(2, 20, 28, 25, Filled.SHORT), "o3")
    found = sentences.strip(answer(FULL, SHORT, ozone), zh)
    assert (found.n_full, found.n_places) == (1, 2)
    assert found.lines[0].startswith("1/2 个城市数据齐全")
    # 8 days of February and 2 of March
    assert found.lines[1].startswith("缺得最多：湘潭 O3 缺 10 天")


def test_the_slim_figure_shows_the_index_and_the_emptiest_pollutant(
    zh: Words, gazetteer: Gazetteer
) -> None:
    rows = [
        SHORT,
        row("430300", "湘潭", MonthDays(2, 20, 28, 25, Filled.SHORT), "o3"),
        row("430300", "湘潭", MonthDays(2, 24, 28, 25, Filled.SHORT), "pm25"),
    ]
    found = strip.figure(answer(*rows), gazetteer, zh)
    assert found is not None
    assert found["data"][0]["text"] == [["63"], ["O3<br>59"]]
    assert strip.table(answer(*rows), zh).rows == (("湘潭", 69, 63, "O3", 10, 1),)


DAYS = (
    DayCell(date(2025, 1, 1), DayState.VALID, 88, ()),
    DayCell(date(2025, 1, 2), DayState.INVALID, None, (Reason("few_windows", "o3", 12, 14),)),
    DayCell(date(2025, 1, 3), DayState.MISSING, None, (Reason("no_data"),)),
)


def test_a_day_is_told_apart_by_shade_and_sign_and_says_why(zh: Words) -> None:
    (heat,) = calendar.figure(DAYS, zh, item="o3")["data"]
    assert heat["z"][0][:4] == [0, 1, 2, None]
    assert heat["text"][0][:3] == ["", "▼", "✕"]
    assert "12 < 14" in heat["customdata"][0][1]


def test_the_table_of_days_leaves_the_valid_ones_out(en: Words) -> None:
    assert [line[0] for line in calendar.table(DAYS, en).rows] == ["2025-01-02", "2025-01-03"]
    told = calendar.alt(DAYS, en, name="X", item="o3")
    assert "of 3 days on record 1 are valid, 1 not valid, 1 missing" in told
