"""What charts hold in the browser is what the command line answers to the same question."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from visit import Visitor

from tests.conftest import done_well
from tests.running import Server, running

pytestmark = pytest.mark.browser

SIGNS = {
    "met": "✓",
    "on_track": "●",
    "at_risk": "▲",
    "off_track": "▼",
    "missed": "✕",
    "insufficient": "◌",
    "not_due": "–",
}
TRACES = """([key]) => {
    const drawn = document.querySelector(`.st-key-${key} .js-plotly-plot`);
    const list = (values, deep) => values && Array.from(values, deep ? row => [...row] : undefined);
    return drawn.data.map(one => ({
        name: one.name,
        x: list(one.x),
        y: list(one.y),
        text: list(one.text),
        hover: one.type === 'heatmap' ? list(one.customdata, true) : list(one.customdata),
    }));
}"""
Asked = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def june_server(
    chromium: str, june_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of the hours of June 2019, which the tests of this module share."""
    yield from running(june_store, tmp_path_factory.mktemp("june") / "server.log")


@pytest.fixture
def answered(airtrack: Callable[..., Any]) -> Asked:
    """The JSON of a verb on the store of a server."""

    def asked(server: Server, *arguments: str) -> dict[str, Any]:
        done = done_well(airtrack(*arguments, "--format", "json", store=server.store))
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return asked


def traces(visitor: Visitor, url: str, key: str) -> list[dict[str, Any]]:
    """The traces of one figure of a page, as the browser has them."""
    visitor.go(url).settled()
    found: list[dict[str, Any]] = visitor.page.evaluate(TRACES, [key])
    return found


def numbers(text: str) -> list[float]:
    """The numbers of a cell's second line, as they are printed; what stands raised is left out."""
    _, _, second = re.sub(r"<sup>.*?</sup>", "", text).partition("<br>")
    return [float(item) for item in re.findall(r"[-−]?\d+(?:\.\d+)?", second.replace("−", "-"))]


def test_the_board_has_the_verdicts_of_status(
    visitor: Visitor, server: Server, answered: Asked
) -> None:
    rows = [
        (row["place"], column, SIGNS[row["status"]], row["actual"], row["required"])
        for row in answered(server, "status")["rows"]
        if row["plan"] == "hunan-czt-2025" and row["period"].startswith("2025")
        # a cut stands in a column of its own
        for column in (row["indicator"], f"{row['indicator']}_{row['kind']}")
    ]
    (board,) = traces(visitor, server.url, "figure_board")
    shown = [
        (place, indicator, text[0], *numbers(text))
        for (place, indicator, _), text in zip(board["hover"], board["text"], strict=True)
        if len(numbers(text)) == 2
    ]
    # six cities and the region; three indicators of all of them at least
    assert len(shown) >= 18
    assert [cell for cell in shown if cell not in rows] == []


@pytest.mark.parametrize(
    ("which", "group", "period"),
    [
        pytest.param("server", "changzhutan-channel", "2025-07", id="demo"),
        pytest.param("june_server", "key-168", "2019-06", id="real"),
    ],
)
def test_the_bars_of_the_ranking_are_those_of_rank(
    which: str,
    group: str,
    period: str,
    visitor: Visitor,
    answered: Asked,
    request: pytest.FixtureRequest,
) -> None:
    server: Server = request.getfixturevalue(which)
    rows = answered(server, "rank", "--group", group, "--period", period, "--by", "pm25")["rows"]
    url = f"{server.url}/ranking?group={group}&period={period}&by=pm25"
    bars, *_ = traces(visitor, url, "figure_ranking")
    shown = dict(zip(bars["y"], bars["x"], strict=True))
    ranked = {row["place"]: row["value"] for row in rows if row["value"] is not None}
    assert len(shown) >= 6
    assert shown.items() <= ranked.items()


