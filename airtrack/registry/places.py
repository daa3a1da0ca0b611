"""The gazetteer: which places there are, what files call them, which groups they belonged to when.

Source: `data/places`; GB/T 2260 codes, each group by the document in its `clause`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from airtrack.domain.place import Group, Membership, Place, PlaceKind
from airtrack.registry import pinyin
from airtrack.registry.gazetteer import DatedGroup as DatedGroup
from airtrack.registry.gazetteer import Gazetteer as Gazetteer
from airtrack.registry.gazetteer import OnRecord, heads_a_province
from airtrack.registry.gazetteer import spelling as spelling
from airtrack.registry.text import Findings, table

PLACES, GROUPS, MEMBERSHIPS = "places.csv", "groups.csv", "memberships.csv"
PINYIN = "pinyin.csv"

_W = TypeVar("_W")
Lines = list[tuple[int, _W]]
Spellings = dict[str, str]


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
        if place.province not in lines or not heads_a_province(lines[place.province][1]):
            findings.add(
                file, "registry_unknown_parent", where="province", value=place.province, row=row
            )
    return list(lines.values())


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
    for head in filter(heads_a_province, found):
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
