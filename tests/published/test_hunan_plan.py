"""The plan `hunan-czt-2025` says what its document says, number by number.

Source: 长株潭及传输通道城市环境空气质量达标攻坚行动计划（征求意见稿）, typed by hand from
its 表1, 表2, 二（五） and 三（十二）.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]

ID = "hunan-czt-2025"
CITIES = {
    "长沙市": "430100",
    "株洲市": "430200",
    "湘潭市": "430300",
    "岳阳市": "430600",
    "常德市": "430700",
    "益阳市": "430900",
}
SIX = list(CITIES.values())
COLUMNS = {
    "表1": [(key, year) for key in ("pm25", "good_pct", "heavy_days") for year in ("2023", "2025")],
    "表2": [(key, year) for key in ("nox_cut", "voc_cut") for year in ("2023", "2025")],
}
TABLES: dict[str, dict[str, list[float]]] = {
    "表1": {
        "长沙市": [38, 35, 84.0, 86.0, 2, 2],
        "株洲市": [37, 35, 85.0, 86.8, 1, 1],
        "湘潭市": [38, 35, 84.5, 86.5, 1, 1],
        "岳阳市": [35, 34, 90.0, 90.9, 1, 1],
        "常德市": [38, 35, 85.0, 86.5, 2, 2],
        "益阳市": [36, 35, 85.0, 86.0, 2, 2],
        "平均/总计": [37, 35, 85.5, 87.1, 9, 9],
    },
    "表2": {
        "长沙市": [1970, 3030, 3821, 5878],
        "株洲市": [2172, 3342, 1002, 1541],
        "湘潭市": [4182, 6434, 1556, 2394],
        "岳阳市": [1821, 2802, 1662, 2557],
        "常德市": [2699, 4152, 1136, 1747],
        "益阳市": [1210, 1862, 725, 1115],
        "合计": [14054, 21622, 9902, 15232],
    },
}
CELLS = [
    pytest.param(clause, row, column, value, id=f"{clause}-{row}-{'-'.join(column)}")
    for clause, table in TABLES.items()
    for row, values in table.items()
    for column, value in zip(COLUMNS[clause], values, strict=True)
]
WHOLE = {"pm25": "mean", "good_pct": "mean"}


@pytest.fixture(scope="module")
def plan(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Row:
    """The plan as the command line shows it."""
    store = tmp_path_factory.mktemp("plan") / "store"
    assert airtrack("init", store=store).returncode == 0
    done = airtrack("plans", "show", ID, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    found: Row = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def targets(plan: Row) -> dict[str, Row]:
    """Its targets by what follows the plan's id."""
    return {row["id"].removeprefix(f"{ID}."): row for row in plan["targets"]}


@pytest.mark.parametrize(("clause", "place", "column", "value"), CELLS)
def test_every_cell_of_the_two_tables_is_a_target(
    plan: Row, clause: str, place: str, column: tuple[str, str], value: float
) -> None:
    """表1, 表2; the last row is the mean or the sum of the region."""
    indicator, year = column
    scope = "each" if place in CITIES else WHOLE.get(indicator, "sum")
    places = [CITIES[place]] if place in CITIES else SIX
    key = {"clause": clause, "indicator": indicator, "period": year, "scope": scope}
    (found,) = [
        row for row in plan["targets"] if key.items() <= row.items() and row["places"] == places
    ]
    assert found["value"] == value
    assert found["digits"] == (1 if indicator == "good_pct" else 0)
    assert (found["value_state"], found["binding"]) == ("set", "binding")


def test_the_tables_have_no_other_targets(plan: Row) -> None:
    found = [row for row in plan["targets"] if row["clause"] in TABLES]
    assert len(found) == len(CELLS) == 7 * 6 + 7 * 4


