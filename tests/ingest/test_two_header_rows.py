"""Headers of several rows: groups above, what of them below, units in a row of their own."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter

from airtrack.errors import Problem, SheetError
from airtrack.store.draft import Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

CHANGSHA = "长沙,2025-07,38,-5.1%,60,3.2%\n"


def values(draft: Draft) -> dict[str, int]:
    """The one place's values by indicator, in thousandths."""
    return {row["indicator"]: row["value_milli"] for row in draft.rows.to_pylist()}


WHAT = "浓度,同比,浓度,同比"
HEADS = {
    "merged": f"城市,月份,PM2.5,,PM10,\n,,{WHAT}",
    "repeated": f"城市,月份,PM2.5,PM2.5,PM10,PM10\n城市,月份,{WHAT}",
    "keys below": f",,PM2.5,,PM10,\n城市,月份,{WHAT}",
    "units below": "城市,月份,PM2.5,,PM10,\n,,浓度(μg/m3),同比(%),浓度(μg/m3),同比(%)",
    "units above": f"城市,月份,PM2.5(μg/m³),,PM10(μg/m³),\n,,{WHAT}",
    "long names": "城市,月份,细颗粒物(PM2.5),,PM₁₀,\n,,月均浓度,同比变化,月均浓度,较上年同期",
    "pollutants below": f"城市,月份,{WHAT}\n,,PM2.5,PM2.5,PM10,PM10",
    "a third row of units": f"城市,月份,PM2.5,,PM10,\n,,{WHAT}\n,,μg/m3,%,μg/m3,%",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_header_of_several_rows_is_read_as_one(read: Read, head: str) -> None:
    draft = read(f"{head}\n{CHANGSHA}")
    assert values(draft) == {"pm25": 38000, "pm10": 60000}
    assert not draft.problems


def test_changes_first_are_no_values(read: Read) -> None:
    draft = read("城市,月份,PM2.5,,PM10,\n,,同比,浓度,同比,浓度\n长沙,2025-07,-5.1,38,3,60\n")
    assert values(draft) == {"pm25": 38000, "pm10": 60000}


def test_percentiles_may_stand_below_their_pollutant(read: Read) -> None:
    draft = read("城市,月份,CO,O3\n,,第95百分位数,第90百分位数\n长沙,2025-07,0.9,140\n")
    assert values(draft) == {"co": 900, "o3": 140000}


def test_a_merged_place_header_is_read_by_what_stands_below(read: Read) -> None:
    head = "地区,,月份,PM2.5,\n省份,城市,,浓度,同比"
    draft = read(f"{head}\n湖南,长沙,2025-07,38,-5%\n")
    assert (set(draft.rows["place_id"].to_pylist()), values(draft)) == ({"430100"}, {"pm25": 38000})


def test_an_unknown_column_below_a_pollutant_is_named_by_both(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5,\n,,浓度,同比三年均值\n长沙,2025-07,38,-5\n")
    assert values(draft) == {"pm25": 38000}
    (problem,) = draft.problems
    assert (problem.column, problem.row) == ("PM2.5 同比三年均值", 1)


def test_the_same_months_of_last_year_are_never_taken_for_values(read: Read) -> None:
    draft = read("城市,月份,PM2.5,\n,,本期,上年同期\n长沙,2025-07,38,41\n")
    assert values(draft) == {"pm25": 38000}


@pytest.mark.parametrize("word", ["本月", "累计", "1-7月"])
def test_a_month_and_a_span_below_a_pollutant_are_not_guessed(read: Read, word: str) -> None:
    with pytest.raises(SheetError, match="two_header_rows"):
        read(f"城市,PM2.5,\n,{word},同比\n长沙,38,-5\n")


@pytest.mark.parametrize(
    ("units", "number"),
    [
        pytest.param("单位,,μg/m3", "38", id="with a word"),
        pytest.param(",,μg/m³", "38", id="alone"),
        pytest.param("-,-,（微克/立方米）", "38", id="with strokes"),
        pytest.param(",,mg/m3", "0.038", id="another unit"),
    ],
)
def test_a_row_of_units_below_the_header_decides_what_a_number_means(
    read: Read, units: str, number: str
) -> None:
    draft = read(f"城市,月份,PM2.5\n{units}\n长沙,2025-07,{number}\n")
    assert (values(draft), draft.problems) == ({"pm25": 38000}, [])


def test_a_row_of_units_below_the_header_of_days_is_no_row(read: Read) -> None:
    draft = read("日期,城市,PM10,CO\n,,μg/m3,mg/m3\n2020-01-01,太原,40,0.8\n")
    (row,) = draft.rows.to_pylist()
    assert (row["pm10_milli"], row["co_milli"], row["source_row"]) == (40000, 800, 3)
    assert not draft.problems


def test_merged_cells_of_a_workbook_are_a_header_of_two_rows(read: Read) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet("7月")
        sheet.merge_range("A1:D1", "2025年7月各市空气质量")
        sheet.merge_range("A2:A3", "城市")
        sheet.merge_range("B2:B3", "月份")
        sheet.merge_range("C2:D2", "PM2.5")
        sheet.write_row("C3", ["浓度", "同比"])
        sheet.write_row("A4", ["长沙", "2025-07", 38, -0.051])
    draft = read(stream.getvalue(), "file.xlsx")
    assert (values(draft), draft.problems) == ({"pm25": 38000}, [])
    assert draft.rows["source_row"].to_pylist() == [4]


def test_a_table_of_two_header_rows_has_the_months_of_its_title(read: Read) -> None:
    draft = read("2025年7月\n城市,PM2.5,\n,浓度,同比\n长沙,38,-5\n")
    assert values(draft) == {"pm25": 38000}
    assert draft.rows["period_key"].to_pylist() == ["2025-07"]
    assert [item.code for item in draft.problems] == ["month_only_in_title"]
