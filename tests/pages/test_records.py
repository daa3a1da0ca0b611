"""The page of registers: what is on file, records in by form, the same gate as a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

Run = Callable[..., Any]

PROJECT = {
    "项目编号 *": "P1",
    "项目名称 *": "烧结机脱硝",
    "城市 *": "湘潭市",
    "污染物 *": "NOx",
    "减排量(吨) *": "1200.5",
    "日期 *": "2025-06-30",
    "状态 *": "实施中",
}
KEY = "P1|430300|nox"
SEVERAL = {"selection": {"rows": [0], "columns": [], "cells": []}}


def widget(screen: Screen, label: str) -> Any:
    """The field of the form with that heading."""
    every = [*screen.app.text_input, *screen.app.selectbox, *screen.app.date_input]
    return next(item for item in every if item.label == label)


def written(screen: Screen, **changed: str) -> Screen:
    """The page after a record was written into the form; `changed` are other texts by heading."""
    for label, text in (PROJECT | changed).items():
        field = widget(screen, label)
        is_day = field.type == "date_input"
        field.set_value(datetime.fromisoformat(text).date() if is_day else text)
    return added(screen)


def added(screen: Screen) -> Screen:
    """The page after the form was sent."""
    screen.app.button(key="records_add").click().run()
    return screen


def typed(screen: Screen, cells: dict[str, str]) -> Screen:
    """The page after a row was typed into the empty table."""
    edits = {"edited_rows": {}, "added_rows": [cells], "deleted_rows": []}
    screen.app.session_state["records_table_emission_projects_0"] = edits
    screen.app.run()
    return screen


def signed(screen: Screen, by: str = "张工") -> Screen:
    """The page after somebody said who they are."""
    screen.app.text_input(key="intake_by").set_value(by).run()
    return screen


def committed(screen: Screen) -> Screen:
    """The page after the button was pressed by somebody with a name."""
    signed(screen).app.button(key="intake_commit").click().run()
    return screen


def waiting(screen: Screen) -> list[list[str]]:
    """The cells of the records that wait, as texts."""
    table = screen.app.data_editor[0].value
    return [[str(cell) for cell in row] for row in table.values.tolist()]


def history(airtrack: Run, store: Path) -> list[dict[str, Any]]:
    done = airtrack("history", "--format", "json", store=store)
    found: list[dict[str, Any]] = json.loads(done.stdout)["batches"]
    return [item for item in found if item["grain"] != "plan"]


@pytest.fixture
def page(open_page: Open, empty_store: Path) -> Screen:
    """The page of emission projects in a store without records."""
    return open_page(empty_store, "records", register="emission_projects")


def test_an_empty_register_says_so(page: Screen) -> None:
    assert page.is_whole
    assert page.sentence == "减排项目清单还没有记录：可在下方录入，也可在“数据”页面上传表格。"


@pytest.mark.parametrize(
    "register",
    [
        *("amounts", "follow_up", "groups", "month_targets", "official_ranking"),
        *("official_results", "places", "target_values", "task_progress"),
    ],
)
@pytest.mark.parametrize("lang", [pytest.param("zh", id="zh"), pytest.param("en", id="en")])
def test_every_register_has_its_form(
    register: str, lang: str, open_page: Open, plans_store: Path
) -> None:
    screen = open_page(plans_store, "records", register=register, lang=lang)
    assert screen.is_whole
    assert screen.picked("register") == register


@pytest.fixture(scope="module")
def plans_store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A store with plans alone, to be read by several tests."""
    folder = tmp_path_factory.mktemp("plans") / "store"
    assert airtrack("init", store=folder).returncode == 0
    return folder


def test_a_record_of_the_form_waits_to_be_committed(page: Screen) -> None:
    screen = written(page)
    (row,) = waiting(screen)
    assert row[:5] == ["P1", "烧结机脱硝", "湘潭市", "NOx", "1200.5"]
    assert any(text.startswith("新增 1 行") for text in screen.texts)


def test_what_is_wrong_is_named_by_line_and_column(page: Screen) -> None:
    screen = written(page, **{"项目名称 *": "", "减排量(吨) *": "一千"})
    assert "有 2 个必须改正的问题" in screen.app.error[0].value
    assert any("第 2 行" in text and "一千" in text for text in screen.texts)
    assert not any(button.key == "intake_commit" for button in screen.app.button)


def test_a_place_that_nobody_knows_is_named(page: Screen) -> None:
    cells = {"project_id": "P1", "project": "x", "place_id": "湘坛", "pollutant": "NOx"}
    cells |= {"tonnes_milli": "1", "on_date": "2025-06-30", "state": "计划"}
    screen = typed(page, cells)
    assert any("第 2 行，城市 列" in text and "湘坛" in text for text in screen.texts)


