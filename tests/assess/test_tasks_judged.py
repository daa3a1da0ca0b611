"""Targets that a task be done, by reports on its items typed by hand."""

from __future__ import annotations

from datetime import date

import pytest
from records_by_hand import Kept, codes, report, target

from airtrack.domain.task import DueKind, Task, TaskItem
from airtrack.domain.verdict import Rule, Status

DONE = target("task", "task_state", None, reference="1")
BODIES = ("长沙市人民政府", "株洲市人民政府")


def item(number: int, due: str | None = None, bodies: tuple[str, ...] = ()) -> TaskItem:
    day = None if due is None else date.fromisoformat(due)
    kind = DueKind.ONGOING if due is None else DueKind.DATE
    return TaskItem(item=number, due=day, due_kind=kind, responsible=bodies)


def task(*items: TaskItem, number: int = 1) -> Task:
    return Task(no=number, section="", title="", clause=f"三（{number}）", items=items)


@pytest.mark.parametrize(
    ("state", "as_of", "expected", "rule"),
    [
        pytest.param("done", "2025-03-01", Status.MET, Rule.DECIDED, id="decided early"),
        pytest.param("done", "2025-07-01", Status.MET, Rule.DECIDED, id="done, after its day"),
        pytest.param("under_way", "2025-07-01", Status.MISSED, Rule.DECIDED, id="a day late"),
        pytest.param("under_way", "2025-06-30", Status.AT_RISK, Rule.REPORTED, id="on its day"),
        pytest.param("under_way", "2025-05-31", Status.AT_RISK, Rule.REPORTED, id="30 days left"),
        pytest.param("under_way", "2025-05-30", Status.ON_TRACK, Rule.REPORTED, id="31 days left"),
        pytest.param("not_started", "2025-03-01", Status.ON_TRACK, Rule.REPORTED, id="not begun"),
        pytest.param("delayed", "2025-03-01", Status.OFF_TRACK, Rule.REPORTED, id="delayed"),
        pytest.param("delayed", "2025-07-01", Status.MISSED, Rule.DECIDED, id="delayed, late"),
        pytest.param("done", "2024-12-31", Status.NOT_DUE, None, id="before the period"),
    ],
)
def test_an_item_by_its_state_and_its_day(
    state: str, as_of: str, expected: Status, rule: Rule | None
) -> None:
    kept = Kept(reports=[report(state, "2024-12-01")], tasks=(task(item(1, "2025-06-30")),))
    found = kept.judged(DONE, as_of=as_of)
    assert (found.status, found.rule) == (expected, rule)


@pytest.mark.parametrize(
    ("as_of", "overdue"),
    [
        pytest.param("2025-06-30", False, id="on its day"),
        pytest.param("2025-07-01", True, id="a day late"),
    ],
)
def test_without_a_report_a_date_alone_is_no_verdict_of_failure(as_of: str, overdue: bool) -> None:
    found = Kept(tasks=(task(item(1, "2025-06-30")),)).judged(DONE, as_of=as_of)
    assert found.status is Status.INSUFFICIENT
    assert "verdict_items_unreported" in codes(found)
    assert ("verdict_overdue_by_date" in codes(found)) is overdue


def test_all_items_must_be_done() -> None:
    two = (task(item(1, "2025-06-30"), item(2, "2025-12-31")),)
    reports = [report("done", "2025-01-05"), report("under_way", "2025-01-05", item=2)]
    found = Kept(reports=reports, tasks=two).judged(DONE, as_of="2025-07-31")
    assert (found.status, found.actual, found.required) == (Status.ON_TRACK, 1, 2)
    reports.append(report("done", "2025-07-01", item=2))
    found = Kept(reports=reports, tasks=two).judged(DONE, as_of="2025-07-31")
    assert (found.status, found.gap) == (Status.MET, 0)


