"""A profile goes with its batch: handed in once, found by itself, gone with a withdrawal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

PROFILE = """
source = "某局月报"
form = "city_monthly"
column = [
  {header = "地名", means = "place"},
  {header = "期次", means = "period"},
  {header = "细粒", means = "pm25", unit = "ug/m3"},
]
"""


def odd(folder: Path, month: int) -> Path:
    path = folder / f"{month}.csv"
    path.write_text(f"地名,期次,细粒\n长沙,2023年{month}月,38\n", encoding="utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


@pytest.fixture
def with_march(airtrack: Run, empty_store: Path, tmp_path: Path, profile: Path) -> Path:
    """A store with a batch that was read by the profile."""
    done = airtrack(
        "load", odd(tmp_path, 3), "--profile", profile, "--by", "张工", store=empty_store
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return empty_store


def checked(airtrack: Run, store: Path, file: Path) -> Any:
    done = airtrack("check", file, "--format", "json", store=store)
    return json.loads(done.stdout)["files"][0] if done.returncode == 0 else done


def test_the_next_table_is_read_by_itself(airtrack: Run, with_march: Path, tmp_path: Path) -> None:
    found = checked(airtrack, with_march, odd(tmp_path, 4))
    assert found["profiles"] == [{"source": "某局月报", "from": "b000006"}]
    assert (found["rows"], found["first_on"]) == (1, "2023-04-01")


def test_people_are_told_which_profile_was_used(
    airtrack: Run, with_march: Path, tmp_path: Path
) -> None:
    done = airtrack("check", odd(tmp_path, 4), store=with_march)
    assert "列对照：某局月报（b000006）" in done.stdout


def test_a_withdrawn_batch_reads_nothing_until_it_is_restored(
    airtrack: Run, with_march: Path, tmp_path: Path
) -> None:
    airtrack("withdraw", "b000006", "--reason", "x", "--by", "张工", store=with_march)
    assert checked(airtrack, with_march, odd(tmp_path, 4)).returncode == 1
    airtrack("restore", "b000006", "--by", "张工", store=with_march)
    assert checked(airtrack, with_march, odd(tmp_path, 4))["rows"] == 1


def test_a_withdrawn_file_comes_again_with_other_columns(
    airtrack: Run, with_march: Path, tmp_path: Path, profile: Path
) -> None:
    airtrack("withdraw", "b000006", "--reason", "x", "--by", "张工", store=with_march)
    profile.write_text(PROFILE.replace("pm25", "pm10"), encoding="utf-8")
    done = airtrack(
        *("load", tmp_path / "3.csv", "--profile", profile, "--by", "张工", "--format", "json"),
        store=with_march,
    )
    assert json.loads(done.stdout)["files"][0]["batch"] == "b000007"


def test_a_rebuild_loses_no_profile(airtrack: Run, with_march: Path, tmp_path: Path) -> None:
    assert airtrack("rebuild", store=with_march).returncode == 0
    assert checked(airtrack, with_march, odd(tmp_path, 4))["rows"] == 1


def test_a_profile_that_is_not_there_is_wrong_use(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = odd(tmp_path, 3)
    done = airtrack("check", file, "--profile", tmp_path / "none.toml", store=empty_store)
    assert done.returncode == 2


def test_the_forms_are_listed_with_their_headers(airtrack: Run, empty_store: Path) -> None:
    found = json.loads(airtrack("forms", "--format", "json", store=empty_store).stdout)
    assert found["aliases"] >= 129
    (daily,) = [form for form in found["forms"] if form["form"] == "aqistudy_daily"]
    # CO stands before NO2 in that source
    assert [column["means"] for column in daily["columns"]][7:10] == ["so2", "co", "no2"]


def test_an_unknown_form_is_no_such_thing(airtrack: Run, empty_store: Path) -> None:
    assert airtrack("forms", "none", store=empty_store).returncode == 4
