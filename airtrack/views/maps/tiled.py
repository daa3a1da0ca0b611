"""The map drawn by the graphics processor (WebGL2): the browser fetches the geometry by itself.

A style of its own keeps it from asking anybody outside for tiles or letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan
from typing import Any

from airtrack.domain.boundary import Box, MapSheet
from airtrack.views import theme
from airtrack.views.maps import look
from airtrack.views.maps.plate import Layer, Plate, Spot, frame
from airtrack.views.theme import Figure

_EDGE = 0.6
_NARROWEST, _WIDEST = 0.65, 1.35
"""Width of a map to its height: on a phone, and beside a table."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the browser fetches units and lines, and where it finds that there are no letters."""

    units: str
    lines: str
    letters: str


def figure(
    plate: Plate, sheet: MapSheet, addresses: Addresses, *, note: str, height: int
) -> Figure:
    """The map of a sheet that is found at these addresses."""
    own = {spot.place for spot in plate.spots}
    others = [unit.code for unit in sheet.territories if unit.code not in own]
    drawn, box = {unit.code for unit in sheet.territories}, frame(plate, sheet)
    on_units = look.carrying(sheet, box)
    traces = [_land(others, addresses)]
    traces += [_area(layer, drawn, addresses) for layer in plate.layers]
    for layer in plate.layers:
        alone = [spot for spot in layer.spots if spot.place not in on_units]
        signed = [spot for spot in layer.spots if look.has_sign(layer, spot, on_units)]
        traces += [_swatch(layer), _dots(plate, layer, alone), _signs(plate, layer, signed)]
    layout = look.layout(plate, note=note, height=height, dragmode="pan")
    layout["map"] = {
        "style": _style(addresses),
        "layers": [_lines(addresses)],
        **_view(box),
    }
    return {"data": traces, "layout": layout}


def _style(addresses: Addresses) -> dict[str, Any]:
    ground = {"id": "ground", "type": "background", "paint": {"background-opacity": 0}}
    # a style needs sources, and without one in it the part would be lost on its way
    sources = {"none": {"type": "geojson", "data": {"type": "Point", "coordinates": [0, 0]}}}
    return {"version": 8, "sources": sources, "layers": [ground], "glyphs": addresses.letters}


def _lines(addresses: Addresses) -> dict[str, Any]:
    return {
        "sourcetype": "geojson",
        "source": addresses.lines,
        "type": "line",
        "color": theme.QUIET,
        "line": {"width": 1.1},
        "below": "",
    }


def _land(codes: list[str], addresses: Addresses) -> dict[str, Any]:
    return {**_shapes(codes, theme.LAND, addresses), "hoverinfo": "skip"}


def _area(layer: Layer, drawn: set[str], addresses: Addresses) -> dict[str, Any]:
    spots = tuple(spot for spot in layer.spots if spot.place in drawn)
    return {
        **_shapes([spot.place for spot in spots], layer.colour, addresses),
        "customdata": look.customdata(spots),
        "hovertemplate": look.HOVER,
    }


def _shapes(codes: list[str], colour: str, addresses: Addresses) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "geojson": addresses.units,
        "featureidkey": "id",
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": theme.SHORE, "width": _EDGE}, "opacity": 1},
    }


def _swatch(layer: Layer) -> dict[str, Any]:
    """A layer's line of the legend."""
    return {
        "type": "scattermap",
        "mode": "markers",
        "name": layer.name,
        "lon": [None],
        "lat": [None],
        "marker": {"size": theme.TEXT_SIZE, "color": layer.colour},
        "hoverinfo": "skip",
    }


def _dots(plate: Plate, layer: Layer, spots: Sequence[Spot]) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": [spot.lon for spot in spots],
        "lat": [spot.lat for spot in spots],
        "marker": look.dot(plate, layer),
        "customdata": look.customdata(spots),
        "hovertemplate": look.HOVER,
        "showlegend": False,
    }


def _signs(plate: Plate, layer: Layer, spots: Sequence[Spot]) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "mode": "text",
        "lon": [spot.lon for spot in spots],
        "lat": [spot.lat for spot in spots],
        "text": [layer.sign] * len(spots),
        "textfont": {"size": look.sign_size(plate), "color": layer.ink},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _view(box: Box) -> dict[str, Any]:
    """Bounds that the view fills: every map between the narrowest and the widest shows the box.

    The zoom is the least one; the map itself goes nearer until it is within the bounds.
    """
    west, south, east, north = box
    low, high = (asinh(tan(radians(lat))) for lat in (south, north))
    across, along = radians(east - west), high - low
    width, height = max(across, along * _WIDEST), max(along, across / _NARROWEST)
    lon, middle = (west + east) / 2, (low + high) / 2
    half, rise = degrees(width) / 2, height / 2
    return {
        "zoom": 0,
        "center": {"lon": lon, "lat": degrees(atan(sinh(middle)))},
        "bounds": {
            "west": lon - half,
            "east": lon + half,
            "south": degrees(atan(sinh(middle - rise))),
            "north": degrees(atan(sinh(middle + rise))),
        },
    }
