"""The page of quality: days that are there, odd values, differences, corrections, events."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open

pytestmark = pytest.mark.usefixtures("kept_figures")


def test_the_answer_counts_days_short_months_odd_values_and_differences(
    open_page: Open, odd_store: Path
) -> None:
    screen = open_page(odd_store, "quality")
    assert screen.is_whole
    assert screen.sentence == (
        "3个城市2025年1月1日—2025年4月10日AQI有效天数96–100天（应有100天），1个城市月不足；"
        "2个可疑值；2025年3月比对9项发布值，5项与计算值不一致。"
    )


def test_the_grid_marks_the_short_month_and_never_wears_colours_of_the_index(
    open_page: Open, odd_store: Path
) -> None:
    screen = open_page(odd_store, "quality")
    (heat,) = screen.figure()["data"]
    assert (heat["y"][0], heat["text"][0][:4]) == ("湘潭", ["31", "▼24", "31", "10…"])
    assert len(heat["colorscale"]) == 2


def test_corrections_and_events_are_listed_with_their_batch(
    open_page: Open, odd_store: Path
) -> None:
    screen = open_page(odd_store, "quality")
    tables = [item.value.to_string() for item in screen.app.dataframe]
    assert any("correction.csv" in text and "46" in text for text in tables)
    assert any("2025-03-12" in text and "120号" in text for text in tables)


def test_the_verdicts_that_a_batch_turned_are_worked_out_when_asked_for(
    open_page: Open, odd_store: Path
) -> None:
    screen = open_page(odd_store, "quality")
    picker = screen.app.selectbox(key="quality_flips")
    assert picker.value == ""
    picker.set_value(picker.options[1]).run()
    assert screen.is_whole
    assert any("b000007" in text or "没有使任何结论改变" in text for text in screen.texts)


def test_one_city_has_its_days(open_page: Open, odd_store: Path) -> None:
    screen = open_page(odd_store, "quality", only_city="430300", item="o3", lang="en")
    # a colon is masked, so that markdown shows it
    assert screen.is_whole and r"湘潭, 1 Jan 2025 – 10 Apr 2025\: 95 of 100" in screen.sentence
    (heat,) = screen.figure()["data"]
    # 10 to 13 February, and ozone of 1 March
    assert heat["text"][1][9:13] == ["✕"] * 4 and heat["text"][2][0] == "✕"


def test_the_demonstration_is_nearly_complete(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "quality")
    assert screen.is_whole and "211–212天（应有212天）" in screen.sentence


def test_tables_alone_are_marked_as_published(open_page: Open, monthly_store: Path) -> None:
    screen = open_page(monthly_store, "quality")
    assert screen.is_whole and "没有AQI的逐日数据" in screen.sentence
    assert screen.figure()["data"][0]["text"][0][0] == "○31"


def test_a_city_with_tables_alone_shows_its_months(open_page: Open, monthly_store: Path) -> None:
    screen = open_page(monthly_store, "quality", only_city="430100")
    assert screen.is_whole and screen.figure()["data"][0]["y"] == ["长沙"]


def test_an_empty_store_says_what_to_do(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "quality")
    assert not screen.app.exception and screen.app.info


def test_the_public_edition_has_no_such_page(
    open_page: Open, odd_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    with pytest.raises(ValueError, match="quality"):
        open_page(odd_store, "quality")
