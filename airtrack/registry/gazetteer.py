"""Places and groups under every spelling that files and people use for them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from airtrack.domain.place import Gone, Group, Membership, Place, PlaceKind, Tier
from airtrack.errors import NotFound
from airtrack.registry import pinyin

_CODE_AS_NUMBER = re.compile(r"\d{6}\.0+", re.ASCII)
_WITH_SEAT = re.compile(r"([^()]+)\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class DatedGroup:
    """A group or a province as a set of places that depends on the day."""

    id: str
    name: str
    name_en: str
    clause: str
    spans: tuple[Membership, ...]

    def members(self, on: date) -> tuple[str, ...]:
        """Codes of the places that belong to the group on that day, in ascending order."""
        return tuple(sorted(s.place for s in self.spans if s.from_on <= on <= s.to_on))


class OnRecord(dict[str, Place]):
    """Places by code; one that is not on record goes by its code, for what still refers to it."""

    def __missing__(self, code: str) -> Place:
        return Place(
            code=code, name=code, short_name=code, kind=PlaceKind.COUNTY, province="", parent=""
        )


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything under `data/places` and in the registers, found by any of its spellings.

    `spelled_units` and `spelled_provinces` lead from a spelling to a code: a short name that a
    city shares with its province (吉林) means the city among places, the province among groups.
    `spelled_latin` has the same in Latin letters, as files are named. `spelled_tiers` are the sets
    that follow from parents. `batches` has the batch of what a register brought, by code and by id
    of the group; `gone` what a withdrawn one brought, by spelling.
    """

    places: Mapping[str, Place]
    groups: Mapping[str, Group]
    memberships: tuple[Membership, ...]
    spelled_units: Mapping[str, str]
    spelled_provinces: Mapping[str, str]
    spelled_groups: Mapping[str, DatedGroup]
    spelled_latin: Mapping[str, str]
    spelled_tiers: Mapping[str, DatedGroup] = field(default_factory=dict)
    tiers: tuple[Tier, ...] = ()
    batches: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, Gone] = field(default_factory=dict)

    def find(self, text: str) -> Place:
        """The place of that code, name, short name or alias; NotFound lists the nearest names.

        Of a place whose batch was withdrawn it names the batch.
        """
        key = spelling(text)
        code = self._unit(key) or self.spelled_provinces.get(key)
        gone = self.gone.get(key)
        if code is None and gone is not None:
            raise NotFound("place_gone", text=text, batch=gone.batch, nearest=[])
        if code is None:
            names = {**self.spelled_provinces, **self.spelled_units}
            near = [self.places[names[other]].name for other in _nearest(key, names)]
            raise NotFound("no_such_place", text=text, nearest=list(dict.fromkeys(near)))
        return self.places[code]

    def find_in_file(self, text: str) -> Place | None:
        """The city or county that a file means, or None where the register has no such spelling.

        A province is never found: the row of a whole province among cities is no reading.
        """
        code = self.spelled_units.get(text) or self._unit(spelling(text))
        return None if code is None else self.places[code]

    def _unit(self, key: str) -> str | None:
        """The code of a city or county, also with its province before it or its seat behind it.

        That is 湖南省长沙市, and 延边州(延吉) for the whole of 延边.
        """
        code = self.spelled_units.get(key)
        if code is not None:
            return code
        for name, province in self.spelled_provinces.items():
            if key.startswith(name):
                code = self.spelled_units.get(key.removeprefix(name))
                if code is not None and self.places[code].province == province:
                    return code
        found = _WITH_SEAT.fullmatch(key)
        code, seat = (
            (self.spelled_units.get(part) for part in found.groups()) if found else ("", "")
        )
        is_whole = code and seat and code in (seat, self.places[seat].parent)
        return code if is_whole else None

    def find_in_file_name(self, name: str) -> Place | None:
        """The city or county that a file is named after (长沙.csv, changsha_2020.csv), or None."""
        code = pinyin.named_after(
            name,
            latin=self.spelled_latin,
            units=self.spelled_units,
            provinces=self.spelled_provinces,
        )
        return None if code is None else self.places[code]

    def find_province(self, text: str) -> Place | None:
        """The province or municipality that a report means by the row of the whole of it."""
        key = spelling(text)
        code = self.spelled_provinces.get(key) or self.spelled_units.get(key)
        place = None if code is None else self.places[code]
        return place if place is not None and heads_a_province(place) else None

    def spelled(self, text: str) -> str:
        """The text as spellings are compared."""
        return spelling(text)

    def is_made(self, group: str) -> bool:
        """True for the id of a set that follows from the places: a province or those below one."""
        return group not in self.groups

    def knows(self, text: str) -> bool:
        """True for a spelling of a place or of a set of places."""
        key = spelling(text)
        return key in self.spelled_units or key in self.spelled_provinces or self.is_group(text)

    def is_group(self, text: str) -> bool:
        """True when the text is a spelling of a group, a province or the places below one."""
        key = spelling(text)
        return key in self.spelled_groups or key in self.spelled_tiers

    def all_groups(self) -> tuple[DatedGroup, ...]:
        """Every group, then every province, each once, in the order of the register.

        After them come the places below one another, where a register brought some of these.
        """
        below = (
            group
            for group in self.tier_sets
            if any(span.place in self.batches for span in group.spans)
        )
        return (*{group.id: group for group in self.spelled_groups.values()}.values(), *below)

    @property
    def tier_sets(self) -> tuple[DatedGroup, ...]:
        """The counties, townships and stations below every place that has some, each set once."""
        return tuple({group.id: group for group in self.spelled_tiers.values()}.values())

    def find_group(self, text: str) -> DatedGroup:
        """The group of that id, name or alias, or the province with its prefecture-level units.

        Also the counties, townships or stations below a place (咸阳市各镇办).
        """
        key = spelling(text)
        found = self.spelled_groups.get(key) or self.spelled_tiers.get(key)
        if found is None:
            near = [self.spelled_groups[other].name for other in _nearest(key, self.spelled_groups)]
            raise NotFound("unknown_group", text=text, nearest=list(dict.fromkeys(near)))
        return found


def spelling(text: str) -> str:
    """The text without what carries no meaning: width of characters, white space, case.

    Also without the point that a spreadsheet leaves behind a code.

    >>> spelling(" 长　沙 市"), spelling("430100.0")
    ('长沙市', '430100')
    """
    key = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return key.partition(".")[0] if _CODE_AS_NUMBER.fullmatch(key) else key


def heads_a_province(place: Place) -> bool:
    """True for provinces and municipalities."""
    return place.province == place.code and place.kind is not PlaceKind.COUNTY


def _nearest(key: str, names: Iterable[str]) -> list[str]:
    # Two characters with one wrong have the ratio 0.5.
    return difflib.get_close_matches(key, [n for n in names if not n.isdigit()], n=5, cutoff=0.5)
