"""How the pages look where it matters: on paper, on a phone, in the dark, and where clicks lead."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from visit import Visitor

from tests.running import Server

pytestmark = pytest.mark.browser

CITIES = ("长沙", "株洲", "湘潭", "岳阳", "常德", "益阳")
A4_ACROSS = re.compile(rb"/MediaBox\s*\[0 0 841\.9\d* 594\.9\d*\]")


@pytest.mark.parametrize(
    "scheme", [pytest.param("light", id="light"), pytest.param("dark", id="dark")]
)
def test_the_overview_prints_to_one_page_across_with_every_city(
    scheme: str, visitor: Visitor, server: Server
) -> None:
    visitor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visitor.go(server.url).settled()
    printed = visitor.page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert A4_ACROSS.search(printed)
    visitor.page.emulate_media(media="print")
    sheet = visitor.page.locator(".sheet")
    expect(sheet).to_be_visible()
    rows = sheet.locator("tbody th").all_inner_texts()
    assert {*CITIES, "区域"} == set(rows)
    assert sheet.locator("td", has_text=re.compile("[✕▼▲◌●✓–]")).count() == 41
    expect(visitor.table).to_be_hidden()


def test_on_a_phone_the_pickers_fold_and_open(phone: Visitor, server: Server) -> None:
    phone.go(f"{server.url}/city?place=430200").settled()
    picker = phone.page.locator(".st-key-pick_place")
    expect(picker).to_be_hidden()
    phone.page.get_by_text(re.compile("选择：株洲市")).click()
    expect(picker).to_be_visible()


def test_a_wide_screen_shows_the_pickers_at_once(visitor: Visitor, server: Server) -> None:
    visitor.go(f"{server.url}/city")
    expect(visitor.page.locator(".st-key-pick_place")).to_be_visible()
    expect(visitor.page.locator(".st-key-fold")).to_be_hidden()


def test_a_figure_follows_the_theme_of_the_browser(visitor: Visitor, server: Server) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go(f"{server.url}/ranking").settled()
    figure = visitor.page.locator(".js-plotly-plot").first
    ink = figure.locator(".ytick text").first.evaluate("one => getComputedStyle(one).fill")
    assert ink == "rgb(230, 233, 237)"


@pytest.mark.parametrize(
    ("figure", "leads"),
    [
        pytest.param(0, r"/city\?(?=.*by=pm25)(?=.*place=430200)(?=.*year=2025)", id="to-the-city"),
        pytest.param(
            1, r"/emissions\?(?=.*indicator=nox_cut)(?=.*place=430200)", id="to-the-tonnes"
        ),
    ],
)
def test_a_cell_of_the_board_opens_what_is_behind_it(
    figure: int, leads: str, visitor: Visitor, server: Server
) -> None:
    visitor.go(server.url).settled()
    shown = visitor.page.locator(".js-plotly-plot").nth(figure)
    at = shown.evaluate("one => one.data[0].customdata.findIndex(cell => cell[0] === '430200')")
    cell = shown.locator(".point").nth(at)
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    # by its edge: all of a cell can be clicked, not only its letters
    visitor.page.mouse.click(box["x"] + 6, box["y"] + 6)
    expect(visitor.page).to_have_url(re.compile(leads))


def test_a_table_is_saved_as_a_workbook(visitor: Visitor, server: Server) -> None:
    visitor.go(f"{server.url}/ranking").settled()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="下载 XLSX").first.click()
    read = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    assert len(read.get_sheet_by_index(0).to_python()) == 7


def test_a_figure_has_one_button_that_saves_it_as_a_picture(
    visitor: Visitor, server: Server
) -> None:
    visitor.go(f"{server.url}/ranking").settled()
    figure = visitor.page.locator(".js-plotly-plot").first
    figure.hover()
    buttons = figure.locator(".modebar-btn")
    expect(buttons).to_have_count(1)
    assert buttons.first.get_attribute("data-title") == "保存为图片（PNG）"
    with visitor.page.expect_download() as download:
        buttons.first.click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
