"""Places and the groups they belong to, with dates.

Source: GB/T 2260 codes; groups cite the document that names their members.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from airtrack.domain.model import Word


class PlaceKind(StrEnum):
    """What a place is; only prefecture-level units are members of a province's row.

    A zone (开发区、基地) is under a management committee and has no code of GB/T 2260.
    """

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    ZONE = "zone"


class Place(Word):
    """A unit that has monitored values; `aliases` hold every other spelling seen in files.

    `province` is the code of its province, `parent` of the unit it is governed by. Positions are
    degrees (WGS 84 or close to it), for maps only. `name_en` is given where English texts have a
    customary name of their own, as for provinces.
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
