"""Schemes through the command line: listed, off by default, computed once they are switched on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]

HEADER = "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,优良天数,综合指数\n"
ALL = (
    *("accountability-2017", "air-ten-2014", "chengdu-2016", "henan-2020", "shandong-2014"),
    *("shandong-2015", "shandong-2017", "shanxi-2019", "taiyuan-2020"),
)


# PM10 by year: the plan of Jilin asks of the first two 5 %, of the third 15 % below 2012
JILIN = {2012: (100, 100, 100), 2016: (98, 98, 80), 2017: (95, 99, 79)}


@pytest.fixture(scope="module")
def store(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """济南 as in E15.f of the worked cases; 烟台 better by 1 everywhere; 白山 of Jilin."""
    folder = tmp_path_factory.mktemp("schemes")
    text = HEADER
    text += "济南市,2014-Q2,50,48,160,95,1.0,120,91,80,6.00\n"
    text += "济南市,2015-Q2,40,46,150,80,1.0,120,91,80,5.50\n"
    text += "烟台市,2014-Q2,31,31,81,41,1.0,120,91,80,4.00\n"
    text += "烟台市,2015-Q2,30,30,80,40,1.0,120,91,80,3.90\n"
    for year, values in JILIN.items():
        for city, pm10 in zip(("白山市", "松原市", "长春市"), values, strict=True):
            text += f"{city},{year},20,30,{pm10},50,1.0,120,360,250,5.00\n"
    (folder / "table.csv").write_text(text, encoding="utf-8")
    done = airtrack("load", folder / "table.csv", store=folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


def scored(airtrack: Run, store: Path, scheme: str, *, group: str, period: str) -> dict[str, Row]:
    """The rows of `schemes score`, by the name of the place."""
    done = airtrack(
        *("schemes", "score", scheme, "--group", group, "--period", period, "--format", "json"),
        store=store,
        env={"AIRTRACK_SCHEMES": scheme},
    )
    assert done.returncode == 0, done.stderr
    return {row["name"]: row for row in json.loads(done.stdout)["rows"]}


def test_all_schemes_are_listed_and_off(airtrack: Run, store: Path) -> None:
    done = airtrack("schemes", "--format", "json", store=store)
    found = json.loads(done.stdout)
    assert [(row["id"], row["on"]) for row in found["schemes"]] == [(key, False) for key in ALL]
    assert "示例" in found["label"]


def test_every_row_of_a_scheme_has_its_mark_and_clause(airtrack: Run, store: Path) -> None:
    done = airtrack("schemes", "--format", "json", store=store)
    rows = [row for item in json.loads(done.stdout)["schemes"] for row in item["rows"]]
    assert len(rows) > 30
    assert all(row["mark"] in ("C2", "C", "E", "M", "U") and row["clause"] for row in rows)


def test_a_scheme_that_is_off_says_how_to_switch_it_on(airtrack: Run, store: Path) -> None:
    done = airtrack(
        *("schemes", "score", "henan-2020", "--group", "河南省", "--period", "2020-01"),
        store=store,
        env={"AIRTRACK_SCHEMES": "shanxi-2019"},
    )
    assert done.returncode == 2
    assert "AIRTRACK_SCHEMES=shanxi-2019,henan-2020" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "env", "status"),
    [
        pytest.param(
            ("score", "shanxi", *["--group", "山西省", "--period", "2020-01"]), "", 4, id="id"
        ),
        pytest.param((), "shanxi", 4, id="in the setting"),
        pytest.param(
            ("score", "shanxi-2019", *["--group", "山西省", "--period", "2020"]),
            *("shanxi-2019", 2),
            id="period that it does not settle",
        ),
        pytest.param(
            ("score", "shanxi-2019", *["--group", "山西", "--period", "2020-13"]),
            *("shanxi-2019", 2),
            id="no period",
        ),
    ],
)
def test_wrong_use_is_refused(
    airtrack: Run, store: Path, arguments: tuple[str, ...], env: str, status: int
) -> None:
    done = airtrack("schemes", *arguments, store=store, env={"AIRTRACK_SCHEMES": env})
    assert done.returncode == status


def test_the_fund_of_a_quarter_is_that_of_the_worked_case(airtrack: Run, store: Path) -> None:
    """E15.f: score 12.20, 244.0 with 20 a point, 976.0 with 80."""
    of_2014 = scored(airtrack, store, "shandong-2014", group="山东省", period="2015-Q2")["济南市"]
    assert (of_2014["points"], of_2014["total"]) == (12.2, 244)
    of_2017 = scored(airtrack, store, "shandong-2017", group="山东省", period="2015-Q2")["济南市"]
    by_air = [row["amount"] for row in of_2017["items"] if row["indicator"] != "good_pct"]
    assert sum(value for value in by_air if value is not None) == 976


def test_the_factor_of_a_place_multiplies_the_total(airtrack: Run, store: Path) -> None:
    """1 better everywhere: 20 times 1.5."""
    row = scored(airtrack, store, "shandong-2014", group="山东省", period="2015-Q2")["烟台市"]
    assert (row["points"], row["factor"], row["total"]) == (1, 1.5, 30)


def test_a_place_without_figures_has_no_total(airtrack: Run, store: Path) -> None:
    row = scored(airtrack, store, "shandong-2014", group="山东省", period="2015-Q2")["青岛市"]
    assert row["total"] is None
    assert {why["code"] for why in row["reasons"]} == {"scheme_no_value"}


def test_a_table_of_amounts_says_that_it_is_an_example(airtrack: Run, store: Path) -> None:
    done = airtrack(
        *("schemes", "score", "shandong-2014", "--group", "山东省", "--period", "2015-Q2"),
        store=store,
        env={"AIRTRACK_SCHEMES": "shandong-2014"},
    )
    assert "不是现行规定" in done.stdout


def test_points_of_the_air_follow_the_cut_of_the_plan(airtrack: Run, store: Path) -> None:
    """白山: 5 of 5 %, 60 points; 松原 rose; 长春: 21 of 15 %, 140 % give 60 + 16."""
    rows = scored(airtrack, store, "air-ten-2014", group="吉林省", period="2017")
    found = {name: (rows[name]["points"], rows[name]["grade"]) for name in ("白山市", "松原市")}
    assert found == {"白山市": (60, "合格"), "松原市": (0, "不合格")}
    assert rows["松原市"]["rose"] is True
    (cut,) = rows["长春市"]["cuts"]
    assert (cut["base"], cut["actual"], cut["completion"]) == (100, 79, 140)
    assert (rows["长春市"]["points"], rows["长春市"]["grade"]) == (76, "良好")


def test_without_a_cut_there_are_no_points(airtrack: Run, store: Path) -> None:
    row = scored(airtrack, store, "air-ten-2014", group="吉林省", period="2016")["白山市"]
    assert row["points"] is None
    assert "scheme_no_cut" in {why["code"] for why in row["reasons"]}
