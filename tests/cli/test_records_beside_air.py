"""Projects, amounts, progress and cases by command line: the batch law holds for them as well.

Milestones: NOx of Changsha 1970 t by 2023 (the plan's Table 2).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PLAN = "hunan-czt-2025"
TARGET = f"{PLAN}.t2.nox.2023.430100"
PROJECTS = "项目编号,项目名称,城市,污染物,减排量(吨),日期,状态"
Told = Callable[..., Any]


@pytest.fixture
def told(airtrack: Run) -> Told:
    """The JSON of one command line."""

    def run(*arguments: object, store: Path) -> Any:
        done = airtrack(*arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def load(told: Told, tmp_path: Path, empty_store: Path) -> Callable[..., str]:
    """Loads a table of these lines and returns its batch."""

    def run(name: str, *lines: str) -> str:
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        (found,) = told("load", file, store=empty_store)["files"]
        return str(found["batch"])

    return run


@pytest.fixture
def status(told: Told, empty_store: Path) -> Callable[[str], Any]:
    """The verdict on the milestone on a date."""

    def on(as_of: str) -> Any:
        rows = told("status", "--plan", PLAN, "--as-of", as_of, store=empty_store)["rows"]
        return next(row for row in rows if row["target"] == TARGET)

    return on


def accepted(number: int, tonnes: str, on: str, state: str = "已核定") -> str:
    return f"P{number},锅炉改造,长沙市,NOx,{tonnes},{on},{state}"


def test_projects_decide_a_milestone_and_withdrawing_them_brings_the_verdict_back(
    airtrack: Run, load: Callable[..., str], status: Callable[[str], Any], empty_store: Path
) -> None:
    load("a.csv", PROJECTS, accepted(1, "1000", "2023-03-01"))
    assert (status("2023-12-31")["status"], status("2023-12-31")["actual"]) == ("missed", 1000)
    later = load("b.csv", PROJECTS, accepted(2, "970", "2023-11-01"))
    assert status("2023-12-31")["status"] == "met"
    done = airtrack("withdraw", later, "--reason", "误报", store=empty_store)
    assert done.returncode == 0, done.stderr
    assert (status("2023-12-31")["status"], status("2023-12-31")["actual"]) == ("missed", 1000)
    airtrack("restore", later, store=empty_store)
    assert status("2023-12-31")["status"] == "met"


def test_a_later_row_of_a_project_replaces_it_until_it_is_withdrawn(
    airtrack: Run, load: Callable[..., str], status: Callable[[str], Any], empty_store: Path
) -> None:
    load("a.csv", PROJECTS, accepted(1, "1970", "2023-03-01", "已完成"))
    assert status("2023-12-31")["status"] == "missed"
    later = load("b.csv", PROJECTS, accepted(1, "1970", "2023-04-01"))
    assert status("2023-12-31")["status"] == "met"
    airtrack("withdraw", later, "--reason", "误报", store=empty_store)
    assert status("2023-12-31")["actual"] == 0


def test_tonnes_count_from_their_day_on(
    load: Callable[..., str], status: Callable[[str], Any]
) -> None:
    load("a.csv", PROJECTS, accepted(1, "500", "2023-01-10"), accepted(2, "500", "2023-06-30"))
    assert (status("2023-06-29")["actual"], status("2023-06-30")["actual"]) == (500, 1000)
    # 181 of 365 days: 1970 × 181 / 365 = 976.9
    path = status("2023-06-30")["path"]
    assert path == {"due_now": 976.9, "profit_loss": 23.1, "from_on": "2023-01-01"}


def test_what_was_not_yet_committed_is_not_known(
    told: Told, load: Callable[..., str], empty_store: Path
) -> None:
    load("a.csv", "编号,类型,对象单位,事由,发出日期", "1,预警函,某局,进度滞后,2024-01-05")
    asked = ("follow-up", "--as-of", "2024-02-01")
    assert len(told(*asked, store=empty_store)["rows"]) == 1
    then = ("--as-of-knowledge", "2000-01-01")
    assert told(*asked, *then, store=empty_store)["rows"] == []


def test_emissions_stand_beside_their_path(
    told: Told, load: Callable[..., str], empty_store: Path
) -> None:
    load(
        "a.csv",
        PROJECTS,
        accepted(1, "1000.5", "2023-03-01"),
        accepted(2, "9", "2023-04-01", "计划"),
    )
    asked = ("emissions", "--plan", PLAN, "--place", "长沙", "--as-of", "2023-12-31")
    found = told(*asked, store=empty_store)
    row = next(row for row in found["rows"] if row["pollutant"] == "nox")
    assert (row["actual"], row["due_now"], row["profit_loss"]) == (1000.5, 1970.0, -969.5)
    assert [(goal["on"], goal["value"]) for goal in row["milestones"]] == [
        ("2023-12-31", 1970),
        ("2025-12-31", 3030),
    ]
    assert row["by_state"]["planned"] == 9
    assert [item["project"] for item in found["projects"]] == ["P1", "P2"]


def test_amounts_are_listed_with_what_they_rest_on(
    told: Told, load: Callable[..., str], empty_store: Path
) -> None:
    load("a.csv", "地区,指标,时段,数值,佐证", "长沙市,降尘量,2024-03,5.20,监测月报")
    (row,) = told("amounts", "--as-of", "2024-12-31", store=empty_store)["rows"]
    assert (row["indicator"], row["period"], row["value"]) == ("dustfall", "2024-03", 5.2)
    assert row["evidence"] == "监测月报"
    asked = ("amounts", "--indicator", "降尘量", "--as-of", "2024-03-30")
    assert told(*asked, store=empty_store)["rows"] == []


def test_items_of_a_body_say_what_it_reports(
    told: Told, load: Callable[..., str], empty_store: Path
) -> None:
    load(
        "a.csv",
        "计划,任务,分项,填报主体,填报日期,状态,完成比例",
        f"{PLAN},16,1,湘潭市人民政府,2023-06-30,进行中,40",
        f"{PLAN},16,1,湘潭市人民政府,2023-12-15,已完成,100",
        f"{PLAN},16,1,长沙市人民政府,2023-12-15,滞后,60",
    )
    asked = ("tasks", "--plan", PLAN, "--body", "湘潭市政府", "--due-by", "2023-12-31")

    def item(as_of: str) -> Any:
        rows = told(*asked, "--as-of", as_of, store=empty_store)["rows"]
        return next(row for row in rows if (row["no"], row["item"]) == (16, 1))

    assert (item("2023-07-01")["state"], item("2023-07-01")["percent"]) == ("under_way", 40)
    assert (item("2024-01-01")["state"], item("2024-01-01")["overdue"]) == ("done", False)


def test_overdue_items_are_told_from_dates_alone(told: Told, empty_store: Path) -> None:
    asked = ("tasks", "--plan", PLAN, "--overdue")
    rows = told(*asked, "--as-of", "2024-01-01", store=empty_store)["rows"]
    assert {row["due"] for row in rows} == {"2022-12-31", "2023-12-31"}
    assert {row["state"] for row in rows} == {None}
    on_the_day = told(*asked, "--as-of", "2023-12-31", store=empty_store)["rows"]
    assert {row["due"] for row in on_the_day} == {"2022-12-31"}


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        pytest.param("2024-01-20", (True, False, False), id="on the day of the reply"),
        pytest.param("2024-01-21", (True, False, True), id="a day late"),
        pytest.param("2024-01-25", (True, True, False), id="answered"),
        pytest.param("2024-03-01", (False, True, False), id="closed"),
    ],
)
def test_a_case_is_open_late_answered_closed(
    told: Told,
    load: Callable[..., str],
    empty_store: Path,
    as_of: str,
    state: tuple[bool, bool, bool],
) -> None:
    load(
        "a.csv",
        "编号,类型,对象单位,事由,发出日期,回复期限,回复日期,办结日期",
        "7,预警函,某局,进度滞后,2024-01-05,2024-01-20,2024-01-25,2024-03-01",
    )
    (row,) = told("follow-up", "--as-of", as_of, store=empty_store)["rows"]
    assert (row["open"], row["answered"], row["overdue"]) == state
    opened = told("follow-up", "--open", "--as-of", as_of, store=empty_store)["rows"]
    assert len(opened) == state[0]


def test_real_projects_take_the_place_of_those_of_the_demonstration(
    told: Told, own_demo_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{PROJECTS}\n{accepted(1, '1970', '2023-03-01')}\n", encoding="utf-8")
    before = told("emissions", "--as-of", "2023-12-31", store=own_demo_store)
    assert len(before["projects"]) > 20
    told("load", file, store=own_demo_store)
    after = told("emissions", "--as-of", "2023-12-31", store=own_demo_store)
    assert [item["project"] for item in after["projects"]] == ["P1"]
    assert len(told("follow-up", store=own_demo_store)["rows"]) == 4


def test_a_cut_is_explained_by_its_projects_and_its_path(told: Told, demo_store: Path) -> None:
    asked = ("explain", f"{PLAN}.t2.nox.2025.430300", "--as-of", "2025-07-31")
    found = told(*asked, store=demo_store)
    assert found["agrees"] is True
    assert [item["key"] for item in found["formulas"]] == ["accepted", "path"]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(("tasks", "--body", "无此单位"), id="body"),
        pytest.param(("tasks", "--plan", "nowhere"), id="plan"),
        pytest.param(("emissions", "--place", "无此地"), id="place"),
        pytest.param(("amounts", "--indicator", "无此指标"), id="indicator"),
    ],
)
def test_what_is_not_on_file_ends_with_status_4(
    airtrack: Run, demo_store: Path, asked: tuple[str, ...]
) -> None:
    assert airtrack(*asked, store=demo_store).returncode == 4


@pytest.mark.parametrize("verb", ["emissions", "tasks", "amounts", "follow-up"])
def test_every_verb_answers_as_table_and_as_csv(airtrack: Run, demo_store: Path, verb: str) -> None:
    table = airtrack(verb, store=demo_store)
    csv = airtrack(verb, "--format", "csv", store=demo_store)
    assert (table.returncode, csv.returncode) == (0, 0), table.stderr + csv.stderr
    assert csv.stdout.startswith("\ufeff")
