"""A project is entered on the page of registers, counts among emissions, and is withdrawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, TimeoutError, expect
from visit import PATIENCE_MS, Visitor

from tests.running import Server

pytestmark = pytest.mark.browser

HEADER_HEIGHT, ROW_HEIGHT = 35, 35
CLICKS, CLICK_PATIENCE_MS = 5, 3_000
PAGE = "/records?register=emission_projects"
EMISSIONS = "/emissions?plan=hunan-czt-2025&indicator=nox_cut&place=430300&as_of=2023-12-31"


def write(visitor: Visitor, label: str, text: str) -> None:
    """The text is typed into a field of the form; a list takes it with the enter key."""
    box = visitor.page.get_by_test_id("stForm").get_by_label(f"{label} *", exact=True)
    box.fill(text, timeout=PATIENCE_MS)
    if box.get_attribute("role") == "combobox":
        box.press("Enter")


def write_day(visitor: Visitor, label: str, digits: str) -> None:
    """Year, month and day are typed one after the other."""
    visitor.page.get_by_role("spinbutton", name=f"year, {label} *").click()
    visitor.page.keyboard.type(digits)
    visitor.page.keyboard.press("Tab")


def enter_project(visitor: Visitor, server: Server) -> None:
    """Somebody writes a project into the form and adds it to what waits."""
    visitor.page.goto(server.url + PAGE)
    expect(visitor.sentence).to_contain_text("减排项目清单还没有记录", timeout=PATIENCE_MS)
    visitor.settled()
    write(visitor, "项目编号", "P1")
    write(visitor, "项目名称", "烧结机脱硝")
    write(visitor, "城市", "湘潭市")
    write(visitor, "污染物", "NOx")
    write(visitor, "减排量(吨)", "4000")
    write_day(visitor, "日期", "20230630")
    write(visitor, "状态", "已核定")
    visitor.page.get_by_role("button", name="加入待提交的记录").click()
    sentence = visitor.page.get_by_test_id("stText").filter(has_text=re.compile("新增 1 行"))
    expect(sentence).to_be_visible(timeout=PATIENCE_MS)


def commit(visitor: Visitor) -> None:
    """Who does it is said, the button pressed, and the page says that it is done."""
    name = visitor.settled().page.get_by_label("操作人")
    name.fill("张工", timeout=PATIENCE_MS)
    name.press("Enter")
    visitor.settled().page.get_by_role("button", name="提交", exact=True).click(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_text("已提交，批次 b000006")).to_be_visible(timeout=PATIENCE_MS)


def choose_row(visitor: Visitor, number: int, until: Locator) -> None:
    """The first row of a table is chosen; a click while the page still moves misses it."""
    cells = (
        visitor.settled().page.get_by_test_id("stDataFrame").nth(number).locator(".dvn-scroller")
    )
    for _ in range(CLICKS):
        cells.click(position={"x": 20, "y": HEADER_HEIGHT + ROW_HEIGHT // 2})
        try:
            until.wait_for(timeout=CLICK_PATIENCE_MS)
        except TimeoutError:
            continue
        return
    pytest.fail("the row could not be chosen")


def test_a_project_is_entered_counts_and_is_withdrawn(
    visitor: Visitor, empty_server: Server
) -> None:
    enter_project(visitor, empty_server)
    commit(visitor)
    expect(visitor.sentence).to_contain_text("减排项目清单现有 1 条记录", timeout=PATIENCE_MS)

    visitor.go(empty_server.url + EMISSIONS)
    # 4,000 of the 4,182 t of 2023 are 95.6 %
    expect(visitor.sentence).to_contain_text(
        "累计核定减排 4,000 吨，为 2023 年目标 4,182 吨的 95.6%"
    )

    visitor.page.goto(empty_server.url + PAGE)
    name = visitor.settled().page.get_by_label("操作人")
    name.fill("张工", timeout=PATIENCE_MS)
    name.press("Enter")
    reason = visitor.page.get_by_label("理由")
    # the current records, the table to write into, the history
    expect(visitor.page.get_by_test_id("stDataFrame")).to_have_count(3, timeout=PATIENCE_MS)
    choose_row(visitor, 2, reason)
    reason.fill("录错", timeout=PATIENCE_MS)
    reason.press("Enter")
    visitor.settled().page.get_by_role("button", name="撤回", exact=True).click(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_text("批次 b000006 已撤回")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.sentence).to_contain_text("减排项目清单还没有记录")


@pytest.mark.parametrize("lang", [pytest.param("zh", id="zh"), pytest.param("en", id="en")])
def test_the_form_fits_a_narrow_screen(lang: str, phone: Visitor, server: Server) -> None:
    phone.page.goto(f"{server.url}/records?register=follow_up&lang={lang}")
    expect(phone.page.get_by_test_id("stForm")).to_be_visible(timeout=PATIENCE_MS)
    fields = phone.settled().page.locator("[data-testid=stForm] .stElementContainer")
    rights = fields.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert len(rights) >= 12 and max(rights) <= 390
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_public_edition_does_not_know_the_page_of_registers(
    visitor: Visitor, public_server: Server
) -> None:
    visitor.page.goto(f"{public_server.url}/records")
    expect(visitor.page.get_by_text("Page not found")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_role("link", name="台账")).to_have_count(0)
