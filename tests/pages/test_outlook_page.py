"""Outlook: a slider changes what is expected and the URL, and the URL gives the page back."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open, Screen

QUERY = {"plan": "hunan-czt-2025", "place": "430200", "lang": "en"}

pytestmark = pytest.mark.usefixtures("kept_figures")


def expected(page: Screen, column: str) -> str:
    """What is said of the end of PM2.5."""
    table = page.table
    name = next(key for key in table.columns if key.startswith(column))
    return str(table[table["target_indicator1"] == "PM2.5"][name].iloc[0])


def test_moving_a_slider_changes_the_end_and_the_url_which_gives_it_back(
    open_page: Open, demo_store: Path
) -> None:
    page = open_page(demo_store, "outlook", **QUERY)
    before = expected(page, "outlook_under")
    assert page.is_whole and before == expected(page, "outlook_without")
    assert "scenario" not in page.link

    page.app.slider(key="outlook_pm25").set_value(-30).run()
    assert page.link["scenario"] == "pm25:-30%"
    moved = expected(page, "outlook_under")
    assert float(moved.split()[0]) < float(before.split()[0])
    assert expected(page, "outlook_without") == before

    page.app.slider(key="outlook_months").set_value((10, 12)).run()
    assert page.link["scenario"] == "pm25:-30%@10-12"
    again = open_page(demo_store, "outlook", **page.link)
    assert again.app.slider(key="outlook_pm25").value == -30
    assert again.app.slider(key="outlook_months").value == (10, 12)
    assert (again.sentence, expected(again, "outlook_under")) == (
        page.sentence,
        expected(page, "outlook_under"),
    )


def test_a_mean_from_the_url_stays_while_another_slider_moves(
    open_page: Open, demo_store: Path
) -> None:
    page = open_page(demo_store, "outlook", **QUERY, scenario="pm25:25@11")
    page.app.slider(key="outlook_o3").set_value(-10).run()
    # the months are those of the address
    assert page.link["scenario"] == "pm25:25@11;o3:-10%@11"


def test_an_assumption_that_nobody_can_read_is_named(open_page: Open, demo_store: Path) -> None:
    page = open_page(demo_store, "outlook", **QUERY, scenario="pm25:much")
    assert page.is_whole and "pm25:much" in page.app.warning[0].value
    assert "scenario" not in page.link


def test_the_public_edition_does_not_know_the_page(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    with pytest.raises(ValueError, match="outlook"):
        open_page(demo_store, "outlook", **QUERY)
