"""The card behind a badge, a figure or a row says what the command line says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

Run = Callable[..., Any]
TARGET = "hunan-czt-2025.t1.pm25.2025.430100"


@pytest.fixture
def explained(airtrack: Run, demo_store: Path) -> Callable[..., Any]:
    """The command line's explanation."""

    def ask(*arguments: str) -> Any:
        done = airtrack("explain", *arguments, "--format", "json", store=demo_store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def has_download(screen: Screen) -> bool:
    return any(button.proto.label == "下载JSON" for button in screen.app.get("download_button"))


def test_a_badge_is_one_click_from_its_calculation(
    open_page: Open, demo_store: Path, explained: Callable[..., Any]
) -> None:
    screen = open_page(demo_store, "city", place="430100", year="2025")
    assert not has_download(screen)
    badge = next(button for button in screen.app.button if "PM2.5 37.7 (≤ 35)" in button.label)
    badge.click().run()
    assert screen.is_whole and has_download(screen)
    formulas = explained(TARGET)["figures"][0]["formulas"]
    assert {formula["text"] for formula in formulas} <= set(screen.texts)


def test_the_link_of_an_open_card_opens_it_again(open_page: Open, demo_store: Path) -> None:
    asked = {"place": "430100", "year": "2024", "explain": "o3"}
    screen = open_page(demo_store, "city", **asked)
    assert screen.is_whole and has_download(screen)


def test_a_figure_of_the_year_can_be_walked_back_to_a_day(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "city", place="430100", year="2024", explain="o3")
    screen.app.selectbox(key="explain_day").set_value("2024-07-01").run()
    assert screen.is_whole
    assert any(text.startswith("O3: IAQI = ") for text in screen.texts)


def test_a_row_of_the_overview_opens_too(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "overview")
    key = "hunan-czt-2025.t1.pm25.2025.430200@430200"
    screen.app.selectbox(key="explain_pick").set_value(key).run()
    assert screen.is_whole
    assert any("由下列数据另行复算，结果一致。" in text for text in screen.texts)


def test_the_public_edition_names_no_batch_and_nobody(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    screen = open_page(demo_store, "city", place="430100", year="2025", explain="pm25")
    assert screen.is_whole and has_download(screen)
    shown = [frame.value.to_csv() for frame in screen.app.dataframe]
    assert not any(re.search(r"b\d{6}", text) or "demo.toml" in text for text in shown)
