"""Cards of targets and tasks: a click opens them, Escape closes them, the address keeps them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from visit import PATIENCE_MS, Visitor

from tests.running import Server

pytestmark = pytest.mark.browser

HEADER_HEIGHT, ROW_HEIGHT, CHECKBOX_WIDTH = 35, 35, 40


def click_first_row(visitor: Visitor, *, across: int = 4 * CHECKBOX_WIDTH) -> None:
    """The first row of the first table is clicked, so many pixels from its left edge."""
    visitor.settled().table.scroll_into_view_if_needed()
    cells = visitor.table.locator(".dvn-scroller")
    cells.click(position={"x": across, "y": HEADER_HEIGHT + ROW_HEIGHT // 2})


@pytest.mark.parametrize(
    "across",
    [
        pytest.param(CHECKBOX_WIDTH // 2, id="its-box"),
        pytest.param(4 * CHECKBOX_WIDTH, id="a-cell"),
    ],
)
def test_a_row_opens_its_card_again_after_it_was_closed(
    across: int, visitor: Visitor, server: Server
) -> None:
    visitor.go(f"{server.url}/targets")
    dialog = visitor.page.get_by_role("dialog")
    click_first_row(visitor, across=across)
    expect(dialog).to_contain_text("要求：≤ 35", timeout=PATIENCE_MS)
    expect(visitor.page).to_have_url(re.compile(r"target=hunan-czt-2025\.goal\.pm25\.2025"))
    visitor.settled().page.keyboard.press("Escape")
    expect(dialog).to_have_count(0, timeout=PATIENCE_MS)
    expect(visitor.page).not_to_have_url(re.compile(r"[?&]target="))
    click_first_row(visitor, across=across)
    expect(dialog).to_contain_text("要求：≤ 35", timeout=PATIENCE_MS)


def test_a_badge_of_a_card_opens_the_calculation_and_escape_leads_back(
    visitor: Visitor, server: Server
) -> None:
    visitor.go(f"{server.url}/targets?target=hunan-czt-2025.t1.pm25.2025.430200")
    dialog = visitor.settled().page.get_by_role("dialog")
    dialog.get_by_role("button", name="滞后").click()
    expect(dialog).to_contain_text("日值之和 ÷ 有效天数", timeout=PATIENCE_MS)
    visitor.settled().page.keyboard.press("Escape")
    expect(dialog).to_contain_text("出处：", timeout=PATIENCE_MS)
    expect(visitor.page).not_to_have_url(re.compile(r"explain="))


def test_a_row_of_tasks_opens_the_task(visitor: Visitor, server: Server) -> None:
    visitor.go(f"{server.url}/tasks")
    click_first_row(visitor)
    expect(visitor.page.get_by_role("dialog")).to_contain_text("15.1", timeout=PATIENCE_MS)
    expect(visitor.page).to_have_url(re.compile(r"task=15"))
