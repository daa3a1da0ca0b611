"""The page of tasks: who carries what, what is due when, what is past its date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from airtrack.answers import progress
from airtrack.domain.progress import ItemState, Progress

Run = Callable[..., Any]


def column(screen: Screen, key: str, number: int = 0) -> list[str]:
    """A column of one of the page's tables."""
    table = screen.app.dataframe[number].value
    (name,) = [item for item in table.columns if item.rstrip("0123456789") == key]
    return [str(cell) for cell in table[name]]


@pytest.fixture
def shown(open_page: Open, demo_store: Path) -> Screen:
    """The plan of Hunan on the date of the newest data."""
    return open_page(demo_store, "tasks")


def test_the_answer_counts_tasks_items_and_what_is_past_its_date(shown: Screen) -> None:
    # 27 tasks with 66 items; 15.1 and 15.2 were due in 2022, 15.4, 15.7 and 16.1 in 2023
    assert shown.sentence.startswith("截至2025年7月31日，长株潭达标攻坚行动计划（征求意见稿）")
    assert "有27项任务、66个分项" in shown.sentence
    assert "5个已过期限" in shown.sentence


@pytest.mark.parametrize("body", ["湘潭市政府", "湘潭市人民政府"])
def test_a_city_government_carries_all_tasks_under_either_name(
    body: str, open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "tasks", body=body)
    assert screen.is_whole and not screen.app.warning
    assert "湘潭市人民政府承担27项任务" in screen.sentence
    assert {number.split(".")[0] for number in column(screen, "task")} == {
        str(number) for number in range(1, 28)
    }


def test_a_body_that_the_plan_does_not_name_is_told(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "tasks", body="某某局")
    assert "某某局" in screen.app.warning[0].value
    assert screen.picked("body") == "all"


def test_picking_a_body_stands_in_the_link(shown: Screen) -> None:
    shown.pick("body", "省生态环境厅")
    assert shown.link["body"] == "省生态环境厅"
    assert "省生态环境厅承担" in shown.sentence


def test_only_what_is_past_its_date_can_be_asked_for(shown: Screen) -> None:
    shown.pick("standing", "overdue")
    assert column(shown, "task") == ["15.1", "15.2", "15.4", "15.7", "16.1"]


def test_another_date_has_other_items_past_it(shown: Screen) -> None:
    shown.app.date_input(key="pick_as_of").set_value(date(2023, 1, 1)).run()
    assert "2个已过期限" in shown.sentence
    assert shown.link["as_of"] == "2023-01-01"


def test_due_dates_can_be_asked_for_beyond_the_data(shown: Screen) -> None:
    shown.app.date_input(key="pick_as_of").set_value(date(2025, 12, 10)).run()
    # 21 items are due at the end of 2025
    assert "21个30天内到期" in shown.sentence


def test_the_line_of_time_has_every_dated_item(shown: Screen) -> None:
    assert len(shown.figure()["data"][-1]["x"]) == 26


@pytest.mark.parametrize(
    ("plan", "tasks", "items"),
    [
        ("jilin-2013", 42, 84),
        ("shanxi-2024", 38, 53),
        ("sichuan-2018", 50, 77),
        ("xianyang-2020", 45, 103),
    ],
)
def test_every_plan_shows_its_tasks(
    plan: str, tasks: int, items: int, open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "tasks", plan=plan)
    assert screen.is_whole
    assert f"有{tasks}项任务、{items}个分项" in screen.sentence


def test_the_card_of_a_task_has_its_items(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "tasks", plan="sichuan-2018", task="50")
    assert screen.is_whole
    # of the issue: the strict assessment is led by two offices of the province
    assert any("省政府督查室" in text and text.startswith("牵头") for text in screen.texts)


def test_a_task_that_the_plan_lacks_is_named(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "tasks", task="99")
    assert "99" in screen.app.warning[0].value


def test_bodies_are_listed_the_busiest_first(shown: Screen) -> None:
    counts = [int(n) for n in column(shown, "n_items", 1)]
    assert counts == sorted(counts, reverse=True) and len(counts) == 29


def test_nothing_of_progress_is_shown_before_anybody_reports(shown: Screen) -> None:
    assert "进展" not in shown.sentence
    assert not any(name.startswith("progress") for name in shown.table.columns)


def test_what_is_reported_counts(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = {(15, 1): Progress(ItemState.DONE, 100), (15, 2): Progress(ItemState.UNDER_WAY, 40)}
    monkeypatch.setattr(progress, "of_plan", lambda *_, **__: reported)
    screen = open_page(demo_store, "tasks")
    assert "1个已报办结" in screen.sentence and "4个已过期限" in screen.sentence
    at = column(screen, "task").index("15.2")
    assert column(screen, "percent")[at] == "40 %"


def test_a_store_without_data_shows_its_tasks(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "tasks")
    assert screen.is_whole and "有27项任务" in screen.sentence


def test_the_page_speaks_english(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "tasks", lang="en", body="湘潭市政府")
    assert screen.is_whole
    assert "a part in 27 tasks with 61 items" in screen.sentence
