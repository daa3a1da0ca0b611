"""Plans that people hand in: loaded, succeeded, compared, taken back, judged as they were known."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.plan_books import PLAN, TARGETS, TASKS, Rows, book, changed

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ID = "xiangtan-2026"


@pytest.fixture(scope="module")
def _initial(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions") / "store"
    assert airtrack("init", store=folder).returncode == 0
    return folder


@pytest.fixture
def store(_initial: Path, tmp_path: Path) -> Path:
    """A store with the plans on file, which a test may change."""
    return Path(shutil.copytree(_initial, tmp_path / "store"))


@pytest.fixture(scope="module")
def _versioned(airtrack: Run, _initial: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two") / "store"
    shutil.copytree(_initial, folder)
    first = written(folder.parent, "一.xlsx")
    load(airtrack, folder, first, note="首次印发")
    second = written(folder.parent, "二.xlsx", targets=SECOND, tasks=TASKS[:3])
    load(airtrack, folder, second, note="按省厅意见收紧")
    return folder


@pytest.fixture
def two(_versioned: Path) -> Path:
    """A store with two versions of the plan; to be read, not written."""
    return _versioned


@pytest.fixture
def own_two(_versioned: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(_versioned, tmp_path / "two"))


SECOND = [
    *changed(TARGETS[:3], 2, "数值", "34"),
    ("pm10", "湘潭", "PM10", "2026", "55", "", "一"),
]
"""PM2.5 from 35 to 34, no cap on heavy days any more, a new one on PM10."""


def written(
    folder: Path,
    name: str,
    plan: dict[str, str] | None = None,
    targets: Rows = TARGETS,
    tasks: Rows = TASKS,
) -> Path:
    """A workbook of the plan."""
    file = folder / name
    file.write_bytes(book(PLAN | (plan or {}), targets, tasks))
    return file


def told(airtrack: Run, *arguments: object, store: Path, status: int = 0) -> dict[str, Any]:
    done = airtrack(*arguments, "--format", "json", store=store)
    assert done.returncode == status, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def load(airtrack: Run, store: Path, *files: Path, note: str = "") -> list[str]:
    """The batches of the files."""
    found = told(airtrack, "load", *files, "--note", note, "--by", "张工", store=store)["files"]
    return [file["batch"] for file in found]


def values(airtrack: Run, store: Path, *more: str) -> dict[str, object]:
    """The value of each target of the plan."""
    plan = told(airtrack, "plans", "show", ID, *more, store=store)
    return {target["id"].removeprefix(f"{ID}."): target["value"] for target in plan["targets"]}


def states(airtrack: Run, store: Path) -> dict[str, str]:
    plans = told(airtrack, "plans", store=store)["plans"]
    return {plan["id"]: plan["state"] for plan in plans}


def test_a_workbook_becomes_a_plan_that_is_listed_shown_and_judged(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, written(tmp_path, "湘潭.xlsx"))
    assert states(airtrack, store)[ID] == "in_force"
    assert values(airtrack, store) == {"pm25": 35, "good": 86.0, "heavy": 2}
    rows = told(airtrack, "status", "--plan", ID, store=store)["rows"]
    assert [(row["place"], row["indicator"]) for row in rows] == [
        ("430300", "pm25"),
        ("430300", "good_pct"),
        *(("430100", "heavy_days"), ("430200", "heavy_days"), ("430300", "heavy_days")),
    ]


def test_a_withdrawn_plan_is_gone(airtrack: Run, store: Path, tmp_path: Path) -> None:
    (batch,) = load(airtrack, store, written(tmp_path, "湘潭.xlsx"))
    assert airtrack("withdraw", batch, "--reason", "误传", store=store).returncode == 0
    assert ID not in states(airtrack, store)
    assert airtrack("plans", "show", ID, store=store).returncode == 4


def test_files_of_one_folder_are_one_plan(airtrack: Run, store: Path, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "data" / "plans" / "sichuan-2018"
    folder = Path(shutil.copytree(source, tmp_path / "mine"))
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("sichuan-2018", "sichuan-2019"), encoding="utf-8")
    plan_text = folder / "plan.toml"
    names = sorted(file for file in folder.iterdir())
    told_ = told(airtrack, "load", *names, store=store)["files"]
    assert plan_text in names
    assert [(file["file"], file["rows"], file["problems"]) for file in told_] == [("mine", 3, [])]
    assert states(airtrack, store)["sichuan-2019"] == "draft"


def test_a_blocker_leaves_nothing_behind(airtrack: Run, store: Path, tmp_path: Path) -> None:
    good = written(tmp_path, "一.xlsx")
    bad = written(
        tmp_path, "二.xlsx", {"计划编号": "other-2026"}, changed(TARGETS, 2, "地区", "湘谭")
    )
    done = airtrack("load", good, bad, "--format", "json", store=store)
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["files"][1]["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (2, "地区", "湘谭")
    assert problem["file"] == "二.xlsx · 目标"
    assert problem["hint"]
    assert ID not in states(airtrack, store)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fault_is_told_in_both_languages(
    airtrack: Run, store: Path, tmp_path: Path, lang: str
) -> None:
    bad = written(tmp_path, "二.xlsx", targets=changed(TARGETS, 2, "数值", "三十五"))
    done = airtrack("check", bad, "--lang", lang, store=store)
    assert done.returncode == 1
    assert ("不是可用的数" in done.stdout) is (lang == "zh")
    assert ("is no number that can stand here" in done.stdout) is (lang == "en")


def test_a_newer_batch_is_a_new_version_and_its_note_the_reason(airtrack: Run, two: Path) -> None:
    versions = told(airtrack, "plans", "history", ID, store=two)["versions"]
    assert [
        (item["by"], item["note"], item["targets"], item["tasks"], item["counts"])
        for item in versions
    ] == [("张工", "首次印发", 3, 2, False), ("张工", "按省厅意见收紧", 3, 1, True)]
    assert values(airtrack, two) == {"pm25": 34, "good": 86.0, "pm10": 55}


def test_withdrawing_the_newest_version_brings_the_earlier_back(
    airtrack: Run, own_two: Path
) -> None:
    newest = told(airtrack, "plans", "history", ID, store=own_two)["versions"][-1]["batch"]
    airtrack("withdraw", newest, "--reason", "尚未定稿", store=own_two)
    assert values(airtrack, own_two) == {"pm25": 35, "good": 86.0, "heavy": 2}
    versions = told(airtrack, "plans", "history", ID, store=own_two)["versions"]
    assert [item["counts"] for item in versions] == [True, False]
    assert versions[-1]["withdrawn"]["note"] == "尚未定稿"


def test_a_check_tells_what_would_change_and_changes_nothing(
    airtrack: Run, two: Path, tmp_path: Path
) -> None:
    third = written(tmp_path, "三.xlsx", {"状态": "已废止"}, changed(SECOND, 3, "数值", "≥87.0%"))
    (file,) = told(airtrack, "check", third, store=two)["files"]
    assert (file["new"], file["changed"], file["same"], file["missing"]) == (0, 1, 2, 0)
    change = file["plan"]["change"]
    assert change["plan"] == [{"field": "state", "old": "in_force", "new": "repealed"}]
    assert change["targets"]["changed"] == [
        {"target": f"{ID}.good", "fields": [{"field": "value", "old": "86.0", "new": "87.0"}]}
    ]
    assert [item["item"] for item in change["tasks"]["added"]] == ["2.1"]
    assert values(airtrack, two)["good"] == 86.0


def test_a_difference_names_what_came_went_and_changed(airtrack: Run, two: Path) -> None:
    found = told(airtrack, "plans", "diff", ID, store=two)
    targets, tasks = found["targets"], found["tasks"]
    assert [target["id"] for target in targets["added"]] == [f"{ID}.pm10"]
    assert [target["id"] for target in targets["dropped"]] == [f"{ID}.heavy"]
    assert targets["changed"] == [
        {"target": f"{ID}.pm25", "fields": [{"field": "value", "old": "35", "new": "34"}]}
    ]
    assert [item["item"] for item in tasks["dropped"]] == ["2.1"]
    assert (tasks["added"], tasks["changed"]) == ([], [])
    assert (found["old"]["note"], found["new"]["note"]) == ("首次印发", "按省厅意见收紧")


def test_a_difference_can_be_asked_the_other_way_round(airtrack: Run, two: Path) -> None:
    old, new = [
        item["batch"] for item in told(airtrack, "plans", "history", ID, store=two)["versions"]
    ]
    found = told(airtrack, "plans", "diff", ID, new, old, store=two)
    assert [target["id"] for target in found["targets"]["added"]] == [f"{ID}.heavy"]


@pytest.mark.parametrize("verb", ["history", "diff"])
def test_versions_open_in_excel(airtrack: Run, two: Path, verb: str) -> None:
    done = airtrack("plans", verb, ID, "--format", "csv", store=two)
    rows = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert done.stdout.startswith("\ufeff")
    assert len(rows) == {"history": 1 + 2, "diff": 1 + 4}[verb]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_difference_has_a_table_in_both_languages(airtrack: Run, two: Path, lang: str) -> None:
    done = airtrack("plans", "diff", ID, "--lang", lang, store=two)
    assert done.returncode == 0, done.stderr
    assert {"zh": "取消", "en": "dropped"}[lang] in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(("diff", "jilin-2013"), 4, id="a plan of one version"),
        pytest.param(("diff", ID, "b000001", "b000002"), 4, id="batches of other plans"),
        pytest.param(("diff", ID, "b000006"), 2, id="one batch"),
        pytest.param(("history", "xiangtan-2027"), 4, id="an unknown plan"),
        pytest.param(("beside", "--place", "北京"), 4, id="a place without targets"),
    ],
)
def test_what_is_not_there_is_told_by_the_exit_status(
    airtrack: Run, two: Path, arguments: tuple[str, ...], status: int
) -> None:
    done = airtrack("plans", *arguments, store=two)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr


def test_a_verdict_is_judged_by_the_version_that_was_known_then(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, written(tmp_path, "一.xlsx"))
    versions = told(airtrack, "plans", "history", ID, store=store)["versions"]
    then = versions[0]["at"]
    time.sleep(1.1)  # instants are kept to the second
    load(airtrack, store, written(tmp_path, "二.xlsx", targets=SECOND))

    def required(*more: str) -> dict[str, object]:
        rows = told(airtrack, "status", "--plan", ID, *more, store=store)["rows"]
        return {row["target"]: row["required"] for row in rows if row["indicator"] == "pm25"}

    assert required() == {f"{ID}.pm25": 34}
    assert required("--as-of-knowledge", then) == {f"{ID}.pm25": 35}
    assert values(airtrack, store, "--as-of-knowledge", then)["pm25"] == 35


def test_a_plan_handed_in_is_not_undone_by_the_text_on_file(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    source = Path(__file__).parents[2] / "data" / "plans" / "xianyang-2020"
    folder = Path(shutil.copytree(source, tmp_path / "xianyang-2020"))
    file = folder / "targets.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2020,<=,53,set", "2020,<=,52,set", 1), encoding="utf-8")
    load(airtrack, store, folder)
    assert told(airtrack, "init", store=store)["plans"] == []
    load(airtrack, store, written(tmp_path, "另.xlsx"))
    targets = told(airtrack, "plans", "show", "xianyang-2020", store=store)["targets"]
    assert {target["id"]: target["value"] for target in targets}[
        "xianyang-2020.goal.pm25.2020"
    ] == 52


def test_the_same_workbook_is_not_loaded_twice(airtrack: Run, two: Path, tmp_path: Path) -> None:
    again = written(tmp_path, "又.xlsx", targets=SECOND, tasks=TASKS[:3])
    (file,) = told(airtrack, "check", again, store=two)["files"]
    assert file["already"] is True


SUCCESSOR = {"计划编号": "xiangtan-2027", "代替的计划": ID}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param("执行中", "superseded", id="in force"),
        pytest.param("征求意见稿", "in_force", id="a draft supersedes nothing"),
    ],
)
def test_a_plan_is_superseded_once_its_successor_is_issued(
    airtrack: Run, store: Path, tmp_path: Path, state: str, expected: str
) -> None:
    load(airtrack, store, written(tmp_path, "一.xlsx"))
    (heir,) = load(airtrack, store, written(tmp_path, "新.xlsx", SUCCESSOR | {"状态": state}))
    assert states(airtrack, store)[ID] == expected
    shown = told(airtrack, "plans", "show", ID, store=store)
    assert (shown["state"], shown["succeeded_by"]) == (expected, ["xiangtan-2027"])
    airtrack("withdraw", heir, "--reason", "误传", store=store)
    assert states(airtrack, store)[ID] == "in_force"


def test_a_successor_is_compared_with_the_plan_that_it_replaces(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, written(tmp_path, "一.xlsx"))
    load(airtrack, store, written(tmp_path, "新.xlsx", SUCCESSOR, SECOND))
    found = told(airtrack, "plans", "diff", "xiangtan-2027", store=store)
    assert (found["old"]["plan"], found["new"]["plan"]) == (ID, "xiangtan-2027")
    assert [item["target"] for item in found["targets"]["changed"]] == ["xiangtan-2027.pm25"]
    assert [item["field"] for item in found["plan"]] == ["succeeds"]


def test_plans_stand_side_by_side_for_a_place_and_indicator(airtrack: Run, two: Path) -> None:
    found = told(airtrack, "plans", "beside", "--place", "湘潭", "--indicator", "pm25", store=two)
    assert (found["place"], found["name"]) == ("430300", "湘潭市")
    periods = {item["period"]: item for item in found["indicators"]}
    assert list(periods) == ["2023", "2025", "2026"]
    assert periods["2025"]["plans"] == ["hunan-czt-2025"]
    (row,) = periods["2026"]["rows"]
    assert (row["plan"], row["state"], row["value"], row["clause"]) == (ID, "in_force", 34, "一")


def test_unlike_values_of_two_plans_are_marked(airtrack: Run, store: Path, tmp_path: Path) -> None:
    rows = changed(changed(TARGETS[:2], 2, "年份", "2025"), 2, "数值", "34")
    load(airtrack, store, written(tmp_path, "一.xlsx", targets=rows))
    verb = ("plans", "beside", "--place", "湘潭", "--indicator", "pm25")
    found = told(airtrack, *verb, store=store)["indicators"]
    assert {item["period"]: item["differs"] for item in found} == {"2023": False, "2025": True}
    assert "PM2.5 ≠" in airtrack(*verb, store=store).stdout


def test_status_of_a_place_speaks_of_every_plan(airtrack: Run, two: Path) -> None:
    rows = told(airtrack, "status", "--place", "湘潭", store=two)["rows"]
    assert {row["plan"] for row in rows} == {"hunan-czt-2025", ID}


def test_a_check_of_plans_has_three_headings(airtrack: Run, two: Path) -> None:
    done = airtrack("plans", "check", "--lang", "en", store=two)
    heads = [
        line
        for line in done.stdout.splitlines()
        if line.split(",")[0] in ("Errors", "Contradictions", "Gaps")
    ]
    assert [head.split(",")[0] for head in heads] == ["Errors", "Contradictions", "Gaps"]
    assert heads[0].endswith(": 0")


def test_a_check_of_plans_reads_those_that_were_handed_in(airtrack: Run, two: Path) -> None:
    found = told(airtrack, "plans", "check", store=two)
    own = [item["code"] for item in found["gaps"] if ID in item["file"]]
    assert own == ["plan_no_issuer", "plan_no_document_no"]
    assert found["plans"] == 6


def test_a_superseded_plan_that_nobody_succeeds_is_an_error(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, written(tmp_path, "一.xlsx", {"状态": "已被替代"}))
    (error,) = told(airtrack, "plans", "check", store=store, status=1)["errors"]
    assert (error["code"], error["column"], error["value"]) == (
        *("plan_without_successor", "state", "superseded"),
    )
    load(airtrack, store, written(tmp_path, "新.xlsx", SUCCESSOR))
    assert told(airtrack, "plans", "check", store=store)["errors"] == []


def test_a_blank_workbook_is_written(airtrack: Run, two: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    assert airtrack("plans", "template", "--out", out, store=two).returncode == 0
    assert out.read_bytes().startswith(b"PK")
