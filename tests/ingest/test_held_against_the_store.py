"""What a file says is held against what the store has of the same places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from airtrack.errors import Level, Problem
from airtrack.ingest import load
from airtrack.ingest.load import Preview, Reader
from airtrack.ingest.sheets import walk
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.workspace import Workspace

HEAD = "城市,月份,PM10,PM2.5\n"
YEAR = HEAD + "".join(
    f"{city},2022-{month:02},{50 + month},30\n"
    for city in ("长沙", "株洲", "湘潭")
    for month in range(1, 13)
)
Look = Callable[[str], Preview]


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Previews an upload beside a store that has a year of three cities, and sixty days of one."""
    data = Path(__file__).parents[2] / "data"
    folder = tmp_path_factory.mktemp("house") / "store"
    workspace = Workspace(Settings(store=folder, data=data, threads=2, wait=2))
    registry = workspace.registry
    reader = Reader(
        registry.forms,
        registry.gazetteer,
        days=(date(2013, 1, 1), date(2023, 12, 31)),
        plans=load.plan_words(registry),
    )

    def preview(text: str) -> Preview:
        source = walk.uploaded("file.csv", text.encode())
        return load.preview(workspace.store, source, reader=reader)

    workspace.store.create()
    act = Act("analyst", datetime(2023, 1, 2))
    days = "".join(
        f"长沙,2022-{month:02}-{day:02},{40 + day}\n" for month in (1, 3) for day in range(1, 31)
    )
    for text in (YEAR, "城市,日期,PM10\n" + days):
        load.commit(workspace.store, [preview(text)], act=act)
    return preview


def told(preview: Preview) -> list[tuple[str, int | None, str | None, str | None]]:
    found: list[Problem] = preview.draft.problems
    assert all(problem.level is Level.WARNING for problem in found)
    return [(one.code, one.row, one.column, one.value) for one in found]


def test_a_month_beyond_all_months_of_the_place_is_told(look: Look) -> None:
    # months have 51 to 62
    rows = "长沙,2023-01,187,31\n株洲,2023-01,186,31\n湘潭,2023-01,60,31\n"
    assert told(look(HEAD + rows)) == [("beyond_history", 2, "PM10", "187")]


def test_a_day_beyond_all_days_of_the_place_is_told(look: Look) -> None:
    # days have 41 to 70
    rows = "长沙,2023-01-01,211\n长沙,2023-01-02,210\n"
    assert told(look("城市,日期,PM10\n" + rows)) == [("beyond_history", 2, "PM10", "211")]


def test_a_city_that_the_store_had_the_month_before_is_missed(look: Look) -> None:
    preview = look(HEAD + "长沙,2023-01,60,31\n株洲,2023-01,60,31\n")
    assert told(preview) == [("places_vanished", None, None, "2023-01")]
    assert preview.draft.problems[0].params == {"lost": ["湘潭市"]}


def test_a_change_is_held_against_the_year_before_in_the_store(look: Look) -> None:
    head = "城市,月份,PM10,PM2.5,PM2.5同比\n"
    rows = "长沙,2023-01,60,33,+10%\n株洲,2023-01,60,33,-10%\n湘潭,2023-01,60,30,持平\n"
    assert told(look(head + rows)) == [("change_turned", 3, "PM2.5同比", "-10%")]
