"""Readings of the composite index that no text settles, and the two indices of HJ 663.

A month of invented days; what must come out of them is worked out by hand.
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
Answer = dict[str, Any]

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
STATS = ("stats", "--place", "长沙", "--period", "2025-11")
JSON = ("--format", "json")


def answered(done: subprocess.CompletedProcess[str]) -> Answer:
    assert done.returncode == 0, done.stderr
    found: Answer = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A store with thirty days: PM2.5 33 on 18 of them and 34 on 12, which is 33.4."""
    folder = tmp_path_factory.mktemp("november")
    rows = "".join(
        f"2025-11-{day:02d},长沙,{33 if day <= 18 else 34},58,8,28,1.1,150\n"
        for day in range(1, 31)
    )
    (folder / "days.csv").write_text(DAYS + rows, encoding="utf-8")
    answered(airtrack("load", folder / "days.csv", *JSON, store=folder / "store"))
    return folder / "store"


@pytest.fixture(scope="module")
def row(november: Path, airtrack: Run) -> Answer:
    """What `stats` says of the month."""
    (found,) = answered(airtrack(*STATS, *JSON, store=november))["rows"]
    assert isinstance(found, dict)
    return found


def test_the_other_digits_of_fine_particles_stand_beside_the_index(row: Answer) -> None:
    # SPEC 4.2: 0.13 + 0.70 + 0.83 + 0.28 + 0.94, and 33.4/35 = 0.95 or 33/35 = 0.94
    assert (row["composite"], row["composite_other"]) == (3.83, 3.82)


def test_the_larger_of_mean_and_percentile_enters_the_indices_of_hj_663(row: Answer) -> None:
    # SPEC 3.9: SO2 8/60, NO2 28/40, PM10 58/70, PM2.5 33/35, CO 1.1/4, O3 150/160
    assert row["limit_index"] == {
        "pollutants": {
            "so2": 0.13, "no2": 0.7, "pm10": 0.83, "pm25": 0.94, "co": 0.28, "o3": 0.94,
        },
        "max": 0.94,
        "sum": 3.82,
        "valid": True,
    }  # fmt: skip


def test_the_detail_in_lines_has_both_indices_and_the_other_digits(
    november: Path, airtrack: Run
) -> None:
    done = airtrack(*STATS, "--detail", "--format", "csv", "--lang", "en", store=november)
    lines = [line.split(",") for line in done.stdout.splitlines()]
    at = lines[0].index("HJ 663 single index")
    found = {line[1]: line[at] for line in lines[1:]}
    assert (found["HJ 663 maximum index"], found["HJ 663 sum index"]) == ("0.94", "3.82")
    assert found["PM2.5"] == "0.94"
    assert "Composite index (other digits)" in found


def test_equal_weights_are_not_called_unconfirmed(row: Answer) -> None:
    assert row["reasons"] == []


@pytest.fixture
def weighed(november: Path, tmp_path: Path, data_folder: Path, airtrack: Run) -> tuple[Path, Path]:
    """The store, and a copy of the texts in which the other weights are chosen."""
    texts = Path(shutil.copytree(data_folder, tmp_path / "data"))
    file = texts / "standards" / "composite_index.toml"
    text = file.read_text(encoding="utf-8")
    chosen = text.replace('weights = "equal"', 'weights = "3-2-2"')
    assert chosen != text
    file.write_text(chosen, encoding="utf-8")
    store = Path(shutil.copytree(november, tmp_path / "store"))
    answered(airtrack("init", "--data", texts, *JSON, store=store))
    return store, texts


def test_chosen_weights_count_and_say_that_they_are_not_confirmed(
    weighed: tuple[Path, Path], airtrack: Run
) -> None:
    store, texts = weighed
    (row,) = answered(airtrack(*STATS, *JSON, "--data", texts, store=store))["rows"]
    # SPEC 4.3: 0.13 + 2 x 0.70 + 0.83 + 3 x 0.95 + 0.28 + 2 x 0.94
    assert row["composite"] == 7.37
    assert row["shares"]["pm25"] == 0.95
    assert [reason["code"] for reason in row["reasons"]] == ["weights_unconfirmed"]


def test_chosen_weights_are_explained(weighed: tuple[Path, Path], airtrack: Run) -> None:
    store, texts = weighed
    place = ("--place", "长沙", "--period", "2025-11", "--indicator", "composite")
    told = answered(airtrack("explain", *place, *JSON, "--data", texts, store=store))
    assert (told["value"], told["recomputed"], told["agrees"]) == (7.37, 7.37, True)
    marks = {item["rule"]: item["confidence"] for item in told["clauses"]}
    assert marks["index"] == "U"
