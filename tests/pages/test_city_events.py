"""Days of events, assessed figures and published tables on the pages: only where on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from screen import Open, Screen

from tests.conftest import Run
from tests.monthly import table

pytestmark = pytest.mark.usefixtures("kept_figures")

CHANGSHA = {"place": "430100", "year": "2025"}
HEADS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
DUST = (11, 12, 13)
EVENTS = """城市,开始日期,结束日期,类型,状态,依据,认定单位
长沙,2025-03-11,2025-03-13,沙尘,已批准,120号,总站
长沙,2025-03-20,2025-03-20,沙尘,驳回,,总站
"""
ASSESSED = "城市,时段,文号,PM2.5,PM10,优良天数比例\n长沙,2025年,9号,31.5,52,95.1\n"


def days() -> str:
    """Changsha from January to March of 2025: PM2.5 33, but 90 on the three days of dust."""
    each = (date(2025, 1, 1) + timedelta(number) for number in range(90))
    dusty = {date(2025, 3, day) for day in DUST}
    lines = [
        f"{on},长沙,{90 if on in dusty else 33},{330 if on in dusty else 61},8,28,0.9,120\n"
        for on in each
    ]
    return HEADS + "".join(lines)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Callable[..., Path]:
    """A store of these texts."""

    def made(*files: str | bytes) -> Path:
        folder = tmp_path_factory.mktemp("events")
        for number, content in enumerate(files):
            path = folder / f"{number}.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            done = airtrack("load", path, store=folder / "store")
            assert done.returncode == 0, done.stdout + done.stderr
        return folder / "store"

    return made


@pytest.fixture(scope="module")
def everything(stored: Callable[..., Path]) -> Path:
    """Days, events, an assessed year, and the published March."""
    return stored(days(), EVENTS, ASSESSED, table(3, year=2025))


def with_column(screen: Screen, key: str) -> pd.DataFrame:
    """The table that has this column."""
    found = (item.value for item in screen.app.dataframe)
    return next(frame for frame in found if any(name.startswith(key) for name in frame.columns))


def headings(screen: Screen) -> list[str]:
    return [item.value for item in screen.app.subheader]


def test_nothing_new_is_shown_where_nothing_is_on_record(
    open_page: Open, stored: Callable[..., Path]
) -> None:
    store = stored(days())
    screen = open_page(store, "city", **CHANGSHA)
    assert screen.is_whole and "basis" not in screen.link
    assert not {"两种沙尘口径", "沙尘等事件台账"} & set(headings(screen))
    folds = {item.label for item in screen.app.expander}
    assert folds == {"图中数据（表格、下载）", "计算规则与 SQL 语句"}
    assert "两种沙尘口径" not in headings(open_page(store, "overview"))


def test_the_bases_stand_side_by_side(open_page: Open, everything: Path) -> None:
    screen = open_page(everything, "city", **CHANGSHA)
    assert screen.is_whole
    # (90 · 33 + 3 · 57) / 90 = 34.9; without the three days every day has 33
    found = with_column(screen, "basis").iloc[:, :2].values.tolist()
    assert found == [["扣除沙尘", 33.0], ["含沙尘", 34.9], ["考核认定", 31.5]]


@pytest.mark.parametrize(
    ("basis", "pm25"),
    [
        pytest.param("excl_dust", "33.0", id="without-dust"),
        pytest.param("incl_dust", "34.9", id="with-dust"),
        pytest.param("assessed", "31.5", id="assessed"),
    ],
)
def test_the_basis_of_the_link_is_that_of_the_figures(
    basis: str, pm25: str, open_page: Open, everything: Path
) -> None:
    screen = open_page(everything, "city", **CHANGSHA, basis=basis)
    assert screen.is_whole and screen.picked("basis") == basis
    assert f"PM2.5均值{pm25} µg/m³" in screen.sentence


def test_the_overview_has_the_verdict_on_the_other_basis(open_page: Open, everything: Path) -> None:
    screen = open_page(everything, "overview")
    found = with_column(screen, "counted_basis").to_csv()
    assert screen.is_whole
    assert "扣除沙尘：● 达到序时进度 33.0" in found and "含沙尘：● 达到序时进度 34.9" in found


def test_events_are_listed_with_their_state(open_page: Open, everything: Path) -> None:
    found = with_column(open_page(everything, "city", **CHANGSHA), "evidence")
    assert found.iloc[:, [0, 1, 3, 5]].values.tolist() == [
        ["2025-03-11", "2025-03-13", "已认定", "120号"],
        ["2025-03-20", "2025-03-20", "未认定", ""],
    ]


def test_the_public_edition_lists_no_events(
    open_page: Open, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    screen = open_page(everything, "city", **CHANGSHA)
    assert screen.is_whole and "沙尘等事件台账" not in headings(screen)


def test_published_values_stand_beside_computed_ones(open_page: Open, everything: Path) -> None:
    screen = open_page(everything, "city", **CHANGSHA)
    screen.app.session_state["reconcile"] = True
    screen.app.run()
    found = with_column(screen, "printed_value")
    # the table prints PM2.5 25, the days without dust give 33.0
    assert ["PM2.5", "日数据", "25"] in found.iloc[:, 1:4].values.tolist()


def test_a_break_is_a_line_with_its_date(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "city", place="430100", year="2018")
    layout = screen.figure_of("2017")["layout"]
    # January is 0 on the axis, so September begins at 7.5
    assert [shape["x0"] for shape in layout["shapes"] if shape.get("yref") == "paper"] == [7.5]
    assert any("2018-09-01" in note["text"] for note in layout["annotations"])
