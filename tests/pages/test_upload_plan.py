"""The upload page takes a plan: a workbook, files together, a new version with what it changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from tests.plan_books import TARGETS, TASKS, book, changed

Run = Callable[..., Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def page(open_page: Open, empty_store: Path) -> Screen:
    """The upload page of a store with the plans on file."""
    return open_page(empty_store, "upload")


def chosen(screen: Screen, *files: tuple[str, bytes, str]) -> Screen:
    screen.app.text_input(key="intake_by").set_value("张工")
    screen.app.file_uploader[0].set_value(list(files)).run()
    return screen


def committed(screen: Screen) -> Screen:
    screen.app.button(key="intake_commit").click().run()
    return screen


def plans(airtrack: Run, store: Path) -> dict[str, int]:
    """How many targets each plan has."""
    done = airtrack("plans", "--format", "json", store=store)
    return {plan["id"]: plan["targets"] for plan in json.loads(done.stdout)["plans"]}


def test_a_workbook_is_committed_as_a_plan_and_a_newer_one_shows_what_it_changes(
    page: Screen, empty_store: Path, airtrack: Run
) -> None:
    screen = committed(chosen(page, ("湘潭.xlsx", book(), XLSX)))
    assert screen.is_whole, [error.value for error in screen.app.error]
    assert plans(airtrack, empty_store)["xiangtan-2026"] == 3
    newer = book(targets=changed(TARGETS, 2, "数值", "34"))
    again = chosen(screen, ("湘潭2.xlsx", newer, XLSX))
    tables = [table.value.values.tolist() for table in again.app.dataframe]
    assert ["目标", "pm25", "改变", "数值", "35", "34"] in [row for rows in tables for row in rows]


def test_the_text_and_the_tables_of_a_plan_are_one_source(
    page: Screen, empty_store: Path, airtrack: Run
) -> None:
    folder = DATA / "plans" / "sichuan-2018"
    names = ("plan.toml", "targets.csv", "tasks.csv", "rules.csv")
    files = [
        (name, (folder / name).read_bytes().replace(b"sichuan-2018", b"sichuan-2019"), "")
        for name in names
    ]
    screen = committed(chosen(page, *files))
    assert screen.is_whole, [error.value for error in screen.app.error]
    assert plans(airtrack, empty_store)["sichuan-2019"] == 3


def test_a_fault_of_a_plan_is_told_on_the_page(page: Screen) -> None:
    wrong = book(None, changed(TARGETS, 2, "地区", "湘谭"), TASKS)
    screen = chosen(page, ("湘潭.xlsx", wrong, XLSX))
    assert not any(button.key == "intake_commit" for button in screen.app.button)
    rows = [row for table in screen.app.dataframe for row in table.value.values.tolist()]
    assert any("湘谭" in map(str, row) and "地区" in map(str, row) for row in rows)


def test_the_blank_workbook_of_a_plan_is_offered(page: Screen) -> None:
    forms = page.app.selectbox(key="sample_form")
    forms.select_index(forms.options.index("计划（规划）：计划、目标、任务三张表")).run()
    assert page.is_whole
    offered = [item.proto.label for item in page.app.get("download_button")]
    assert {"下载 XLSX 模板", "下载 CSV 模板（GBK，ZIP）"} <= set(offered)
