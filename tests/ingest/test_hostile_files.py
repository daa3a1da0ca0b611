"""Files that would harm who opens them: refused by what they say of themselves, or given up."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from airtrack.errors import SheetError
from airtrack.ingest.sheets import archive, confined
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
        confined.tables("file.xlsx", book(n_rows=100_000), most_bytes=24 * MIB)
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
