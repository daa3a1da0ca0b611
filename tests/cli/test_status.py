"""Verdicts through the command line, on the demonstration data."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PLAN = "hunan-czt-2025"
SIX = ("430100", "430200", "430300", "430600", "430700", "430900")

Row = dict[str, Any]


@pytest.fixture(scope="module")
def asked(airtrack: Run) -> Any:
    """Asks for a status and gives the JSON document."""

    def ask(store: Path, *arguments: object) -> Any:
        done = airtrack("status", *arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def _one(rows: list[Row], indicator: str, period: str, place: str, clause: str = "表1") -> Row:
    (found,) = [
        row
        for row in rows
        if (row["indicator"], row["period"], row["place"], row["clause"])
        == (indicator, period, place, clause)
    ]
    return found


def test_the_running_year_of_the_demonstration_has_at_least_four_kinds_of_verdicts(
    asked: Any, demo_store: Path
) -> None:
    rows = asked(demo_store, "--plan", PLAN, "--as-of", "2025-07-31")["rows"]
    kinds = {row["status"] for row in rows if row["period"] == "2025"}
    assert {"on_track", "at_risk", "off_track", "missed", "insufficient"} <= kinds


def test_the_newest_data_give_the_date(asked: Any, demo_store: Path) -> None:
    assert asked(demo_store)["as_of"] == "2025-07-31"


def test_a_date_in_2023_leaves_2025_undue(asked: Any, demo_store: Path) -> None:
    rows = asked(demo_store, "--as-of", "2023-06-30")["rows"]
    of_2025 = {row["status"] for row in rows if row["period"] == "2025"}
    assert of_2025 == {"not_due"}


def test_every_status_on_a_past_year_is_final(asked: Any, demo_store: Path) -> None:
    rows = asked(demo_store, "--as-of", "2025-07-31")["rows"]
    air = [row for row in rows if row["period"] == "2023" and row["indicator"] != "nox_cut"]
    judged = [row for row in air if row["status"] != "insufficient"]
    assert judged
    assert all(row["decided"] and row["status"] in ("met", "missed") for row in judged)


def test_a_verdict_can_be_recomputed_from_the_days(
    asked: Any, demo_store: Path, airtrack: Run
) -> None:
    rows = asked(demo_store, "--as-of", "2025-07-31")["rows"]
    row = _one(rows, "pm25", "2025", "430100")
    period = "2025-01-01..2025-07-31"
    done = airtrack(
        "days", "--place", "430100", "--period", period, "--format", "json", store=demo_store
    )
    values = [day["pm25"] for day in json.loads(done.stdout)["rows"] if day["pm25"] is not None]
    mean = Fraction(sum(values), len(values))
    rest = (35 * (len(values) + 153) - sum(values)) / Fraction(153)
    assert row["valid_days"] == len(values)
    assert row["raw"] == pytest.approx(float(mean), abs=1e-6)
    assert row["budget"]["remaining_mean_raw"] == pytest.approx(float(rest), abs=1e-6)


def test_a_control_value_is_rounded_down(asked: Any, demo_store: Path) -> None:
    budget = _one(asked(demo_store)["rows"], "pm25", "2025", "430100")["budget"]
    assert 0 <= budget["remaining_mean_raw"] - budget["remaining_mean"] < 0.1


def test_the_region_s_value_is_the_mean_of_its_cities(asked: Any, demo_store: Path) -> None:
    rows = asked(demo_store)["rows"]
    cities = [_one(rows, "good_pct", "2023", place)["actual"] for place in SIX]
    region = _one(rows, "good_pct", "2023", "changzhutan-channel")
    assert region["raw"] == pytest.approx(sum(cities) / 6, abs=1e-6)


def test_the_region_s_heavy_days_are_the_sum_of_its_cities(asked: Any, demo_store: Path) -> None:
    rows = asked(demo_store)["rows"]
    cities = [_one(rows, "heavy_days", "2023", place)["actual"] for place in SIX]
    assert _one(rows, "heavy_days", "2023", "changzhutan-channel")["actual"] == sum(cities)


def test_a_place_gets_its_own_verdicts_alone(asked: Any, demo_store: Path) -> None:
    rows = asked(demo_store, "--place", "湘潭")["rows"]
    assert {row["place"] for row in rows} == {"430300"}


def test_a_group_gets_its_regional_verdicts_alone(asked: Any, demo_store: Path) -> None:
    rows = asked(demo_store, "--place", "长株潭及传输通道")["rows"]
    assert {row["scope"] for row in rows} == {"mean", "sum"}


def test_targets_without_a_number_are_listed_and_not_judged(asked: Any, demo_store: Path) -> None:
    answer = asked(demo_store)
    judged = {row["target"] for row in answer["rows"]}
    unjudged = {item["target"]: item["value_state"] for item in answer["unjudged"]}
    assert set(unjudged.values()) == {"qualitative", "by_reference"}
    assert judged.isdisjoint(unjudged)


def test_reductions_in_tonnes_say_which_register_they_lack(asked: Any, empty_store: Path) -> None:
    rows = asked(empty_store, "--plan", PLAN, "--as-of", "2025-07-31")["rows"]
    found = {
        (reason["code"], reason.get("register"))
        for row in rows
        if row["indicator"] == "nox_cut"
        for reason in row["reasons"]
    }
    assert found == {
        ("verdict_no_readings", "emission_projects"),
        ("verdict_path_start", None),
    }


def test_an_unknown_plan_is_named_with_those_on_file(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("status", "--plan", "hunan", store=demo_store)
    assert (done.returncode, PLAN in done.stderr) == (4, True)


def test_an_unknown_place_ends_with_status_4(airtrack: Run, demo_store: Path) -> None:
    assert airtrack("status", "--place", "无此地", store=demo_store).returncode == 4


def test_a_store_without_data_says_insufficient(asked: Any, empty_store: Path) -> None:
    rows = asked(empty_store, "--plan", PLAN, "--as-of", "2025-07-31")["rows"]
    assert {row["status"] for row in rows} == {"insufficient"}


def test_the_table_begins_with_what_is_worst(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("status", "--format", "csv", store=demo_store)
    lines = done.stdout.lstrip("\ufeff").splitlines()
    assert "未完成目标" in lines[1]


def test_demonstration_data_say_so(asked: Any, demo_store: Path) -> None:
    assert asked(demo_store)["demo"] is True
