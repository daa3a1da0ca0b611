"""What a change is told in, and who is left out of a list of deterioration.

Two Januaries of three cities, invented; what must come out of them is worked out by hand.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Answer = dict[str, Any]

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
# PM2.5 of the first five days and of the others; 180 is an index of 230, 30 one of 43
CITIES = {
    2024: {"长沙": (30, 30), "株洲": (20, 20), "湘潭": (30, 30)},
    2025: {"长沙": (180, 30), "株洲": (22, 22), "湘潭": (25, 25)},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    folder = tmp_path_factory.mktemp("januaries")
    rows = "".join(
        f"{year}-01-{day:02d},{city},{first if day <= 5 else other},50,6,20,1.0,100\n"
        for year, cities in CITIES.items()
        for city, (first, other) in cities.items()
        for day in range(1, 32)
    )
    (folder / "days.csv").write_text(DAYS + rows, encoding="utf-8")
    done = airtrack("load", folder / "days.csv", store=folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


@pytest.fixture(scope="module")
def ranked(store: Path, airtrack: Run) -> Callable[[str], Answer]:
    """The document of `rank` in January 2025 by an indicator, rows by the name of the city."""

    def ask(by: str) -> Answer:
        question = ("rank", "--group", "长株潭", "--period", "2025-01", "--by", by)
        done = airtrack(*question, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        return {**found, "by_name": {row["name"]: row for row in found["rows"]}}

    return ask


@pytest.mark.parametrize(
    ("by", "days", "direction"),
    [
        pytest.param("good_days", -5, "down", id="26 good days after 31"),
        pytest.param("heavy_days", 5, "up", id="five heavy days after none"),
    ],
)
def test_a_count_of_days_changes_in_days(
    ranked: Callable[[str], Answer], by: str, days: int, direction: str
) -> None:
    row = ranked(by)["by_name"]["长沙市"]
    assert (row["change_days"], row["change_pct"], row["change_points"]) == (days, None, None)
    assert row["direction"] == direction


def test_statistics_tell_the_same_change_in_days(store: Path, airtrack: Run) -> None:
    question = ("stats", "--place", "长沙", "--period", "2025-01", "--format", "json")
    change = json.loads(airtrack(*question, store=store).stdout)["rows"][0]["change"]
    found = {key: item["change_days"] for key, item in change.items()}
    assert found["good_days"] == -5
    assert (found["good_pct"], found["pm25"]) == (None, None)
    # 26 of 31 days after all of them
    assert change["good_pct"]["change_points"] == -16.1
    assert change["good_days"]["change_pct"] is None


def test_a_table_of_day_counts_has_the_change_in_days(store: Path, airtrack: Run) -> None:
    question = ("rank", "--group", "长株潭", "--period", "2025-01", "--by", "good_days")
    done = airtrack(*question, "--format", "csv", "--lang", "en", store=store)
    lines = [line.split(",") for line in done.stdout.lstrip("\ufeff").splitlines()]
    at = lines[0].index("Change on the year before (d)")
    assert {line[1]: line[at] for line in lines[1:]} == {
        "长沙市": "-5",
        "株洲市": "0",
        "湘潭市": "0",
    }


def test_a_ranking_by_change_names_both_indices(ranked: Callable[[str], Answer]) -> None:
    row = ranked("change")["by_name"]["湘潭市"]
    # 0.10 + 0.50 + 0.71 + 0.25 + 0.62, and 30/35 = 0.86 or 25/35 = 0.71
    assert (row["value"], row["composite"], row["previous_composite"]) == (-4.9, 2.89, 3.04)
    plain = ranked("composite")["by_name"]["湘潭市"]
    assert (plain["composite"], plain["previous_composite"]) == (None, None)


def test_who_worsened_and_meets_all_limits_is_left_out_of_the_changes(
    ranked: Callable[[str], Answer],
) -> None:
    found = ranked("change")
    # PM2.5 of 长沙 54.2 is above 35; 株洲 rose from 20 to 22
    assert [(row["rank"], row["name"]) for row in found["rows"]] == [(1, "湘潭市"), (2, "长沙市")]
    (left,) = found["unranked"]
    assert (left["name"], [item["code"] for item in left["reasons"]]) == (
        *("株洲市", ["spared_attaining"]),
    )
