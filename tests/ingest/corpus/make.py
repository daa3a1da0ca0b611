"""Writes the files of the corpus anew: `python -m tests.ingest.corpus.make`."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter
import xlwt

from tests.ingest.corpus.texts import DAILY, FAULTS, JUNE_1, MARCH, SOUND, changed

FILES = Path(__file__).parent / "files"
LOCKED = 0x1
_PACKED_ON = (2023, 4, 6, 0, 0, 0)
_FLAGS_OF_ENTRY, _FLAGS_OF_DIRECTORY = 6, 8

Cell = str | float | datetime | None


def book(*sheets: tuple[str, list[list[Cell]]], merged: tuple[str, ...] = ()) -> bytes:
    """A workbook of these sheets; in the first one the ranges `merged` are one cell each."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        made.set_properties({"created": datetime(2023, 4, 6)})
        day, whole = (made.add_format({"num_format": text}) for text in ("yyyy-mm-dd", "0"))
        for number, (name, rows) in enumerate(sheets):
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, column, cell, day)
                    elif isinstance(cell, float):
                        sheet.write_number(row, column, cell, whole)
                    elif cell is not None:
                        sheet.write(row, column, cell)
            for cells in merged if number == 0 else ():
                first_row, first_column = (int(part) for part in cells.split(":")[0].split("."))
                last_row, last_column = (int(part) for part in cells.split(":")[1].split("."))
                text = rows[first_row][first_column]
                sheet.merge_range(first_row, first_column, last_row, last_column, text)
    return stream.getvalue()


def old_book(*sheets: tuple[str, list[list[Cell]]]) -> bytes:
    """The same as a workbook of Excel 97 to 2003 (.xls)."""
    made = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows in sheets:
        sheet = made.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                style = day if isinstance(cell, datetime) else xlwt.Style.default_style
                sheet.write(row, column, cell, style)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def cells(text: str) -> list[list[Cell]]:
    """The cells of a text without quotes; numbers as numbers."""
    return [[_cell(cell) for cell in line.split(",")] for line in text.splitlines()]


