"""Published composite indices, reproduced from the six values of the same bulletin.

Monthly bulletins of Ningxia (2022-11) and Wuyuan (2023-09) as SPEC 4.2 quotes them.
"""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEADER = "place,period,so2,no2,pm10,pm25,co95,o3_90"
BULLETINS = [
    pytest.param("640100", "银川,2022-11,16,44,89,42,1.2,80", 4.64, id="yinchuan"),
    pytest.param("640200", "石嘴山,2022-11,22,39,94,42,1.4,81", 4.75, id="shizuishan"),
    pytest.param("640300", "吴忠,2022-11,16,31,96,41,1.0,85", 4.37, id="wuzhong"),
    pytest.param("640400", "固原,2022-11,6,22,72,28,0.9,77", 3.18, id="guyuan"),
    pytest.param("640100-ningdong", "宁东基地,2022-11,19,37,89,28,1.0,96", 4.16, id="ningdong"),
    pytest.param("640000", "宁夏全区,2022-11,14,33,93,39,1.0,81", 4.25, id="ningxia"),
    pytest.param("150821", "五原县,2023-09,11,16,40,16,0.6,139", 2.63, id="wuyuan"),
]


ASKED = {"2022-11": ("银川", "石嘴山", "吴忠", "固原", "宁东基地", "宁夏"), "2023-09": ("五原县",)}
"""Places by period, as one asks for them; a province's own row under its name."""


def composites(airtrack: Run, table: Path, store: Path) -> dict[str, float]:
    """The index of every asked place, out of a new store with the table alone."""
    done = airtrack("load", table, store=store)
    assert done.returncode == 0, done.stderr
    found = {}
    for period, places in ASKED.items():
        named = [word for place in places for word in ("--place", place)]
        question = ("stats", *named, "--period", period, "--format", "json")
        rows = json.loads(airtrack(*question, store=store).stdout)["rows"]
        assert {row["source"] for row in rows} == {"reported"}
        found |= {row["place"]: row["composite"] for row in rows}
    return found


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> dict[str, float]:
    """What the bulletins' six values give; no composite index is in the table."""
    folder = tmp_path_factory.mktemp("bulletins")
    table = folder / "bulletins.csv"
    table.write_text("\n".join([HEADER, *(str(item.values[1]) for item in BULLETINS)]), "utf-8")
    return composites(airtrack, table, folder / "store")


@pytest.mark.parametrize(("place", "line", "published"), BULLETINS)
def test_six_printed_values_give_the_published_index(
    computed: dict[str, float], place: str, line: str, published: float
) -> None:
    assert computed[place] == published


@pytest.mark.parametrize("with_index", [True, False], ids=["with-index", "without-index"])
def test_the_bulletins_on_file_come_back_as_published(
    airtrack: Run, real_data: Path, tmp_path: Path, with_index: bool
) -> None:
    official = real_data / "official" / "composite_bulletins.csv"
    with official.open(encoding="utf-8-sig") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][-1] == "composite"
    table = tmp_path / "table.csv"
    kept = [row if with_index else row[:-1] for row in rows]
    table.write_text("\n".join(",".join(row) for row in kept), encoding="utf-8")
    found = composites(airtrack, table, tmp_path / "store")
    assert sorted(found.values()) == sorted(float(row[-1]) for row in rows[1:])
