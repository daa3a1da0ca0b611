"""Every number of the board stands, as it is printed, on the page that its cell leads to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from screen import Open, Screen

from airtrack.ui import cache, house, links
from airtrack.ui.house import Now
from airtrack.ui.pickers import OverviewAsk

YEAR = 2025
Printed = tuple[str, str, str]
"""The sign of the status, the number so far, the number required."""


def board(screen: Screen) -> dict[tuple[str, str], Printed]:
    """The cells of both figures by place and column, without those that have no number."""
    found = {}
    for chart in screen.app.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            if trace["type"] != "bar" or not trace.get("customdata"):
                continue
            for (place, column, _), text in zip(trace["customdata"], trace["text"], strict=True):
                told = re.fullmatch(r"(.).*<br>([\d.]+) / ([\d.]+)(?: <sup>.*</sup>)?", text)
                if told:
                    found[place, column] = (told[1], told[2], told[3])
    return found


def badges(screen: Screen) -> list[str]:
    """What the page says on badges and in sentences about verdicts."""
    return [item.label for item in screen.app.button] + [item.value for item in screen.app.markdown]


def has(said: list[str], cell: Printed) -> bool:
    """True where one of the texts has both numbers, beside the sign where it has one."""
    sign, *both = cell
    numbers = [rf"(?<![\d.]){re.escape(number)}(?![\d.])" for number in both]
    signs = "✓●▲▼✕◌"
    return any(
        all(re.search(number, text) for number in numbers)
        for text in said
        if sign in text or not re.search(f"[{signs}]", text)
    )


Overview = tuple[Screen, Now, OverviewAsk]


@pytest.fixture
def overview(open_page: Open, demo_store: Path) -> Overview:
    """The overview of the demonstration data, and what it was asked."""
    screen = open_page(demo_store, "overview")
    now = house.now("zh")
    days = now.house.statistics.days
    assert days is not None
    return screen, now, OverviewAsk("hunan-czt-2025", YEAR, days[1])


def test_every_number_of_the_board_stands_on_the_page_behind_it(
    overview: Overview, open_page: Open, demo_store: Path
) -> None:
    screen, now, ask = overview
    cells, verdicts = board(screen), cache.overview_screen(now, ask).cells
    # seven rows, of which three columns are of the air, and the cells of tonnes and dust
    assert len(cells) >= 35
    pages: dict[tuple[str, str, str], list[str]] = {}
    missing = []
    for (place, column), cell in cells.items():
        page, query = links.behind(now, verdicts[place, column], ask)
        # one city has all of its verdicts on its page, the page of tonnes all cities
        key = (page, query.get("indicator", place), query.get("target", ""))
        if key not in pages:
            behind = open_page(demo_store, page, **query)
            assert behind.is_whole, key
            pages[key] = badges(behind)
        if not has(pages[key], cell):
            missing.append((key, column, cell))
    assert missing == []
    assert {page for page, *_ in pages} == {"city", "region", "emissions", "targets"}


def test_every_number_of_the_board_stands_in_the_table_below_it(overview: Overview) -> None:
    screen, *_ = overview
    table = next(
        item.value
        for item in screen.app.dataframe
        if any(str(name).startswith("required") for name in item.value.columns)
    )
    actual, required = (
        next(name for name in table.columns if str(name).startswith(start))
        for start in ("actual", "required")
    )
    numbers = (table[name].map(first_number) for name in (actual, required))
    listed = set(zip(*numbers, strict=True))
    shown = {(float(so_far), float(asked)) for _, so_far, asked in board(screen).values()}
    assert shown <= listed


def first_number(cell: object) -> float | None:
    """The number of a cell, without sign and unit; None where it has none."""
    found = re.search(r"\d+(?:\.\d+)?", str(cell))
    return float(found[0]) if found else None
