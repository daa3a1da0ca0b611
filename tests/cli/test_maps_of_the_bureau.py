"""A bureau's map that cannot be drawn is told before the server starts, and by the doctor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

OWN = Path(__file__).parents[2] / "data" / "places" / "boundaries" / "china_coarse.geojson"


@pytest.mark.parametrize("edition", [(), ("--public",)], ids=["inside", "public"])
def test_a_map_without_a_number_stops_the_start(
    edition: tuple[str, ...], airtrack: Run, demo_store: Path
) -> None:
    env = {"AIRTRACK_MAP_FILE": str(OWN)}
    done = airtrack("serve", "--port", "1", *edition, store=demo_store, env=env)
    assert done.returncode == 2
    assert "审图号" in done.stderr and "AIRTRACK_MAP_NUMBER" in done.stderr


def test_the_doctor_finds_a_map_that_is_not_there(
    airtrack: Run, demo_store: Path, tmp_path: Path
) -> None:
    env = {"AIRTRACK_MAP_FILE": str(tmp_path / "no.geojson"), "AIRTRACK_MAP_NUMBER": "GS1"}
    done = airtrack("doctor", store=demo_store, env=env)
    assert done.returncode == 1
    assert "no.geojson" in done.stdout


def test_the_doctor_counts_the_units_of_a_map(airtrack: Run, demo_store: Path) -> None:
    env = {"AIRTRACK_MAP_FILE": str(OWN), "AIRTRACK_MAP_NUMBER": "GS（2024）0001号"}
    done = airtrack("doctor", store=demo_store, env=env)
    assert "375 units GS（2024）0001号" in done.stdout