def _cell(text: str) -> Cell:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def packed(*files: tuple[str, bytes], locked: bool = False) -> bytes:
    """A zip archive; `locked` marks its files as such."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _PACKED_ON)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    done = bytearray(stream.getvalue())
    for mark, at in ((b"PK\x03\x04", _FLAGS_OF_ENTRY), (b"PK\x01\x02", _FLAGS_OF_DIRECTORY)):
        found = done.find(mark)
        while found >= 0:
            done[found + at] |= LOCKED if locked else 0
            found = done.find(mark, found + 4)
    return bytes(done)


def faults() -> dict[str, bytes]:
    """What must be caught and is no plain text in UTF-8."""
    daily = (DAILY + JUNE_1).encode()
    zipped = packed(("june.csv", daily))
    march = book(("三月", cells(MARCH)))
    return {
        "utf_16.csv": (DAILY + JUNE_1).encode("utf-16"),
        "zip_cut_in_half.zip": zipped[: len(zipped) // 2],
        "zip_that_is_a_bomb.zip": packed(("june.csv", b"0" * (30 << 20))),
        "gz_that_is_a_bomb.csv.gz": gzip.compress(b"0" * (30 << 20), mtime=0),
        "gz_cut_in_half.csv.gz": gzip.compress(daily, mtime=0)[:60],
        "zip_with_a_password.zip": packed(("june.csv", daily), locked=True),
        "two_forms_in_one_zip.zip": packed(("a.csv", daily), ("b.csv", MARCH.encode())),
        "zip_of_no_table.zip": packed(("a.docx", b"PK"), ("b.pdf", b"%PDF-1.7")),
        "workbook_cut_in_half.xlsx": march[: len(march) // 2],
        "workbook_with_a_cell_far_away.xlsx": _far_away(),
        "letter_o_in_a_workbook.xlsx": book(
            ("三月", cells(changed(MARCH, (",63,35,", ",63,3O,"))))
        ),
        "html_named_xls.xls": (
            "<html><body><table><tr><td>城市</td><td>日期</td><td>PM2.5</td></tr>"
            "<tr><td>长沙</td><td>2025-06-01</td><td>27</td></tr></table></body></html>"
        ).encode(),
        "text_named_xlsx.xlsx": daily,
        "picture_named_csv.csv": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1",
    }


def _far_away() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        made.set_properties({"created": datetime(2023, 4, 6)})
        sheet = made.add_worksheet("三月")
        for row, line in enumerate(cells(MARCH)):
            sheet.write_row(row, 0, line)
        sheet.write(1_000_000, 200, "x")
    return stream.getvalue()


def sound() -> dict[str, bytes]:
    """What must be read and is no plain text in UTF-8."""
    daily = (DAILY + JUNE_1).encode()
    heads: list[Cell] = ["城市", "日期", "PM2.5(μg/m³)", "PM10(μg/m³)"]
    day = datetime(2025, 6, 1)
    return {
        "utf_8_with_a_mark.csv": b"\xef\xbb\xbf" + daily,
        "gbk.csv": MARCH.replace("μ", "u").encode("gbk"),
        "gb18030_with_a_rare_letter.csv": changed(
            DAILY + JUNE_1.replace("06-01", "06-02"),
            ("O3_8h\n", "O3_8h,备注\n"),
            ("118\n", "118,𬭚\n"),
            ("126\n", "126,\n"),
            ("121\n", "121,\n"),
        ).encode("gb18030"),
        "table_in_a_zip.zip": packed(("june.csv", daily)),
        "zip_with_a_folder_and_a_readme.zip": packed(
            ("2025/june.csv", daily), ("2025/readme.md", b"about")
        ),
        "zip_with_names_in_gbk.zip": _in_gbk(daily),
        "table_in_a_gz.csv.gz": gzip.compress(daily, mtime=0),
        "workbook.xlsx": book(("三月", cells(MARCH))),
        "workbook_of_excel_97.xls": old_book(("三月", [["2023年3月"], *cells(MARCH)])),
        "workbook_of_excel_97_with_dates.xls": old_book(
            ("六月", [heads, ["长沙", day, 27, 44], ["株洲", day, 30, 52]])
        ),
        "workbook_with_dates.xlsx": book(
            ("六月", [heads, ["长沙", day, 27, 44], ["株洲", day, 30, 52]])
        ),
        "workbook_of_two_sheets.xlsx": book(
            ("三月", cells(MARCH)), ("五月", cells(MARCH.replace("2023年3月", "2023年5月")))
        ),
        "workbook_with_a_sheet_of_advice.xlsx": book(
            ("三月", cells(MARCH)), ("填表说明", [["先看这里"]])
        ),
        "workbook_whose_format_hides_digits.xlsx": book(
            (
                "三月",
                [["城市", "月份", "PM2.5"], ["长沙", "2023年3月", 38.4], ["株洲", "2023年3月", 35]],
            )
        ),
        "workbook_with_merged_headers.xlsx": book(
            (
                "三月",
                [
                    ["城市", "月份", "PM2.5", None, "PM10", None],
                    [None, None, "浓度", "同比(%)", "浓度", "同比(%)"],
                    ["长沙", "2023年3月", 38, -5, 60, -3],
                    ["株洲", "2023年3月", 35, 3, 63, 2],
                ],
            ),
            merged=("0.0:1.0", "0.1:1.1", "0.2:0.3", "0.4:0.5"),
        ),
        "workbook_with_a_merged_title.xlsx": book(
            (
                "三月",
                [["某省月报", None, None], ["城市", "月份", "PM2.5"], ["长沙", "2023年3月", 38]],
            ),
            merged=("0.0:0.2",),
        ),
    }


def _in_gbk(daily: bytes) -> bytes:
    """An archive as old packers under Windows left it: the name in GBK, no mark for UTF-8."""
    name = "六月.csv"
    stand_in = "x" * len(name.encode("gbk"))
    return packed((stand_in, daily)).replace(stand_in.encode(), name.encode("gbk"))


def everything() -> dict[str, bytes]:
    """Every file of the corpus by its name."""
    texts = {name: text.encode() for name, text in (FAULTS | SOUND).items()}
    return texts | faults() | sound()


def main() -> None:
    """Writes them; what lies there and is no longer made is taken away."""
    made = everything()
    for path in FILES.iterdir():
        if path.name not in made:
            path.unlink()
    for name, data in made.items():
        (FILES / name).write_bytes(data)


if __name__ == "__main__":
    main()
