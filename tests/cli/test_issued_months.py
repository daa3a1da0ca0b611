"""Values that were officially issued for months: loaded, listed, replaced, withdrawn.

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
TARGET = "hunan-czt-2025.t1.pm25.2025.430100"
HEAD = "目标编号,地区,指标,月份,目标值,单位,文号\n"
MONTHS = (
    ",长沙,PM2.5,2025年1月,62,,合成〔2025〕1号\n"
    f"{TARGET},长沙,PM2.5,2025年1月,60.5,µg/m³,合成〔2025〕1号\n"
    ",长沙,优良天数,2025-02,21,天,\n"
)


@pytest.fixture(scope="module")
def _initial(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("months") / "store"
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


def load(airtrack: Run, store: Path, rows: str, name: str) -> str:
    file = store.parent / name
    file.write_text(HEAD + rows, encoding="utf-8")
    (found,) = told(airtrack, "load", file, store=store)["files"]
    assert (found["form"], found["problems"]) == ("month_targets", [])
    return str(found["batch"])


def listed(airtrack: Run, store: Path, *asked: str) -> list[tuple[object, ...]]:
    rows = told(airtrack, "month-targets", *asked, store=store)["rows"]
    return [(row["period"], row["indicator"], row["target"], row["value"]) for row in rows]


def test_withdrawing_a_later_document_brings_the_earlier_months_back(
    airtrack: Run, store: Path
) -> None:
    load(airtrack, store, MONTHS, "months.csv")
    first = [("2025-02", "good_days", None, 21), ("2025-01", "pm25", None, 62)]
    first.append(("2025-01", "pm25", TARGET, 60.5))
    assert listed(airtrack, store) == first
    later = load(airtrack, store, ",长沙,PM2.5,2025年1月,58,,合成2号\n", "later.csv")
    assert listed(airtrack, store, "--indicator", "PM2.5") == [
        ("2025-01", "pm25", None, 58),
        ("2025-01", "pm25", TARGET, 60.5),
    ]
    assert airtrack("withdraw", later, "--reason", "误传", store=store).returncode == 0
    assert listed(airtrack, store, "--place", "长沙") == first


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        pytest.param(",长沙,PM2.5,2025年,60,,", "register_not_a_month", "月份", id="a year"),
        pytest.param(
            ",长沙,PM2.5,2025年1-3月,60,,", "register_not_a_month", "月份", id="three months"
        ),
        pytest.param(",长沙,PM2.5,2025-01,60,天,", "issued_unit", "单位", id="another unit"),
        pytest.param(
            f"{TARGET},株洲,PM2.5,2025-01,60,,", "issued_other_place", "地区", id="another place"
        ),
        pytest.param(
            f"{TARGET},长沙,PM10,2025-01,60,,",
            *("month_target_other_indicator", "指标"),
            id="another indicator",
        ),
    ],
)
def test_a_month_that_cannot_be_taken_is_refused(
    airtrack: Run, store: Path, tmp_path: Path, row: str, code: str, column: str
) -> None:
    file = tmp_path / "months.csv"
    file.write_text(f"{HEAD}{row}\n", encoding="utf-8")
    done = told(airtrack, "check", file, store=store, status=1)
    (problem,) = done["files"][0]["problems"]
    assert (problem["code"], problem["row"], problem["column"]) == (code, 2, column)
