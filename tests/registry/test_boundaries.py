"""Boundaries: ours are whole and neighbours share their edges; a bureau's file is checked."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from airtrack.domain.boundary import LineKind, MapSheet
from airtrack.errors import WrongUse
from airtrack.registry import geojson
from airtrack.registry.atlas import COARSE, FINE, Atlas

PLACES = Path(__file__).parents[2] / "data" / "places"
OWN = PLACES / "boundaries"
NUMBER = "GS（2024）0001号"
SQUARE = [[[112.0, 28.0], [113.0, 28.0], [113.0, 29.0], [112.0, 28.0]]]


@pytest.fixture(scope="module", params=[FINE, COARSE])
def sheet(request: pytest.FixtureRequest) -> MapSheet:
    """One of the two sheets."""
    return geojson.read(OWN / request.param)


def shapes(sheet: MapSheet) -> list[shapely.Geometry]:
    """The units as shapely knows them."""
    return [
        shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in unit.parts])
        for unit in sheet.territories
    ]


def test_both_sheets_together_are_small() -> None:
    assert sum(file.stat().st_size for file in OWN.glob("*.geojson")) <= 1_000_000


def test_all_375_units_are_there_and_have_an_area(sheet: MapSheet) -> None:
    assert len({unit.code for unit in sheet.territories}) == 375
    assert all(shape.is_valid and shape.area > 0 for shape in shapes(sheet))


def test_neighbours_share_their_edges(sheet: MapSheet) -> None:
    assert shapely.coverage_is_valid(shapes(sheet))


def test_nine_dashes_and_the_lines_of_provinces_are_drawn(sheet: MapSheet) -> None:
    kinds = [line.kind for line in sheet.lines]
    assert kinds.count(LineKind.DASHED) == 9
    assert kinds.count(LineKind.PROVINCE) > 30


def test_every_city_of_the_register_has_its_unit_and_lies_in_it(sheet: MapSheet) -> None:
    text = (PLACES / "places.csv").read_text(encoding="utf-8").splitlines()
    cities = {row["code"]: row for row in csv.DictReader(text) if row["kind"] == "prefecture"}
    units = dict(zip((unit.code for unit in sheet.territories), shapes(sheet), strict=True))
    assert len(cities) == 337
    assert cities.keys() <= units.keys()
    # islands are so small that their middle moves with every corner that goes
    inland = {code: row for code, row in cities.items() if units[code].area > 0.1}
    outside = [
        row["name"]
        for code, row in inland.items()
        if units[code].distance(shapely.Point(float(row["lon"]), float(row["lat"]))) > 0.05
    ]
    assert outside == []


def document(**feature: Any) -> str:
    """A map of one unit."""
    shape = {"type": "Polygon", "coordinates": SQUARE}
    whole = {"type": "Feature", "properties": {}, "geometry": shape, **feature}
    return json.dumps({"type": "FeatureCollection", "features": [whole]})


def atlas(file: Path | None, number: str = NUMBER, *, is_public: bool = True) -> Atlas:
    """The maps of an edition with that file, of which Changsha is a place."""
    found = Atlas(OWN, approved=file, number=number, is_public=is_public)
    return found.checked({"430100"})


@pytest.mark.parametrize(
    "named",
    [
        pytest.param({"id": "430100"}, id="id"),
        pytest.param({"properties": {"adcode": 430100}}, id="adcode-as-number"),
        pytest.param({"properties": {"gb": "156430100"}}, id="code-of-the-national-map-service"),
    ],
)
def test_the_code_of_a_unit_is_found_where_bureaus_write_it(
    named: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "map.geojson"
    file.write_text(document(**named), encoding="utf-8")
    (unit,) = atlas(file).fine.territories
    assert (unit.code, unit.box) == ("430100", (112.0, 28.0, 113.0, 29.0))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(None, "map_missing", id="no-file"),
        pytest.param("{", "map_unreadable", id="no-json"),
        pytest.param("[]", "map_unreadable", id="no-collection"),
        pytest.param(
            document(id="430100", geometry={"type": "Polygon", "coordinates": [[[1, 2]]]}),
            "map_unreadable",
            id="a-ring-of-one-corner",
        ),
        pytest.param(document(), "map_unreadable", id="no-codes"),
        pytest.param(document(id="999999"), "map_without_places", id="codes-of-nowhere"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(text: str | None, code: str, tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse) as caught:
        atlas(file)
    assert caught.value.code == code


def test_a_map_without_its_number_is_refused() -> None:
    with pytest.raises(WrongUse) as caught:
        atlas(OWN / FINE, number="")
    assert caught.value.code == "map_number_missing"


def test_a_number_without_a_map_is_refused() -> None:
    with pytest.raises(WrongUse) as caught:
        atlas(None)
    assert caught.value.code == "map_number_alone"


def test_the_public_edition_hands_out_nothing_without_an_approved_map() -> None:
    assert atlas(None, "").documents == {}
    assert len(atlas(None, "", is_public=False).documents) == 2


def test_an_approved_map_is_handed_out_corner_by_corner(tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    file.write_text(document(id="430100"), encoding="utf-8")
    units = json.loads(atlas(file).units.body)
    assert units["features"][0]["geometry"]["coordinates"] == [SQUARE]