@pytest.mark.parametrize(
    ("indicator", "kind", "op", "unit"),
    [
        ("pm25", "cap", "<=", "µg/m³"),
        ("good_pct", "floor", ">=", "%"),
        ("heavy_days", "cap", "<=", "d"),
        ("nox_cut", "cut", ">=", "t"),
        ("voc_cut", "cut", ">=", "t"),
    ],
)
def test_the_tables_set_caps_floors_and_cuts(
    plan: Row, indicator: str, kind: str, op: str, unit: str
) -> None:
    found = {
        (row["kind"], row["op"], row["unit"])
        for row in plan["targets"]
        if row["clause"] in TABLES and row["indicator"] == indicator
    }
    assert found == {(kind, op, unit)}


@pytest.mark.parametrize(
    ("name", "scope", "indicator", "op", "value", "digits"),
    [
        pytest.param("goal.pm25.2025", "each", "pm25", "<=", 35, 0, id="PM2.5 of each city"),
        pytest.param("goal.good_pct.2025", "mean", "good_pct", ">=", 87.1, 1, id="good days"),
        pytest.param("goal.heavy_days.2025", "sum", "heavy_days", "<=", 9, 0, id="heavy days"),
        pytest.param("goal.nox.2025", "sum", "nox_cut", ">=", 21600, -2, id="2.16万吨"),
        pytest.param("goal.voc.2025", "sum", "voc_cut", ">=", 15200, -2, id="1.52万吨"),
    ],
)
def test_the_goals_of_the_region_are_targets(
    targets: dict[str, Row],
    name: str,
    scope: str,
    indicator: str,
    op: str,
    value: float,
    digits: int,
) -> None:
    """二（五）."""
    row = targets[name]
    assert (row["scope"], row["indicator"], row["op"]) == (scope, indicator, op)
    assert (row["value"], row["digits"]) == (value, digits)
    assert (row["places"], row["period"], row["clause"]) == (SIX, "2025", "二（五）")


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        pytest.param("goal.o3.2025", "o3", id="ozone"),
        pytest.param("goal.heavy_weather.2025", "heavy_days", id="heavy pollution"),
    ],
)
def test_two_goals_have_no_number(targets: dict[str, Row], name: str, indicator: str) -> None:
    """二（五）: less risk of ozone above the limit; hardly any heavy pollution in each city."""
    row = targets[name]
    assert (row["kind"], row["value_state"]) == ("qualitative", "qualitative")
    assert (row["indicator"], row["value"], row["op"]) == (indicator, None, None)


@pytest.mark.parametrize(
    ("name", "indicator", "places", "value"),
    [
        pytest.param(
            "dust.dustfall.2025", "dustfall", ["430100", "430200", "430300"], 10, id="dustfall"
        ),
        pytest.param("dust.pm10.2025", "pm10", ["430700", "430900", "430600"], 5, id="PM10"),
    ],
)
def test_the_dust_section_cuts_against_2021(
    targets: dict[str, Row], name: str, indicator: str, places: list[str], value: int
) -> None:
    """三（十二）; the value of 2021 is not printed."""
    row = targets[name]
    assert (row["kind"], row["indicator"], row["places"]) == ("reduction", indicator, places)
    assert (row["op"], row["value"], row["unit"]) == (">=", value, "%")
    assert row["baseline"] == {"period": "2021", "value": None}
    assert (row["scope"], row["period"], row["clause"]) == ("each", "2025", "三（十二）")


def test_the_mean_of_the_province_is_striven_for(targets: dict[str, Row]) -> None:
    """三（十二）."""
    row = targets["dust.pm10_mean.2025"]
    assert (row["kind"], row["value_state"], row["value"]) == ("relative", "by_reference", None)
    assert (row["binding"], row["op"]) == ("striving", "<=")
    assert "湖南省" in row["reference"]


def test_nothing_else_is_set(plan: Row) -> None:
    """70 cells of the tables, 7 goals, 3 of the dust section, 2 measures that stand elsewhere."""
    assert len(plan["targets"]) == 82


@pytest.mark.parametrize(
    ("indicator", "basis"),
    [
        ("pm25", "excl_dust"),
        ("pm10", "excl_dust"),
        ("dustfall", "excl_dust"),
        ("good_pct", "incl_dust"),
        ("heavy_days", "incl_dust"),
        ("nox_cut", None),
        ("voc_cut", None),
    ],
)
def test_means_are_judged_without_dust_days_and_day_counts_with_them(
    plan: Row, indicator: str, basis: str | None
) -> None:
    assert {row["basis"] for row in plan["targets"] if row["indicator"] == indicator} == {basis}


