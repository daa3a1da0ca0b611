"""Projects, amounts, progress and cases by command line: the batch law holds for them as well.

Milestones: NOx of Changsha 1970 t by 2023 (the plan's Table 2).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PLAN = "hunan-czt-2025"
TARGET = f"{PLAN}.t2.nox.2023.430100"
PROJECTS = "项目编号,项目名称,城市,污染物,减排量(吨),日期,状态"
Told = Callable[..., Any]


TABLES = {
    "projects.csv": [
        PROJECTS,
        "P1,锅炉改造,长沙市,NOx,500.5,2023-01-10,已核定",
        "P2,锅炉改造,长沙市,NOx,500,2023-06-30,已核定",
        "P3,锅炉改造,长沙市,NOx,9,2023-04-01,计划",
    ],
    "amounts.csv": ["地区,指标,时段,数值,佐证", "长沙市,降尘量,2024-03,5.20,监测月报"],
    "progress.csv": [
        "计划,任务,分项,填报主体,填报日期,状态,完成比例",
        f"{PLAN},16,1,湘潭市人民政府,2023-06-30,进行中,40",
        f"{PLAN},16,1,湘潭市人民政府,2023-12-15,已完成,100",
        f"{PLAN},16,1,长沙市人民政府,2023-12-15,滞后,60",
    ],
    "cases.csv": [
        "编号,类型,对象单位,事由,发出日期,回复期限,回复日期,办结日期",
        "7,预警函,某局,进度滞后,2024-01-05,2024-01-20,2024-01-25,2024-03-01",
    ],
}


def write(folder: Path, name: str, lines: list[str]) -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def told(airtrack: Run) -> Told:
    """The JSON of one command line."""

    def run(*arguments: object, store: Path) -> Any:
        done = airtrack(*arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="module")
def registers(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one table of each register; to be read, not written."""
    folder = tmp_path_factory.mktemp("registers")
    files = [write(folder, name, lines) for name, lines in TABLES.items()]
    told("load", *files, store=folder / "store")
    return folder / "store"


def verdict(told: Told, store: Path, as_of: str) -> tuple[str, float]:
    """Status and tonnes of the milestone."""
    asked = ("status", "--plan", PLAN, "--place", "长沙", "--as-of", as_of)
    rows = told(*asked, store=store)["rows"]
    return next((row["status"], row["raw"]) for row in rows if row["target"] == TARGET)


def test_withdrawing_projects_brings_the_verdict_and_the_earlier_rows_back(
    airtrack: Run, told: Told, registers: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(registers, tmp_path / "store"))
    assert verdict(told, store, "2023-12-31") == ("missed", 1000.5)
    line = "P3,锅炉改造,长沙市,NOx,970,2023-11-01,已核定"
    file = write(tmp_path, "later.csv", [PROJECTS, line])
    (found,) = told("load", file, store=store)["files"]
    assert verdict(told, store, "2023-12-31") == ("met", 1970.5)
    done = airtrack("withdraw", found["batch"], "--reason", "误报", store=store)
    assert done.returncode == 0, done.stderr
    assert verdict(told, store, "2023-12-31") == ("missed", 1000.5)
    airtrack("restore", found["batch"], store=store)
    assert verdict(told, store, "2023-12-31") == ("met", 1970.5)


def test_a_batch_that_turns_a_cut_tells_so(told: Told, registers: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(registers, tmp_path / "store"))
    line = "P4,锅炉改造,长沙市,NOx,970,2023-11-01,已核定"
    (found,) = told("load", write(tmp_path, "a.csv", [PROJECTS, line]), store=store)["files"]
    turned = told("diff", found["batch"], "--as-of", "2023-12-31", store=store)["verdicts"]
    assert [(row["target"], row["before"], row["after"]) for row in turned] == [
        (TARGET, "missed", "met")
    ]


@pytest.mark.parametrize(
    ("as_of", "tonnes", "path"),
    [
        # 180 and 181 of 365 days of 1970 t
        pytest.param("2023-06-29", 500.5, (971.5, -471.0), id="the day before"),
        pytest.param("2023-06-30", 1000.5, (976.9, 23.6), id="its day"),
    ],
)
def test_tonnes_count_from_their_day_on(
    told: Told, registers: Path, as_of: str, tonnes: float, path: tuple[float, float]
) -> None:
    asked = ("emissions", "--plan", PLAN, "--place", "长沙", "--as-of", as_of)
    rows = told(*asked, store=registers)["rows"]
    row = next(row for row in rows if row["pollutant"] == "nox")
    assert (row["actual"], row["due_now"], row["profit_loss"]) == (tonnes, *path)


