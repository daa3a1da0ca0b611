"""A year of monthly tables goes through the upload page; the overview is what `status` says."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError, expect
from python_calamine import CalamineWorkbook
from visit import PATIENCE_MS, Visitor

from tests.monthly import table
from tests.running import Server

pytestmark = pytest.mark.browser

Run = Callable[..., Any]
HEADER_HEIGHT, ROW_HEIGHT = 35, 35
CLICKS, CLICK_PATIENCE_MS = 5, 3_000
FAULTY = 7
FAULTS = {(3, "PM2.5(μg/m3)"): "3O", (5, "优良天数(天)"): "40"}
CITIES = ("430100", "430200", "430300", "430600", "430700", "430900")
READ_BOARD = """([plot]) => {
    const {customdata, text} = plot.data[0];
    return customdata.map(([place, column], i) => [place, column, text[i]]);
}"""


def tables(folder: Path) -> list[Path]:
    """Twelve files of 2023; July has a letter for a digit, and more good days than days."""
    files = [folder / f"2023-{month:02d}.csv" for month in range(1, 13)]
    for month, file in enumerate(files, start=1):
        file.write_bytes(table(month, faults=FAULTS if month == FAULTY else None))
    return files


def choose(visitor: Visitor, server: Server, files: list[Path]) -> None:
    """The files are chosen on the upload page, by somebody with a name."""
    visitor.page.goto(f"{server.url}/upload")
    name = visitor.settled().page.get_by_label("操作人")
    name.fill("张工", timeout=PATIENCE_MS)
    name.press("Enter")
    visitor.settled()
    visitor.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    expect(visitor.page.get_by_text("二、文件内容与问题")).to_be_visible(timeout=PATIENCE_MS)


def commit(visitor: Visitor) -> None:
    """The button is pressed, and the page says that it is done."""
    button = visitor.settled().page.get_by_role("button", name="提交", exact=True)
    button.click(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_text("已提交，批次")).to_be_visible(timeout=PATIENCE_MS)


def board(visitor: Visitor) -> dict[tuple[str, str], str]:
    """The texts of the cells by place and column, as the browser holds them."""
    found = visitor.settled().page.locator(".js-plotly-plot").evaluate_all(READ_BOARD)
    return {(place, column): text for place, column, text in found}


def status(airtrack: Run, server: Server) -> list[dict[str, Any]]:
    done = airtrack("status", "--format", "json", store=server.store)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


SHORT = {"met": "✓ 完成", "missed": "✕ 未完成"}


def printed(row: dict[str, Any]) -> str:
    """The cell that the row of `status` stands for."""
    digits = 1 if row["indicator"] == "good_pct" else 0
    numbers = f"{row['actual']:.{digits}f} / {row['required']:.{digits}f}"
    return f"{SHORT[row['status']]}<br>{numbers}"


def test_a_year_of_monthly_tables(
    visitor: Visitor, empty_server: Server, airtrack: Run, tmp_path: Path
) -> None:
    files = tables(tmp_path)
    choose(visitor, empty_server, files)
    # both faults are named by row and column, and nothing can be committed
    for told in (r"第 3 行，PM2\.5\(μg/m3\) 列：“3O”", r"第 5 行，优良天数\(天\) 列：40"):
        sentence = visitor.page.get_by_test_id("stText").filter(has_text=re.compile(told))
        expect(sentence).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_role("button", name="提交", exact=True)).to_have_count(0)

    files[FAULTY - 1].write_bytes(table(FAULTY))
    choose(visitor, empty_server, files)
    commit(visitor)

    visitor.settled().page.get_by_role("link", name="查看总览").click()
    expect(visitor.sentence).to_contain_text("2023年，6个城市中", timeout=PATIENCE_MS)
    expect(visitor.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    shown = board(visitor)
    rows = [row for row in status(airtrack, empty_server) if row["period"] == "2023"]
    judged = [row for row in rows if row["actual"] is not None]
    assert {row["place"] for row in judged} == {*CITIES, "changzhutan-channel"}
    assert {(row["place"], row["indicator"]): printed(row) for row in judged} == shown


def day_of_hours() -> bytes:
    """One day of two cities as the hourly archives are packed."""
    lines = ["date,hour,type,长沙,株洲"]
    values = {"PM2.5": 30, "PM10": 50, "SO2": 6, "NO2": 20, "O3": 60, "CO": 0.6}
    for hour in range(24):
        lines += [f"20240301,{hour},{key},{value},{value}" for key, value in values.items()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("china_cities_20240301.csv", "\n".join(lines) + "\n")
    return packed.getvalue()


@pytest.fixture
def one_day(tmp_path: Path) -> Path:
    """The archive of 1 March 2024."""
    file = tmp_path / "china_cities_20240301.zip"
    file.write_bytes(day_of_hours())
    return file


def test_a_day_of_hours_goes_the_same_way(
    visitor: Visitor, empty_server: Server, airtrack: Run, one_day: Path
) -> None:
    choose(visitor, empty_server, [one_day])
    commit(visitor)
    done = airtrack(
        *("days", "--place", "长沙", "--period", "2024-03-01", "--format", "json"),
        store=empty_server.store,
    )
    (row,) = json.loads(done.stdout)["rows"]
    assert row["pm25"] == 30


def click_newest_batch(visitor: Visitor) -> None:
    """The first row of the history is chosen; a click while the page still moves misses it."""
    expect(visitor.page.get_by_test_id("stDataFrame")).to_have_count(1, timeout=PATIENCE_MS)
    visitor.settled()
    cells = visitor.table.locator(".dvn-scroller")
    chosen = visitor.page.get_by_label("理由")
    for _ in range(CLICKS):
        cells.click(position={"x": 160, "y": HEADER_HEIGHT + ROW_HEIGHT // 2})
        try:
            chosen.wait_for(timeout=CLICK_PATIENCE_MS)
        except TimeoutError:
            continue
        return
    pytest.fail("the row could not be chosen")


def withdraw(visitor: Visitor) -> None:
    """The chosen batch is taken back, with a reason."""
    reason = visitor.settled().page.get_by_label("理由")
    reason.fill("测试", timeout=PATIENCE_MS)
    reason.press("Enter")
    button = visitor.settled().page.get_by_role("button", name="撤回", exact=True)
    button.click(timeout=PATIENCE_MS)


def test_withdrawing_brings_the_earlier_state_back(
    visitor: Visitor, empty_server: Server, one_day: Path
) -> None:
    choose(visitor, empty_server, [one_day])
    commit(visitor)
    expect(visitor.sentence).to_contain_text("2024年3月1日", timeout=PATIENCE_MS)
    click_newest_batch(visitor)
    withdraw(visitor)
    expect(visitor.page.get_by_text("批次 b000006 已撤回")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.sentence).to_have_text("库中还没有监测数据，请上传文件。")


def test_restoring_brings_the_values_again(
    visitor: Visitor, empty_server: Server, airtrack: Run, one_day: Path
) -> None:
    for arguments in (("load", one_day), ("withdraw", "b000006", "--reason", "a test")):
        assert airtrack(*arguments, store=empty_server.store).returncode == 0
    visitor.page.goto(f"{empty_server.url}/upload")
    name = visitor.settled().page.get_by_label("操作人")
    name.fill("张工", timeout=PATIENCE_MS)
    name.press("Enter")
    click_newest_batch(visitor)
    button = visitor.settled().page.get_by_role("button", name="恢复", exact=True)
    button.click(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_text("批次 b000006 已恢复")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.sentence).to_contain_text("2024年3月1日")


def downloaded(visitor: Visitor, button: str, number: int = 0) -> bytes:
    """What one of the buttons of that name gives, from the top."""
    with visitor.page.expect_download() as download:
        found = visitor.settled().page.get_by_role("button", name=button, exact=True)
        found.nth(number).click(timeout=PATIENCE_MS)
    return download.value.path().read_bytes()


def pm25_of_march(airtrack: Run, server: Server) -> float:
    """What counts in Changsha."""
    asked = ("--place", "430100", "--period", "2023-03", "--format", "json")
    (row,) = json.loads(airtrack("stats", *asked, store=server.store).stdout)["rows"]
    return float(row["pm25"])


def test_a_month_from_its_faults_over_its_correction_to_its_withdrawal(
    visitor: Visitor, empty_server: Server, airtrack: Run, tmp_path: Path
) -> None:
    march, better = tmp_path / "三月.csv", tmp_path / "三月改.csv"
    march.write_bytes(table(3))
    assert airtrack("load", march, store=empty_server.store).returncode == 0

    # GBK, with a letter for a digit, and more good days than days: nothing can be committed
    better.write_bytes(table(3, faults=FAULTS))
    choose(visitor, empty_server, [better])
    expect(visitor.page.get_by_role("button", name="生成标出问题的副本")).to_be_visible(
        timeout=PATIENCE_MS
    )
    told = rows_of(downloaded(visitor, "下载 CSV"))
    assert [(row["行"], row["列"], row["数值"]) for row in told] == [
        ("3", "PM2.5(μg/m3)", "3O"),
        ("5", "优良天数(天)", "40"),
    ]
    expect(visitor.page.get_by_role("button", name="提交", exact=True)).to_have_count(0)
    visitor.settled().page.get_by_role("button", name="生成标出问题的副本").click()
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(downloaded(visitor, "下载标出问题的副本（XLSX）"))
    )
    assert book.get_sheet_by_name("三月改.csv").to_python()[2][5] == "3O"

    # mended: one value is another than on record, and the stated index does not go with it
    better.write_bytes(table(3, faults={(2, "PM2.5(μg/m3)"): "20"}))
    choose(visitor, empty_server, [better])
    expect(visitor.page.get_by_text("新增 0 个数值，改变 1 个，相同 65 个")).to_be_visible(
        timeout=PATIENCE_MS
    )
    (change,) = rows_of(downloaded(visitor, "下载 CSV", 1))
    assert list(change.values()) == ["长沙市", "单月 2023-03", "PM2.5", "25", "20", "原始"]
    expect(visitor.page.get_by_role("button", name="提交", exact=True)).to_be_disabled()
    visitor.settled().page.get_by_text("我已看过以上提醒，仍要提交").click()
    commit(visitor)
    assert pm25_of_march(airtrack, empty_server) == 20

    visitor.page.goto(f"{empty_server.url}/upload")
    click_newest_batch(visitor)
    name = visitor.settled().page.get_by_label("操作人")
    name.fill("张工", timeout=PATIENCE_MS)
    name.press("Enter")
    withdraw(visitor)
    expect(visitor.page.get_by_text("批次 b000007 已撤回")).to_be_visible(timeout=PATIENCE_MS)
    assert pm25_of_march(airtrack, empty_server) == 25


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows of a table as it is downloaded."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_template_has_a_row_for_each_of_the_six_cities(
    visitor: Visitor, empty_server: Server
) -> None:
    visitor.page.goto(f"{empty_server.url}/upload")
    visitor.settled().page.get_by_text("模板", exact=True).click(timeout=PATIENCE_MS)
    with visitor.page.expect_download() as download:
        button = visitor.settled().page.get_by_role("button", name="下载 CSV 模板（GBK）")
        button.click(timeout=PATIENCE_MS)
    lines = download.value.path().read_bytes().decode("gbk").splitlines()
    assert lines[0].startswith("城市") and len(lines) == 7
