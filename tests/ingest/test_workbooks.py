"""Excel workbooks: every filled sheet is a table of text, row for row as people see it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from airtrack.errors import Problem, SheetError
from airtrack.ingest.sheets import workbook
from airtrack.store.draft import Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]
Cell = str | float | bool | datetime | None

HEADER: list[Cell] = ["城市", "月份", "PM2.5(μg/m³)", "综合指数"]
CHANGSHA: list[Cell] = ["长沙", "2023-03", 38.0, 4.64]
ZHUZHOU: list[Cell] = ["株洲", "2023-03", 36.5, 4.5]


def book(**sheets: list[list[Cell]]) -> bytes:
    """A workbook of these sheets; days and moments are cells of dates."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, column, cell, moment)
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return stream.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with every part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def refused(read: Read, content: bytes, name: str = "file.xlsx") -> SheetError:
    with pytest.raises(SheetError) as caught:
        read(content, name)
    return caught.value


def test_a_workbook_says_the_same_as_the_table_in_text(read: Read) -> None:
    text = "城市,月份,PM2.5(μg/m³),综合指数\n长沙,2023-03,38,4.64\n株洲,2023-03,36.5,4.5\n"
    sheet = read(book(Sheet1=[HEADER, CHANGSHA, ZHUZHOU]), "file.xlsx")
    assert sheet.rows.equals(read(text).rows)
    assert (sheet.members, sheet.problems) == (("file.xlsx",), [])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param(38.0, "38", id="a whole number"),
        pytest.param(4.64, "4.64", id="decimals"),
        pytest.param(4.640000000000001, "4.64", id="noise of a sum"),
        pytest.param(202303.0, "202303", id="digits"),
        pytest.param(datetime(2023, 3, 1), "2023-03-01", id="a day"),
        pytest.param(datetime(2023, 3, 1, 5, 30), "2023-03-01 05:30:00", id="a moment"),
        pytest.param(True, "TRUE", id="a truth"),
        pytest.param("PM2.5\n(μg/m3)", "PM2.5 (μg/m3)", id="two lines"),
        pytest.param("a\tb", "a b", id="a tab"),
        pytest.param('say "38"', '"say ""38"""', id="quotes"),
    ],
)
def test_a_cell_is_the_text_that_people_see(cell: Cell, text: str) -> None:
    (table,) = workbook.tables("file.xlsx", book(Sheet1=[["x", cell]]))
    assert table.text.decode() == f"x\t{text}\n"


def test_the_first_day_of_a_month_is_the_month(read: Read) -> None:
    row: list[Cell] = ["长沙", datetime(2023, 3, 1), 38.0, 4.64]
    draft = read(book(Sheet1=[HEADER, row]), "file.xlsx")
    assert set(draft.rows["period_key"].to_pylist()) == {"2023-03"}
    assert not draft.problems


def test_problems_are_named_by_the_row_of_the_sheet(read: Read, found: Found) -> None:
    rows: list[list[Cell]] = [
        ["2023年3月全省空气质量"],
        [],
        HEADER,
        CHANGSHA,
        [],
        ["株洲", "2023-03", "3O", 4.5],
    ]
    draft = read(book(Sheet1=rows), "file.xlsx")
    (problem,) = found(draft, "not_a_number")
    assert (problem.file, problem.row, problem.value) == ("file.xlsx", 6, "3O")
    assert problem.column == "PM2.5(μg/m³)"


def test_rows_above_the_first_filled_one_are_counted(read: Read) -> None:
    draft = read(book(Sheet1=[[], [], [], HEADER, CHANGSHA]), "file.xlsx")
    assert set(draft.rows["source_row"].to_pylist()) == {5}


def test_a_header_of_two_lines_in_one_cell_is_read(read: Read) -> None:
    rows: list[list[Cell]] = [["城市", "月份", "PM2.5\n(μg/m³)"], ["长沙", "2023-03", 38.0]]
    assert not read(book(Sheet1=rows), "file.xlsx").problems


def test_a_title_with_many_commas_does_not_hide_the_columns(read: Read) -> None:
    rows: list[list[Cell]] = [["a,b,c,d,e,f,g;h;i;j;k;l"], HEADER, CHANGSHA]
    assert read(book(Sheet1=rows), "file.xlsx").rows.num_rows == 2


def test_several_sheets_are_named_by_file_and_sheet(read: Read, found: Found) -> None:
    other: list[Cell] = ["株洲", "2023-04", "3O", 4.5]
    draft = read(book(三月=[HEADER, CHANGSHA], 四月=[HEADER, other], 空=[]), "file.xlsx")
    assert draft.members == ("file.xlsx · 三月", "file.xlsx · 四月")
    assert [problem.file for problem in found(draft, "not_a_number")] == ["file.xlsx · 四月"]
    assert [original.name for original in draft.originals] == ["file.xlsx"]


