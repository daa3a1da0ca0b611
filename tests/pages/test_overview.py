"""The overview shows the verdicts that the command line gives, in every state of a store."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from tests.monthly import table

pytestmark = pytest.mark.usefixtures("kept_figures")

Run = Callable[..., Any]
PLAN = "hunan-czt-2025"


def status(airtrack: Run, store: Path, *arguments: str) -> list[dict[str, Any]]:
    """The rows of `airtrack status`."""
    done = airtrack("status", *arguments, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


def cells(screen: Screen) -> dict[tuple[str, str], str]:
    """The texts of the board by place and column."""
    shown = screen.figure()["data"][0]
    keys = [(place, column) for place, column, _ in shown["customdata"]]
    return dict(zip(keys, shown["text"], strict=True))


@pytest.fixture
def shown(open_page: Open, demo_store: Path) -> Screen:
    """The overview of the demonstration store."""
    return open_page(demo_store, "overview")


@pytest.mark.parametrize("place", ["430100", "430200", "430300", "430600", "430700", "430900"])
def test_a_city_has_the_numbers_of_its_verdict(
    place: str, shown: Screen, airtrack: Run, demo_store: Path
) -> None:
    rows = status(airtrack, demo_store, "--place", place)
    (row,) = [row for row in rows if row["target"] == f"{PLAN}.t1.good_pct.2025.{place}"]
    assert f"{row['actual']} / {row['required']}" in cells(shown)[place, "good_pct"]


def test_the_board_has_the_six_cities_and_the_region_below(shown: Screen) -> None:
    rows = shown.figure()["layout"]["yaxis"]["ticktext"]
    assert len(rows) == 7 and rows[-1] == "区域"


def test_what_nobody_reports_is_named_below_the_board(
    open_page: Open, own_demo_store: Path, airtrack: Run
) -> None:
    # the demonstration's projects are its third batch after the five plans
    done = airtrack("withdraw", "b000008", "--reason", "试", "--by", "某", store=own_demo_store)
    assert done.returncode == 0, done.stderr
    shown = open_page(own_demo_store, "overview")
    assert any("氮氧化物累计减排量（8项）" in text for text in shown.texts)


def test_what_people_report_has_a_board_of_its_own_below(shown: Screen) -> None:
    air, reported = (
        {column for _, column, _ in shown.figure(number)["data"][0]["customdata"]}
        for number in (0, 1)
    )
    assert "nox_cut" in reported and "nox_cut" not in air


def test_the_year_of_the_newest_data_is_shown_first(shown: Screen) -> None:
    assert shown.picked("year") == "2025"
    assert shown.sentence.startswith("截至2025年7月31日，6个城市中")


def test_an_earlier_date_shows_the_year_before(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "overview", as_of="2024-05-31")
    assert screen.picked("year") == "2023"
    assert screen.sentence.startswith("2023年，6个城市中")


def test_a_link_reproduces_date_and_year(open_page: Open, demo_store: Path, airtrack: Run) -> None:
    screen = open_page(demo_store, "overview", as_of="2025-03-31", year="2025")
    rows = status(airtrack, demo_store, "--place", "430200", "--as-of", "2025-03-31")
    (row,) = [row for row in rows if row["target"] == f"{PLAN}.t1.pm25.2025.430200"]
    assert f"{row['actual']} / {row['required']}" in cells(screen)["430200", "pm25"]


def test_picking_a_date_rewrites_the_link(shown: Screen) -> None:
    shown.app.date_input(key="pick_as_of").set_value(date(2025, 6, 30)).run()
    assert shown.link["as_of"] == "2025-06-30"
    assert shown.sentence.startswith("截至2025年6月30日")


def test_the_year_follows_the_date_until_another_is_picked(shown: Screen) -> None:
    shown.app.date_input(key="pick_as_of").set_value(date(2024, 5, 31)).run()
    assert shown.picked("year") == "2023"


def test_a_year_that_was_picked_stays_when_the_date_changes(shown: Screen) -> None:
    shown.pick("year", "2023")
    shown.app.date_input(key="pick_as_of").set_value(date(2025, 5, 31)).run()
    assert shown.picked("year") == "2023"


def test_the_date_follows_newer_data(
    open_page: Open, own_demo_store: Path, airtrack: Run, tmp_path: Path
) -> None:
    screen = open_page(own_demo_store, "overview")
    file = tmp_path / "2025-09.csv"
    file.write_bytes(table(9, year=2025))
    assert airtrack("load", file, store=own_demo_store).returncode == 0
    screen.app.run()
    assert screen.link["as_of"] == "2025-09-30"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("nonsense", id="no-date"),
        pytest.param("2031-01-01", id="after-the-data"),
        pytest.param("1999-01-01", id="before-the-data"),
    ],
)
def test_a_date_that_is_not_on_record_is_named_and_the_newest_shown(
    given: str, open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "overview", as_of=given)
    assert given in screen.app.warning[0].value
    assert screen.link["as_of"] == "2025-07-31"


def test_a_draft_is_marked_wherever_the_plan_is_named(shown: Screen) -> None:
    titles = [item.value for item in shown.app.subheader]
    assert any("（征求意见稿）" in title for title in titles)
    assert "（征求意见稿）" in shown.app.selectbox(key="pick_plan").options[0]


def test_the_table_has_every_verdict_of_the_year(
    shown: Screen, airtrack: Run, demo_store: Path
) -> None:
    rows = status(airtrack, demo_store, "--plan", PLAN)
    assert len(shown.table) == sum(row["period"] == "2025" for row in rows)


def test_the_gravest_verdict_heads_the_table(shown: Screen) -> None:
    assert shown.table.iloc[0, 1].startswith("✕")


def test_no_more_than_three_sentences_need_attention(shown: Screen) -> None:
    told = [button for button in shown.app.button if "-badge[" in button.label]
    assert 1 <= len(told) <= 3


def test_the_figure_has_its_answer_for_those_who_cannot_see_it(shown: Screen) -> None:
    assert shown.app.get("plotly_chart")[0].proto.alt == shown.sentence


def test_a_store_without_values_says_what_to_do_and_links_to_the_upload(
    open_page: Open, empty_store: Path
) -> None:
    screen = open_page(empty_store, "overview")
    assert screen.is_whole
    assert "airtrack demo" in screen.app.info[0].value
    assert screen.app.get("page_link")[0].proto.page == "upload"


def test_a_store_without_plans_says_what_to_do(
    open_page: Open, own_demo_store: Path, airtrack: Run
) -> None:
    for number in range(1, 6):
        done = airtrack("withdraw", str(number), "--reason", "a test", store=own_demo_store)
        assert done.returncode == 0, done.stderr
    screen = open_page(own_demo_store, "overview")
    assert screen.is_whole
    assert "airtrack init" in screen.app.info[0].value


def test_before_its_year_a_target_is_not_due(open_page: Open, june_store: Path) -> None:
    screen = open_page(june_store, "overview")
    assert screen.sentence == "截至2019年6月30日，库中没有可用于评价2023年目标的数据。"
    assert cells(screen)["430100", "pm25"] == "– 未到期<br>– / 38"


def test_targets_that_too_few_data_leave_open_are_no_all_clear(shown: Screen) -> None:
    assert any("项目标因缺少数据不能评价：" in text for text in shown.texts)
    assert "没有滞后、存在风险或未完成的目标。" not in shown.texts


@pytest.fixture
def monthly(open_page: Open, monthly_store: Path) -> Screen:
    """The overview of a store that holds a year of monthly tables and no day."""
    return open_page(monthly_store, "overview")


def test_monthly_tables_alone_give_verdicts(monthly: Screen) -> None:
    assert monthly.picked("year") == "2023"
    # 31 days of 55, 28 of 55, 31 of 55 and the other 275 of 25: 32.4; printed 32
    assert cells(monthly)["430100", "pm25"] == "✓ 完成<br>32 / 38"


def test_a_caption_says_that_months_were_estimated(monthly: Screen) -> None:
    captions = [text for text in monthly.texts if text.startswith("GB 3095")]
    assert len(captions) == 2  # that of the board and that of the map
    assert all("由月报估算" in text and "监测数据计算" not in text for text in captions)


@pytest.mark.parametrize(
    ("plan", "year"),
    [
        ("jilin-2013", "2017"),
        ("jilin-2013", "2022"),
        ("sichuan-2018", "2018"),
        ("xianyang-2020", "2020"),
        ("shanxi-2024", "2024"),
        ("shanxi-2024", "2025"),
        ("shanxi-2024", "2027"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_year_of_every_plan_opens(
    open_page: Open, demo_store: Path, plan: str, year: str, lang: str
) -> None:
    screen = open_page(demo_store, "overview", plan=plan, year=year, lang=lang)
    assert screen.is_whole
    assert (screen.picked("plan"), screen.picked("year")) == (plan, year)


def test_a_rank_without_data_says_what_it_asks_and_what_it_lacks(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "overview", plan="shanxi-2024", year="2024")
    said = {str(cell) for row in screen.table.values.tolist() for cell in row}
    assert "至少 10 个城市更差" in said
    assert "2024年尚无数据" in said


def test_a_part_of_the_region_has_its_own_cities_alone(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "overview", region="changzhutan")
    rows = screen.figure()["layout"]["yaxis"]["ticktext"]
    assert sorted(rows) == ["株洲", "湘潭", "长沙"]
    assert "3个城市中" in screen.sentence


def test_three_places_need_attention_each_with_its_gravest_verdict(shown: Screen) -> None:
    behind = [button for button in shown.app.button if str(button.key).startswith("explain_att")]
    places = [str(button.key).split("@")[1] for button in behind]
    assert places == ["430200", "430100", "430300"]


def test_the_sheet_that_is_printed_has_every_cell_of_the_board(shown: Screen) -> None:
    (sheet,) = [
        item.proto.body
        for item in shown.app.get("html")
        if item.proto.body.startswith('<div class="sheet">')
    ]
    for number in (0, 1):
        for text in shown.figure(number)["data"][0]["text"]:
            assert text in sheet