def test_the_line_of_a_problem_is_that_of_the_table(page: Screen) -> None:
    """The second record is on line 3, also after the first was mended in place."""
    screen = written(written(page), **{"项目编号 *": "P2", "减排量(吨) *": "x"})
    assert list(screen.app.data_editor[0].value.index) == [2, 3]
    assert any("第 3 行" in text for text in screen.texts)


def test_a_record_of_the_same_key_replaces_the_one_that_waits(page: Screen) -> None:
    screen = written(written(page), **{"减排量(吨) *": "900"})
    assert [row[4] for row in waiting(screen)] == ["900"]


def test_records_may_be_written_into_the_table(page: Screen) -> None:
    cells = {"project_id": "P7", "project": "锅炉", "place_id": "株洲", "pollutant": "NOx"}
    cells |= {"tonnes_milli": "20", "on_date": "2025-06-30", "state": "已核定"}
    assert any(text.startswith("新增 1 行") for text in typed(page, cells).texts)


def test_a_commit_is_a_batch_like_any_other(page: Screen, airtrack: Run, empty_store: Path) -> None:
    screen = committed(written(page))
    (batch,) = history(airtrack, empty_store)
    assert batch["source"].startswith("录入-减排项目清单-")
    assert (batch["grain"], batch["rows"], batch["events"][0]["by"]) == ("emission", 1, "张工")
    assert batch["batch"] in screen.app.success[0].value
    assert screen.sentence.startswith("减排项目清单现有 1 条记录，来自 1 个批次；最近一批由张工于")


def test_after_a_commit_nothing_waits_any_more(page: Screen) -> None:
    assert waiting(committed(written(page))) == []


def test_without_a_name_nothing_is_committed(page: Screen) -> None:
    assert signed(written(page), by="").app.button(key="intake_commit").disabled


@pytest.fixture
def with_project(page: Screen) -> Screen:
    """The page after one project was committed."""
    return committed(written(page))


def test_the_table_says_which_batch_brought_a_record(with_project: Screen) -> None:
    row = with_project.app.dataframe[0].value.iloc[0].tolist()
    assert row[:7] == ["P1", "烧结机脱硝", "湘潭市", "NOx", 1200.5, "2025-06-30", "实施中"]
    assert row[9:11] == ["b000006", "张工"]


def test_a_chosen_record_fills_the_form(with_project: Screen) -> None:
    with_project.app.session_state["records_emission_projects"] = SEVERAL
    with_project.app.run()
    with_project.app.button(key="records_change").click().run().run()
    assert with_project.link["change"] == KEY
    assert widget(with_project, "项目名称 *").value == "烧结机脱硝"
    assert widget(with_project, "状态 *").value == "实施中"


def test_a_changed_record_is_told_as_changed_and_counts(with_project: Screen) -> None:
    with_project.app.query_params["change"] = KEY
    with_project.app.run()
    widget(with_project, "状态 *").set_value("已核定")
    screen = added(with_project)
    assert any(text.startswith("新增 0 行，改变 1 行") for text in screen.texts)
    committed(screen)
    assert screen.app.dataframe[0].value.iloc[0, 6] == "已核定"


def test_a_withdrawn_batch_leaves_the_register(with_project: Screen) -> None:
    with_project.app.session_state["intake_history"] = SEVERAL
    with_project.app.run()
    with_project.app.text_input(key="intake_reason").set_value("录错").run()
    with_project.app.button(key="intake_turn").click().run()
    assert "还没有记录" in with_project.sentence
    assert with_project.app.dataframe[-1].value.iloc[0, 1] == "已撤回"


def test_the_same_records_are_not_committed_twice(with_project: Screen) -> None:
    screen = signed(written(with_project))
    assert any("已在库中" in text for text in screen.texts)
    assert not any(button.key == "intake_commit" for button in screen.app.button)


def test_a_search_leaves_what_has_every_word(with_project: Screen) -> None:
    with_project.app.text_input(key="records_find").set_value("nox 株洲").run()
    assert "显示 0 条，共 1 条" in with_project.texts
    with_project.app.text_input(key="records_find").set_value("nox 湘潭").run()
    assert "显示 1 条，共 1 条" in with_project.texts


def test_a_day_before_the_commit_knows_no_record(
    page: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airtrack.ui import clock

    # a batch of tomorrow, by the clock of the store
    monkeypatch.setattr(clock, "instant", lambda: datetime(2099, 1, 1))
    monkeypatch.setattr(clock, "today", lambda: datetime(2099, 1, 2).date())
    screen = committed(written(page))
    assert "现有 1 条记录" in screen.sentence
    screen.app.date_input(key="pick_known_by").set_value(datetime(2098, 12, 31).date()).run()
    assert "还没有记录" in screen.sentence
