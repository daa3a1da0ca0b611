"""Values that a plan leaves to another document: each row is a target once it is loaded.

All numbers here are made up; they stand in no document.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GOOD, PM25 = (
    "xianyang-2020.goal.good_days.2020.counties",
    "xianyang-2020.goal.pm25.2020.counties",
)
HEAD = "目标编号,地区,指标,时段,目标值,单位,文号\n"
COUNTIES = (
    f"{GOOD},秦都区,,,２６０,天,合成〔2020〕1号\n"
    f"{PM25},秦都区,,,56,,合成〔2020〕1号\n"
    f"{PM25},兴平市,,,57.5,µg/m³,合成〔2020〕1号\n"
)


@pytest.fixture(scope="module")
def _initial(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issued") / "store"
    assert airtrack("init", store=folder).returncode == 0
    return folder


@pytest.fixture
def store(_initial: Path, tmp_path: Path) -> Path:
    """A store with the plans on file, which a test may change."""
    return Path(shutil.copytree(_initial, tmp_path / "store"))


def told(airtrack: Run, *arguments: object, store: Path, status: int = 0) -> dict[str, Any]:
    done = airtrack(*arguments, "--format", "json", store=store)
    assert done.returncode == status, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(folder: Path, rows: str, name: str = "counties.csv") -> Path:
    file = folder / name
    file.write_text(HEAD + rows, encoding="utf-8")
    return file


def load(airtrack: Run, store: Path, file: Path) -> str:
    (found,) = told(airtrack, "load", file, store=store)["files"]
    assert found["problems"] == []
    return str(found["batch"])


def targets(airtrack: Run, store: Path, plan: str = "xianyang-2020") -> dict[str, dict[str, Any]]:
    shown = told(airtrack, "plans", "show", plan, store=store)["targets"]
    return {target["id"]: target for target in shown}


def test_county_targets_stand_under_the_one_that_refers_to_them(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, table(tmp_path, COUNTIES))
    found = targets(airtrack, store)
    own = [key for key in found if "/" in key]
    assert own == [f"{GOOD}/610402", f"{PM25}/610402", f"{PM25}/610481"]
    assert list(found).index(own[0]) == list(found).index(GOOD) + 1
    county = found[f"{PM25}/610481"]
    assert (county["parent"], county["places"], county["value"]) == (PM25, ["610481"], 57.5)
    assert (county["kind"], county["op"], county["unit"]) == ("cap", "<=", "µg/m³")
    assert (county["basis"], county["edition"]) == ("excl_dust", "gb3095-2012")
    assert (county["reference"], county["value_state"]) == ("合成〔2020〕1号", "set")


def test_the_target_by_reference_stays_and_has_no_verdict(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, table(tmp_path, COUNTIES))
    assert targets(airtrack, store)[PM25]["value_state"] == "by_reference"
    found = told(airtrack, "status", "--plan", "xianyang-2020", store=store)
    assert PM25 in {item["target"] for item in found["unjudged"]}
    assert PM25 not in {row["target"] for row in found["rows"]}


def test_county_targets_are_judged_like_any_other(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, table(tmp_path, COUNTIES))
    rows = told(airtrack, "status", "--plan", "xianyang-2020", "--place", "秦都区", store=store)[
        "rows"
    ]
    assert [(row["target"], row["required"], row["status"]) for row in rows] == [
        (f"{GOOD}/610402", 260, "insufficient"),
        (f"{PM25}/610402", 56, "insufficient"),
    ]
    explained = told(airtrack, "explain", f"{PM25}/610402", "--as-of", "2020-12-31", store=store)
    assert explained["verdict"]["required"] == 56


def test_withdrawing_the_batch_removes_them(airtrack: Run, store: Path, tmp_path: Path) -> None:
    batch = load(airtrack, store, table(tmp_path, COUNTIES))
    assert airtrack("withdraw", batch, "--reason", "误传", store=store).returncode == 0
    assert [key for key in targets(airtrack, store) if "/" in key] == []


def test_a_later_document_replaces_a_value_and_leaves_the_others(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    load(airtrack, store, table(tmp_path, COUNTIES))
    load(airtrack, store, table(tmp_path, f"{PM25},秦都区,,,55,,合成2号\n", "later.csv"))
    found = targets(airtrack, store)
    assert (found[f"{PM25}/610402"]["value"], found[f"{PM25}/610481"]["value"]) == (55, 57.5)


def test_a_goal_without_an_indicator_takes_each_under_its_name(
    airtrack: Run, store: Path, tmp_path: Path
) -> None:
    parent = "shanxi-2024.national.air.2024"
    rows = f"{parent},太原,优良天数比例,,68.0,%,合成\n{parent},山西省,PM2.5,,38,,合成\n"
    load(airtrack, store, table(tmp_path, rows))
    found = targets(airtrack, store, "shanxi-2024")
    city, province = found[f"{parent}/140100/good_pct"], found[f"{parent}/140000/pm25"]
    assert (city["kind"], city["scope"], city["basis"]) == ("floor", "each", "incl_dust")
    assert (province["kind"], province["scope"], len(province["places"])) == ("cap", "mean", 11)
    assert province["edition"] == "gb3095-2012"


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        pytest.param(f"{GOOD},秦都区,,,260,吨,", "issued_unit", "单位", id="another unit"),
        pytest.param(f"{PM25},长沙市,,,57,,", "issued_other_place", "地区", id="another place"),
        pytest.param(
            f"{PM25},秦都区,PM10,,57,,", "issued_other_indicator", "指标", id="another indicator"
        ),
        pytest.param(
            "xianyang-2020.goal.pm25.2020,咸阳市,,,50,,",
            *("issued_not_open", "目标编号"),
            id="a target with its value",
        ),
        pytest.param(
            "shanxi-2024.national.air.2024,太原,,,38,,",
            *("issued_no_indicator", "指标"),
            id="no indicator where several are meant",
        ),
    ],
)
def test_a_value_that_does_not_go_with_its_target_is_refused(
    airtrack: Run, store: Path, tmp_path: Path, row: str, code: str, column: str
) -> None:
    done = told(airtrack, "check", table(tmp_path, row + "\n"), store=store, status=1)
    (problem,) = done["files"][0]["problems"]
    assert (problem["code"], problem["row"], problem["column"]) == (code, 2, column)
    assert problem["hint"]
