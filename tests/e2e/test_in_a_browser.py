"""The application as people meet it: real server, real browser, no internet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from visit import PATIENCE_MS, Visitor

from tests.running import Server

pytestmark = pytest.mark.browser

PROBED = {
    f"/{page}/_stcore/{name}" for page in ("city", "ranking") for name in ("health", "host-config")
}
"""A deep link makes Streamlit's front end look for the server below the page's own path first."""

HEADER_HEIGHT, ROW_HEIGHT, CHECKBOX_WIDTH = 35, 35, 40


def test_the_ranking_renders_a_chart_and_a_table(visitor: Visitor, server: Server) -> None:
    visitor.go(f"{server.url}/ranking")
    expect(visitor.title).to_have_text("排名")
    expect(visitor.table.locator("canvas").first).to_be_visible(timeout=PATIENCE_MS)
    assert len(visitor.bar_texts) == 6


def test_the_overview_renders_a_board_of_six_cities_and_the_region(
    visitor: Visitor, server: Server
) -> None:
    visitor.go(server.url)
    expect(visitor.title).to_have_text("总览")
    expect(visitor.sentence).to_contain_text("6个城市中")
    assert visitor.rows == {"长沙", "株洲", "湘潭", "岳阳", "常德", "益阳", "区域"}


def test_the_overview_leaves_no_error_in_the_console(visitor: Visitor, server: Server) -> None:
    visitor.go(server.url)
    visitor.settled().page.wait_for_load_state("networkidle")
    assert visitor.errors == []


def test_a_deep_link_leaves_only_the_probing_of_its_path_in_the_console(
    visitor: Visitor, server: Server
) -> None:
    visitor.go(f"{server.url}/city")
    visitor.settled().page.wait_for_load_state("networkidle")
    others = [
        (text, url)
        for text, url in visitor.errors
        if not ("404" in text and url.removeprefix(server.url) in PROBED)
    ]
    assert others == []


def test_a_deep_link_works_right_after_the_start(visitor: Visitor, own_server: Server) -> None:
    visitor.go(f"{own_server.url}/city?place=430100&year=2024")
    expect(visitor.title).to_have_text("城市")
    expect(visitor.sentence).to_contain_text("2024年长沙市")


def test_the_button_switches_the_language(visitor: Visitor, server: Server) -> None:
    visitor.go(server.url).settled()
    visitor.page.get_by_role("button", name="English").click()
    expect(visitor.title).to_have_text("Overview", timeout=PATIENCE_MS)
    expect(visitor.page).to_have_url(re.compile(r"lang=en"))


def august(folder: Path) -> Path:
    """A made-up August of 2025 for two cities, as a bureau's daily table."""
    lines = ["日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h"]
    for offset in range(31):
        on = date(2025, 8, 1) + timedelta(offset)
        lines += [f"{on},长沙市,20,40,6,15,0.6,100", f"{on},株洲市,25,45,6,15,0.6,100"]
    file = folder / "august.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_data_loaded_meanwhile_show_after_one_reload(
    visitor: Visitor, own_server: Server, airtrack: Callable[..., Any], tmp_path: Path
) -> None:
    visitor.go(own_server.url)
    loaded = airtrack("load", august(tmp_path), store=own_server.store)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    visitor.go(f"{own_server.url}/ranking?group=430000&period=2025-08&by=pm25")
    expect(visitor.sentence).to_contain_text("2025年8月湖南省PM2.5：长沙市最好")
    expect(visitor.alerts).to_have_count(0)


def test_data_loaded_meanwhile_show_after_one_rerun(
    visitor: Visitor, own_server: Server, airtrack: Callable[..., Any], tmp_path: Path
) -> None:
    visitor.go(own_server.url)
    loaded = airtrack("load", august(tmp_path), store=own_server.store)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    visitor.settled().page.get_by_role("button", name="English").click()
    footer = visitor.page.get_by_test_id("stText").filter(has_text="Data to 2025-08-31 ·")
    expect(footer).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.alerts).to_have_count(0)


@pytest.mark.parametrize(
    "across",
    [
        pytest.param(CHECKBOX_WIDTH // 2, id="its-box"),
        pytest.param(4 * CHECKBOX_WIDTH, id="a-cell"),
    ],
)
def test_clicking_a_row_of_the_ranking_opens_that_city(
    across: int, visitor: Visitor, server: Server
) -> None:
    visitor.go(f"{server.url}/ranking?group=430000&period=2024")
    best = re.search(r"：(\w+)最好", visitor.settled().sentence.inner_text())
    assert best is not None
    visitor.table.scroll_into_view_if_needed()
    cells = visitor.table.locator(".dvn-scroller")
    cells.click(position={"x": across, "y": HEADER_HEIGHT + ROW_HEIGHT // 2})
    expect(visitor.title).to_have_text("城市", timeout=PATIENCE_MS)
    expect(visitor.sentence).to_contain_text(f"2024年{best[1]}")
    expect(visitor.page).to_have_url(re.compile(r"/city\?.*place=43\d{4}.*year=2024"))


def test_clicking_a_row_of_the_overview_opens_that_city(visitor: Visitor, server: Server) -> None:
    visitor.go(f"{server.url}/?year=2023")
    visitor.settled().table.scroll_into_view_if_needed()
    cells = visitor.table.locator(".dvn-scroller")
    cells.click(position={"x": 4 * CHECKBOX_WIDTH, "y": HEADER_HEIGHT + ROW_HEIGHT // 2})
    expect(visitor.title).to_have_text("城市", timeout=PATIENCE_MS)
    expect(visitor.page).to_have_url(re.compile(r"/city\?.*place=43\d{4}.*year=2023"))


@pytest.mark.parametrize("lang", [pytest.param("zh", id="zh"), pytest.param("en", id="en")])
def test_the_board_fits_a_phone(lang: str, phone: Visitor, server: Server) -> None:
    """No cell's text is wider than its cell, in both parts of the board."""
    phone.go(f"{server.url}/?lang={lang}")
    boards = [
        phone.page.locator(f".st-key-{key} .js-plotly-plot")
        for key in ("figure_board", "figure_reported")
    ]
    phone.settled()
    for board in boards:
        expect(board).to_be_visible(timeout=PATIENCE_MS)
        texts = board.locator(".bartext")
        expect(texts.first).to_be_visible(timeout=PATIENCE_MS)
        grid = board.locator(".nsewdrag").first.bounding_box()
        assert grid is not None
        widths = texts.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
        assert max(widths) <= grid["width"] / board.locator(".xtick").count()


def test_on_a_phone_the_answer_is_in_sight(phone: Visitor, server: Server) -> None:
    phone.go(server.url).settled()
    box = phone.sentence.bounding_box()
    assert box is not None and box["y"] + box["height"] <= 800


def test_the_public_edition_does_not_know_the_upload_page(
    visitor: Visitor, public_server: Server
) -> None:
    visitor.page.goto(f"{public_server.url}/upload")
    expect(visitor.page.get_by_text("Page not found")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_test_id("stFileUploader")).to_have_count(0)


def test_the_public_edition_says_what_it_is(visitor: Visitor, public_server: Server) -> None:
    visitor.go(public_server.url)
    expect(visitor.page.get_by_text("公众版").first).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_role("link", name="数据")).to_have_count(0)
