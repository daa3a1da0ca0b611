"""Files that would harm who opens them: refused by what they say of themselves, or given up."""

from __future__ import annotations

import gzip
import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from airtrack.errors import SheetError
from airtrack.ingest import draft
from airtrack.ingest.sheets import archive, confined, sheet, walk, workbook
from airtrack.store.draft import Draft

Read = Callable[..., Draft]

TABLE = "日期,城市,PM10\n2020-01-01,太原,40\n"
PAGE = "<table><tr><td>城市</td><td>PM2.5</td></tr><tr><td>长沙</td><td>38</td></tr></table>"
MAIL = f"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{PAGE}"
MIB = 1 << 20


def zipped(*entries: tuple[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return stream.getvalue()


def book(*, n_rows: int = 1) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for row in range(n_rows):
            sheet.write_row(row, 0, ["城市", "月份", "PM2.5"])
    return stream.getvalue()


def with_sizes(content: bytes, size: int) -> bytes:
    """The archive of one file, whose directory tells another size of it."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<L", size) + content[at + 4 :]


def refused(read: Read, content: str | bytes, name: str = "file.zip") -> SheetError:
    with pytest.raises(SheetError) as caught:
        read(content, name)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(zipped(("a.csv", bytes(20 * MIB))), id="swells a thousandfold"),
        pytest.param(with_sizes(zipped(("a.csv", TABLE)), 0xFFFF_FFF0), id="says four gibibytes"),
        pytest.param(zipped(*((f"{at}.csv", "") for at in range(30_000))), id="thirty thousand"),
    ],
)
def test_a_bomb_is_refused_in_under_a_second(read: Read, content: bytes) -> None:
    begun = time.perf_counter()
    error = refused(read, content)
    assert error.code == "archive_too_large"
    assert time.perf_counter() - begun < 1


def test_a_directory_that_tells_too_small_a_size_is_damage_and_no_more_is_unpacked(
    read: Read,
) -> None:
    content = with_sizes(zipped(("a.csv", bytes(20 * MIB))), 100)
    assert refused(read, content).code == "damaged_archive"


def test_one_file_of_an_archive_may_not_be_larger_than_a_table_may(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_TABLE_BYTES", len(TABLE.encode()) - 1)
    assert refused(read, zipped(("a.csv", TABLE))).code == "archive_too_large"


def test_a_directory_that_tells_too_small_a_size_costs_no_memory() -> None:
    content = with_sizes(zipped(("a.csv", bytes(20 * MIB))), 100)
    (entry,) = archive.entries("a.zip", content)
    tracemalloc.start()
    with pytest.raises(SheetError):
        entry.data()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < MIB


def test_a_bomb_in_a_workbook_is_refused_in_under_three_seconds(read: Read) -> None:
    begun = time.perf_counter()
    content = zipped(("xl/worksheets/sheet1.xml", bytes(20 * MIB)))
    assert refused(read, content, "file.xlsx").code == "archive_too_large"
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize(
    "name", ["../a.csv", "数据/../../a.csv", "/etc/a.csv", "C:/a.csv", "..\\a.csv", "c:\\a.csv"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(read: Read, name: str) -> None:
    error = refused(read, zipped(("b.csv", TABLE), (name, TABLE)))
    assert (error.code, error.params["name"]) == ("unsafe_archive", name.replace("\\", "/"))


def test_a_name_with_two_dots_in_it_leads_nowhere(read: Read) -> None:
    assert read(zipped(("太原..1月.csv", TABLE)), "file.zip").members == ("太原..1月.csv",)


def test_folders_of_an_archive_may_be_parted_by_backslashes(read: Read) -> None:
    assert read(zipped(("数据\\a.csv", TABLE)), "file.zip").members == ("数据/a.csv",)


@pytest.mark.parametrize("name", ["file.xls", "file.xlsx"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"<html><body>{PAGE}</body></html>".encode(), id="a page"),
        pytest.param(PAGE.encode("gbk"), id="only a table, in GBK"),
        pytest.param(f"\n<!DOCTYPE HTML>\n<html>{PAGE}".encode("utf-8-sig"), id="with mark"),
        pytest.param(f"<HTML>{PAGE}</HTML>".encode("utf-16"), id="UTF-16"),
        pytest.param(f'<?xml version="1.0"?>\n<html>{PAGE}'.encode(), id="declared"),
        pytest.param(MAIL.encode(), id="a saved page"),
    ],
)
def test_a_page_with_the_name_of_a_workbook_is_told_as_such(
    read: Read, name: str, content: bytes
) -> None:
    error = refused(read, content, name)
    assert (error.code, error.params) == ("page_named_workbook", {"file": name})


def test_a_page_in_an_archive_is_named(read: Read) -> None:
    error = refused(read, zipped(("7月.xls", f"<html>{PAGE}")))
    assert (error.code, error.params["file"]) == ("page_named_workbook", "7月.xls")


def test_a_workbook_that_takes_too_much_memory_is_given_up() -> None:
    with pytest.raises(SheetError) as caught:
        confined.tables("file.xlsx", book(n_rows=30_000), most_bytes=24 * MIB)
    assert caught.value.code == "workbook_too_heavy"
    assert caught.value.params == {"file": "file.xlsx", "mebibytes": 24}


def test_a_workbook_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(SheetError) as caught:
        confined.tables("file.xlsx", book(), most_seconds=0.001)
    assert caught.value.code == "workbook_too_slow"
    assert caught.value.params == {"file": "file.xlsx", "seconds": 0.001}


def test_a_confined_workbook_is_read_as_it_is() -> None:
    (table,) = confined.tables("7月 数据.xlsx", book())
    assert (table.name, table.text.decode()) == ("7月 数据.xlsx", "城市\t月份\tPM2.5\n")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{TABLE}2020-01-01,太原,{'9' * 140_000}\n", id="a long cell"),
        pytest.param("a" * 600_000, id="one line"),
        pytest.param(",".join(["PM10"] * 100_000) + "\n1\n", id="a hundred thousand columns"),
    ],
)
def test_a_line_too_long_for_a_table_is_named(read: Read, content: str) -> None:
    error = refused(read, content, "file.csv")
    last = content.removesuffix("\n").count("\n") + 1
    assert (error.code, error.params["row"]) == ("line_too_long", 1 if content[0] != "日" else last)


def test_cells_that_quotes_join_may_not_become_too_long(read: Read) -> None:
    cell = "\n".join(["9" * 60_000] * 4)
    assert refused(read, f'{TABLE}2020-01-01,太原,"{cell}"\n', "a.csv").code == "line_too_long"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_of_less_than_the_limit_is_read(read: Read, end: str) -> None:
    note = "x" * 60_000
    lines = ["日期,城市,PM10,备注", f"2020-01-01,太原,40,{note}", f"2020-01-02,太原,41,{note}"]
    assert read(end.join(lines) + end).rows.num_rows == 2


def test_a_table_of_too_many_lines_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_LINES", 3)
    content = TABLE + "2020-01-02,太原,41\n"
    assert read(content).rows.num_rows == 2
    assert refused(read, f"{content}\n", "a.csv").code == "table_too_large"


@pytest.mark.parametrize("name", ["file.csv", "file.csv.gz"])
def test_a_table_of_too_many_bytes_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sheet, "MOST_BYTES", len(TABLE.encode()) - 1)
    content = TABLE.encode()
    given = gzip.compress(content) if name.endswith("gz") else content
    assert refused(read, given, name).code == "table_too_large"


def test_no_table_of_an_archive_is_larger_than_one_by_itself_may_be() -> None:
    assert archive.MOST_TABLE_BYTES <= sheet.MOST_BYTES


def test_the_parser_and_the_gate_have_less_than_a_gibibyte_together() -> None:
    usual = 230 * MIB
    assert confined.MOST_BYTES + usual <= 1 << 30


def test_each_of_very_many_unknown_places_is_counted(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("airtrack.ingest.cells.found.MOST_ALIKE", 2)
    rows = "".join(f"2020-01-01,无名{number},40\n" for number in range(5))
    found = read(TABLE + rows)
    told = [(problem.code, problem.value, problem.n) for problem in found.problems]
    assert told == [
        ("unknown_place", "无名0", 1),
        ("unknown_place", "无名1", 1),
        ("and_more", None, 3),
    ]


def test_each_of_very_many_rows_twice_is_counted(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("airtrack.ingest.cells.found.MOST_ALIKE", 2)
    found = read(TABLE + "2020-01-01,太原,40\n" * 5)
    told = [(problem.code, problem.row, problem.n) for problem in found.problems]
    assert told == [("duplicate_row", 3, 1), ("duplicate_row", 4, 1), ("and_more", 5, 3)]


def test_a_table_of_too_many_different_texts_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_TEXTS", 4)
    content = TABLE + "2020-01-02,太原,40\n"
    assert read(content).rows.num_rows == 2
    assert refused(read, TABLE + "2020-01-02,太原,41\n", "a.csv").code == "table_too_large"


def test_the_tables_of_an_archive_may_have_so_many_rows_together(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "MOST_ROWS", 2)
    two = zipped(("a.csv", TABLE), ("b.csv", TABLE.replace("太原", "大同")))
    assert read(two, "file.zip").rows.num_rows == 2
    three = zipped(
        *((f"{city}.csv", TABLE.replace("太原", city)) for city in ("太原", "大同", "阳泉"))
    )
    error = refused(read, three)
    assert (error.code, error.params) == ("too_many_rows", {"file": "file.zip", "most": 2})


def test_a_workbook_whose_text_would_grow_too_long_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = book(n_rows=2_000)
    assert len(workbook.tables("file.xlsx", content)) == 1
    monkeypatch.setattr(workbook, "MOST_TEXT_BYTES", 20_000)
    with pytest.raises(SheetError, match="table_too_large"):
        workbook.tables("file.xlsx", content)


def test_a_file_too_large_for_anything_is_not_even_read(
    read_path: Callable[[Path], Draft], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(archive, "MOST_BYTES", file.stat().st_size - 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    with pytest.raises(SheetError, match="table_too_large"):
        read_path(file)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("城市,月份,PM2.5\n" + "太原,2020-01,40\n" * 3, id="a report"),
        pytest.param(
            "城市,开始日期,结束日期,状态\n" + "太原,2020-01-01,,已批准\n" * 3, id="events"
        ),
        pytest.param("站点编码,站点名称,城市\n" + "1001A,桃园,太原\n" * 3, id="stations"),
    ],
)
def test_a_table_that_is_read_line_by_line_may_have_fewer_lines(
    read: Read, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setattr(draft, "MOST_READ_BY_LINE", 4)
    read(content)
    error = refused(read, f"{content}\n", "a.csv")
    assert (error.code, error.params) == ("too_many_rows", {"file": "a.csv", "most": 4})


def test_the_workbooks_of_an_archive_have_so_much_time_together(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "MOST_SECONDS", 0.001)
    content = zipped(("a.xlsx", book()), ("b.xlsx", book()))
    assert refused(read, content).code == "workbook_too_slow"
