"""What a text for a missing value means is said, and a value below the detection limit is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from airtrack.domain.glossary import Lang
from airtrack.errors import Level, Problem
from airtrack.registry import catalogue
from airtrack.settings import home
from airtrack.store.draft import Draft

GLOSSARY = catalogue.load(home() / "data").glossary
Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

HEAD = "城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h\n"


def told(draft: Draft) -> list[tuple[str, int | None, str | None, int]]:
    """Code, first row, column and count of every finding."""
    return [(item.code, item.row, item.column, item.n) for item in draft.problems]


@pytest.mark.parametrize(
    ("marker", "lang", "meaning"),
    [
        pytest.param("-", "zh", "没有数据", id="nothing"),
        pytest.param("NA", "zh", "缺失或无效", id="invalid"),
        pytest.param("/", "zh", "没有监测", id="not monitored"),
        pytest.param("有效天数不足", "zh", "有效数据不够", id="too few"),
        pytest.param("-99.0", "zh", "缺测代码", id="code"),
        pytest.param("—", "zh", "没有数据；日表中", id="dash"),
        pytest.param("-", "en", "nothing there", id="nothing in English"),
        pytest.param("NA", "en", "missing or invalid", id="invalid in English"),
        pytest.param("/", "en", "not monitored", id="not monitored in English"),
        pytest.param("-9999", "en", "a code of instruments", id="code in English"),
    ],
)
def test_a_marker_is_told_with_its_meaning(
    read: Read, marker: str, lang: Lang, meaning: str
) -> None:
    # SPEC 7.2
    (problem,) = read(f"城市,月份,PM2.5,SO2\n长沙,2023-03,{marker},6\n").problems
    said, _ = GLOSSARY.of_problem(problem, lang)
    assert problem.code == "missing_marker"
    assert meaning in said


def test_markers_of_two_meanings_in_one_column_are_two_warnings(read: Read) -> None:
    draft = read(f"{HEAD}长沙,2025-06-01,NA,21,44,27,0.6,118\n株洲,2025-06-01,/,18,52,30,0.7,126\n")
    assert told(draft) == [("missing_marker", 2, "SO2", 1), ("missing_marker", 3, "SO2", 1)]


DUST = "长沙,2025-04-11,6,21,—,—,0.6,118\n"
DUST_TOO = "株洲,2025-04-11,8,18,——,—,0.7,\n"
DAY = "湘潭,2025-04-11,7,24,49,28,0.5,121\n"


def test_a_dash_under_particles_alone_is_told_as_a_day_left_out_for_dust(read: Read) -> None:
    # SPEC 7.2: a dash in PM cells only, gases present, is a day left out for dust
    draft = read(HEAD + DUST + DUST_TOO + DAY)
    assert told(draft) == [
        ("particles_left_out", 2, "PM10", 1),
        ("particles_left_out", 3, "PM10", 1),
        ("particles_left_out", 2, "PM2.5", 2),
    ]
    assert draft.rows["pm10_milli"].to_pylist() == [None, None, 49000]
    assert not draft.blocked


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("长沙,2025-04-11,—,21,—,—,0.6,118", id="a gas is a dash too"),
        pytest.param("长沙,2025-04-11,6,21,—,27,0.6,118", id="one of the particles is there"),
        pytest.param("长沙,2025-04-11,,NA,—,—,,", id="no gas is there"),
        pytest.param("长沙,2025-04-11,6,21,-,-,0.6,118", id="another mark"),
    ],
)
def test_other_dashes_are_markers_like_any(read: Read, row: str) -> None:
    draft = read(f"{HEAD}{row}\n{DAY}")
    assert {item.code for item in draft.problems} == {"missing_marker"}


def test_dashes_of_both_meanings_in_one_column_are_counted_apart(read: Read) -> None:
    other = "岳阳,2025-04-11,6,21,—,—,—,118\n"
    draft = read(HEAD + DUST + other + DAY)
    particles = [item for item in told(draft) if item[2] == "PM2.5"]
    assert particles == [
        ("particles_left_out", 2, "PM2.5", 1),
        ("missing_marker", 3, "PM2.5", 1),
    ]


def test_a_dash_of_a_month_is_a_marker_like_any(read: Read) -> None:
    draft = read("城市,月份,SO2,PM10,PM2.5\n长沙,2023-03,6,—,—\n")
    assert {item.code for item in draft.problems} == {"missing_marker"}


def test_a_dash_of_an_hour_is_a_marker_like_any(read: Read) -> None:
    draft = read("城市,日期,小时,SO2,PM10,PM2.5\n长沙,2025-06-01,1,6,—,—\n")
    assert {item.code for item in draft.problems} == {"missing_marker"}


@pytest.mark.parametrize(
    "text", ["<8", "＜8", "﹤8", "< 8", "<0.5", "<8μg/m3", "未检出", "ND", "nd"]
)
def test_a_value_below_the_detection_limit_is_missing_and_told(read: Read, text: str) -> None:
    draft = read(f"{HEAD}长沙,2025-06-01,{text},21,44,27,0.6,118\n{DAY}")
    (problem,) = draft.problems
    assert (problem.code, problem.level) == ("below_detection", Level.WARNING)
    assert (problem.row, problem.column, problem.value, problem.n) == (2, "SO2", text, 1)
    assert sorted(draft.rows["so2_milli"].to_pylist(), key=str) == [7000, None]


def test_values_below_several_limits_are_counted_together(read: Read) -> None:
    rows = "".join(
        f"{city},2025-06-01,{so2},21,44,27,0.6,118\n"
        for city, so2 in (("长沙", "<8"), ("株洲", "<7"), ("湘潭", "未检出"), ("岳阳", "9"))
    )
    assert told(read(HEAD + rows)) == [("below_detection", 2, "SO2", 3)]


@pytest.mark.parametrize("text", ["<8", "ND"])
def test_a_count_of_days_is_never_below_a_detection_limit(
    read: Read, found: Found, text: str
) -> None:
    draft = read(f"城市,月份,PM2.5,优良天数\n长沙,2023-03,38,{text}\n")
    assert [item.value for item in found(draft, "not_a_number")] == [text]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param("footnote_row", "“甲”是附注，未采用。", id="where it is goes before a colon"),
        pytest.param("row_shifted", "a.csv 第 3 行的数值像是错了一列", id="what is wrong does"),
    ],
)
def test_beside_its_place_a_sentence_keeps_what_it_says(code: str, said: str) -> None:
    problem = Problem(Level.WARNING, code, "a.csv", row=3, value="甲")
    assert GLOSSARY.beside_its_place(problem, "zh")[0].startswith(said)
