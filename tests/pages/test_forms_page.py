"""The page of forms: one form at a time, with its templates, and what all cells have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open, Screen

from airtrack.ingest.templates import template_of
from airtrack.registry import catalogue
from airtrack.settings import home

KNOWN = [one.id for one in template_of.known(catalogue.load(home() / "data"))]


@pytest.fixture
def page(open_page: Open, empty_store: Path) -> Screen:
    return open_page(empty_store, "forms")


def test_the_page_begins_with_the_monthly_table(page: Screen) -> None:
    assert page.is_whole
    assert page.sentence == "能识别21种表式，表头的常见写法都能认出。"
    assert page.picked("form") == "city_monthly"


@pytest.mark.parametrize("form", [*KNOWN, "aqistudy_daily"])
def test_every_form_is_explained(form: str, open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "forms", form=form)
    assert screen.is_whole
    assert screen.picked("form") == form
    assert len(screen.app.get("download_button")) == 2 * (form in KNOWN)


def test_what_is_filled_in_is_counted(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "forms", form="city_daily")
    screen.app.selectbox(key="sample_year").set_value(2025)
    screen.app.selectbox(key="sample_month").set_value(3).run()
    # six cities, 31 days
    assert "186 行已填好时间和地点" in screen.texts


def test_a_ledger_is_headers_alone(open_page: Open, empty_store: Path) -> None:
    assert "只有表头，带下拉选项" in open_page(empty_store, "forms", form="events").texts


def test_a_template_of_too_many_rows_cannot_be_downloaded(
    open_page: Open, empty_store: Path
) -> None:
    screen = open_page(empty_store, "forms", form="city_hourly")
    screen.app.selectbox(key="sample_year").set_value(2025)
    screen.app.selectbox(key="sample_month").set_value(3)
    screen.app.selectbox(key="sample_group").set_value("prefecture-337").run()
    assert "最多 100000 行" in screen.app.error[0].value
    assert all(item.proto.disabled for item in screen.app.get("download_button"))


def test_the_upload_page_leads_to_it(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "upload")
    assert screen.is_whole
    assert {"sample_xlsx", "sample_csv"} <= {item.key for item in screen.app.get("download_button")}