def test_emissions_have_milestones_and_projects_of_every_state(told: Told, registers: Path) -> None:
    asked = ("emissions", "--plan", PLAN, "--place", "长沙", "--as-of", "2023-12-31")
    found = told(*asked, store=registers)
    row = next(row for row in found["rows"] if row["pollutant"] == "nox")
    assert [(goal["on"], goal["value"]) for goal in row["milestones"]] == [
        ("2023-12-31", 1970),
        ("2025-12-31", 3030),
    ]
    assert row["by_state"]["planned"] == 9
    assert [item["project"] for item in found["projects"]] == ["P1", "P2", "P3"]


def test_what_was_not_yet_committed_is_not_known(told: Told, registers: Path) -> None:
    asked = ("follow-up", "--as-of", "2024-02-01")
    assert len(told(*asked, store=registers)["rows"]) == 1
    then = ("--as-of-knowledge", "2000-01-01")
    assert told(*asked, *then, store=registers)["rows"] == []


def test_amounts_are_listed_with_what_they_rest_on(told: Told, registers: Path) -> None:
    (row,) = told("amounts", "--as-of", "2024-12-31", store=registers)["rows"]
    assert (row["indicator"], row["period"], row["value"]) == ("dustfall", "2024-03", 5.2)
    assert row["evidence"] == "监测月报"


def test_an_amount_is_listed_once_its_period_is_over(told: Told, registers: Path) -> None:
    asked = ("amounts", "--indicator", "降尘量", "--as-of", "2024-03-30")
    assert told(*asked, store=registers)["rows"] == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param("2023-07-01", ("under_way", 40, False), id="the first report"),
        pytest.param("2024-01-01", ("done", 100, False), id="the newest"),
    ],
)
def test_items_of_a_body_say_what_it_reports(
    told: Told, registers: Path, as_of: str, expected: tuple[str, int, bool]
) -> None:
    asked = ("tasks", "--plan", PLAN, "--body", "湘潭市政府", "--due-by", "2023-12-31")
    rows = told(*asked, "--as-of", as_of, store=registers)["rows"]
    row = next(row for row in rows if (row["no"], row["item"]) == (16, 1))
    assert (row["state"], row["percent"], row["overdue"]) == expected


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        pytest.param("2023-12-31", {"2022-12-31"}, id="on the day of some"),
        pytest.param("2024-01-01", {"2022-12-31", "2023-12-31"}, id="a day late"),
    ],
)
def test_overdue_items_are_told_from_dates_alone(
    told: Told, registers: Path, as_of: str, due: set[str]
) -> None:
    rows = told("tasks", "--plan", PLAN, "--overdue", "--as-of", as_of, store=registers)["rows"]
    assert {row["due"] for row in rows if row["state"] is None} == due


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
    told: Told, registers: Path, as_of: str, state: tuple[bool, bool, bool]
) -> None:
    (row,) = told("follow-up", "--as-of", as_of, store=registers)["rows"]
    assert (row["open"], row["answered"], row["overdue"]) == state


def test_a_closed_case_is_not_among_the_open_ones(told: Told, registers: Path) -> None:
    asked = ("follow-up", "--open", "--as-of")
    assert told(*asked, "2024-02-29", store=registers)["rows"]
    assert told(*asked, "2024-03-01", store=registers)["rows"] == []


def test_real_projects_take_the_place_of_those_of_the_demonstration(
    told: Told, own_demo_store: Path, tmp_path: Path
) -> None:
    asked = ("emissions", "--as-of", "2023-12-31")
    assert len(told(*asked, store=own_demo_store)["projects"]) > 20
    told("load", write(tmp_path, "a.csv", TABLES["projects.csv"]), store=own_demo_store)
    after = told(*asked, store=own_demo_store)
    assert [item["project"] for item in after["projects"]] == ["P1", "P2", "P3"]
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
