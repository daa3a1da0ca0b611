"""What the overview says of the newest data, and of how complete the cities are."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open


@pytest.mark.parametrize("edition", ["inside", "public"])
def test_the_newest_data_and_who_is_complete_are_told_in_both_editions(
    edition: str, open_page: Open, odd_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", edition)
    screen = open_page(odd_store, "overview", plan="hunan-czt-2025")
    assert screen.is_whole
    assert any("2025年3月1日至2025年3月31日，共8个数值" in text for text in screen.texts)
    # 长沙 and 株洲; three of the board's six cities have no data, 湘潭 lacks days of February
    assert any(text.startswith("2/6 个城市数据齐全") for text in screen.texts)
    assert not any("march.csv" in text or "b000008" in text for text in screen.texts)


def test_of_an_earlier_date_nothing_is_told_as_new(open_page: Open, odd_store: Path) -> None:
    screen = open_page(odd_store, "overview", plan="hunan-czt-2025", as_of="2025-02-28")
    assert screen.is_whole
    assert not any("最新数据" in text for text in screen.texts)
    assert any("2025年1月1日至2025年2月28日" in text for text in screen.texts)
