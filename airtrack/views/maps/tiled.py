"""The map drawn by the graphics processor (WebGL2): the browser fetches the geometry by itself.

A style of its own keeps it from asking anybody outside for tiles or letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from airtrack.domain.boundary import Box, MapSheet
from airtrack.views import theme
from airtrack.views.maps import look
from airtrack.views.maps.plate import Layer, Plate, frame
from airtrack.views.theme import Figure

_EDGE = 0.6


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
    drawn = {unit.code for unit in sheet.territories}
    traces = [_land(others, addresses)]
    traces += [_area(layer, drawn, addresses) for layer in plate.layers]
    traces += [_dots(plate, layer) for layer in plate.layers]
    traces += [_signs(plate, layer) for layer in plate.layers if layer.sign]
    traces.append(_corners(frame(plate, sheet)))
    layout = look.layout(plate, note=note, height=height)
    layout["map"] = {
        "style": _style(addresses),
        "layers": [_lines(addresses)],
        "fitbounds": "locations",
    }
    return {"data": traces, "layout": layout}


def _style(addresses: Addresses) -> dict[str, Any]:
    ground = {"id": "ground", "type": "background", "paint": {"background-opacity": 0}}
    return {"version": 8, "sources": {}, "layers": [ground], "glyphs": addresses.letters}


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


def _dots(plate: Plate, layer: Layer) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "mode": "markers",
        "name": layer.name,
        "lon": [spot.lon for spot in layer.spots],
        "lat": [spot.lat for spot in layer.spots],
        "marker": look.dot(plate, layer),
        "customdata": look.customdata(layer.spots),
        "hovertemplate": look.HOVER,
    }


def _signs(plate: Plate, layer: Layer) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "mode": "text",
        "lon": [spot.lon for spot in layer.spots],
        "lat": [spot.lat for spot in layer.spots],
        "text": [layer.sign] * len(layer.spots),
        "textfont": {"size": look.sign_size(plate), "color": layer.ink},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _corners(box: Box) -> dict[str, Any]:
    """Two points that nobody sees: the view is made to hold them."""
    west, south, east, north = box
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": [west, east],
        "lat": [south, north],
        "marker": {"opacity": 0, "size": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }
