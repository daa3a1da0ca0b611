"""The public archive of single stations as it is: seven files of two kinds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
# rows of the file, and how many stations and hours they are about (each once, of equal rows one)
CITIES = {
    "changsha": (210, 160),
    "chengdu": (210, 160),
    "guangzhou": (252, 192),
    "taiyuan": (132, 120),
    "xianyang": (66, 60),
    "zhuzhou": (77, 77),
}


def told(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """What the command line says about each file."""
    found: list[dict[str, Any]] = json.loads(done.stdout)["files"]
    return found


@pytest.fixture(scope="module")
def archive(real_data: Path) -> Path:
    folder = real_data / "station_hourly"
    if not folder.is_dir():
        pytest.skip(f"no archive of stations in {real_data}")
    return folder


@pytest.fixture(scope="module")
def loaded(
    airtrack: Run, archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict[str, Any]]]:
    """The table of stations, then the hours, in one store."""
    store = tmp_path_factory.mktemp("stations") / "store"
    tables = airtrack("load", archive / "station_info.csv", "--format", "json", store=store)
    files = [archive / f"{city}.csv" for city in CITIES]
    hours = airtrack("load", *files, "--format", "json", store=store)
    return {"tables": told(tables), "hours": told(hours)}


def test_the_folder_as_a_whole_says_what_to_load_first(
    airtrack: Run, archive: Path, tmp_path: Path
) -> None:
    done = airtrack("check", archive, "--format", "json", store=tmp_path / "store")
    (file,) = told(done)
    blockers = [found for found in file["problems"] if found["level"] == "blocker"]
    assert done.returncode == 1
    assert [(found["code"], found["file"]) for found in blockers] == [
        ("stations_apart", "station_info.csv")
    ]


def test_the_table_of_stations_is_one_batch(loaded: dict[str, list[dict[str, Any]]]) -> None:
    (file,) = loaded["tables"]
    # 蓬莱, a district today, is no place of the register: its two stations are aside
    assert (file["form"], file["rows"], file["new"], file["aside"]) == (
        "station_table",
        1498,
        1496,
        2,
    )


@pytest.mark.parametrize("city", CITIES)
def test_each_file_is_read_without_loss(loaded: dict[str, list[dict[str, Any]]], city: str) -> None:
    file = next(item for item in loaded["hours"] if item["file"] == f"{city}.csv")
    assert (file["form"], file["aside"]) == ("station_hourly", 0)
    assert (file["rows"], file["new"]) == CITIES[city]
