"""The page of the map: the same figures as the pages behind it, and no boundary without leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

pytestmark = pytest.mark.usefixtures("kept_figures")
BOUNDARIES = Path(__file__).parents[2] / "data" / "places" / "boundaries"


def told(screen: Screen) -> dict[str, str]:
    """What hover says of each place, by its code."""
    dots = [trace for trace in screen.figure()["data"] if trace.get("customdata")]
    return {code: said for trace in dots for code, said in trace["customdata"]}


def areas(screen: Screen) -> list[dict[str, Any]]:
    """What is drawn of units."""
    return [trace for trace in screen.figure()["data"] if trace.get("fill") == "toself"]


def notes(screen: Screen) -> list[str]:
    """What is printed on the map."""
    return [note["text"] for note in screen.figure()["layout"].get("annotations", [])]


def test_the_map_begins_with_the_status_of_the_plan(open_page: Open, demo_store: Path) -> None:
    page = open_page(demo_store, "map")
    assert page.is_whole
    assert page.sentence.startswith("地图上6个地方：")
    assert set(told(page)) == {"430100", "430200", "430300", "430600", "430700", "430900"}
    assert notes(page) == ["边界仅供内部使用，无审图号"]


def test_the_map_and_the_list_beside_it_say_the_same(open_page: Open, demo_store: Path) -> None:
    page = open_page(demo_store, "map")
    names, statuses = (page.table.iloc[:, column] for column in (0, 1))
    by_name = dict(zip(names, statuses, strict=True))
    for said in told(page).values():
        name, first, *_ = said.removeprefix("<b>").replace("</b>", "").split("<br>")
        assert first.startswith(by_name[name])


def test_the_values_of_an_indicator_are_those_of_the_ranking(
    open_page: Open, demo_store: Path
) -> None:
    query = {"group": "changzhutan-channel", "period": "2025-06"}
    ranked = open_page(demo_store, "ranking", by="pm25", **query)
    bars = ranked.figure()["data"][0]["customdata"]
    mapped = open_page(demo_store, "map", shows="pm25", **query)
    assert sorted(told(mapped).values()) == sorted(bars)


def test_one_target_alone_is_chosen_by_the_link(open_page: Open, demo_store: Path) -> None:
    page = open_page(demo_store, "map", column="heavy_days")
    assert page.picked("column") == "heavy_days"
    assert all(
        "重度及以上污染天数" in said and said.count("<br>") == 1 for said in told(page).values()
    )


def test_the_link_chooses_how_the_map_is_drawn(open_page: Open, demo_store: Path) -> None:
    figure = open_page(demo_store, "map", map="webgl").figure()
    (address,) = {t["geojson"] for t in figure["data"] if t["type"] == "choroplethmap"}
    assert address.startswith("geo/") and address.endswith(".json")


def test_without_an_approved_map_the_public_sees_points(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    page = open_page(demo_store, "map", map="webgl")
    assert (len(told(page)), areas(page), notes(page)) == (6, [], [])
    assert any("没有经批准的地图（审图号）" in text for text in page.texts)


def test_an_approved_map_is_drawn_for_the_public_with_its_number(
    open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", "public")
    monkeypatch.setenv("AIRTRACK_MAP_FILE", str(BOUNDARIES / "china_coarse.geojson"))
    monkeypatch.setenv("AIRTRACK_MAP_NUMBER", "GS（2024）0001号")
    page = open_page(demo_store, "map", lang="en", group="changzhutan-channel", shows="pm25")
    assert areas(page)
    assert notes(page) == ["Approval number (审图号): GS（2024）0001号"]


def test_an_empty_store_says_what_to_do(open_page: Open, empty_store: Path) -> None:
    page = open_page(empty_store, "map")
    assert not page.app.exception
    assert [item.value for item in page.app.info]
