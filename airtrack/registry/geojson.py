"""Maps as GeoJSON: a file becomes a sheet, the units and the lines of a sheet become documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from airtrack.domain.boundary import LineKind, MapSheet
from airtrack.errors import WrongUse

LARGEST_BYTES = 8_000_000
_CODES = ("code", "adcode", "gb")
"""Properties that hold the code of a unit; 天地图 writes it as `156430100` under `gb`."""
_COUNTRY, _LENGTH = "156", 6

Feature = dict[str, Any]


def read(file: Path) -> MapSheet:
    """The map of a file; raises WrongUse saying why there is none."""
    try:
        size = file.stat().st_size
        if size > LARGEST_BYTES:
            raise WrongUse("map_too_large", file=file.as_posix(), most=LARGEST_BYTES // 1_000_000)
        return sheet(json.loads(file.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise WrongUse("map_missing", file=file.as_posix()) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"{where}: {first['msg']}"
        raise WrongUse("map_unreadable", file=file.as_posix(), reason=reason) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongUse("map_unreadable", file=file.as_posix(), reason=repr(error)) from error


def sheet(document: Feature) -> MapSheet:
    """The polygons that have the code of a unit, and all lines, of a FeatureCollection.

    Raises ValueError, KeyError or TypeError for what is none.
    """
    territories: list[Feature] = []
    lines: list[Feature] = []
    for feature in document["features"]:
        shape = feature["geometry"]
        if shape is None:
            continue
        said = feature.get("properties") or {}
        if shape["type"].endswith("LineString"):
            lines += _lines(shape, kind=_kind(said))
        elif shape["type"].endswith("Polygon") and (code := _code(feature, said)):
            many = shape["type"].startswith("Multi")
            parts = _flat(shape["coordinates"]) if many else [_rings(shape["coordinates"])]
            territories.append({"code": code, "name": said.get("name") or "", "parts": parts})
    return MapSheet.model_validate({"territories": territories, "lines": lines})


def _code(feature: Feature, said: Feature) -> str:
    """The code of six digits, from the first place that has one; empty for other polygons."""
    for value in (feature.get("id"), *(said.get(key) for key in _CODES)):
        text = str(value or "").removeprefix(_COUNTRY if len(str(value)) > _LENGTH else "")
        if len(text) == _LENGTH and text.isdigit():
            return text
    return ""


def _kind(said: Feature) -> LineKind:
    kind = said.get("line")
    return LineKind(kind) if kind in set(LineKind) else LineKind.OTHER


def _lines(shape: Feature, *, kind: LineKind) -> Iterator[Feature]:
    many = shape["type"].startswith("Multi")
    for points in shape["coordinates"] if many else [shape["coordinates"]]:
        yield {"kind": kind, "points": _corners(points)}


def _flat(parts: list[Any]) -> list[Any]:
    return [_rings(part) for part in parts]


def _rings(rings: list[Any]) -> list[Any]:
    return [_corners(ring) for ring in rings]


def _corners(points: list[list[float]]) -> list[list[float]]:
    """Without heights."""
    return [point[:2] for point in points]


def units_document(found: MapSheet) -> bytes:
    """The units as GeoJSON, each with its code as id."""
    return _written(
        _feature("MultiPolygon", item.parts, id=item.code) for item in found.territories
    )


def lines_document(found: MapSheet) -> bytes:
    """The lines as GeoJSON."""
    return _written(_feature("LineString", item.points) for item in found.lines)


def _feature(kind: str, coordinates: object, **more: str) -> Feature:
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", **more, "properties": {}, "geometry": shape}


def _written(features: Iterator[Feature]) -> bytes:
    document = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(document, separators=(",", ":")).encode()
