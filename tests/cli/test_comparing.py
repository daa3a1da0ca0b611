"""Which source counts, where the published value is not ours, and what a batch changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Load = Callable[..., str]
Row = dict[str, Any]

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
TABLE = "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,综合指数\n"
MARCH = TABLE + "长沙,2025年3月,8,28,61,36.4,0.9,120,31,3.72\n"


def days(pm25: int, *, last: int = 31) -> str:
    return DAYS + "".join(
        f"2025-03-{day:02d},长沙,{pm25},61,8,28,0.9,120\n" for day in range(1, last + 1)
    )


@pytest.fixture(scope="module")
def _base(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    folder = tmp_path_factory.mktemp("comparing")
    (folder / "days.csv").write_text(days(36), encoding="utf-8")
    done = airtrack("load", folder / "days.csv", store=folder / "store")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture
def store(_base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_base, tmp_path / "store"))


@pytest.fixture
def load(airtrack: Run, store: Path, tmp_path: Path) -> Load:
    """Loads a text as a file and returns its batch."""

    def loaded(text: str, *more: str) -> str:
        path = tmp_path / "more.csv"
        path.write_text(text, encoding="utf-8")
        done = airtrack("load", path, *more, "--format", "json", store=store)
        assert done.returncode == 0, done.stdout + done.stderr
        return str(json.loads(done.stdout)["files"][0]["batch"])

    return loaded


def answer(airtrack: Run, store: Path, *question: str) -> Row:
    done = airtrack(*question, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def stats(airtrack: Run, store: Path) -> Row:
    question = ("stats", "--place", "长沙", "--period", "2025-03")
    return dict(answer(airtrack, store, *question)["rows"][0])


@pytest.mark.parametrize(
    ("stage", "source", "rule", "pm25"),
    [
        pytest.param("provisional", "computed", "precedence_computed", 36.0, id="provisional"),
        pytest.param("audited", "reported", "precedence_audited", 36.4, id="audited"),
        pytest.param("certified", "certified", "precedence_certified", 36.4, id="certified"),
    ],
)
def test_a_table_beside_complete_days_counts_by_its_stage(
    airtrack: Run, store: Path, load: Load, stage: str, source: str, rule: str, pm25: float
) -> None:
    load(MARCH, "--stage", stage)
    row = stats(airtrack, store)
    assert (row["source"], row["source_rule"]["code"], row["pm25"]) == (source, rule, pm25)


def test_an_audited_table_counts_before_audited_days(
    airtrack: Run, store: Path, load: Load
) -> None:
    load(days(35), "--stage", "audited")
    assert stats(airtrack, store)["pm25"] == 35
    load(MARCH, "--stage", "audited")
    assert (stats(airtrack, store)["source"], stats(airtrack, store)["pm25"]) == ("reported", 36.4)


def test_every_difference_above_rounding_is_listed(airtrack: Run, store: Path, load: Load) -> None:
    """Ours: PM2.5 36.0 and 0.13 + 0.70 + 0.87 + 1.03 + 0.22 + 0.75 = 3.70; the table's six values
    give PM2.5 1.04 and 3.71, and with CO 0.225 rounded half up to 0.23 the printed 3.72."""
    load(MARCH)
    found = answer(airtrack, store, "reconcile", "--period", "2025-03")
    told = {(row["indicator"], row["against"]): row for row in found["rows"]}
    assert {key: (row["printed"], row["computed"], row["cause"]) for key, row in told.items()} == {
        ("pm25", "days"): (36.4, 36.0, "different"),
        ("composite", "days"): (3.72, 3.70, "rounding"),
        ("composite", "table"): (3.72, 3.71, "half_up"),
    }
    assert (found["compared"], found["equal"]) == (9, 6)
    elsewhere = ("reconcile", "--period", "2025-03", "--place", "株洲")
    assert answer(airtrack, store, *elsewhere)["rows"] == []


def test_a_batch_tells_which_days_it_changed_and_which_verdicts_it_turned(
    airtrack: Run, store: Path, load: Load
) -> None:
    """Three heavy days (PM2.5 160, AQI 210) break the cap of the plan on heavy days at once."""
    worse = DAYS + "".join(f"2025-03-0{day},长沙,160,61,8,28,0.9,120\n" for day in (1, 2, 3))
    batch = load(worse)
    load(days(20, last=1))
    found = answer(airtrack, store, "diff", batch, "--as-of", "2025-03-31")
    assert [
        (row["what"], row["when"], row["item"], row["old"], row["new"]) for row in found["values"]
    ] == [("day", f"2025-03-0{day}", "pm25", 36, 160) for day in (1, 2, 3)]
    heavy = [
        row
        for row in found["verdicts"]
        if (row["indicator"], row["period"], row["place"]) == ("heavy_days", "2025", "430100")
    ]
    assert [row["after"] for row in heavy] == ["missed"]
    assert heavy[0]["before"] != "missed"


def test_a_batch_of_a_table_tells_its_values(airtrack: Run, store: Path, load: Load) -> None:
    load(MARCH)
    batch = load(TABLE + "长沙,2025年3月,8,28,61,36.6,0.9,120,31,3.72\n")
    (row,) = answer(airtrack, store, "diff", batch)["values"]
    assert (row["what"], row["when"], row["item"]) == ("table", "2025-03 single", "pm25")
    assert (row["old"], row["new"]) == (36.4, 36.6)


def test_a_status_as_it_was_known_is_that_of_then(airtrack: Run, store: Path, load: Load) -> None:
    load(days(99))
    question = ("status", "--place", "长沙", "--as-of", "2025-03-31")
    then = (*question, "--as-of-knowledge", "2000-01-01")
    assert airtrack(*then, store=store).returncode == 4
    assert answer(airtrack, store, *question)["rows"]


def test_an_unknown_batch_is_not_found(airtrack: Run, store: Path) -> None:
    assert airtrack("diff", "99", store=store).returncode == 4