def test_a_city_target_is_a_part_of_that_of_the_region(targets: dict[str, Row]) -> None:
    region = targets["t1.pm25.2023.region"]
    assert targets["t1.pm25.2023.430100"]["parent"] == region["id"]
    assert targets["t2.nox.2025.region"]["parent"] == targets["goal.nox.2025"]["id"]


def test_the_document_names_neither_issuer_nor_number(plan: Row) -> None:
    assert plan["state"] == "draft"
    assert (plan["issuer"], plan["document_no"], plan["issued_on"]) == (None, None, None)
    codes = {reason["code"] for reason in plan["reasons"]}
    assert {"plan_no_issuer", "plan_no_document_no", "plan_no_issued_on"} <= codes


# ---- against the document itself, where it is at hand ----


@pytest.fixture(scope="module")
def document() -> str:
    """The text that the plan was read from, known by its checksum, without reviewers' remarks."""
    folder = Path(os.environ.get("AIRTRACK_TEST_DATA", ""), "..", "seeds")
    texts = (Path(__file__).parents[2] / "data" / "plans" / ID / "plan.toml").read_text("utf-8")
    wanted = re.findall(r'sha256 = "(\w{64})"', texts)
    for file in sorted(folder.glob("*.txt")) if "AIRTRACK_TEST_DATA" in os.environ else []:
        if hashlib.sha256(file.read_bytes()).hexdigest() in wanted:
            return re.sub(r"\tComment by .*", "", file.read_text(encoding="utf-8"))
    pytest.skip(f"the document is not in {folder}")


def between(text: str, first: str, last: str) -> str:
    """What stands between two headings."""
    return text.split(first, 1)[1].split(last, 1)[0]


@pytest.mark.parametrize(
    ("clause", "first", "last"),
    [("表1", "表1 各市", "表2 各市"), ("表2", "表2 各市", "三、主要任务")],
)
def test_the_tables_stand_so_in_the_document(
    plan: Row, document: str, clause: str, first: str, last: str
) -> None:
    cells = [cell.strip() for cell in between(document, first, last).splitlines()]
    cells = [cell for cell in cells if cell]
    for place in TABLES[clause]:
        start = cells.index(place) + 1
        printed = cells[start : start + len(COLUMNS[clause])]
        places = [CITIES[place]] if place in CITIES else SIX
        found = {
            (row["indicator"], row["period"]): f"{row['value']:.{row['digits']}f}"
            for row in plan["targets"]
            if row["clause"] == clause and row["places"] == places
        }
        assert [found[column] for column in COLUMNS[clause]] == printed, place


@pytest.mark.parametrize(
    ("name", "written", "first", "last"),
    [
        pytest.param("goal.pm25.2025", "PM2.5≤{}", "（五）", "表1", id="PM2.5"),
        pytest.param("goal.good_pct.2025", "达到{}%", "（五）", "表1", id="good days"),
        pytest.param("goal.heavy_days.2025", "{}天以内", "（五）", "表1", id="heavy days"),
        pytest.param("dust.dustfall.2025", "下降{}%以上", "（十二）", "（十三）", id="dustfall"),
        pytest.param("dust.pm10.2025", "下降{}%以上", "（十二）", "（十三）", id="PM10"),
    ],
)
def test_the_other_numbers_stand_near_their_clause(
    targets: dict[str, Row], document: str, name: str, written: str, first: str, last: str
) -> None:
    assert written.format(targets[name]["value"]) in between(document, first, last)


@pytest.mark.parametrize("name", ["goal.nox.2025", "goal.voc.2025"])
def test_tonnes_stand_there_in_units_of_ten_thousand(
    targets: dict[str, Row], document: str, name: str
) -> None:
    printed = f"{targets[name]['value'] / 10_000:.2f}万吨"
    assert printed in between(document, "（五）", "表1")
