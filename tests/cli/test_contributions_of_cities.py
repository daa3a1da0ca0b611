"""What each city adds to its region, through the command line, on the demonstration data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

GROUP = "changzhutan-channel"
T1 = "hunan-czt-2025.t1"


@pytest.fixture
def rows(airtrack: Run, demo_store: Path) -> dict[str, dict[str, Any]]:
    """The verdicts on the region at the end of July by their target."""
    asked = ("status", "--place", GROUP, "--as-of", "2025-07-31", "--format", "json")
    done = airtrack(*asked, store=demo_store)
    assert done.returncode == 0, done.stderr
    return {row["target"]: row for row in json.loads(done.stdout)["rows"]}


def test_shares_of_the_gap_are_those_by_hand(rows: dict[str, dict[str, Any]]) -> None:
    # printed means 40.4, 37.7, 36.1, 35.0, 33.2 and 31.2 make 213.6 / 6 = 35.6; less 35 and over
    # six: 0.9 + 0.45 + 0.18333 + 0 - 0.3 - 0.63333 = 0.6, which is the gap
    row = rows[f"{T1}.pm25.2025.region"]
    found = {item["name"]: item for item in row["contributions"]}
    assert [(name, item["share_of_gap"]) for name, item in found.items()] == [
        ("株洲市", 0.9),
        ("长沙市", 0.45),
        ("湘潭市", 0.183333),
        ("常德市", 0),
        ("岳阳市", -0.3),
        ("益阳市", -0.633333),
    ]
    assert row["gap"] == 0.6
    # 株洲 has 212 valid days and 153 to come: 153 / 365 / 6; 长沙 has one day less
    assert found["株洲市"]["moves_per_unit"] == 0.069863
    assert found["长沙市"]["moves_per_unit"] == 0.070055
    # its norm is the highest, and a tenth of it brings most: 4.398354 * 0.069863
    most = max(found.values(), key=lambda item: item["moves_per_10pct"])
    assert (most["name"], most["seasonal_norm"]) == ("株洲市", 43.983544)
    assert most["moves_per_10pct"] == 0.307282


def test_days_of_the_shared_cap_are_handed_out_as_by_hand(rows: dict[str, dict[str, Any]]) -> None:
    # 9 days, 2 + 1 used, 6 left; in nine years the same days had 7, 16, 5, 5, 7 and 4 heavy ones.
    # 株洲 and 湘潭 have used up their own caps; 6 by 7 : 5 : 7 : 4 would give 岳阳 1.30, and it may
    # have 1; then 5 by 7 : 7 : 4 is 1.94, 1.94 and 1.11, rounded 2, 2 and 1
    found = rows[f"{T1}.heavy_days.2025.region"]["contributions"]
    assert [
        (item["name"], item["days_used"], item["own_left"], item["days_left"]) for item in found
    ] == [
        ("长沙市", 0, 2, 2),
        ("株洲市", 2, 0, 0),
        ("湘潭市", 1, 0, 0),
        ("岳阳市", 0, 1, 1),
        ("常德市", 0, 2, 2),
        ("益阳市", 0, 2, 1),
    ]
    assert sum(item["days_used"] + item["days_left"] for item in found) == 9


def test_nothing_is_told_where_nothing_adds_up(
    rows: dict[str, dict[str, Any]], airtrack: Run, demo_store: Path
) -> None:
    # tonnes of projects have a path of their own
    assert rows[f"{T1.replace('t1', 't2')}.nox.2025.region"]["contributions"] == []
    asked = ("status", "--place", "长沙", "--as-of", "2025-07-31", "--format", "json")
    done = airtrack(*asked, store=demo_store)
    own = [row for row in json.loads(done.stdout)["rows"] if row["scope"] == "each"]
    assert own and all(row["contributions"] is None for row in own)
