"""What leaves the house as CSV and as a workbook."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from airtrack.views import export
from airtrack.views.table import Column, Table
from tests.views.by_hand import Speak


def _table(*cells: str | float | None, digits: int | None = None) -> Table:
    return Table("", (Column("a", "甲", digits=digits),), tuple((cell,) for cell in cells))


def _cells(shown: Table) -> list[str]:
    return export.csv_text(shown).split("\r\n")[1:-1]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@a", "＝1"])
def test_text_never_becomes_a_formula(text: str) -> None:
    assert _cells(_table(text)) == [f"'{text}"]


@pytest.mark.parametrize("text", ["+5.4", "-0.4", "-3"])
def test_a_signed_number_stays_a_number(text: str) -> None:
    assert _cells(_table(text)) == [text]


def test_numbers_keep_their_printed_digits() -> None:
    assert _cells(_table(3.0, digits=2)) == ["3.00"]


def test_a_missing_value_is_an_empty_cell() -> None:
    assert _cells(Table("", (Column("a", "a"), Column("b", "b")), ((None, "x"),))) == [",x"]


def test_every_row_of_demonstration_data_says_so(speak: Speak) -> None:
    rows = export.marked(_table("x", "y"), speak("zh")).rows
    assert [row[-1] for row in rows] == ["演示数据（合成，非监测值）"] * 2


def _read(book: bytes) -> list[list[object]]:
    """The cells of the first sheet as another program reads them."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def test_a_workbook_has_numbers_as_numbers(speak: Speak) -> None:
    book = export.workbook(_table(35.4, None, "缺测", digits=1), speak("zh"), facts=[])
    assert _read(book) == [["甲"], [35.4], [""], ["缺测"]]


@pytest.mark.parametrize("text", ["=1+1", "@a", "http://x.example"])
def test_text_of_a_workbook_is_neither_formula_nor_link(text: str, speak: Speak) -> None:
    book = export.workbook(_table(text), speak("zh"), facts=[])
    assert _read(book)[1] == [text]
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet


def test_a_workbook_tells_where_its_numbers_come_from(speak: Speak) -> None:
    book = export.workbook(_table(1.0), speak("zh"), facts=["内网版", "版本 7"])
    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert read.sheet_names == ["数据表", "数据来源"]
    assert read.get_sheet_by_name("数据来源").to_python()[1:] == [["内网版"], ["版本 7"]]
