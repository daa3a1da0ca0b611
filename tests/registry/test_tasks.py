"""A line of a plan's tasks says what it should, or where it does not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from airtrack.domain.target import Op, ValueState
from airtrack.domain.task import DueKind, Task, spelling
from airtrack.errors import Problem
from airtrack.registry import plans, tasks
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
HEADER = (
    "no,item,section,title,text,due,due_kind,lead,responsible,support,implied,measures,clause,"
    "reasons"
)
FIRST = (
    "1,1,air,coal,less coal,2025-12-31,year_end,bureau,city|county,office,yes,"
    "coal_consumption <= 5.30 万吨 2025 ; voc_green_islands >= xx 个 -,1.1,"
)
SECOND = "2,1,air,dust,wash roads,,ongoing,bureau,city,office,,,1.2,due:without end"
KNOWN = tasks.names(DATA / "plans" / plans.MEASURES, Findings(DATA))


def read(
    folder: Path, *lines: str, implied: tuple[str, ...] = ("mayor",)
) -> tuple[tuple[Task, ...], list[Problem]]:
    """The tasks of these lines, and what is wrong with them."""
    file = folder / "tasks.csv"
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    findings = Findings(folder)
    found, _ = tasks.tasks(file, findings, implied=implied, known=KNOWN)
    return found, findings.problems


def test_an_item_says_who_does_what_by_when(tmp_path: Path) -> None:
    (task, other), problems = read(tmp_path, FIRST, SECOND)
    assert problems == []
    (item,) = task.items
    assert (task.no, task.title, item.due_kind) == (1, "coal", DueKind.YEAR_END)
    assert (item.lead, item.responsible) == (("bureau",), ("city", "county"))
    assert (item.support, item.implied) == (("office",), ("mayor",))
    assert other.items[0].implied == ()
    assert other.items[0].why("due") == ("without end",)


def test_a_measure_keeps_the_decimals_of_its_print(tmp_path: Path) -> None:
    (task,), _ = read(tmp_path, FIRST)
    measure = task.items[0].measures[0]
    assert (measure.indicator, measure.op) == ("coal_consumption", Op.AT_MOST)
    assert (str(measure.value), measure.digits) == ("5.30", 2)
    assert (measure.unit, measure.by) == ("万吨", "2025")


def test_a_number_that_is_left_open_is_a_placeholder(tmp_path: Path) -> None:
    (task,), _ = read(tmp_path, FIRST)
    measure = task.items[0].measures[1]
    assert (measure.value, measure.value_state) == (None, ValueState.PLACEHOLDER)
    assert measure.by is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("bureau,city|", ",city|", "blank without a reason: lead", id="no lead"),
        pytest.param(",office,yes", ",,yes", "blank without a reason: support", id="no support"),
        pytest.param("less coal", "", "blank without a reason: text", id="no text"),
        pytest.param("2025-12-31,year_end", ",unstated", "reason: due", id="no due date"),
        pytest.param("2025-12-31,year_end", ",year_end", "a day is given for", id="no day"),
        pytest.param("year_end", "ongoing", "a day is given for", id="a day without end"),
        pytest.param("year_end", "soon", "ongoing", id="no kind of due date"),
        pytest.param("2025-12-31", "2025-13-31", "date", id="no date"),
        pytest.param("<= 5.30 万吨", "≤ 5.30 万吨", "none of", id="no operator"),
        pytest.param("5.30 万吨", "about 万吨", "no value or no period", id="no number"),
        pytest.param("万吨 2025", "万吨 20255", "no value or no period", id="no period"),
        pytest.param("5.30 万吨", "5.3012 万吨", "three decimals", id="too fine"),
        pytest.param("5.30 万吨 2025", "5.30", "key, operator", id="no unit"),
        pytest.param(",yes,", ",all,", "yes", id="implied by whom"),
        pytest.param("1,1,air", "0,1,air", "greater than", id="task nought"),
    ],
)
def test_a_line_that_is_no_item_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in FIRST
    _, problems = read(tmp_path, FIRST.replace(old, new, 1))
    assert {(problem.code, problem.row) for problem in problems} == {("registry_value", 2)}
    assert any(reason in str(problem.params["reason"]) for problem in problems)


@pytest.mark.parametrize(
    ("lines", "code", "row"),
    [
        pytest.param((FIRST, FIRST), "task_out_of_order", 3, id="item twice"),
        pytest.param((SECOND,), "task_out_of_order", 2, id="no first task"),
        pytest.param((FIRST, SECOND.replace("2,1", "3,1")), "task_out_of_order", 3, id="a gap"),
        pytest.param(
            (FIRST, SECOND.replace("2,1,air,dust", "1,2,air,dust").replace("1.2", "1.1")),
            *("task_differs", 3),
            id="another title",
        ),
        pytest.param(
            (FIRST.replace("coal_consumption", "coal_consumed"),),
            *("registry_unknown_member", 2),
            id="unknown measure",
        ),
    ],
)
def test_lines_that_do_not_follow_are_told(
    tmp_path: Path, lines: tuple[str, ...], code: str, row: int
) -> None:
    _, problems = read(tmp_path, *lines)
    assert [(problem.code, problem.row) for problem in problems] == [(code, row)]


def test_what_all_carry_needs_somebody_to_carry_it(tmp_path: Path) -> None:
    _, problems = read(tmp_path, FIRST, implied=())
    assert [problem.code for problem in problems] == ["task_without_implied"]


def test_a_plan_may_have_no_tasks(tmp_path: Path) -> None:
    findings = Findings(tmp_path)
    assert tasks.tasks(tmp_path / "tasks.csv", findings, implied=(), known=KNOWN) == ((), ())
    assert findings.problems == []


def test_a_measure_is_named_once(tmp_path: Path) -> None:
    file = tmp_path / "measures.csv"
    line = "sweeping,amount,清扫率,sweeping"
    file.write_text(f"key,kind,name,name_en\n{line}\n{line}\n", encoding="utf-8")
    findings = Findings(tmp_path)
    tasks.names(file, findings)
    assert [(problem.code, problem.row) for problem in findings.problems] == [("measure_twice", 3)]


def test_every_measure_on_file_is_used_by_a_plan() -> None:
    texts = "".join(
        file.read_text(encoding="utf-8") for file in (DATA / "plans").glob("*/tasks.csv")
    )
    assert [key for key in KNOWN if f"{key} " not in texts] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("湘潭市政府", "湘潭市人民政府"), ("各市(州)人民政府", "各市（州）人民政府")],
)
def test_a_body_is_known_by_either_form_of_its_name(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


def test_a_task_is_carried_by_those_it_names_and_those_implied(tmp_path: Path) -> None:
    (task, other), _ = read(tmp_path, FIRST, SECOND)
    assert [task.is_carried_by("mayor"), other.is_carried_by("mayor")] == [True, False]
    assert task.items[0].measures[0].value == Decimal("5.3")
