"""The gazetteer: which places there are, what files call them, which groups they belonged to when.

Source: `data/places`; GB/T 2260 codes, each group by the document in its `clause`.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from airtrack.domain.place import Gone, Group, Membership, Place, PlaceKind, Tier
from airtrack.errors import NotFound
from airtrack.registry import pinyin
from airtrack.registry.text import Findings, table

PLACES, GROUPS, MEMBERSHIPS = "places.csv", "groups.csv", "memberships.csv"
PINYIN = "pinyin.csv"

_W = TypeVar("_W")
Lines = list[tuple[int, _W]]
Spellings = dict[str, str]


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
    """Places by code; one that is not on record any more goes by its code, so that what still
    refers to it can be shown."""

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
        code = self.spelled_units.get(key) or self.spelled_provinces.get(key)
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
        code = self.spelled_units.get(text) or self.spelled_units.get(spelling(text))
        return None if code is None else self.places[code]

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
        return place if place is not None and _heads_a_province(place) else None

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
    """The text without what carries no meaning: width of characters, white space, case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def load(folder: Path, findings: Findings) -> Gazetteer:
    """The three tables of the folder, cross-checked; what is wrong stands in `findings`."""
    places = _load_places(folder / PLACES, findings)
    units = _spell_places(folder / PLACES, findings, places, provinces=False)
    provinces = _spell_places(folder / PLACES, findings, places, provinces=True)
    _check_shared_names(folder / PLACES, findings, places, units)
    groups = _load_groups(folder / GROUPS, findings)
    spans = _load_memberships(folder / MEMBERSHIPS, findings, places=places, groups=groups)
    codes = {place.code for _, place in places}
    return Gazetteer(
        spelled_latin=pinyin.load(folder / PINYIN, findings, codes=codes),
        places=MappingProxyType(OnRecord({place.code: place for _, place in places})),
        groups=MappingProxyType({group.id: group for _, group in groups}),
        memberships=tuple(spans),
        spelled_units=MappingProxyType(units),
        spelled_provinces=MappingProxyType(provinces),
        spelled_groups=MappingProxyType(
            _spell_groups(folder / GROUPS, findings, groups, sets=_sets(places, groups, spans))
        ),
    )


def _nearest(key: str, names: Iterable[str]) -> list[str]:
    # Two characters with one wrong have the ratio 0.5.
    return difflib.get_close_matches(key, [n for n in names if not n.isdigit()], n=5, cutoff=0.5)


def _load_places(file: Path, findings: Findings) -> Lines[Place]:
    lines: dict[str, tuple[int, Place]] = {}
    for row, place in table(Place, file, findings):
        if place.code in lines:
            findings.add(file, "registry_duplicate_code", value=place.code, row=row)
        lines.setdefault(place.code, (row, place))
    for row, place in lines.values():
        if place.parent not in lines:
            findings.add(
                file, "registry_unknown_parent", where="parent", value=place.parent, row=row
            )
        if place.province not in lines or not _heads_a_province(lines[place.province][1]):
            findings.add(
                file, "registry_unknown_parent", where="province", value=place.province, row=row
            )
    return list(lines.values())


def _heads_a_province(place: Place) -> bool:
    return place.province == place.code and place.kind is not PlaceKind.COUNTY


def _spell_places(
    file: Path, findings: Findings, places: Lines[Place], *, provinces: bool
) -> Spellings:
    spelled: Spellings = {}
    for row, place in places:
        if (place.kind is PlaceKind.PROVINCE) is not provinces:
            continue
        for key in spellings(place):
            first = spelled.setdefault(key, place.code)
            if first != place.code:
                _ambiguous(file, findings, row, alias=key, first=first, second=place.code)
    return spelled


def _check_shared_names(
    file: Path, findings: Findings, places: Lines[Place], units: Spellings
) -> None:
    """Only the short name of a province may also mean a city."""
    for row, place in places:
        if place.kind is PlaceKind.PROVINCE:
            for key in spellings(place) - {spelling(place.short_name)}:
                if key in units:
                    _ambiguous(file, findings, row, alias=key, first=units[key], second=place.code)


