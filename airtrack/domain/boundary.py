"""Boundaries of units and lines on a map, in degrees; for drawing only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints

from airtrack.domain.model import Word

Corner = tuple[float, float]
"""Longitude and latitude."""
Ring = Annotated[tuple[Corner, ...], Field(min_length=4)]
Part = Annotated[tuple[Ring, ...], Field(min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
Box = tuple[float, float, float, float]
"""West, south, east, north."""


class LineKind(StrEnum):
    """What a line on a map says; the dashed line is that in the South China Sea (南海断续线)."""

    DASHED = "dashed"
    PROVINCE = "province"
    OTHER = "other"


class Territory(Word):
    """A unit with all its parts, each an outer ring and its holes; `code` is GB/T 2260."""

    code: Code
    name: str = ""
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]

    @property
    def box(self) -> Box:
        """The frame around all parts."""
        return around(corner for outer, *_ in self.parts for corner in outer)

    @property
    def main_area(self) -> float:
        """Square degrees of the largest part, holes included."""
        return max(_area(outer) for outer, *_ in self.parts)


class Line(Word):
    """A line that bounds no unit of its own."""

    kind: LineKind
    points: Annotated[tuple[Corner, ...], Field(min_length=2)]


class MapSheet(Word):
    """One map: units and lines, none of them changed by us."""

    territories: Annotated[tuple[Territory, ...], Field(min_length=1)]
    lines: tuple[Line, ...] = ()

    def of(self, codes: Collection[str]) -> tuple[Territory, ...]:
        """The units of these codes that are on the map."""
        return tuple(item for item in self.territories if item.code in codes)


def _area(ring: Ring) -> float:
    """Square degrees within a ring, whichever way it turns."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2


def around(corners: Iterable[Corner]) -> Box:
    """The frame around at least one corner."""
    found = list(corners)
    lons, lats = [lon for lon, _ in found], [lat for _, lat in found]
    return min(lons), min(lats), max(lons), max(lats)
