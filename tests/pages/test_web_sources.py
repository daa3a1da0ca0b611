"""A month from a web source goes through the upload page like a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from tests.web import CSV, Says, Web, served

Run = Callable[..., Any]

TABLE = "城市,日期,PM2.5,PM10,SO2,NO2,CO,O3_8h\n长沙市,2025-06-01,31,52,6,20,0.8,120\n"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A portal that serves a table a month."""
    with served() as found:
        monkeypatch.setenv("AIRTRACK_PORTAL_URL", found.base)
        monkeypatch.setenv("NO_PROXY", "*")
        yield found


@pytest.fixture
def page(open_page: Open, empty_store: Path) -> Screen:
    return open_page(empty_store, "upload")


def fetched(page: Screen, source: str = "portal_csv", period: str = "2025-06") -> Screen:
    page.app.selectbox(key="fetch_source").set_value(source).run()
    page.app.text_input(key="fetch_period").set_value(period)
    page.app.button(key="fetch_now").click().run()
    return page


def test_what_was_fetched_is_understood_and_committed(
    web: Web, page: Screen, airtrack: Run, empty_store: Path
) -> None:
    web.says(Says(TABLE.encode(), kind=CSV))
    screen = fetched(page)
    assert screen.is_whole
    assert any(text.startswith("已取来：") for text in screen.texts)
    assert screen.app.dataframe[0].value.iloc[0, 1] == "城市日均浓度，一行一城"
    screen.app.text_input(key="intake_by").set_value("张工").run()
    screen.app.button(key="intake_commit").click().run()
    asked = ("days", "--place", "长沙市", "--period", "2025-06-01", "--format", "json")
    (row,) = json.loads(airtrack(*asked, store=empty_store).stdout)["rows"]
    assert row["pm25"] == 31
    assert not any(text.startswith("已取来：") for text in screen.texts)


def test_what_was_fetched_can_be_put_away(web: Web, page: Screen) -> None:
    web.says(Says(TABLE.encode(), kind=CSV))
    screen = fetched(page)
    screen.app.button(key="fetch_put_away").click().run()
    assert not any(text.startswith("已取来：") for text in screen.texts)
    assert not any(button.key == "intake_commit" for button in screen.app.button)


def test_a_source_that_fails_is_told_on_the_page(web: Web, page: Screen) -> None:
    web.says(Says(b"gone", status=404))
    screen = fetched(page)
    assert screen.app.error
    assert "404" in screen.app.error[0].value
    assert not any(text.startswith("已取来：") for text in screen.texts)


def test_a_source_that_is_not_set_up_says_what_it_lacks(page: Screen) -> None:
    page.app.selectbox(key="fetch_source").set_value("openaq").run()
    assert any("OPENAQ_API_KEY" in text for text in page.texts)
    assert page.app.button(key="fetch_now").disabled
