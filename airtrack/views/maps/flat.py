"""The map as plain lines and areas (SVG): for every browser, for print, and without boundaries.

Degrees of longitude are drawn as long as they are in the middle of the map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import cos, nan, radians
from typing import Any

import numpy as np

from airtrack.domain.boundary import Box, Corner, MapSheet, Territory
from airtrack.views import theme
from airtrack.views.maps import look
from airtrack.views.maps.plate import Layer, Plate, frame
from airtrack.views.theme import Figure

_BEYOND = 0.45
"""How far beyond its frame units are drawn, in its width: a narrow screen shows more of them."""

_EDGE = 0.7
_GAP = (nan, nan)


def figure(plate: Plate, sheet: MapSheet | None, *, note: str, height: int) -> Figure:
    """The map of a sheet; without one, the places at their positions."""
    box = frame(plate, sheet)
    traces: list[dict[str, Any]] = []
    if sheet is not None:
        shown = [unit for unit in sheet.territories if _meet(unit.box, _beyond(box))]
        own = {spot.place for spot in plate.spots}
        traces.append(_area([unit for unit in shown if unit.code not in own], theme.LAND))
        for layer in plate.layers:
            codes = {spot.place for spot in layer.spots}
            traces.append(_area([unit for unit in shown if unit.code in codes], layer.colour))
        traces += _lines(sheet, box)
    on_units = look.carrying(sheet, box) if sheet else set()
    traces += [_swatch(layer) for layer in plate.layers]
    traces += [_dots(plate, layer, on_units) for layer in plate.layers]
    traces.append(_signs(plate, on_units))
    if look.has_names(plate):
        traces.append(_names(plate, on_units))
    west, south, east, north = box
    stretch = 1 / cos(radians((south + north) / 2))
    axis = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    layout = look.layout(
        plate,
        note=note,
        height=height,
        hoverdistance=40,
        xaxis={**axis, "range": [west, east]},
        yaxis={**axis, "range": [south, north], "scaleanchor": "x", "scaleratio": stretch},
    )
    if sheet is None:
        layout["plot_bgcolor"] = theme.LAND
    return {"data": traces, "layout": layout}


def _beyond(box: Box) -> Box:
    west, south, east, north = box
    across, along = (east - west) * _BEYOND, (north - south) * _BEYOND
    return west - across, south - along, east + across, north + along


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _area(units: Sequence[Territory], colour: str) -> dict[str, Any]:
    """Units of one colour with the edges between them."""
    rings = [ring for unit in units for part in unit.parts for ring in part]
    return {
        **_path(rings),
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": theme.SHORE, "width": _EDGE},
    }


def _lines(sheet: MapSheet, box: Box) -> list[dict[str, Any]]:
    """The lines of each kind that come near the frame."""
    seen = _beyond(box)
    found: dict[float, list[Sequence[Corner]]] = {}
    for line in sheet.lines:
        if any(_meet((*point, *point), seen) for point in line.points):
            found.setdefault(look.LINES[line.kind], []).append(line.points)
    return [
        {**_path(lines), "line": {"color": theme.QUIET, "width": width}}
        for width, lines in found.items()
    ]


def _path(lines: Iterable[Sequence[Corner]]) -> dict[str, Any]:
    """Several lines as one, with a gap between each two.

    Arrays, unlike lists, cost nothing when a figure is checked and written: it is at every rerun.
    """
    corners = [corner for line in lines for corner in (*line, _GAP)]
    drawn = np.array(corners or [_GAP], dtype=np.float32)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": drawn[:, 0],
        "y": drawn[:, 1],
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _swatch(layer: Layer) -> dict[str, Any]:
    """A layer's line of the legend."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": layer.name,
        "x": [None],
        "y": [None],
        "marker": {"symbol": "square", "size": theme.TEXT_SIZE, "color": layer.colour},
        "hoverinfo": "skip",
    }


def _dots(plate: Plate, layer: Layer, on_units: Collection[str]) -> dict[str, Any]:
    """What hover and click find; where the unit has the colour, the dot isn't seen."""
    opacities = [int(spot.place not in on_units) for spot in layer.spots]
    edge = {"color": theme.SHORE, "width": 1}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": layer.name,
        "x": [spot.lon for spot in layer.spots],
        "y": [spot.lat for spot in layer.spots],
        "marker": {**look.dot(plate, layer), "opacity": opacities, "line": edge},
        "customdata": look.customdata(layer.spots),
        "hovertemplate": look.HOVER,
        "showlegend": False,
    }


def _signs(plate: Plate, on_units: Collection[str]) -> dict[str, Any]:
    """The sign of each place; names on units have theirs beside them."""
    is_named = look.has_names(plate)
    pairs = [(layer, spot) for layer in plate.layers for spot in layer.spots]
    signs = [
        layer.sign
        if look.has_sign(layer, spot, on_units) and not (is_named and spot.place in on_units)
        else ""
        for layer, spot in pairs
    ]
    font = {"size": look.sign_size(plate), "color": [layer.ink for layer, _ in pairs]}
    return {**_texts(plate, signs), "textfont": font}


def _names(plate: Plate, on_units: Collection[str]) -> dict[str, Any]:
    """Sign and name in the middle of a unit, the name under a dot; legible on any colour."""
    texts = [
        f"{layer.sign} {spot.label}".strip() if spot.place in on_units else f"<br><br>{spot.label}"
        for layer in plate.layers
        for spot in layer.spots
    ]
    font = {"size": theme.SMALL_SIZE + 1, "color": theme.INK, "shadow": theme.HALO}
    return {**_texts(plate, texts), "textfont": font}


def _texts(plate: Plate, texts: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [spot.lon for spot in plate.spots],
        "y": [spot.lat for spot in plate.spots],
        "text": texts,
        "hoverinfo": "skip",
        "showlegend": False,
    }
