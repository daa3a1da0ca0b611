"""Which column is which, and what happens where that is not clear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from airtrack.errors import Level, Problem, SheetError
from airtrack.store.draft import Draft


def daily(header: str, cell: str) -> str:
    return f"日期,城市,{header}\n2020-01-01,太原,{cell}\n"


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("PM2.5", "pm25_milli"),
        ("PM₂.₅", "pm25_milli"),
        ("pm2_5", "pm25_milli"),
        ("PM2.5（μg/m³）", "pm25_milli"),
        ("PM2.5(ug/m3)", "pm25_milli"),
        ("ＰＭ２．５", "pm25_milli"),
        ("细颗粒物（PM2.5）", "pm25_milli"),
        ("细颗粒物(PM2.5)(µg/m3)", "pm25_milli"),
        ("可吸入颗粒物（PM10）", "pm10_milli"),
        ("SO₂", "so2_milli"),
        ("二氧化氮 μg·m⁻³", "no2_milli"),
    ],
)
def test_a_header_is_known_in_any_spelling(
    read: Callable[..., Draft], header: str, column: str
) -> None:
    draft = read(daily(header, "7"))
    assert draft.rows[column].to_pylist() == [7000]
    assert not draft.problems


@pytest.mark.parametrize(
    ("header", "cell", "milli"),
    [
        ("CO", "1.2", 1200),
        ("CO(mg/m3)", "1.2", 1200),
        ("CO(μg/m³)", "1234", 1234),
        ("CO（ug/m3）", "850", 850),
        ("PM10(mg/m³)", "0.085", 85000),
    ],
)
def test_the_unit_in_the_header_decides_what_a_number_means(
    read: Callable[..., Draft], header: str, cell: str, milli: int
) -> None:
    draft = read(daily(header, cell))
    column = "co_milli" if header.startswith("CO") else "pm10_milli"
    assert draft.rows[column].to_pylist() == [milli]


def test_a_moving_mean_is_not_taken_for_the_hour(read: Callable[..., Draft]) -> None:
    draft = read("date,hour,city,PM2.5_24h,O3_8h,O3\n20190601,1,北京,91,92,55\n")
    row = draft.rows.to_pylist()[0]
    assert (row["pm25_milli"], row["o3_milli"]) == (None, 55000)


def test_titles_may_stand_above_the_header(read: Callable[..., Draft]) -> None:
    draft = read("空气质量日报\n\n2020年\n" + daily("PM10", "40"))
    row = draft.rows.to_pylist()[0]
    assert (row["pm10_milli"], row["source_row"]) == (40000, 5)


def test_a_header_below_the_tenth_line_is_not_looked_for(read: Callable[..., Draft]) -> None:
    with pytest.raises(SheetError, match="no_known_column"):
        read("title\n" * 10 + daily("PM10", "40"))


def test_an_unknown_column_is_named_with_the_nearest_known_one(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("日期,城市,PM10,PM2.5均\n2020-01-01,太原,40,9\n")
    (problem,) = found(draft, "unknown_column")
    assert (problem.column, problem.row) == ("PM2.5均", 1)
    assert problem.params["nearest"] == "PM2.5均值"
    assert draft.rows["pm25_milli"].to_pylist() == [None]


def test_an_unknown_column_like_no_other_is_named_without_a_near_one(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("日期,城市,PM10,牧草高度\n2020-01-01,太原,40,9\n")
    assert [(problem.code, problem.column) for problem in draft.problems] == [
        ("column_unlike_any", "牧草高度")
    ]


def test_two_columns_with_one_meaning_block_the_draft(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("日期,城市,PM10,可吸入颗粒物\n2020-01-01,太原,40,41\n")
    (problem,) = found(draft, "duplicate_column")
    assert (problem.level, problem.column) == (Level.BLOCKER, "可吸入颗粒物")
    assert problem.params["other"] == "PM10"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("日期,date,城市,PM10\n2020-01-01,2020-01-01,太原,40\n", id="a key"),
        pytest.param("date,hour,type,北京,北京\n20200101,1,PM10,1,1\n", id="a city"),
    ],
)
def test_a_key_or_a_city_twice_blocks_the_draft(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], text: str
) -> None:
    assert len(found(read(text), "duplicate_column")) == 1


def test_a_table_of_no_form_says_what_the_nearest_form_misses(read: Callable[..., Draft]) -> None:
    with pytest.raises(SheetError) as caught:
        read("日期,城镇,PM10\n2020-01-01,太原,40\n")
    error = caught.value
    assert error.code == "unknown_form"
    assert error.params["columns"] == ["日期", "城镇", "PM10"]
    assert (error.params["nearest"], error.params["misses"]) == ("city_daily", ["place"])


@pytest.mark.parametrize("text", ["a,b,c\n1,2,3\n", "\u2028\n"])
def test_a_table_without_any_known_column_has_no_nearest_form(
    read: Callable[..., Draft], text: str
) -> None:
    with pytest.raises(SheetError) as caught:
        read(text)
    assert caught.value.code == "no_known_column"
    assert "nearest" not in caught.value.params


def test_a_table_without_pollutant_is_of_no_form(read: Callable[..., Draft]) -> None:
    with pytest.raises(SheetError) as caught:
        read("日期,城市,AQI\n2020-01-01,太原,40\n")
    assert caught.value.params["misses"] == ["values"]


def test_the_form_that_knows_most_of_the_header_is_taken(read: Callable[..., Draft]) -> None:
    draft = read("date,hour,type,city,PM10\n20190601,1,优,北京,40\n")
    assert (draft.form, draft.problems) == ("city_hourly", [])


def test_a_column_without_header_is_passed_over(read: Callable[..., Draft]) -> None:
    draft = read(",日期,城市,PM10\n0,2020-01-01,太原,40\n")
    assert draft.rows["pm10_milli"].to_pylist() == [40000]
    assert not draft.problems


def test_a_table_of_twelve_columns_is_not_yet_the_one_without_header(
    read: Callable[..., Draft],
) -> None:
    with pytest.raises(SheetError, match="unknown_form"):
        read("太原,2015-03-02,103,98-116,轻度污染,100.5,129,102.8,3.53,31.2,33,35\n")
