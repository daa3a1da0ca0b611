"""A running year of published tables: every figure speaks of the months that are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open, Screen

from tests.conftest import Run
from tests.monthly import CITIES, HEADINGS, table

pytestmark = pytest.mark.usefixtures("kept_figures")

ZHUZHOU = "430200"
MONITORED = "监测数据计算"


def cumulative(span: str, pm25: str) -> bytes:
    """A table of the six cities over a span of months, all with the same values."""
    values = ["6", "24", "52", pm25, "1.1", "121", "", "", "84.4", "1", "3.21"]
    lines = [HEADINGS, *([city, span, *values] for city in CITIES)]
    return "".join(",".join(cells) + "\r\n" for cells in lines).encode("gbk")


def stored(folder: Path, airtrack: Run, **files: bytes) -> Path:
    """A store of these tables and of no day."""
    paths = [folder / f"{name}.csv" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    done = airtrack("load", *paths, store=folder / "store")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture(scope="module")
def spans_store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """The first half of 2023 as a sum, and no month."""
    folder = tmp_path_factory.mktemp("spans")
    return stored(folder, airtrack, half=cumulative("2023年1-6月", "41.6"))


@pytest.fixture(scope="module")
def running_store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """The months January to March of 2023, and their sum with a value of its own."""
    months = {f"m{month}": table(month) for month in (1, 2, 3)}
    folder = tmp_path_factory.mktemp("running")
    return stored(folder, airtrack, **months, quarter=cumulative("2023年1-3月", "44.4"))


@pytest.fixture
def of_sums(open_page: Open, spans_store: Path) -> Screen:
    """株洲, of which the half year is known alone."""
    return open_page(spans_store, "city", place=ZHUZHOU, year="2023", by="pm25")


@pytest.fixture
def running(open_page: Open, running_store: Path) -> Screen:
    """株洲, of which three months and their sum are known."""
    return open_page(running_store, "city", place=ZHUZHOU, year="2023", by="pm25")


def test_a_place_of_sums_alone_has_data(of_sums: Screen) -> None:
    assert of_sums.is_whole
    assert of_sums.sentence == (
        "2023年1—6月株洲市（通报数据）：优良天数比例84.4%，重度及以上污染1天；PM2.5均值41.6 µg/m³。"
    )


def test_a_place_of_tables_alone_does_not_claim_monitored_values(
    of_sums: Screen, running: Screen
) -> None:
    captions = [text for text in of_sums.texts + running.texts if text.startswith("GB 3095")]
    assert captions and all("通报数据" in text and MONITORED not in text for text in captions)


def test_the_last_row_is_the_year_as_far_as_it_is_known(running: Screen) -> None:
    last = running.table_with("month").iloc[-1]
    pm25 = next(key for key in last.index if key.startswith("pm25"))
    assert (last.iloc[0], last[pm25]) == ("2023年1—3月", 44.4)


def test_the_badge_of_the_verdict_has_the_same_figure(running: Screen) -> None:
    chips = [button.label for button in running.app.button if "-badge[" in button.label]
    assert any("PM2.5 44.4 (" in chip for chip in chips)


def test_the_headline_is_the_sum_that_is_on_record(running: Screen) -> None:
    assert running.sentence.startswith("2023年1—3月株洲市（通报数据）")
    assert "PM2.5均值44.4 µg/m³" in running.sentence


def test_the_last_row_of_a_complete_year_is_the_year(open_page: Open, monthly_store: Path) -> None:
    screen = open_page(monthly_store, "city", place=ZHUZHOU, year="2023")
    assert screen.table_with("month").iloc[-1, 0] == "全年"


def test_days_of_a_running_year_are_named_to_the_newest_one(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "city", place=ZHUZHOU, year="2025", lang="en")
    assert screen.table_with("month").iloc[-1, 0] == "Jan–Jul 2025"


@pytest.mark.parametrize(
    ("store", "key"),
    [
        pytest.param("spans_store", "2023-01..2023-06", id="sums-alone"),
        pytest.param("running_store", "2023-03", id="a-month-before-a-sum-of-the-same-end"),
    ],
)
def test_the_ranking_begins_with_the_newest_period_that_has_ranks(
    store: str, key: str, open_page: Open, request: pytest.FixtureRequest
) -> None:
    screen = open_page(request.getfixturevalue(store))
    assert screen.picked("period") == key


def test_a_quarter_is_no_month(open_page: Open, running_store: Path) -> None:
    screen = open_page(running_store)
    options = screen.app.selectbox(key="pick_period").options
    assert options == ["2023年3月", "2023年2月", "2023年1月"]
    options = screen.pick("span", "cumulative").app.selectbox(key="pick_period").options
    assert options.count("2023年1—3月") == 1
