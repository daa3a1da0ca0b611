"""The page of a region: its members side by side, the region as a whole, what each one does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

pytestmark = pytest.mark.usefixtures("kept_figures")

Run = Callable[..., Any]
GROUP = "changzhutan-channel"


@pytest.fixture
def ask(airtrack: Run, demo_store: Path) -> Run:
    """The command line's answer as a document."""

    def asked(*arguments: str) -> Any:
        done = airtrack(*arguments, "--format", "json", store=demo_store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


@pytest.fixture
def shown(open_page: Open, demo_store: Path) -> Screen:
    """The region of the plan, PM2.5, this year."""
    return open_page(demo_store, "region")


def test_the_region_of_the_plan_is_shown_first(shown: Screen) -> None:
    assert shown.is_whole
    assert shown.picked("group") == GROUP
    assert shown.sentence.startswith("2025年1—7月，长株潭及传输通道城市6个成员的PM2.5平均为")


def test_the_mean_is_that_of_the_answer(shown: Screen, ask: Run) -> None:
    answer = ask("stats", "--group", GROUP, "--period", "2025-01..2025-07")
    assert f"平均为{answer['region']['pm25']} µg/m³" in shown.sentence


def test_every_member_has_two_years_on_one_scale(shown: Screen) -> None:
    figure = shown.figure()
    assert [trace["name"] for trace in figure["data"]] == ["2024", "2025"] * 6
    ranges = [figure["layout"][f"yaxis{n}"]["range"] for n in ("", "2", "3", "4", "5", "6")]
    assert all(item == ranges[0] for item in ranges)


def test_a_bar_is_the_month_of_the_answer(shown: Screen, ask: Run) -> None:
    # the worst placed member comes first
    worst = ask("rank", "--group", GROUP, "--period", "2025-01..2025-07", "--by", "pm25")["rows"]
    march = ask("stats", "--place", worst[-1]["place"], "--period", "2025-03")["rows"][0]
    assert shown.figure()["data"][1]["y"][2] == march["pm25"]


def test_months_after_the_date_are_not_drawn(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", as_of="2025-03-31")
    assert screen.figure()["data"][1]["y"][2:5] == [screen.figure()["data"][1]["y"][2], None, None]
    assert screen.sentence.startswith("2025年1—3月")


def test_the_target_is_labelled_at_its_line(shown: Screen) -> None:
    texts = [item["text"] for item in shown.figure()["layout"]["annotations"]]
    # Table 1 of the plan: 35 in 2025, 岳阳 34
    assert texts.count("≤ 35") == 5 and texts.count("≤ 34") == 1


def test_counts_of_days_have_no_line(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", by="heavy_days")
    assert not screen.figure()["layout"].get("shapes")
    assert any("≤ 1" in item["text"] for item in screen.figure()["layout"]["annotations"])


def test_the_regional_verdicts_are_those_of_the_command_line(shown: Screen, ask: Run) -> None:
    rows = [row for row in ask("status", "--place", GROUP)["rows"] if row["period"] == "2025"]
    table = shown.app.dataframe[2].value
    assert len(table) == len(rows)
    chips = [button.label for button in shown.app.button if "-badge[" in button.label]
    actual = next(row["actual"] for row in rows if row["indicator"] == "good_pct")
    assert any(f"优良率 {actual}" in chip for chip in chips)


def test_each_bar_is_a_members_distance_from_what_is_required_of_the_region(
    shown: Screen, ask: Run
) -> None:
    rows = ask("status", "--place", GROUP)["rows"]
    (row,) = [row for row in rows if (row["indicator"], row["period"]) == ("pm25", "2025")]
    excess, moves = shown.figure(1)["data"]
    assert excess["y"] == [item["place"] for item in row["contributions"]]
    assert excess["x"] == [item["excess"] for item in row["contributions"]]
    tenth = [item["moves_per_10pct"] for item in row["contributions"]]
    assert moves["x"] == pytest.approx(tenth, abs=1e-6)
    # the highest of the six is named
    assert any(
        text.startswith("株洲最能带动区域：余下时段比往年同期再低10%") for text in shown.texts
    )


def test_the_squares_of_a_shared_cap_are_its_days(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", by="heavy_days")
    assert screen.is_whole
    rows = screen.figure(1)["data"][0]["text"]
    # 9 days, of which 株洲 has used 2, one of them beyond its own cap, and 湘潭 1
    squares = [(text.count("■"), text.count("□")) for text in rows]
    assert squares == [(3, 6), (2, 0), (1, 0), (0, 2), (0, 2), (0, 1), (0, 1)]
    assert any(text.startswith("6个成员共用9天，已用3天，还可用6天。") for text in screen.texts)


def test_a_year_that_is_over_leaves_nothing_to_move(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", year="2023")
    assert screen.is_whole
    assert len(screen.figure(1)["data"]) == 1


def test_without_a_target_the_effects_of_the_members_add_up_to_nothing(
    open_page: Open, demo_store: Path
) -> None:
    # the waterfall stands before them
    (bars,) = open_page(demo_store, "region", by="pm10").figure(2)["data"]
    # six effects, each rounded to a hundredth
    assert abs(sum(bars["x"])) <= 0.03
    assert len(bars["x"]) == 6


def test_the_ranking_is_that_of_the_answer(shown: Screen, ask: Run) -> None:
    rows = ask("rank", "--group", GROUP, "--period", "2025-01..2025-07", "--by", "pm25")["rows"]
    assert shown.figure(4)["data"][0]["x"] == [row["value"] for row in rows]


def test_the_waterfall_leads_to_the_mean_of_the_answer(shown: Screen, ask: Run) -> None:
    means = shown.figure(2)["data"][0]["x"]
    rows = ask("rank", "--group", GROUP, "--period", "2025-01..2025-07", "--by", "pm25")["rows"]
    then, now = ([row[key] for row in rows] for key in ("previous", "value"))
    assert means == pytest.approx([sum(then) / 6, sum(now) / 6], abs=0.005)


@pytest.mark.parametrize(("year", "seat"), [("2025", -1), ("2017", 1)], ids=["now", "2017"])
def test_a_year_of_the_spread_is_the_same_days_of_the_answer(
    year: str, seat: int, shown: Screen, ask: Run
) -> None:
    answer = ask("stats", "--group", GROUP, "--period", f"{year}-01..{year}-07")
    values = [row["pm25"] for row in answer["rows"]]
    _, lowest, _, mean, highest = (trace["y"] for trace in shown.figure(3)["data"])
    assert (lowest[seat], highest[seat]) == (min(values), max(values))
    assert mean[seat] == answer["region"]["pm25"]


def test_a_link_reproduces_indicator_and_year(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", by="good_pct", year="2023")
    assert screen.sentence.startswith("2023年，长株潭及传输通道城市6个成员的优良天数比例平均为")


def test_of_a_large_set_only_members_with_data_are_drawn(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", group="key-168")
    assert len(screen.figure()["data"]) == 12
    assert "168个成员中6个有数据" in screen.sentence


def test_an_empty_store_says_what_to_do(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "region")
    assert not screen.app.exception and not screen.app.get("plotly_chart")
    assert screen.app.info


def test_monthly_tables_alone_are_enough(open_page: Open, monthly_store: Path) -> None:
    screen = open_page(monthly_store, "region", year="2023")
    assert screen.is_whole
    assert screen.app.get("plotly_chart")


def test_the_page_speaks_english(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "region", lang="en")
    assert screen.is_whole
    assert "the mean of 6 members is" in screen.sentence


def test_pages_lead_to_one_another(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "overview")
    labels = [link.proto.label for link in screen.app.get("page_link")]
    assert {
        "→ 目标库：该计划的全部目标",
        "→ 任务：该计划的期限和单位",
        "→ 区域：各成员对比",
    } <= set(labels)


def test_a_plan_of_one_city_leads_to_no_region(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "overview", plan="xianyang-2020")
    assert len(screen.app.get("page_link")) == 2


def test_a_city_leads_to_its_targets_and_its_governments_tasks(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "city", place="430300", year="2025")
    queries = [link.proto.query_string for link in screen.app.get("page_link")]
    assert any("only_place=430300" in query for query in queries)
    assert any("body=" in query for query in queries)