def test_a_sheet_without_table_beside_others_is_a_warning(read: Read, found: Found) -> None:
    draft = read(book(数据=[HEADER, CHANGSHA], 封面=[["内部资料"]]), "file.xlsx")
    assert [problem.file for problem in found(draft, "not_a_table")] == ["file.xlsx · 封面"]
    assert draft.rows.num_rows == 2


def test_a_sheet_of_explanations_is_passed_over(read: Read) -> None:
    draft = read(book(数据=[HEADER, CHANGSHA], 填表说明=[["城市", "地名"]]), "file.xlsx")
    assert (draft.members, draft.problems) == (("file.xlsx",), [])


def test_a_workbook_without_any_table_says_what_its_first_sheet_lacks(read: Read) -> None:
    error = refused(read, book(a=[["城市", "综合指数"], ["长沙", 4.6]], b=[["words"]]))
    assert (error.code, error.params["misses"]) == ("no_month_column", ["period"])


def test_a_workbook_without_filled_sheet_is_empty(read: Read) -> None:
    assert refused(read, book(Sheet1=[])).code == "empty_file"


@pytest.mark.parametrize("name", ["file.xlsx", "file.xls", "FILE.XLSX"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"...", id="no workbook"),
        pytest.param(b"", id="nothing"),
        pytest.param(book(Sheet1=[HEADER])[:-40], id="cut off"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, id="cut off, old kind"),
        pytest.param(
            repacked(book(Sheet1=[HEADER]), lambda name, part: part[:200]), id="broken inside"
        ),
    ],
)
def test_a_damaged_workbook_is_refused(read: Read, name: str, content: bytes) -> None:
    error = refused(read, content, name)
    assert (error.code, error.params["file"]) == ("damaged_workbook", name)


def test_a_part_with_another_sum_is_damage(read: Read) -> None:
    content = bytearray(book(Sheet1=[HEADER, CHANGSHA]))
    content[60] ^= 0xFF
    assert refused(read, bytes(content)).code == "damaged_workbook"


def test_a_workbook_that_swells_is_refused_by_its_directory(read: Read) -> None:
    swollen = repacked(
        book(Sheet1=[HEADER]),
        lambda name, part: part + b" " * 5_000_000 if name.endswith("sheet1.xml") else part,
    )
    assert refused(read, swollen).code == "archive_too_large"


@pytest.mark.parametrize(
    "reference", [b'r="XFD1048576"', b"r = 'XFD1048576'"], ids=["as usual", "spelled otherwise"]
)
def test_a_stray_cell_far_away_is_refused_before_it_takes_the_memory(
    read: Read, reference: bytes
) -> None:
    far = repacked(book(Sheet1=[["x", "y"]]), lambda name, part: part.replace(b'r="B1"', reference))
    assert refused(read, far).code == "workbook_too_large"


def test_a_workbook_may_lie_in_an_archive(read: Read) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("三月.xlsx", book(Sheet1=[HEADER, CHANGSHA]))
        archive.writestr("~$三月.xlsx", b"what an open spreadsheet leaves")
    draft = read(stream.getvalue(), "file.zip")
    assert (draft.members, draft.rows.num_rows, draft.problems) == (("三月.xlsx",), 2, [])


def test_workbooks_and_texts_may_lie_in_one_folder(
    read_path: Callable[[Path], Draft], tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(book(Sheet1=[HEADER, CHANGSHA]))
    (tmp_path / "b.csv").write_text("城市,月份,PM2.5\n株洲,2023-03,36\n", encoding="utf-8")
    assert read_path(tmp_path).members == ("a.xlsx", "b.csv")
    assert read_path(tmp_path).rows.num_rows == 3


def test_a_daily_table_may_be_a_workbook(read: Read) -> None:
    rows: list[list[Cell]] = [["日期", "城市", "PM10"], [datetime(2020, 1, 2), "太原", 40.0]]
    draft = read(book(Sheet1=rows), "file.xlsx")
    assert (draft.form, draft.rows["pm10_milli"].to_pylist()) == ("city_daily", [40000])


def test_digits_that_a_number_format_hid_are_those_of_the_column(read: Read) -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["长沙", "2023-03", 38.0, 3.0],
        ["株洲", "2023-03", 36.5, 4.64],
    ]
    found = read(book(Sheet1=rows), "file.xlsx").rows.to_pylist()
    digits = {(row["place_id"], row["indicator"]): row["digits"] for row in found}
    assert (digits["430100", "pm25"], digits["430100", "composite"]) == (1, 2)
