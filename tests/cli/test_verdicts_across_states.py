"""A cut of 2018 against 2015: the state of concentrations changed on 1 September 2018."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEADER = "城市,时段,PM2.5(μg/m³),有效天数"
TARGET = "sichuan-2018.1.pm25.2018"


def asked(airtrack: Run, *words: str, store: Path) -> dict[str, Any]:
    """The document that a verb answers with."""
    done = airtrack(*words, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.fixture
def told(airtrack: Run, empty_store: Path, tmp_path: Path) -> dict[str, Any]:
    """The verdict on the fifteen cities: 50 in 2015, 44 in 2018, a cut of 12 %."""
    groups = asked(airtrack, "groups", "sichuan-15", store=empty_store)
    names = [member["name"] for member in groups["members"]]
    assert len(names) == 15
    years = ((2015, 50), (2018, 44))
    lines = [f"{name},{year}年1-12月,{value},365" for year, value in years for name in names]
    file = tmp_path / "years.csv"
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    asked(airtrack, "load", str(file), store=empty_store)
    verbs = ("status", "--plan", "sichuan-2018", "--as-of", "2018-12-31")
    rows = asked(airtrack, *verbs, store=empty_store)["rows"]
    (row,) = [row for row in rows if row["target"] == TARGET]
    return dict(row)


def test_the_cut_is_judged_and_says_that_the_state_changed(told: dict[str, Any]) -> None:
    assert (told["status"], told["actual"]) == ("met", 12)
    (why,) = [item for item in told["reasons"] if item["code"] == "verdict_across_states"]
    # the amendment of GB 3095-2012 is in force from that day
    assert why["day"] == "2018-09-01"
