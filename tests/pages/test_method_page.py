"""The method page: what the standards on file and the statements say, in both editions."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open

from airtrack.metrics import contract


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        pytest.param("zh", "3个标准版本", id="zh"),
        pytest.param("en", "3 editions of the standards", id="en"),
    ],
)
def test_the_first_line_counts_the_editions(
    lang: str, said: str, open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "method", lang=lang)
    assert screen.is_whole
    assert said in screen.sentence


def test_every_statement_is_shown_as_it_runs(open_page: Open, demo_store: Path) -> None:
    shown = {code.value for code in open_page(demo_store, "method").unfold("method").app.code}
    assert {view.sql for view in contract.views().values()} <= shown


def test_a_store_without_data_has_its_method_too(open_page: Open, empty_store: Path) -> None:
    assert open_page(empty_store, "method").is_whole


def test_the_public_edition_has_the_page(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    screen = open_page(demo_store, "method")
    assert screen.is_whole
    assert screen.texts[0].startswith("公众版")


def test_the_daily_limit_of_fine_particles_stands_side_by_side(
    open_page: Open, demo_store: Path
) -> None:
    # GB 3095-2012 Table 1: 75; GB 3095-2026: 60 in the transition, 50 from 2031
    limits = next(
        frame.value
        for frame in open_page(demo_store, "method").app.dataframe
        if any("gb3095-2026-final" in str(name) for name in frame.value.columns)
    )
    cells = {tuple(row) for row in limits.astype(str).to_numpy()}
    assert ("PM2.5", "24小时平均", "二级", "µg/m³", "75 (C2)", "60 (C2)", "50 (C2)") in cells
