"""What a single cell becomes, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Level, Problem
from airtrack.store.draft import Draft

# Markers of missing values as tables and feeds write them; NA and / are those of HJ 633-2026.
MARKERS = [
    *("-", "--", "—", "——", "–", "－", "/", "\\", "*", "_"),
    *("NA", "N/A", "NaN", "nan", "null", "None"),
    *("缺", "缺测", "无", "无数据", "未监测", "有效天数不足", "数据不足"),
    *("-99", "-999", "-9999", "-1", "-99.0"),
]


def daily(*cells: str, header: str = "PM10") -> str:
    rows = (f"2020-01-{day:02d},太原,{cell}" for day, cell in enumerate(cells, start=1))
    return "\n".join([f"日期,城市,{header}", *rows, ""])


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        ("12", 12000),
        ("12.0", 12000),
        ("12.345", 12345),
        ("１２．５", 12500),
        (" 12.5 ", 12500),
        ('"1,234.5"', 1234500),
        ("1e2", 100000),
        (".5", 500),
        ("+5", 5000),
        ("0.1", 100),
    ],
)
def test_a_number_is_taken_exactly(read: Callable[..., Draft], text: str, milli: int) -> None:
    draft = read(daily(text))
    assert draft.rows["pm10_milli"].to_pylist() == [milli]
    assert {problem.code for problem in draft.problems} <= {"unit_of_value_suspected"}


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        pytest.param("1.0005", 1000, id="half to the even below"),
        pytest.param("1.0015", 1002, id="half to the even above"),
        pytest.param("1.00151", 1002, id="above half"),
    ],
)
def test_a_number_finer_than_thousandths_is_rounded_with_a_warning(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], text: str, milli: int
) -> None:
    draft = read(daily(text, text))
    assert draft.rows["pm10_milli"].to_pylist() == [milli, milli]
    (problem,) = found(draft, "finer_than_thousandths")
    assert (problem.n, problem.row, problem.column) == (2, 2, "PM10")


def test_an_empty_cell_is_missing_and_not_worth_a_word(read: Callable[..., Draft]) -> None:
    draft = read(daily("", "5"))
    assert draft.rows["pm10_milli"].to_pylist() == [None, 5000]
    assert not draft.problems


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_of_a_missing_value_is_missing_and_counted(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], marker: str
) -> None:
    draft = read(daily("5", marker, marker))
    assert draft.rows["pm10_milli"].to_pylist() == [5000, None, None]
    (problem,) = draft.problems
    assert (problem.code, problem.level) == ("missing_marker", Level.WARNING)
    assert (problem.value, problem.n, problem.row) == (marker, 2, 3)


def test_every_marker_is_counted_for_itself(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(daily("-", "NA", "na"))
    assert [(problem.value, problem.n) for problem in found(draft, "missing_marker")] == [
        ("-", 1),
        ("NA", 2),
    ]


@pytest.mark.parametrize("zero", ["0", "0.0", "0.0004"])
def test_a_zero_is_missing_and_counted(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], zero: str
) -> None:
    draft = read(daily("5", zero, zero))
    assert draft.rows["pm10_milli"].to_pylist() == [5000, None, None]
    (problem,) = found(draft, "zero_is_missing")
    assert (problem.n, problem.row, problem.column) == (2, 3, "PM10")


@pytest.mark.parametrize("text", ["abc", "1.2.3", "12 34", "1,23", "e5", ">5", "<", "<b", "9" * 41])
def test_a_text_that_is_no_number_blocks_and_is_pointed_at(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], text: str
) -> None:
    draft = read(daily("5", f'"{text}"', f'"{text}"'))
    (problem,) = found(draft, "not_a_number")
    assert draft.blocked
    assert (problem.row, problem.column, problem.value) == (3, "PM10", text)
    assert (problem.file, problem.n) == ("file.csv", 2)


@pytest.mark.parametrize(
    ("header", "text"),
    [("PM10", "-5"), ("PM10", "8000.001"), ("CO", "151"), ("O3_8h", "1e99"), ("PM2.5", "4001")],
)
def test_an_impossible_value_is_missing_and_named_by_row_and_column(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], header: str, text: str
) -> None:
    draft = read(daily("5", text, header=header))
    (problem,) = found(draft, "impossible_value")
    assert (problem.row, problem.column, problem.value) == (3, header, text)
    assert problem.level is Level.WARNING
    assert draft.rows.num_rows == 2
    assert all(
        row[f"{name}_milli"] in (None, 5000) for row in draft.rows.to_pylist() for name in Pollutant
    )


def test_the_highest_possible_value_is_a_value(read: Callable[..., Draft]) -> None:
    assert read(daily("8000")).rows["pm10_milli"].to_pylist() == [8_000_000]


def test_an_hour_in_a_dust_storm_may_reach_what_no_day_may(read: Callable[..., Draft]) -> None:
    # An hourly PM10 of 9985 µg/m³ stands in the national archive.
    draft = read("date,hour,city,PM10\n20190601,1,北京,9985\n")
    assert draft.rows["pm10_milli"].to_pylist() == [9_985_000]


@pytest.mark.parametrize(
    ("n_hours", "expected"),
    [
        pytest.param(10, [("impossible_value", 1)] * 10, id="ten"),
        pytest.param(11, [("many_impossible_values", 11)], id="eleven"),
        pytest.param(24, [("many_impossible_values", 24)], id="more than are shown"),
    ],
)
def test_many_impossible_values_are_told_once(
    read: Callable[..., Draft],
    monkeypatch: pytest.MonkeyPatch,
    n_hours: int,
    expected: list[tuple[str, int]],
) -> None:
    monkeypatch.setattr("airtrack.ingest.cells.found.MOST_ALIKE", 20)
    rows = "".join(f"20190601,{hour},北京,-7\n" for hour in range(1, n_hours + 1))
    problems = read("date,hour,city,PM10\n" + rows).problems
    assert [(problem.code, problem.n) for problem in problems] == expected
    assert (problems[0].row, problems[0].column) == (2, "PM10")


def test_a_row_without_any_value_is_still_a_row(read: Callable[..., Draft]) -> None:
    draft = read("date,hour,city,PM10,SO2\n20190601,1,北京,,\n")
    assert draft.rows.num_rows == 1


@pytest.mark.parametrize(
    ("cells", "digits"),
    [(("5", "6.25"), 2), (("5.0", "6.00"), 0), (("5.123",), 3), (("-", ""), 0)],
)
def test_the_decimals_delivered_are_remembered_without_zeros_at_the_end(
    read: Callable[..., Draft], cells: tuple[str, ...], digits: int
) -> None:
    assert read(daily(*cells)).digits == {Pollutant.PM10: digits}


def test_the_decimals_of_a_folder_are_the_most_of_its_tables(
    read_path: Callable[[Path], Draft], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(daily("5.25"), encoding="utf-8")
    (tmp_path / "b.csv").write_text(daily("6.5").replace("太原", "北京"), encoding="utf-8")
    assert read_path(tmp_path).digits == {Pollutant.PM10: 2}
