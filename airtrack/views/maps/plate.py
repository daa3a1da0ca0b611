"""What a map shows, before anything is drawn: layers of places that look alike, and its frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from airtrack.domain.boundary import Box, MapSheet, around
from airtrack.domain.place import Place

WIDE_DEGREES = 20
"""Places as far apart as this are shown on a map of the whole country, the dashed line with it."""

_MARGIN, _MARGIN_OF_POINTS, _LEAST_DEGREES = 0.06, 0.15, 0.6
"""Room around units, and around points with their names below, as a part of the width."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: its position in degrees, what hover says of it, and the text beside its sign."""

    place: str
    lon: float
    lat: float
    told: str
    label: str

    @classmethod
    def of(cls, place: Place, told: str, label: str) -> Spot | None:
        """The place on the map; None where nobody knows its position."""
        if place.lon is None or place.lat is None:
            return None
        return cls(place.code, place.lon, place.lat, told, label)


@dataclass(frozen=True, slots=True)
class Layer:
    """Places of one colour: the name of it in the legend, the sign that says the same."""

    name: str
    colour: str
    ink: str
    sign: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """A whole map; `heading` says what the colours mean, `alt` the map in a sentence."""

    heading: str
    layers: tuple[Layer, ...]
    alt: str

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All places, in the order in which they are drawn."""
        return tuple(spot for layer in self.layers for spot in layer.spots)

    @property
    def places(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(spot.place for spot in self.spots)

    @property
    def is_wide(self) -> bool:
        """True for a map of the country rather than of a part of it."""
        lons = [spot.lon for spot in self.spots]
        return max(lons) - min(lons) >= WIDE_DEGREES


def spots(found: Iterable[Spot | None]) -> tuple[Spot, ...]:
    """Those that have a position."""
    return tuple(spot for spot in found if spot is not None)


def frame(plate: Plate, sheet: MapSheet | None) -> Box:
    """What the map shows: its places with their units; the country, where that is wide."""
    corners = [(spot.lon, spot.lat) for spot in plate.spots]
    if sheet is None:
        return _with_margin(around(corners), _MARGIN_OF_POINTS)
    if plate.is_wide:
        lines = [point for line in sheet.lines for point in line.points]
        return _with_margin(_around(lines, [unit.box for unit in sheet.territories]))
    return _with_margin(_around(corners, [unit.box for unit in sheet.of(set(plate.places))]))


def _around(corners: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> Box:
    ends = [end for west, south, east, north in boxes for end in ((west, south), (east, north))]
    return around([*corners, *ends])


def _with_margin(box: Box, margin: float = _MARGIN) -> Box:
    west, south, east, north = box
    across = max((east - west) * margin, (_LEAST_DEGREES - (east - west)) / 2)
    along = max((north - south) * margin, (_LEAST_DEGREES - (north - south)) / 2)
    return west - across, south - along, east + across, north + along
