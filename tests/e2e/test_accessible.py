"""No page has an obstacle that axe-core calls serious or critical, in either theme.

axe-core comes with a package of the development requirements (MPL-2.0): no network is asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, expect
from visit import PATIENCE_MS, Visitor

from airtrack.ui.contents import BOTH_EDITIONS
from airtrack.ui.inside import INSIDE
from tests.running import Server

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
GRAVE = ("serious", "critical")
# contrast of what is drawn on a canvas or within a figure is for the eye: axe cannot read it there
RUN = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations.map(one => ({
        id: one.id,
        impact: one.impact,
        nodes: one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)),
    }));
}"""
PAGES = tuple(act.name for act in (*BOTH_EDITIONS, *INSIDE))
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
IS_FULL = "matrix" in os.environ.get("AIRTRACK_REQUIRE", "")
CASES = [
    pytest.param(page, theme, id=f"{page}-{theme}")
    for number, page in enumerate(PAGES)
    for turn, theme in enumerate(THEMES)
    # in CI every page in one of the two, half of the pages in each
    if IS_FULL or (number + turn) % 2 == 0
]


@pytest.fixture(scope="module")
def axe(browser: BrowserContext) -> Iterator[str]:
    """The script of axe-core."""
    yield AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "theme"), CASES)
def test_a_page_has_no_serious_obstacle(
    page: str, theme: Literal["light", "dark"], axe: str, visitor: Visitor, server: Server
) -> None:
    visitor.page.emulate_media(color_scheme=theme)
    visitor.page.goto(f"{server.url}/{'' if page == PAGES[0] else page}")
    expect(visitor.title).to_be_visible(timeout=PATIENCE_MS)
    visitor.settled().page.evaluate(axe)
    found: list[dict[str, Any]] = visitor.page.evaluate(RUN)
    assert [one for one in found if one["impact"] in GRAVE] == []
