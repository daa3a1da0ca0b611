"""What a page shows is the answer that the command line gives, with unit, date and origin."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from airtrack.store.snapshot import revision_of

Ask = Callable[..., Any]


@pytest.fixture
def ask(airtrack: Callable[..., Any], demo_store: Path) -> Ask:
    """The command line's answer as a document."""

    def asked(*arguments: str) -> Any:
        done = airtrack(*arguments, "--format", "json", store=demo_store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


@pytest.mark.parametrize(
    "by",
    [
        pytest.param("composite", id="composite"),
        pytest.param("pm25", id="pm25"),
        pytest.param("change", id="change"),
    ],
)
def test_the_bars_are_the_values_of_the_answer(
    by: str, open_page: Open, demo_store: Path, ask: Ask
) -> None:
    rows = ask("rank", "--group", "430000", "--period", "2025-06", "--by", by)["rows"]
    (bars,) = open_page(demo_store, group="430000", period="2025-06", by=by).figure()["data"]
    assert bars["x"] == [row["value"] for row in rows]
    assert bars["y"] == [row["place"] for row in rows]


def test_the_sentence_names_best_and_worst(open_page: Open, demo_store: Path, ask: Ask) -> None:
    rows = ask("rank", "--group", "430000", "--period", "2024")["rows"]
    sentence = open_page(demo_store, group="430000", period="2024").sentence
    assert f"{rows[0]['name']}最好（{rows[0]['value']:.2f}）" in sentence
    assert f"{rows[-1]['name']}最差（{rows[-1]['value']:.2f}）" in sentence


@pytest.mark.parametrize(
    ("by", "title"),
    [
        pytest.param("pm25", "PM2.5 (µg/m³)", id="pm25"),
        pytest.param("co", "CO (mg/m³)", id="co"),
        pytest.param("good_pct", "优良天数比例 (%)", id="good-days"),
    ],
)
def test_the_axis_carries_the_unit(by: str, title: str, open_page: Open, demo_store: Path) -> None:
    figure = open_page(demo_store, by=by).figure()
    assert figure["layout"]["xaxis"]["title"]["text"] == title


def test_the_table_has_every_city_of_the_answer(
    open_page: Open, demo_store: Path, ask: Ask
) -> None:
    answer = ask("rank", "--group", "key-168", "--period", "2025-06")
    table = open_page(demo_store, group="key-168", period="2025-06").table
    assert len(table) == len(answer["rows"]) + len(answer["unranked"]) == 168


def test_a_column_of_numbers_stays_one_where_some_are_missing(
    open_page: Open, june_store: Path
) -> None:
    table = open_page(june_store).table
    # a single year is on record
    (before,) = (table[name] for name in table.columns if name.startswith("previous"))
    assert str(before.dtype) == "Int64"
    assert before.isna().all()


def test_the_footer_says_newest_day_revision_standard_and_dust(
    open_page: Open, demo_store: Path
) -> None:
    (footer,) = [text for text in open_page(demo_store).texts if text.startswith("数据至")]
    revision = revision_of((demo_store / "CURRENT").read_text(encoding="utf-8").strip())
    for part in ("2025-07-31", f"版本 {revision}", "GB 3095-2012", "未扣除沙尘", "6 个城市"):
        assert part in footer


@pytest.fixture
def changsha(open_page: Open, demo_store: Path) -> Screen:
    """长沙 in 2024, a leap year."""
    return open_page(demo_store, "city", place="430100", year="2024", by="pm25")


def test_the_calendar_has_one_cell_for_every_day(changsha: Screen) -> None:
    rows = [row for trace in changsha.figure(0)["data"] for row in trace["z"]]
    assert sum(cell is not None for row in rows for cell in row) == 366


def test_the_levels_count_every_day_once(changsha: Screen) -> None:
    (bars,) = changsha.figure(1)["data"]
    assert sum(bars["x"]) == 366


def test_a_cell_has_the_level_of_its_day(changsha: Screen, ask: Ask) -> None:
    days = ask("days", "--place", "430100", "--period", "2024-01")["rows"]
    judged = changsha.figure(0)["data"][1]
    levels = judged["z"][0][: len(days)]
    assert levels == [day["level"] for day in days]


def test_the_months_are_those_of_the_answer(changsha: Screen, ask: Ask) -> None:
    year = changsha.figure_of("2024")["data"][1]
    assert year["name"] == "2024"
    for month in (1, 7, 12):
        row = ask("stats", "--place", "430100", "--period", f"2024-{month:02d}")["rows"][0]
        assert year["y"][month - 1] == row["pm25"]


def test_the_limit_of_the_standard_is_labelled(changsha: Screen) -> None:
    (label,) = changsha.figure_of("2024")["layout"]["annotations"]
    assert label["text"] == "年均值二级标准 35"  # GB 3095-2012 Table 1: annual PM2.5, Level II


def days_of(month: int, folder: Path) -> Path:
    """Thirty made-up days of 2025 for 长沙 and 株洲, as a bureau's daily table."""
    lines = ["日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h"]
    for offset in range(30):
        on = date(2025, month, 1) + timedelta(offset)
        lines += [f"{on},长沙市,20,40,6,15,0.6,100", f"{on},株洲市,25,45,6,15,0.6,100"]
    file = folder / f"month_{month}.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def loaded(file: Path, store: Path, airtrack: Callable[..., Any]) -> None:
    """The file is in the store, by a process of its own."""
    done = airtrack("load", file, store=store)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def of_june(
    open_page: Open, empty_store: Path, airtrack: Callable[..., Any], tmp_path: Path
) -> Screen:
    """The ranking of a store that holds June 2025, open while July comes in."""
    loaded(days_of(6, tmp_path), empty_store, airtrack)
    screen = open_page(empty_store, group="430000", by="pm25")
    assert screen.sentence.startswith("2025年6月")
    loaded(days_of(7, tmp_path), empty_store, airtrack)
    screen.app.run()
    return screen


def test_data_of_another_process_bring_no_error(of_june: Screen) -> None:
    assert of_june.is_whole


def test_the_picked_period_stays_when_a_newer_one_comes_in(of_june: Screen) -> None:
    assert of_june.picked("period") == "2025-06"


def test_data_of_another_process_show_at_the_next_rerun(of_june: Screen) -> None:
    of_june.pick("period", "2025-07")
    assert "长沙市最好（20.0 µg/m³），株洲市最差（25.0 µg/m³）" in of_june.sentence
