"""A real server on a copy of the demonstration store, and a browser that sees only this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright
from visit import Visitor

from tests.browser import ARGUMENTS, NAMES, found
from tests.running import Server, running
from tests.web import Says, served


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's browser; without one the tests are skipped, or fail if required."""
    path = found()
    if path is None:
        why = f"no browser on this machine: looked for {', '.join(NAMES)}"
        if "browser" in os.environ.get("AIRTRACK_REQUIRE", ""):
            pytest.fail(why)
        pytest.skip(why)
    return path


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What starts browsers; there can be one of it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(chromium: str, driver: Playwright) -> Iterator[BrowserContext]:
    """One browser for all tests; each visitor opens a window in it.

    A blank window stays open, so that the process that has compiled the front end stays too.
    """
    with served() as web:
        web.says(Says(kind="text/html"))
        launched = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        context = launched.new_context()
        context.new_page().goto(web.base)
        yield context
        launched.close()


@pytest.fixture
def visitor(browser: BrowserContext) -> Iterator[Visitor]:
    """Somebody with a wide screen."""
    with Visitor.of(browser, width=1280, height=900) as opened:
        yield opened


@pytest.fixture
def phone(browser: BrowserContext) -> Iterator[Visitor]:
    """Somebody with a narrow screen."""
    with Visitor.of(browser, width=390, height=800) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(
    chromium: str, _demo_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that the tests share; nobody writes to its store."""
    folder = tmp_path_factory.mktemp("serving")
    store = Path(shutil.copytree(_demo_store, folder / "store"))
    yield from running(store, folder / "server.log")


@pytest.fixture
def own_server(chromium: str, own_demo_store: Path, tmp_path: Path) -> Iterator[Server]:
    """A server just started, of this test alone."""
    yield from running(own_demo_store, tmp_path / "server.log")


@pytest.fixture
def empty_server(chromium: str, empty_store: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of a store that holds plans and no value, of this test alone."""
    yield from running(empty_store, tmp_path / "server.log")


@pytest.fixture(scope="session")
def public_server(
    chromium: str, _demo_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The public edition of the demonstration store, which the tests share: it cannot write."""
    log = tmp_path_factory.mktemp("public") / "server.log"
    yield from running(_demo_store, log, "--public")
