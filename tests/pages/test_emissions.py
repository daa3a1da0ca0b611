"""The page of emissions: accepted tonnes against the path of a plan, city by city.

Milestones are those of the Changsha plan, table 2: NOx of the six cities 14,054 t by 2023, of
湘潭 4,182 t by 2023 and 6,434 t by 2025.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from screen import Open, Screen

Run = Callable[..., Any]

PLAN = "hunan-czt-2025"
LINES = (
    "项目编号,项目名称,城市,污染物,减排量(吨),日期,状态",
    "P1,烧结机脱硝,湘潭,NOx,4000,2023-06-30,已核定",
    "P2,热风炉脱硝,湘潭,NOx,500.5,2023-12-31,已核定",
    "P3,高炉脱硝,湘潭,NOx,900,2025-06-30,实施中",
    "P4,水泥脱硝,株洲,NOx,1000,2023-03-31,已核定",
    "P5,涂料替代,长沙,VOCs,70,2023-03-31,已核定",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A store with plans and five projects, and no value of the air; to be read, not written."""
    folder = tmp_path_factory.mktemp("projects")
    file = folder / "projects.csv"
    file.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    done = airtrack("load", file, store=folder / "store")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture
def at_the_end(open_page: Open, store: Path) -> Screen:
    """NOx of all places at the end of 2023."""
    return open_page(store, "emissions", plan=PLAN, indicator="nox_cut", as_of="2023-12-31")


def points(screen: Screen, name: str, number: int = 0) -> list[tuple[str, float]]:
    """Days and tonnes of a line of a figure."""
    (trace,) = [item for item in screen.figure(number)["data"] if item.get("name") == name]
    return list(zip(trace["x"], trace["y"], strict=True))


def test_the_first_line_is_the_answer(at_the_end: Screen) -> None:
    # 5,500.5 of 14,054 t are 39.14 %
    assert at_the_end.is_whole
    assert at_the_end.sentence == (
        "长株潭及传输通道城市氮氧化物（NOx）累计核定减排 5,500.5 吨，"
        "为 2023 年目标 14,054 吨的 39.1%；按进度应达 14,054 吨，"
        "落后 8,553.5 吨；6 个城市中 1 个达到进度。"
    )


def test_the_line_rises_on_the_day_of_acceptance(at_the_end: Screen) -> None:
    assert points(at_the_end, "累计核定") == [
        ("2023-01-01", 0),
        ("2023-03-31", 1000),
        ("2023-06-30", 5000),
        ("2023-12-31", 5500.5),
        ("2023-12-31", 5500.5),
    ]


def test_the_milestones_are_labelled_at_the_path(at_the_end: Screen) -> None:
    labels = [item["text"] for item in at_the_end.figure()["layout"]["annotations"]]
    assert "2023 年目标 14,054" in labels


def test_what_is_not_accepted_is_hatched_and_not_added(at_the_end: Screen) -> None:
    (trace,) = [item for item in at_the_end.figure()["data"] if item.get("name") == "未核定"]
    assert trace["fillpattern"]["shape"] == "/"
    assert max(trace["y"]) == 6400.5
    assert "另有 1 个项目共 900 吨尚未核定（计划、实施中或已完成），不计入。" in at_the_end.texts


def test_cities_are_on_one_scale(at_the_end: Screen) -> None:
    tops = {at_the_end.figure(number)["layout"]["yaxis"]["range"][1] for number in range(1, 7)}
    assert len(tops) == 1


def test_places_without_a_project_are_named(at_the_end: Screen) -> None:
    (told,) = [text for text in at_the_end.texts if text.startswith("没有登记项目")]
    assert told == "没有登记项目：长沙、岳阳、常德、益阳。"


def test_the_table_has_a_row_for_every_milestone(at_the_end: Screen) -> None:
    table = at_the_end.table
    rows = [row for row in table.values.tolist() if row[0] == "湘潭"]
    # name, year, status, accepted, required, share, due, balance, pending
    assert [row[1] for row in rows] == [2023, 2025]
    assert rows[0][3:9] == [4500.5, 4182, 107.6, 4182, 318.5, 0]
    assert rows[1][8] == 900


def test_one_city_has_a_figure_and_projects_of_its_own(open_page: Open, store: Path) -> None:
    screen = open_page(store, "emissions", plan=PLAN, place="430300", as_of="2023-12-31")
    assert screen.sentence.startswith(
        "湘潭氮氧化物（NOx）累计核定减排 4,500.5 吨，为 2023 年目标 4,182 吨的 107.6%"
    )
    assert len(screen.app.get("plotly_chart")) == 1
    assert sorted(screen.app.dataframe[1].value.iloc[:, 0]) == ["P1", "P2", "P3"]


def test_the_other_pollutant_has_projects_of_its_own(open_page: Open, store: Path) -> None:
    screen = open_page(store, "emissions", plan=PLAN, indicator="voc_cut")
    assert screen.app.dataframe[1].value.iloc[:, 0].tolist() == ["P5"]


def test_on_an_earlier_day_later_tonnes_do_not_count(open_page: Open, store: Path) -> None:
    screen = open_page(store, "emissions", plan=PLAN, indicator="nox_cut", as_of="2023-06-30")
    # half of 2023 is 181 of 365 days: 14,054 × 181 / 365 = 6,969.2
    assert "累计核定减排 5,000 吨" in screen.sentence
    assert "按进度应达 6,969.2 吨，落后 1,969.2 吨" in screen.sentence


def test_the_same_in_english(open_page: Open, store: Path) -> None:
    screen = open_page(store, "emissions", plan=PLAN, place="430300", as_of="2023-12-31", lang="en")
    assert screen.sentence == (
        "湘潭: 4,500.5 t of NOx accepted so far, 107.6 % of the 4,182 t of 2023; "
        "the path asks for 4,182 t by that day, 318.5 t ahead."
    )


def test_the_public_edition_tells_accepted_projects_alone(
    open_page: Open, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    screen = open_page(store, "emissions", plan=PLAN, place="430300", as_of="2023-12-31")
    assert screen.is_whole
    assert sorted(screen.app.dataframe[1].value.iloc[:, 0]) == ["P1", "P2"]
    assert not any(text.startswith("另有") for text in screen.texts)
    assert not screen.app.get("page_link")


def test_without_any_project_the_page_says_so(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "emissions")
    assert screen.is_whole
    assert screen.sentence == "长株潭及传输通道城市还没有登记氮氧化物（NOx）减排项目。"


def test_a_city_without_any_project_is_unknown_not_zero(at_the_end: Screen) -> None:
    table = at_the_end.table
    known = {row[0]: row[3] for row in table.values.tolist() if row[1] == 2023}
    assert known["株洲"] == 1000
    assert pd.isna(known["长沙"])
    assert pd.isna(known["益阳"])
    headings = [
        note["text"]
        for number in range(7)
        for note in at_the_end.figure(number)["layout"]["annotations"]
    ]
    assert any("长沙" in text and "– / " in text for text in headings)
    assert not any("长沙" in text and "0 / " in text for text in headings)
