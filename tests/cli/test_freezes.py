"""Freeze dates: from a day on, a change of a period needs a written reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command import Done, Run
from tests.monthly import table

PM25 = "PM2.5(μg/m3)"
FROZEN = '[[freeze]]\nperiod = "2023"\nfrom_on = 2024-03-01\n'
LATER = '[[freeze]]\nperiod = "2023"\nfrom_on = 9999-01-01\n'
Do = Callable[..., Done]


@pytest.fixture
def do(airtrack: Run, empty_store: Path, data_folder: Path, tmp_path: Path) -> Do:
    """One verb on a store whose texts freeze what is said."""
    texts = Path(shutil.copytree(data_folder, tmp_path / "data"))

    def do(*arguments: object, freeze: str = FROZEN) -> Done:
        (texts / "freeze.toml").write_text(freeze, encoding="utf-8")
        return airtrack("--data", texts, *arguments, store=empty_store)

    return do


@pytest.fixture
def march(tmp_path: Path) -> Path:
    file = tmp_path / "三月.csv"
    file.write_bytes(table(3))
    return file


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    file = tmp_path / "三月改.csv"
    file.write_bytes(table(3, faults={(2, PM25): "20"}))
    return file


def batches(do: Do) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(do("history", "--format", "json").stdout)["batches"]
    return [item for item in found if item["grain"] != "plan"]


def test_a_frozen_period_is_not_changed_without_a_note(do: Do, march: Path) -> None:
    done = do("load", march)
    assert done.returncode == 2
    assert "已定稿时段 2023" in done.stderr
    assert batches(do) == []


def test_a_frozen_period_is_changed_with_a_note(do: Do, march: Path) -> None:
    assert do("load", march, "--note", "补报").returncode == 0
    assert len(batches(do)) == 1


def test_before_its_day_a_period_is_open(do: Do, march: Path) -> None:
    assert do("load", march, freeze=LATER).returncode == 0


def test_another_period_is_open(do: Do, tmp_path: Path) -> None:
    file = tmp_path / "2024.csv"
    file.write_bytes(table(3, year=2024))
    assert do("load", file).returncode == 0


def test_what_says_the_same_needs_no_note(do: Do, march: Path, tmp_path: Path) -> None:
    do("load", march, "--note", "补报")
    again = tmp_path / "again.csv"
    again.write_bytes(march.read_bytes() + b"\r\n")
    assert do("load", again).returncode == 0


def test_a_correction_needs_a_note(do: Do, march: Path, corrected: Path) -> None:
    do("load", march, "--note", "补报")
    assert do("load", corrected).returncode == 2


def test_a_check_says_that_a_reason_is_needed(do: Do, march: Path) -> None:
    done = do("check", march, "--format", "json")
    assert json.loads(done.stdout)["files"][0]["frozen"] == ["2023"]


def test_a_batch_of_a_frozen_period_is_restored_with_a_reason(do: Do, march: Path) -> None:
    do("load", march, "--note", "补报")
    name = batches(do)[0]["batch"]
    assert do("withdraw", name, "--reason", "有误").returncode == 0
    assert do("restore", name).returncode == 2
    assert do("restore", name, "--reason", "核实无误").returncode == 0


def test_a_period_that_is_none_is_told(do: Do, march: Path) -> None:
    done = do("check", march, freeze='[[freeze]]\nperiod = "spring"\nfrom_on = 2024-03-01\n')
    assert done.returncode == 1
    assert "freeze.toml" in done.stdout + done.stderr
