"""Somebody who looks at pages, and what their browser noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.browser import LOOPBACK

PATIENCE_MS = 30_000
# how long a page takes says how busy the machine is, nothing about the product
expect.set_options(timeout=PATIENCE_MS)
STILL_FOR_MS = 400
LOOKS_EVERY_MS = 50
# true once no script has run for so long: what is on the page then stays there
IS_STILL = """most => {
    const app = document.querySelector('[data-testid="stApp"]');
    const isStill = app?.dataset.testScriptState === 'notRunning';
    window.stillSince = isStill ? window.stillSince ?? performance.now() : null;
    return isStill && performance.now() - window.stillSince >= most;
}"""


@dataclass
class Visitor:
    """A page; `strangers` are the addresses outside this machine that were asked for.

    The browser finds none of those: asking leads nowhere and is noted here.
    """

    page: Page
    strangers: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    @staticmethod
    @contextmanager
    def of(context: BrowserContext, *, width: int, height: int) -> Iterator[Visitor]:
        """A window of its own, which keeps nothing of what an earlier visitor was told to keep."""
        visitor = Visitor(context.new_page())
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.page.on("request", visitor._ask)
        visitor.page.on("websocket", lambda socket: visitor._note(socket.url))
        visitor.page.on("console", visitor._hear)
        visitor.page.on("pageerror", lambda error: visitor.errors.append((str(error), "")))
        try:
            yield visitor
        finally:
            _forget(context, visitor.page)

    def _ask(self, request: Request) -> None:
        self._note(request.url)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != LOOPBACK:
            self.strangers.append(url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append((message.text, str(message.location.get("url", ""))))

    def go(self, url: str) -> Visitor:
        """The page is there: its title, and a drawn figure."""
        self.page.goto(url)
        expect(self.page.locator(".js-plotly-plot .main-svg").first).to_be_visible(
            timeout=PATIENCE_MS
        )
        return self

    def settled(self) -> Visitor:
        """The page has stopped running: what is touched now is not replaced under the hand."""
        self.page.wait_for_function(
            IS_STILL, arg=STILL_FOR_MS, timeout=PATIENCE_MS, polling=LOOKS_EVERY_MS
        )
        return self

    @property
    def title(self) -> Locator:
        """The heading of the page; what only paper shows has one of its own."""
        return self.page.locator("h1").filter(visible=True)

    @property
    def sentence(self) -> Locator:
        """The answer."""
        return self.page.locator("h2")

    @property
    def bar_texts(self) -> list[str]:
        """The numbers at the bars of the first figure."""
        figure = self.settled().page.locator(".js-plotly-plot").first
        return figure.locator(".bartext").all_inner_texts()

    @property
    def rows(self) -> set[str]:
        """The names beside the rows of the first figure."""
        ticks = self.settled().page.locator(".js-plotly-plot").first.locator(".ytick")
        return set(ticks.all_text_contents())

    @property
    def table(self) -> Locator:
        """The data table."""
        return self.page.get_by_test_id("stDataFrame").first

    @property
    def alerts(self) -> Locator:
        """Errors, warnings, hints."""
        return self.page.get_by_test_id("stAlert")


def _forget(context: BrowserContext, page: Page) -> None:
    """The window is shut, and what it stored under its address and the cookies are gone."""
    if urlsplit(page.url).hostname == LOOPBACK:
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.close()
    context.clear_cookies()