@pytest.mark.parametrize(
    ("which", "place", "period"),
    [
        pytest.param("server", "430100", "2025-03", id="demo"),
        pytest.param("june_server", "110000", "2019-06", id="real"),
    ],
)
def test_the_calendar_has_the_aqi_of_days(
    which: str,
    place: str,
    period: str,
    visitor: Visitor,
    answered: Asked,
    request: pytest.FixtureRequest,
) -> None:
    server: Server = request.getfixturevalue(which)
    rows = answered(server, "days", "--place", place, "--period", period)["rows"]
    url = f"{server.url}/city?place={place}&year={period[:4]}"
    cells = [
        cell
        for trace in traces(visitor, url, "calendar")
        for row in trace["hover"] or ()
        for cell in row
        if isinstance(cell, str)
    ]
    said = {
        on: int(aqi) for on, aqi in re.findall(r"(\d{4}-\d\d-\d\d)<br>AQI (\d+)", "".join(cells))
    }
    wanted = {row["date"]: row["aqi"] for row in rows if row["aqi"] is not None}
    assert len(wanted) >= 25
    assert {on: aqi for on, aqi in said.items() if on.startswith(period)} == wanted


def test_the_months_of_a_city_are_those_of_stats(
    visitor: Visitor, server: Server, answered: Asked
) -> None:
    def of(month: str) -> float:
        (row,) = answered(server, "stats", "--place", "430100", "--period", month)["rows"]
        return float(row["pm25"])

    drawn = traces(visitor, f"{server.url}/city?place=430100&year=2025&by=pm25", "months")
    bars = {trace["name"]: trace["y"] for trace in drawn}
    assert bars["2025"][:3] == [of("2025-01"), of("2025-02"), of("2025-03")]
    assert bars["2024"][:2] == [of("2024-01"), of("2024-02")]


def test_the_path_of_a_city_is_that_of_status(
    visitor: Visitor, server: Server, answered: Asked
) -> None:
    (path,) = (
        row["path"]
        for row in answered(server, "status", "--place", "430100")["rows"]
        if row["target"] == "hunan-czt-2025.goal.pm25.2025" and row["period"] == "2025"
    )
    drawn = traces(visitor, f"{server.url}/city?place=430100&year=2025&by=pm25", "path")
    due = next(trace for trace in drawn if trace["name"] == "累计应达")
    assert round(due["y"][6], 2) == path["due_now"]
    asked = next(trace for trace in drawn if trace["name"] == "月目标")
    heights = [value for value in asked["y"] if value is not None][1::3]
    assert [round(value, 2) for value in heights[:7]] == [
        month["target"] for month in path["months"][:7]
    ]


def test_the_members_of_a_region_have_the_months_of_stats(
    visitor: Visitor, server: Server, answered: Asked
) -> None:
    group = "changzhutan-channel"
    url = f"{server.url}/region?group={group}&by=pm25&year=2025"
    bars = [trace for trace in traces(visitor, url, "figure_members") if trace["name"] == "2025"]
    for month in (1, 7):
        rows = answered(server, "stats", "--group", group, "--period", f"2025-{month:02d}")["rows"]
        wanted = sorted(row["pm25"] for row in rows if row["place"].isdigit())
        assert sorted(bar["y"][month - 1] for bar in bars) == wanted


def test_the_steps_of_emissions_are_those_of_the_verb(
    visitor: Visitor, server: Server, answered: Asked
) -> None:
    drawn = traces(visitor, f"{server.url}/emissions", "figure_cut")
    accepted = next(trace for trace in drawn if trace["name"] == "累计核定")
    path = next(trace for trace in drawn if trace["name"] == "进度线")
    (row,) = (
        row
        for row in answered(server, "emissions")["rows"]
        if row["place"] == "changzhutan-channel" and row["indicator"] == "nox_cut"
    )
    totals = {step["on"]: step["total"] for step in row["steps"]}
    shown = dict(zip(accepted["x"], accepted["y"], strict=True))
    assert {on: shown[on] for on in totals} == totals
    assert path["y"][1:] == [milestone["value"] for milestone in row["milestones"]]