def test_an_item_that_is_not_reported_leaves_the_rest_undecided() -> None:
    two = (task(item(1), item(2)),)
    found = Kept(reports=[report("done", "2025-01-05")], tasks=two).judged(DONE, as_of="2025-07-31")
    assert found.status is Status.INSUFFICIENT


def test_an_item_without_a_day_is_due_at_the_end_of_the_period() -> None:
    kept = Kept(reports=[report("under_way", "2025-01-05")], tasks=(task(item(1)),))
    assert kept.judged(DONE, as_of="2025-12-31").status is Status.AT_RISK
    assert kept.judged(DONE, as_of="2026-01-01").status is Status.MISSED


def test_a_dropped_item_does_not_count() -> None:
    two = (task(item(1), item(2)),)
    reports = [report("done", "2025-01-05"), report("dropped", "2025-01-05", item=2)]
    found = Kept(reports=reports, tasks=two).judged(DONE, as_of="2025-07-31")
    assert (found.status, found.required) == (Status.MET, 1)
    assert "verdict_items_dropped" in codes(found)


def test_the_newest_report_up_to_the_day_counts() -> None:
    reports = [report("done", "2025-06-01"), report("under_way", "2025-03-01")]
    kept = Kept(reports=reports, tasks=(task(item(1)),))
    assert kept.judged(DONE, as_of="2025-05-31").status is Status.ON_TRACK
    assert kept.judged(DONE, as_of="2025-06-01").status is Status.MET


def test_the_government_of_the_place_speaks_for_it() -> None:
    reports = [
        report("done", "2025-02-01", body="长沙市政府"),
        report("delayed", "2025-03-01", body="株洲市人民政府"),
    ]
    kept = Kept(reports=reports, tasks=(task(item(1, None, BODIES)),))
    assert kept.judged(DONE, as_of="2025-07-31").status is Status.MET


def test_of_several_bodies_the_gravest_report_counts() -> None:
    reports = [
        report("done", "2025-02-01", body="甲"),
        report("delayed", "2025-03-01", body="乙"),
    ]
    kept = Kept(reports=reports, tasks=(task(item(1, None, ("甲", "乙"))),))
    assert kept.judged(DONE, as_of="2025-07-31").status is Status.OFF_TRACK


def test_a_joint_report_replaces_what_bodies_said_before() -> None:
    reports = [report("delayed", "2025-02-01", body="甲"), report("done", "2025-03-01")]
    kept = Kept(reports=reports, tasks=(task(item(1, None, ("甲", "乙"))),))
    found = kept.judged(DONE, as_of="2025-07-31")
    assert (found.status, found.firm) == (Status.MET, True)


def test_done_by_some_of_the_bodies_is_not_firm() -> None:
    reports = [report("done", "2025-02-01", body="甲")]
    kept = Kept(reports=reports, tasks=(task(item(1, None, ("甲", "乙"))),))
    found = kept.judged(DONE, as_of="2025-07-31")
    assert (found.status, found.decided, found.firm) == (Status.MET, True, False)
    assert "verdict_bodies_silent" in codes(found)


def test_a_target_may_name_one_item() -> None:
    asked = target("task", "task_state", None, reference="1.2")
    reports = [report("done", "2025-01-05", item=2)]
    kept = Kept(reports=reports, tasks=(task(item(1), item(2)),))
    assert kept.judged(asked, as_of="2025-07-31").status is Status.MET


def test_without_a_number_the_clause_names_the_task() -> None:
    asked = target("task", "task_state", None, clause="三（2）")
    reports = [report("done", "2025-01-05", task=2)]
    kept = Kept(reports=reports, tasks=(task(item(1)), task(item(1), number=2)))
    assert kept.judged(asked, as_of="2025-07-31").status is Status.MET


def test_a_clause_without_a_task_says_so() -> None:
    asked = target("task", "task_state", None, clause="九")
    found = Kept(tasks=(task(item(1)),)).judged(asked, as_of="2025-07-31")
    assert (found.status, codes(found)) == (Status.INSUFFICIENT, ["verdict_no_task"])
