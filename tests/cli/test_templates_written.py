"""The verb that writes templates: for which places and time, and into which file."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

HEAD = "城市,日期,PM2.5(μg/m3),PM10(μg/m3),SO2(μg/m3),NO2(μg/m3),CO(mg/m3),O3_8h(μg/m3)"
STATIONS = "站点编码,站点名称,城市,对照点\n1336A,经开区环保局,长沙,否\n1141A,普陀,上海,否\n"


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A folder that holds no store."""
    return tmp_path / "none"


def lines(file: Path) -> list[str]:
    return file.read_bytes().decode("gbk").split("\r\n")[:-1]


def test_a_group_and_a_period_are_filled_in(airtrack: Run, nowhere: Path, tmp_path: Path) -> None:
    file = tmp_path / "daily.csv"
    asked = ("--group", "长株潭", "--period", "2025-03", "--out", file)
    done = airtrack("template", "city_daily", *asked, store=nowhere)
    assert done.returncode == 0, done.stderr
    found = lines(file)
    assert (found[0], found[1], len(found)) == (HEAD, "长沙,2025-03-01,,,,,,", 1 + 3 * 31)


def test_a_template_needs_no_store(airtrack: Run, nowhere: Path, tmp_path: Path) -> None:
    airtrack("template", "events", "--out", tmp_path / "events.xlsx", store=nowhere)
    assert not nowhere.exists()


def test_one_place_is_filled_in(airtrack: Run, nowhere: Path, tmp_path: Path) -> None:
    file = tmp_path / "annual.csv"
    asked = ("--place", "长沙", "--period", "2024", "--out", file)
    airtrack("template", "city_monthly", *asked, store=nowhere)
    assert [line.split(",")[:2] for line in lines(file)[1:]] == [["长沙", "2024年"]]


def test_a_template_that_was_filled_in_is_loaded(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "三月.csv"
    asked = ("--group", "长株潭", "--period", "2025-03", "--out", file)
    airtrack("template", "city_monthly", *asked, store=empty_store)
    for values in (
        b",6,30,60,38,1.2,139,31,28,90.3,0,3.97",
        b",9,28,63,35,1.0,144,31,29,93.5,0,3.90",
        b",12,32,70,42,1.2,128,31,27,87.1,0,4.30",
    ):
        file.write_bytes(file.read_bytes().replace(b"," * 11, values, 1))
    done = airtrack("load", file, "--format", "json", store=empty_store)
    (told,) = json.loads(done.stdout)["files"]
    assert (told["form"], told["rows"], told["problems"]) == ("city_monthly", 3, [])


def test_stations_on_record_are_filled_in(airtrack: Run, empty_store: Path, tmp_path: Path) -> None:
    table, file = tmp_path / "stations.csv", tmp_path / "hours.csv"
    table.write_text(STATIONS, encoding="utf-8")
    assert airtrack("load", table, store=empty_store).returncode == 0
    asked = ("--group", "湖南省", "--period", "2025-03-11..2025-03-11", "--out", file)
    airtrack("template", "station_hourly", *asked, store=empty_store)
    assert [line.split(",")[:4] for line in lines(file)[1:3]] == [
        ["长沙", "1336A", "2025-03-11", "1"],
        ["长沙", "1336A", "2025-03-11", "2"],
    ]


def test_the_tables_of_a_plan_come_in_a_zip(airtrack: Run, nowhere: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.zip"
    assert airtrack("template", "plan", "--out", file, store=nowhere).returncode == 0
    with zipfile.ZipFile(file) as packed:
        assert packed.namelist() == ["计划.csv", "目标.csv", "任务.csv", "规则.csv"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(("city_monthly", "--out", "a.doc"), "以 .xlsx、.csv 结尾", id="ending"),
        pytest.param(("plan", "--out", "a.csv"), "以 .xlsx、.zip 结尾", id="plan-as-one-csv"),
        pytest.param(("aqistudy_daily", "--out", "a.csv"), "没有表头", id="no-header"),
        pytest.param(
            ("city_hourly", "--group", "168", "--out", "a.csv"), "最多 100000 行", id="long"
        ),
    ],
)
def test_what_cannot_be_written_is_refused(
    asked: tuple[str, ...], said: str, airtrack: Run, nowhere: Path, tmp_path: Path
) -> None:
    *before, name = asked
    done = airtrack("template", *before, tmp_path / name, store=nowhere)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / name).exists()


def test_an_unknown_form_is_told_with_those_that_are_known(
    airtrack: Run, nowhere: Path, tmp_path: Path
) -> None:
    done = airtrack("template", "monthly", "--out", tmp_path / "a.csv", store=nowhere)
    assert done.returncode == 4
    assert "city_monthly" in done.stdout + done.stderr