def spellings(word: Place | Group) -> set[str]:
    """Every text that means the place or the group, as spellings are compared."""
    own = (word.code, word.short_name) if isinstance(word, Place) else (word.id,)
    return {spelling(text) for text in (*own, word.name, *word.aliases)}


def _ambiguous(
    file: Path, findings: Findings, row: int | None, *, alias: str, first: str, second: str
) -> None:
    findings.add(file, "registry_ambiguous_alias", alias=alias, first=first, second=second, row=row)


def _load_groups(file: Path, findings: Findings) -> Lines[Group]:
    lines: dict[str, tuple[int, Group]] = {}
    for row, group in table(Group, file, findings):
        if group.id in lines:
            findings.add(file, "registry_duplicate_group", value=group.id, row=row)
        lines.setdefault(group.id, (row, group))
    return list(lines.values())


def _load_memberships(
    file: Path, findings: Findings, *, places: Lines[Place], groups: Lines[Group]
) -> list[Membership]:
    known = {
        "group": {group.id for _, group in groups},
        "place": {place.code for _, place in places},
    }
    kept: Lines[Membership] = []
    for row, span in table(Membership, file, findings):
        unknown = [
            (w, v) for w, v in (("group", span.group), ("place", span.place)) if v not in known[w]
        ]
        for where, value in unknown:
            findings.add(file, "registry_unknown_member", where=where, value=value, row=row)
        if span.from_on > span.to_on:
            findings.add(
                file, "registry_span_reversed", place=span.place, group=span.group, row=row
            )
        elif not unknown:
            kept.append((row, span))
    _check_overlaps(file, findings, kept)
    _check_empty(file.with_name(GROUPS), findings, groups, {span.group for _, span in kept})
    return [span for _, span in kept]


def _check_overlaps(file: Path, findings: Findings, spans: Lines[Membership]) -> None:
    in_order = sorted(spans, key=lambda line: (line[1].group, line[1].place, line[1].from_on))
    for (_, earlier), (row, later) in pairwise(in_order):
        same = (earlier.group, earlier.place) == (later.group, later.place)
        if same and later.from_on <= earlier.to_on:
            findings.add(
                file, "registry_span_overlap", place=later.place, group=later.group, row=row
            )


def _check_empty(file: Path, findings: Findings, groups: Lines[Group], filled: set[str]) -> None:
    for row, group in groups:
        if group.id not in filled:
            findings.add(file, "registry_empty_group", value=group.id, row=row)


def _sets(
    places: Lines[Place], groups: Lines[Group], spans: list[Membership]
) -> Iterator[tuple[set[str], DatedGroup]]:
    """Every set that can be asked for, with its spellings: groups first, then provinces."""
    for _, group in groups:
        own = tuple(span for span in spans if span.group == group.id)
        yield (
            spellings(group),
            DatedGroup(group.id, group.name, group.name_en, group.clause, own),
        )
    yield from provinces([place for _, place in places])


def provinces(places: Iterable[Place]) -> Iterator[tuple[set[str], DatedGroup]]:
    """Every province and municipality with its prefecture-level units, and its spellings."""
    found = list(places)
    within: dict[str, list[Place]] = {}
    for place in found:
        if place.kind is PlaceKind.PREFECTURE:
            within.setdefault(place.province, []).append(place)
    for head in filter(_heads_a_province, found):
        units = tuple(membership(head.code, place) for place in within.get(head.code, ()))
        if units:
            named = DatedGroup(head.code, head.name, head.name_en, "GB/T 2260", units)
            yield spellings(head), named


def membership(group: str, place: Place) -> Membership:
    """The place belongs to the group on all its days."""
    return Membership(group=group, place=place.code, from_on=place.from_on, to_on=place.to_on)


def _spell_groups(
    file: Path,
    findings: Findings,
    groups: Lines[Group],
    *,
    sets: Iterable[tuple[set[str], DatedGroup]],
) -> dict[str, DatedGroup]:
    rows = {group.id: row for row, group in groups}
    spelled: dict[str, DatedGroup] = {}
    for names, dated in sets:
        for key in names:
            first = spelled.setdefault(key, dated)
            if first is not dated:
                row = rows.get(dated.id, rows[first.id])
                _ambiguous(file, findings, row, alias=key, first=first.id, second=dated.id)
    return spelled
