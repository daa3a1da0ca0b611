"""Every page of the application in a browser: screens, languages, stores and editions.

In CI any two of these meet at least once; `make e2e` opens all of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from looked_at import LOOK, LOOKS_LIKE_CHINESE
from playwright.sync_api import BrowserContext, expect
from visit import PATIENCE_MS, Visitor

from airtrack.ui.contents import BOTH_EDITIONS
from airtrack.ui.inside import INSIDE
from tests.pairs import Case, every_case, pairs_of, pairwise
from tests.running import Server, running

pytestmark = pytest.mark.browser

PUBLIC = tuple(act.name for act in BOTH_EDITIONS)
PAGES = (*PUBLIC, *(act.name for act in INSIDE))
WIDTHS = {"wide": 1280, "phone": 390}
STORES, EDITIONS = ("demo", "real", "empty"), ("inside", "public")
FACTORS = (PAGES, tuple(WIDTHS), ("zh", "en"), STORES, EDITIONS)
PROBES = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
"""A deep link makes Streamlit's front end look for the server below the page's own path first."""


def is_possible(case: Case) -> bool:
    """The public edition has not all pages."""
    page, *_, edition = case
    return edition == "inside" or page in PUBLIC


IS_FULL = "matrix" in os.environ.get("AIRTRACK_REQUIRE", "")
CASES = every_case(FACTORS, is_possible) if IS_FULL else pairwise(FACTORS, is_possible)


def test_any_two_values_meet() -> None:
    possible = every_case(FACTORS, is_possible)
    wanted = {pair for case in possible for pair in pairs_of(case)}
    chosen = pairwise(FACTORS, is_possible)
    assert {pair for case in chosen for pair in pairs_of(case)} == wanted
    assert set(chosen) <= set(possible)
    # every page meets every store; a fifth more is what the other pairs may cost
    assert len(chosen) <= 1.2 * len(PAGES) * len(STORES)


@contextmanager
def opened(request: pytest.FixtureRequest, store: str, edition: str, log: Path) -> Iterator[Server]:
    """A server of that store and edition."""
    fixture = {"demo": "_demo_store", "real": "june_store", "empty": "empty_store"}[store]
    folder: Path = request.getfixturevalue(fixture)
    options = ("--public",) if edition == "public" else ()
    yield from running(folder, log, *options)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("store", STORES)
def test_every_page_is_whole(
    store: str,
    edition: str,
    browser: BrowserContext,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    cases = [case for case in CASES if case[3:] == (store, edition)]
    with opened(request, store, edition, tmp_path / "server.log") as server:
        found = {case: faults for case in cases if (faults := of_case(browser, server, case))}
    assert found == {}, (tmp_path / "server.log").read_text(encoding="utf-8")[-3000:]


def of_case(browser: BrowserContext, server: Server, case: Case) -> list[str]:
    """What is wrong with a page on that screen, in that language, on that store."""
    page, width, lang, store, _ = case
    path = "" if page == PAGES[0] else page
    with Visitor.of(browser, width=WIDTHS[width], height=900) as visitor:
        visitor.page.goto(f"{server.url}/{path}?lang={lang}")
        expect(visitor.title).to_be_visible(timeout=PATIENCE_MS)
        visitor.settled().page.wait_for_load_state("networkidle")
        seen = visitor.page.evaluate(LOOK)
        noticed = [*visitor.strangers, *errors_of(visitor)]
    return [*noticed, *faults(seen, width=WIDTHS[width], lang=lang, store=store)]


def errors_of(visitor: Visitor) -> list[str]:
    """What the console of the browser says, but for the probing of a deep link."""
    return [
        f"console: {text} {url}"
        for text, url in visitor.errors
        if not ("404" in text and PROBES.search(urlsplit(url).path))
    ]


def faults(seen: dict[str, Any], *, width: int, lang: str, store: str) -> list[str]:
    """What must not be on a page, and what is missing on it."""
    is_zh = {name: bool(LOOKS_LIKE_CHINESE.search(seen[name])) for name in ("title", "sentence")}
    alerts = seen["alerts"]
    checks = {
        f"exceptions: {seen['exceptions']}": seen["exceptions"] == 0,
        f"an incident: {alerts}": not any(seen["incidents"]),
        # what an archive of one month cannot answer is said in place of the answer
        f"an error beside an answer: {alerts}": not (seen["errors"] and seen["sentence"]),
        f"the document is {seen['width']} wide": seen["width"] <= width,
        f"beyond the edge: {seen['beyond']}": not seen["beyond"],
        "no title": bool(seen["title"]),
        "no answer": bool(seen["sentence"]) or (store != "demo" and bool(alerts)),
        f"the title is not in {lang}: {seen['title']}": is_zh["title"] is (lang == "zh"),
        f"figures without words: {seen['mute']}": not seen["mute"],
        f"pictures without words: {seen['pictures']}": not seen["pictures"],
        f"a badge without a word: {seen['badges']}": not seen["badges"],
    }
    if lang == "zh" and seen["sentence"]:
        checks[f"the answer is not in zh: {seen['sentence']}"] = is_zh["sentence"]
    if lang == "en":
        foreign = {text for text in seen["labels"] if LOOKS_LIKE_CHINESE.search(text)}
        checks[f"labels that are not in en: {foreign}"] = not foreign
    return [fault for fault, is_well in checks.items() if not is_well]
