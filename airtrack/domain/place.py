"""Places and the groups they belong to, with dates.

Source: GB/T 2260 codes; groups cite the document that names their members.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pydantic import Field

from airtrack.domain.model import Word


class PlaceKind(StrEnum):
    """What a place is; only prefecture-level units are members of a province's row.

    A zone (开发区、基地) is under a management committee and has no code of GB/T 2260, nor has a
    station that stands for itself. A township is a 镇, 乡 or 街道办.
    """

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    ZONE = "zone"
    TOWNSHIP = "township"
    STATION = "station"

    def may_be_under(self, parent: PlaceKind) -> bool:
        """True where a place of this kind can be governed by one of that kind."""
        depth = _DEPTHS[self] - _DEPTHS[parent]
        return depth > 0 or (self is PlaceKind.ZONE and parent is PlaceKind.COUNTY)


_DEPTHS = {
    PlaceKind.PROVINCE: 0,
    PlaceKind.PREFECTURE: 1,
    PlaceKind.COUNTY: 2,
    PlaceKind.ZONE: 2,
    PlaceKind.TOWNSHIP: 3,
    PlaceKind.STATION: 4,
}


class Place(Word):
    """A unit that has monitored values; `aliases` hold every other spelling seen in files.

    `province` is the code of its province, `parent` of the unit it is governed by. Positions are
    degrees (WGS 84 or close to it), for maps only. `name_en` is given where English texts have a
    customary name of their own, as for provinces. It is ranked among its neighbours from `from_on`
    to `to_on`, both included.
    """

    code: str
    name: str
    short_name: str
    kind: PlaceKind
    province: str
    parent: str
    aliases: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None
    name_en: str = ""
    from_on: date = date.min
    to_on: date = date.max


class Tier(Word):
    """The places of some kinds beneath one of another: a set that needs no table of members.

    Its id is the parent's code and `id`; `spellings` and `name_en` have a gap for its name, the
    first spelling is its name. They are the parent's own children, or `all_below` it.
    """

    id: str
    kinds: tuple[PlaceKind, ...]
    parents: tuple[PlaceKind, ...]
    all_below: bool
    spellings: tuple[str, ...] = Field(min_length=1)
    name_en: str
    clause: str


class Membership(Word):
    """A place belongs to a group on every day from `from_on` to `to_on`, both included."""

    group: str
    place: str
    from_on: date
    to_on: date


class Group(Word):
    """A named set of places whose members may change from one date to the next."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    clause: str


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registers of the store hold at a time: places, and groups as a whole.

    The province of a place follows from its parent, which is left to the reader. `batches` has the
    batch of every code and of every group's id; `gone` the codes that only withdrawn batches
    brought, each with its name and batch.
    """

    places: tuple[Place, ...] = ()
    groups: tuple[Group, ...] = ()
    memberships: tuple[Membership, ...] = ()
    batches: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where the texts alone say which places and groups there are."""
        return not (self.places or self.groups or self.gone)


@dataclass(frozen=True, slots=True)
class Gone:
    """A place whose batch was withdrawn: what refers to it stands aside until it is back."""

    code: str
    name: str
    batch: str
