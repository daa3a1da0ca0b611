"""Items of tasks as sentence, list, card and line of time; reports only where there are any."""

from __future__ import annotations

from datetime import date

import pytest
from by_hand import Speak

from airtrack.answers import tasks
from airtrack.answers.tasks import DueItem
from airtrack.domain.glossary import Lang
from airtrack.domain.progress import Progress, Reported
from airtrack.domain.record import ProgressState
from airtrack.domain.target import Plan
from airtrack.domain.task import MeasureKind, MeasureName, Task
from airtrack.views import gantt, task_card, task_list, theme
from airtrack.views.table import Words

ON = date(2025, 7, 31)
MEASURES = {
    "stations": MeasureName(
        key="stations", kind=MeasureKind.AMOUNT, name="加油站数", name_en="filling stations"
    )
}
TASK = Task.model_validate(
    {
        "no": 3,
        "section": "二 油品",
        "title": "油气回收",
        "clause": "二.3",
        "items": (
            {
                "item": 1,
                "text": "改造加油站",
                "due": "2024-12-31",
                "due_kind": "year_end",
                "responsible": ("省商务厅",),
                "implied": ("湘潭市人民政府",),
                "measures": (
                    {"indicator": "stations", "op": ">=", "value": "20", "digits": 0, "unit": "个"},
                    {
                        "indicator": "stations",
                        "op": ">=",
                        "value_state": "placeholder",
                        "unit": "个",
                        "by": "2025",
                    },
                ),
                "reasons": ({"field": "lead", "text": "文中没有牵头"},),
            },
            {"item": 2, "due": "2025-08-20", "due_kind": "date", "lead": ("省商务厅",)},
            {"item": 3, "due_kind": "monthly"},
        ),
    }
)


def plan(**given: object) -> Plan:
    """A draft that says nothing of itself."""
    names = dict.fromkeys(("title", "title_en", "short_title", "short_title_en"), "甲计划")
    known: dict[str, object] = {"id": "p", "state": "in_force", "group": "430000", "sha256": ""}
    return Plan.model_validate(known | names | given)


def found(reported: Reported | None = None) -> tuple[DueItem, ...]:
    """The items on 31 July 2025."""
    return tasks.of_plan([TASK], as_of=ON, reported=reported)


DONE = {(3, 1): Progress(ProgressState.DONE, 100, date(2025, 1, 9), "省商务厅", "验收文件")}
HALF = {(3, 2): Progress(ProgressState.UNDER_WAY, 50)}


def test_the_answer_says_that_overdue_rests_on_dates_alone(zh: Words) -> None:
    said = task_list.answer(plan(), found(), zh, as_of=ON, body="")
    assert said == (
        "截至2025年7月31日，甲计划有1项任务、3个分项：仅按日期看，"
        "1个已过期限而没有办结的报告，1个30天内到期，1个没有具体日期。"
    )


def test_what_is_reported_as_closed_is_counted_and_not_overdue(zh: Words) -> None:
    said = task_list.answer(plan(), found(DONE), zh, as_of=ON, body="")
    assert "1个已报办结" in said and "0个已过期限" in said


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param(0, "▼ 已过期限 212天", id="overdue"),
        pytest.param(1, "▲ 30天内到期 还有20天", id="soon"),
        pytest.param(2, "↻ 定期", id="rhythm"),
    ],
)
def test_an_item_says_by_sign_and_word_how_it_stands(number: int, told: str, zh: Words) -> None:
    # 31 December 2024 to 31 July 2025: 212 days
    assert task_list.told(found()[number], zh) == told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_word_for_soon_says_how_many_days_that_is(lang: Lang, speak: Speak) -> None:
    assert str(tasks.SOON_DAYS) in speak(lang).label("standing_soon")


def test_the_earliest_due_date_comes_first_and_no_date_last(zh: Words) -> None:
    in_order = task_list.by_due(reversed(found()))
    assert [item.number for item in in_order] == ["3.1", "3.2", "3.3"]


