"""Where an item stands follows from its printed date and from what is reported, nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.answers import tasks
from airtrack.answers.tasks import Standing
from airtrack.domain.progress import ItemState, Progress
from airtrack.domain.task import Task, TaskItem

ON = date(2025, 7, 31)


def item(number: int = 1, **given: object) -> TaskItem:
    """An item without a date, carried by nobody, unless it is said."""
    return TaskItem.model_validate({"item": number, "due_kind": "unstated"} | given)


def due(day: str) -> TaskItem:
    """An item that is due on that day."""
    return item(due=day, due_kind="date")


def task(*items: TaskItem, no: int = 1) -> Task:
    """A task of these items."""
    return Task(no=no, section="一", title="题", clause="一.1", items=items)


def standing(of: TaskItem, **given: object) -> Standing:
    """Where it stands on 31 July 2025."""
    (found,) = tasks.of_plan([task(of)], as_of=ON, **given)  # type: ignore[arg-type]
    return found.standing


@pytest.mark.parametrize(
    ("day", "expected", "left"),
    [
        pytest.param("2025-07-30", "overdue", -1, id="the-day-before"),
        pytest.param("2025-07-31", "soon", 0, id="on-the-day"),
        pytest.param("2025-08-30", "soon", 30, id="thirty-days-ahead"),
        pytest.param("2025-08-31", "later", 31, id="thirty-one-days-ahead"),
    ],
)
def test_an_item_is_overdue_from_the_day_after_its_date(day: str, expected: str, left: int) -> None:
    (found,) = tasks.of_plan([task(due(day))], as_of=ON)
    assert (found.standing, found.days_left) == (expected, left)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("monthly", "rhythm"),
        ("ten_days", "rhythm"),
        ("yearly", "rhythm"),
        ("per_node", "undated"),
        ("ongoing", "undated"),
        ("unstated", "undated"),
    ],
)
def test_an_item_without_a_day_is_never_overdue(kind: str, expected: str) -> None:
    assert standing(item(due_kind=kind)) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ItemState.NOT_STARTED, "overdue"),
        (ItemState.UNDER_WAY, "overdue"),
        (ItemState.DELAYED, "overdue"),
        (ItemState.DONE, "closed"),
        (ItemState.DROPPED, "closed"),
        (None, "overdue"),
    ],
)
def test_only_a_report_that_nothing_is_left_closes_an_item(
    state: ItemState | None, expected: str
) -> None:
    assert standing(due("2024-12-31"), reported={(1, 1): Progress(state)}) == expected


def test_a_report_on_another_item_says_nothing_of_this_one() -> None:
    reported = {(1, 2): Progress(ItemState.DONE)}
    assert standing(due("2024-12-31"), reported=reported) == "overdue"


def test_an_item_is_called_by_its_task_alone_where_that_has_no_other() -> None:
    found = tasks.of_plan([task(item(1)), task(item(1), item(2), no=2)], as_of=ON)
    assert [one.number for one in found] == ["1", "2.1", "2.2"]


def test_both_forms_of_a_governments_name_are_one_body_under_the_longer_one() -> None:
    found = tasks.bodies([task(item(lead=("湘潭市政府",)), item(2, implied=("湘潭市人民政府",)))])
    assert found == {"湘潭市政府": "湘潭市人民政府"}


def test_the_body_with_the_most_items_comes_first() -> None:
    found = tasks.bodies([task(item(lead=("甲局", "乙局")), item(2, support=("乙局",)))])
    assert list(found.values()) == ["乙局", "甲局"]


def test_a_body_carries_what_names_it_and_what_is_implied() -> None:
    items = (item(lead=("湘潭市人民政府",)), item(2, implied=("湘潭市人民政府",)), item(3))
    found = tasks.carried_by(tasks.of_plan([task(*items)], as_of=ON), "湘潭市政府")
    assert [one.item.item for one in found] == [1, 2]


def test_roles_are_told_apart_under_either_form_of_the_name() -> None:
    one = item(responsible=("湘潭市人民政府",), implied=("湘潭市政府",))
    assert one.roles_of("湘潭市政府") == ("responsible", "implied")


def test_the_days_worth_asking_about_reach_a_year_beyond_the_dates() -> None:
    found = tasks.span([task(due("2014-06-30"), due("2017-12-31"))], [date(2016, 5, 1)])
    assert found == (date(2013, 1, 1), date(2018, 12, 31))
