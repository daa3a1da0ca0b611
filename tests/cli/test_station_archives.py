"""Archives of single stations through the command line: from files to days of cities."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TABLE = """ID,stations_name,area,lon,lat
1337A,马坡岭,长沙,113.1,28.2
1338A,湖南师范大学,长沙,112.9,28.2
1339A,沙坪(对照点),长沙,113.0,28.3
"""
# Ozone by hour: E5.1 of the worked cases.
# fmt: off
OZONE = (
    40, 38, 35, 33, 30, 30, 34, 45, 60, 80, 100, 120,
    140, 155, 165, 170, 168, 160, 140, 110, 90, 75, 60, 50,
)
# fmt: on
# By hour, of a station, another one, and a control station.
KINDS = {
    "PM2.5": lambda hour: ("36" if hour > 10 else "35", "36" if hour > 10 else "35", "900"),
    "SO2": lambda hour: ("8" if hour <= 19 else "", "8", "900"),
    "O3": lambda hour: (f"{OZONE[hour - 1]}", f"{OZONE[hour - 1]}", "900"),
    "PM2.5_24h": lambda hour: ("1", "1", "1"),
}


def by_column(*, hours: int = 24) -> str:
    """The first so many hours of 2020-07-01, a column a station; hour 24 is the next day's 0."""
    lines = ["date,hour,type,1337A,1338A,1339A"]
    for hour in range(1, hours + 1):
        when = "20200702,0" if hour == 24 else f"20200701,{hour}"
        lines += [f"{when},{kind},{','.join(cells(hour))}" for kind, cells in KINDS.items()]
    return "\n".join(lines) + "\n"


@pytest.fixture
def load(airtrack: Run, tmp_path: Path) -> Callable[[str, str], dict[str, Any]]:
    """Loads a text as a file of that name; says what the command line says of it."""

    def write_and_load(text: str, name: str) -> dict[str, Any]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        done = airtrack("load", path, "--format", "json", store=tmp_path / "store")
        (file,) = json.loads(done.stdout)["files"]
        assert isinstance(file, dict)
        return file

    return write_and_load


def day(airtrack: Run, store: Path) -> dict[str, Any]:
    """What is known of 长沙 on 2020-07-01."""
    question = ("days", "--place", "长沙", "--period", "2020-07-01..2020-07-01")
    done = airtrack(*question, "--format", "json", store=store)
    (found,) = json.loads(done.stdout)["rows"]
    assert isinstance(found, dict)
    return found


def test_hours_of_stations_become_the_day_of_their_city(
    airtrack: Run, load: Callable[[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    load(TABLE, "stations.csv")
    assert load(by_column(), "sites_20200701.csv")["form"] == "station_hourly_by_column"
    found = day(airtrack, tmp_path / "store")
    # (10 x 35 + 14 x 36) / 24 = 35.58; 152.25; of SO2 one of two stations has 19 hours: 50 %
    assert (found["pm25"], found["o3"], found["so2"]) == (36, 152, 8)


def test_codes_before_their_table_are_blocked(
    load: Callable[[str, str], dict[str, Any]],
) -> None:
    found = load(by_column(), "sites_20200701.csv")
    assert [problem["code"] for problem in found["problems"]] == ["stations_without_table"]


def test_too_few_valid_stations_are_the_reason_of_a_missing_value(
    airtrack: Run, load: Callable[[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    load(TABLE, "stations.csv")
    text = by_column().replace("SO2,8,8", "SO2,8,")
    load(text, "sites_20200701.csv")
    found = day(airtrack, tmp_path / "store")
    assert found["so2"] is None
    assert ("few_stations", "so2") in {
        (reason["code"], reason.get("item")) for reason in found["reasons"]
    }


def test_without_its_table_a_station_keeps_its_place_and_is_a_control_station_no_more(
    airtrack: Run, load: Callable[[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    batch = load(TABLE, "stations.csv")["batch"]
    load(by_column(), "sites_20200701.csv")
    done = airtrack("withdraw", batch, "--reason", "test", store=tmp_path / "store")
    assert done.returncode == 0, done.stderr
    # the control station was known by its name in the table alone: now it is averaged
    assert day(airtrack, tmp_path / "store")["pm25"] == 324


def test_days_that_are_all_invalid_are_named(
    airtrack: Run, load: Callable[[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    load(TABLE, "stations.csv")
    # 17 hours make no daily mean, ozone of 12 windows none either, and 152 is not above 160
    load(by_column(hours=17), "sites_20200701.csv")
    question = ("stats", "--place", "长沙", "--period", "2020-07", "--lang", "en")
    done = airtrack(*question, store=tmp_path / "store")
    assert done.returncode == 4
    assert "2020-07-01 to 2020-07-01, and none of these days is valid" in done.stderr
    assert "20 hours" in done.stderr


def dusty() -> str:
    """PM10 80 until noon, then for five hours 600 with a small share of PM2.5, then 80."""
    lines = ["date,hour,type,1337A,1338A"]
    for hour in range(1, 24):
        pm10, pm25 = ("600", "70") if 13 <= hour <= 17 else ("80", "50")
        lines += [f"20200701,{hour},PM10,{pm10},{pm10}", f"20200701,{hour},PM2.5,{pm25},{pm25}"]
    return "\n".join(lines) + "\n"


def test_hours_of_stations_that_look_like_dust_are_marked(
    airtrack: Run, load: Callable[[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    """SPEC 5.2, of the mean of the two stations: 600 is more than twice 80 and above 150."""
    load(TABLE, "stations.csv")
    load(dusty(), "sites_20200701.csv")
    found = day(airtrack, tmp_path / "store")
    assert found["suspected_dust"] == {"hours": [13, 17], "n_hours": 5, "official": False}


def test_one_station_of_three_says_nothing_of_dust_in_the_city(
    airtrack: Run, load: Callable[[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    """With fewer than four stations half must be valid; SO2 of all three makes the day valid."""
    load(TABLE + "1340A,火车新站,长沙,113.0,28.2\n", "stations.csv")
    head, *lines = dusty().splitlines()
    told = [f"{head},1340A", *(f"{line.rsplit(',', 1)[0]},," for line in lines)]
    told += [f"20200701,{hour},SO2,8,8,8" for hour in range(1, 24)]
    load("\n".join(told) + "\n", "sites_20200701.csv")
    found = day(airtrack, tmp_path / "store")
    assert (found["so2"], found["suspected_dust"]) == (8, None)