def test_nothing_of_progress_is_shown_where_nothing_is_reported(zh: Words) -> None:
    shown = task_list.items_table(found(), MEASURES, zh, body="")
    assert not {"progress_state", "percent", "evidence"} & {item.key for item in shown.columns}
    assert not any(
        "进展" in line for one in task_card.sections(found(), {}, zh) for line in one.lines
    )


def test_what_is_reported_has_its_columns(zh: Words) -> None:
    shown = task_list.items_table(found(DONE), MEASURES, zh, body="")
    cells = dict(zip((item.key for item in shown.columns), shown.rows[0], strict=True))
    assert cells["progress_state"] == "已完成"
    assert (cells["percent"], cells["reported_on"]) == ("100 %", "2025-01-09")


def test_a_body_is_shown_with_its_role(zh: Words) -> None:
    shown = task_list.items_table(found(), MEASURES, zh, body="湘潭市政府")
    at = [item.key for item in shown.columns].index("role")
    assert [row[at] for row in shown.rows] == ["另由各地承担", "", ""]


def test_bodies_are_counted_by_role(zh: Words) -> None:
    named = tasks.bodies([TASK])
    shown, keys = task_list.bodies_table(found(), named, zh)
    # name, items, overdue, soon, lead, responsible, support, implied
    assert shown.rows[0] == ("省商务厅", 2, 1, 1, 1, 1, 0, 0)
    assert keys == ("省商务厅", "湘潭市政府")


def test_the_card_has_bodies_numbers_and_the_reasons_for_blanks(zh: Words) -> None:
    first = task_card.sections(found(), MEASURES, zh)[0]
    assert first.title == "3.1 · 2024-12-31"
    assert "负责：省商务厅" in first.lines
    assert "牵头的说明：文中没有牵头" in first.lines
    assert first.table is not None
    assert first.table.rows[0] == ("加油站数", "要达到的量", "≥ 20", "个", "")
    assert first.table.rows[1][2] == "待定"


def test_the_card_tells_a_report_field_by_field(zh: Words) -> None:
    first = task_card.sections(found(DONE), MEASURES, zh)[0]
    assert {"进展：已完成", "完成比例：100 %", "依据：验收文件"} <= set(first.lines)


def test_the_line_of_time_has_the_dated_items_alone(zh: Words) -> None:
    drawn = gantt.figure(found(), plan(), zh, as_of=ON)
    assert drawn is not None
    assert drawn["data"][-1]["x"] == ["2024-12-31", "2025-08-20"]


def test_without_a_day_of_issue_a_line_begins_with_the_year_of_its_end(zh: Words) -> None:
    drawn = gantt.figure(found(), plan(), zh, as_of=ON)
    assert drawn is not None
    assert drawn["data"][0]["x"][::3] == ["2024-01-01", "2025-01-01"]


def test_with_one_it_begins_there(zh: Words) -> None:
    drawn = gantt.figure(found(), plan(issued_on="2023-05-22"), zh, as_of=ON)
    assert drawn is not None
    assert drawn["data"][0]["x"][::3] == ["2023-05-22", "2023-05-22"]


def test_a_reported_share_is_a_dark_part_of_its_line(zh: Words) -> None:
    drawn = gantt.figure(found(HALF), plan(), zh, as_of=ON)
    assert drawn is not None
    dark = drawn["data"][1]
    # half of the 231 days from 1 January to 20 August: 26 April
    assert (dark["line"]["color"], dark["x"][:2]) == (theme.CURRENT, ["2025-01-01", "2025-04-26"])


@pytest.mark.parametrize(
    ("as_of", "lines"),
    [pytest.param(date(2025, 7, 31), 1, id="within"), pytest.param(date(2031, 1, 1), 0, id="far")],
)
def test_the_date_is_a_line_where_it_lies_in_the_picture(
    as_of: date, lines: int, zh: Words
) -> None:
    drawn = gantt.figure(tasks.of_plan([TASK], as_of=as_of), plan(), zh, as_of=as_of)
    assert drawn is not None
    assert len(drawn["layout"].get("shapes", [])) == lines


def test_without_a_dated_item_there_is_no_picture(zh: Words) -> None:
    assert gantt.figure(found()[2:], plan(), zh, as_of=ON) is None
