"""Townships that a register brought have a ranking of their own on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open, Screen

from tests.conftest import Run

REGISTER = "名称,级别,上级\n马庄街道,镇办,渭城区\n底张街道,街道,渭城区\n吴家堡街道,镇办,秦都区\n"
MONTH = """镇办,月份,PM2.5,PM10,SO2,NO2,CO,O3,综合指数
马庄街道,2020年3月,40,80,10,30,1.0,90,4.20
底张街道,2020年3月,40,80,10,30,1.0,90,4.20
吴家堡街道,2020年3月,41,81,10,30,1.0,90,4.25
咸阳,2020年3月,60,99,10,30,1.0,90,4.90
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A register of three townships, and a month of them and of their city."""
    folder = tmp_path_factory.mktemp("townships")
    for name, text in (("register", REGISTER), ("month", MONTH)):
        (folder / f"{name}.csv").write_text(text, encoding="gbk")
        done = airtrack("load", folder / f"{name}.csv", store=folder / "store")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture
def ranking(open_page: Open, store: Path) -> Screen:
    """March 2020 by PM2.5, of the townships of 咸阳."""
    return open_page(store, "ranking", group="610400-townships", period="2020-03", by="pm25")


def test_the_page_ranks_the_townships_with_their_tie(ranking: Screen) -> None:
    assert ranking.is_whole
    assert ranking.table.iloc[:, 0].astype(int).tolist() == [1, 1, 3]
    assert "咸阳市" not in ranking.table.to_string()


def test_the_picker_names_the_sets_below_a_place(ranking: Screen) -> None:
    options = ranking.app.selectbox(key="pick_group").options
    assert {"咸阳市各镇办", "渭城区各镇办"} <= set(options)


def test_a_page_of_cities_has_no_township(open_page: Open, store: Path) -> None:
    shown = open_page(store, "ranking", group="610000", period="2020-03", by="pm25")
    assert shown.is_whole
    assert "马庄街道" not in shown.table.to_string()
