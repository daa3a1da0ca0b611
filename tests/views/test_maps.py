"""Maps: every place in the colour of what is said of it, and legible without that colour."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from by_hand import good_days, ranked, ranking, target, verdict

from airtrack.answers.rank import Ranking, Unranked
from airtrack.answers.reason import Reason
from airtrack.domain.boundary import MapSheet
from airtrack.domain.verdict import Status, Verdict
from airtrack.registry import geojson
from airtrack.registry.places import Gazetteer
from airtrack.views import theme
from airtrack.views.maps import flat, statuses, tiled, values
from airtrack.views.maps.plate import Plate, frame
from airtrack.views.table import Words

CHANGSHA, ZHUZHOU = "430100", "430200"
URUMQI, HARBIN, SANSHA = "650100", "230100", "460300"
AT = tiled.Addresses(units="geo/u.json", lines="geo/l.json", letters="geo/none/{range}.pbf")


@pytest.fixture(scope="module")
def fine(data_folder: Path) -> MapSheet:
    """Our map."""
    return geojson.read(data_folder / "places" / "boundaries" / "china.geojson")


def by_status(found: list[Verdict], gazetteer: Gazetteer, words: Words, column: str = "") -> Plate:
    """The map of these verdicts."""
    return statuses.plate(statuses.grid(found, column), gazetteer, words)


def two_targets(gazetteer: Gazetteer, words: Words, column: str = "") -> Plate:
    """Changsha, which meets one target and misses another, and Zhuzhou on track."""
    found = [
        verdict(CHANGSHA, "met", "30"),
        good_days(CHANGSHA, "missed", "80.0"),
        verdict(ZHUZHOU, "on_track", "34"),
    ]
    return by_status(found, gazetteer, words, column)


def of(*codes_and_values: tuple[str, float], without: tuple[str, ...] = ()) -> Ranking:
    """A ranking of places by their means of PM2.5."""
    rows = [
        replace(ranked(rank, code, value), place=code)
        for rank, (code, value) in enumerate(codes_and_values, start=1)
    ]
    bare = tuple(Unranked(code, code, (Reason("not_rankable"),)) for code in without)
    return replace(ranking(*rows, by="pm25"), unranked=bare)


def layers(plate: Plate) -> dict[str, tuple[str, ...]]:
    """The places of each layer, by its name in the legend."""
    return {layer.name: tuple(spot.place for spot in layer.spots) for layer in plate.layers}


def traces(figure: theme.Figure, **wanted: Any) -> list[dict[str, Any]]:
    """The traces that have these values."""
    return [t for t in figure["data"] if all(t.get(key) == value for key, value in wanted.items())]


def test_a_place_has_the_colour_of_its_worst_target(gazetteer: Gazetteer, zh: Words) -> None:
    found = layers(two_targets(gazetteer, zh))
    assert found == {"✕ 未完成目标 1": (CHANGSHA,), "● 达到序时进度 1": (ZHUZHOU,)}


def test_one_target_alone_is_shown_when_it_is_named(gazetteer: Gazetteer, zh: Words) -> None:
    found = layers(two_targets(gazetteer, zh, "pm25"))
    assert found == {"● 达到序时进度 1": (ZHUZHOU,), "✓ 完成目标 1": (CHANGSHA,)}


def test_hover_says_place_status_actual_and_limit(gazetteer: Gazetteer, zh: Words) -> None:
    (spot,) = two_targets(gazetteer, zh).layers[1].spots
    assert spot.told == "<b>株洲市</b><br>● 达到序时进度 · PM2.5 34 / 35 µg/m³"


def test_a_set_of_places_is_no_place_on_the_map(gazetteer: Gazetteer, zh: Words) -> None:
    mean = target(id="p.region", scope="mean", group="changzhutan", places=(CHANGSHA, ZHUZHOU))
    found = [verdict("changzhutan", "missed", "40", mean), verdict(CHANGSHA, "met", "30")]
    assert layers(by_status(found, gazetteer, zh)) == {"✓ 完成目标 1": (CHANGSHA,)}


def test_the_summary_counts_each_status_and_names_places(gazetteer: Gazetteer, en: Words) -> None:
    said = two_targets(gazetteer, en).alt
    assert said == "2 places on the map: Target missed 1 (长沙); On track 1 (株洲)."


def test_units_are_filled_with_the_colour_of_their_status(
    gazetteer: Gazetteer, zh: Words, fine: MapSheet
) -> None:
    figure = flat.figure(two_targets(gazetteer, zh), fine, note="", height=400)
    (area,) = traces(figure, fillcolor=theme.STATUS[Status.MISSED].colour)
    (unit,) = fine.of({CHANGSHA})
    pairs = zip(area["x"].tolist(), area["y"].tolist(), strict=True)
    drawn = {(round(x, 3), round(y, 3)) for x, y in pairs if not isnan(x)}
    assert drawn == {corner for part in unit.parts for ring in part for corner in ring}


def test_each_status_is_said_by_its_sign_beside_the_name(
    gazetteer: Gazetteer, zh: Words, fine: MapSheet
) -> None:
    figure = flat.figure(two_targets(gazetteer, zh), fine, note="", height=400)
    texts = [text for trace in traces(figure, mode="text") for text in trace["text"] if text]
    assert texts == ["✕ 长沙", "● 株洲"]


def test_without_a_map_places_are_dots_with_signs_and_names(
    gazetteer: Gazetteer, zh: Words
) -> None:
    figure = flat.figure(two_targets(gazetteer, zh), None, note="", height=400)
    assert traces(figure, fill="toself") == []
    texts = [trace["text"] for trace in traces(figure, mode="text")]
    assert texts == [["✕", "●"], ["<br><br>长沙", "<br><br>株洲"]]


def test_islands_too_small_for_their_colour_are_a_dot(
    gazetteer: Gazetteer, zh: Words, fine: MapSheet
) -> None:
    plate = by_status(
        [verdict(code, "met", "30") for code in (URUMQI, HARBIN, SANSHA)], gazetteer, zh
    )
    figure = flat.figure(plate, fine, note="", height=400)
    (dots,) = (trace for trace in traces(figure, mode="markers") if "customdata" in trace)
    assert dict(zip(plate.places, dots["marker"]["opacity"], strict=True)) == {
        HARBIN: 0,
        SANSHA: 1,
        URUMQI: 0,
    }


def test_the_note_is_printed_on_the_map(gazetteer: Gazetteer, zh: Words, fine: MapSheet) -> None:
    plate = two_targets(gazetteer, zh)
    for figure in (
        flat.figure(plate, fine, note="GS（2024）0001号", height=400),
        tiled.figure(plate, fine, AT, note="GS（2024）0001号", height=400),
    ):
        (note,) = figure["layout"]["annotations"]
        assert note["text"] == "GS（2024）0001号"


def test_a_map_of_far_places_shows_the_country_with_the_dashed_line(
    gazetteer: Gazetteer, zh: Words, fine: MapSheet
) -> None:
    west, south, east, north = frame(
        values.plate(of((URUMQI, 40), (HARBIN, 50)), gazetteer, zh), fine
    )
    # 曾母暗沙 at 3°52′N, 黑龙江 at 53°33′N, 帕米尔 at 73°30′E, 乌苏里江 at 135°05′E
    assert west < 73.5 and south < 3.9 and east > 135.0 and north > 53.5


def test_a_map_of_near_places_shows_no_more_than_these(
    gazetteer: Gazetteer, zh: Words, fine: MapSheet
) -> None:
    west, south, east, north = frame(two_targets(gazetteer, zh), fine)
    assert east - west < 3.5 and north - south < 3.5


def test_the_browser_is_given_addresses_and_no_geometry(
    gazetteer: Gazetteer, zh: Words, fine: MapSheet
) -> None:
    figure = tiled.figure(two_targets(gazetteer, zh), fine, AT, note="", height=400)
    areas = traces(figure, type="choroplethmap")
    assert {area["geojson"] for area in areas} == {"geo/u.json"}
    assert sum(len(area["locations"]) for area in areas) == 375
    assert len(json.dumps(figure)) < 20_000


def test_the_style_asks_nobody_outside(gazetteer: Gazetteer, zh: Words, fine: MapSheet) -> None:
    figure = tiled.figure(two_targets(gazetteer, zh), fine, AT, note="", height=400)
    assert "//" not in json.dumps(figure)


@pytest.mark.parametrize(
    ("found", "ends"),
    [
        pytest.param(("15.6", "20.1"), ("15", "16", "17", "18", "19", "20", "21"), id="by-ones"),
        pytest.param(("0", "60"), ("0", "10", "20", "30", "40", "50", "60"), id="on-both-ends"),
        pytest.param(("0.7", "1.1"), ("0.7", "0.8", "0.9", "1.0", "1.1"), id="by-tenths"),
        pytest.param(("-9.9", "18.6"), ("-10", "-5", "0", "5", "10", "15", "20"), id="below-zero"),
        pytest.param(("7", "7"), ("7", "7"), id="all-equal"),
    ],
)
def test_classes_end_at_round_numbers(found: tuple[str, ...], ends: tuple[str, ...]) -> None:
    assert values.edges([Decimal(item) for item in found], 6) == tuple(map(Decimal, ends))


def test_a_place_is_in_the_class_of_its_value(gazetteer: Gazetteer, zh: Words) -> None:
    plate = values.plate(of((CHANGSHA, 10.0), (ZHUZHOU, 20.0), (HARBIN, 70.0)), gazetteer, zh)
    assert layers(plate) == {"10–20": (CHANGSHA,), "20–30": (ZHUZHOU,), "60–70": (HARBIN,)}


def test_more_is_darker(gazetteer: Gazetteer, zh: Words) -> None:
    plate = values.plate(of((CHANGSHA, 10.0), (ZHUZHOU, 70.0)), gazetteer, zh)
    assert [layer.colour for layer in plate.layers] == [
        theme.RAMP[0].colour,
        theme.RAMP[-1].colour,
    ]


def test_a_place_without_a_value_is_told_apart_and_says_why(
    gazetteer: Gazetteer, zh: Words
) -> None:
    plate = values.plate(of((CHANGSHA, 10.0), without=(ZHUZHOU,)), gazetteer, zh)
    bare = plate.layers[-1]
    assert (bare.name, bare.colour) == ("/ 无数据 1", theme.WITHOUT.colour)
    assert bare.spots[0].told.startswith("<b>430200</b><br>有效")
