"""What both ways of drawing a map share: its frame, its legend, the note at its edge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from airtrack.domain.boundary import Box, LineKind, MapSheet
from airtrack.views import theme
from airtrack.views.maps.plate import Layer, Plate, Spot

HOVER = "%{customdata[1]}<extra></extra>"
MOST_NAMED = 40
"""Places of a map up to which each has its name beside its sign."""

_DOT, _SMALL_DOT = 15, 11
_LEAST_PART = 4e-5
LINES = {LineKind.DASHED: 1.6, LineKind.PROVINCE: 1.1, LineKind.OTHER: 1.1}
"""Widths of lines in pixels."""

_QUIET = {"size": theme.SMALL_SIZE, "color": theme.QUIET}


def customdata(spots: Sequence[Spot]) -> list[list[str]]:
    """The code of each place, for who clicks on it, and what hover says of it."""
    return [[spot.place, spot.told] for spot in spots]


def has_names(plate: Plate) -> bool:
    """True where there is room for the names of the places."""
    return len(plate.spots) <= MOST_NAMED


def carrying(sheet: MapSheet, box: Box) -> set[str]:
    """Units so large that their colour is seen and a sign lies on them: not a group of islands."""
    west, south, east, north = box
    least = (east - west) * (north - south) * _LEAST_PART
    return {unit.code for unit in sheet.territories if unit.main_area >= least}


def has_sign(layer: Layer, spot: Spot, on_units: Collection[str]) -> bool:
    """True where colour alone would not do: for a status, and for a place without a unit."""
    return bool(layer.sign) and (spot.place not in on_units or layer.sign != theme.NO_SIGN)


def dot(plate: Plate, layer: Layer) -> dict[str, Any]:
    """The ground of a sign: wide enough to read it."""
    size = _DOT if has_names(plate) else _SMALL_DOT
    return {"size": size, "color": layer.colour}


def sign_size(plate: Plate) -> int:
    """Signs of a full map are small."""
    return theme.SMALL_SIZE if has_names(plate) else theme.SMALL_SIZE - 3


def layout(plate: Plate, *, note: str, height: int, **more: Any) -> dict[str, Any]:
    """The map above its legend, the note at its lower left."""
    found = theme.layout(
        height=height,
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -0.01,
            "yanchor": "top",
            "title": {"text": plate.heading, "side": "top", "font": _QUIET},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hovermode="closest",
        **more,
    )
    found["margin"] = {"l": 0, "r": 0, "t": 4, "b": 4}
    if note:
        found["annotations"] = [_note(note)]
    return found


def _note(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "showarrow": False,
        **{"xref": "paper", "x": 0.005, "xanchor": "left"},
        **{"yref": "paper", "y": 0.005, "yanchor": "bottom"},
        "font": _QUIET,
        "bgcolor": theme.LAND,
    }
