"""The gazetteer with what the registers of a store add to the texts, or put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from airtrack.domain.place import Gone, Group, Membership, Place, PlaceKind, Registered
from airtrack.registry import tiers
from airtrack.registry.gazetteer import DatedGroup, Gazetteer, OnRecord, spelling
from airtrack.registry.places import Spellings, provinces, spellings


def extended(text: Gazetteer, found: Registered) -> Gazetteer:
    """The places and groups of the texts and of the registers.

    A registered row of a place in the texts counts instead of these, and keeps their spellings; a
    registered group replaces the members of one in the texts as a whole. A spelling of the texts
    keeps its meaning; one that two registered places share leads to neither.
    """
    if found.is_empty:
        return text
    places = OnRecord(text.places)
    for place in _with_provinces(text, found.places):
        places[place.code] = _over(text.places.get(place.code), place)
    added = [places[place.code] for place in found.places]
    replaced = {group.id for group in found.groups}
    kept = tuple(span for span in text.memberships if span.group not in replaced)
    groups = dict(text.groups) | {
        group.id: _named_as_before(text.groups.get(group.id), group) for group in found.groups
    }
    grown = replace(
        text,
        places=MappingProxyType(places),
        groups=MappingProxyType(groups),
        memberships=(*kept, *found.memberships),
        spelled_units=MappingProxyType(_spelled(text, places, added)),
        spelled_groups=MappingProxyType(_spelled_sets(text, found, groups, places)),
        batches=MappingProxyType(dict(found.batches)),
        gone=MappingProxyType(_gone(text, found)),
    )
    return tiers.told(grown, text.tiers)


def qualified(place: Place, places: Mapping[str, Place]) -> Iterator[str]:
    """The name behind those of the units above it (渭城区底张街道, 咸阳市底张街道)."""
    for head in tiers.above(place, places):
        if head.kind is not PlaceKind.PROVINCE and not place.name.startswith(head.short_name):
            yield spelling(head.name + place.name)
            yield spelling(head.short_name + place.name)


def _with_provinces(text: Gazetteer, found: Iterable[Place]) -> Iterator[Place]:
    known = {place.code: place for place in found}
    everywhere = {**text.places, **known}
    for place in known.values():
        heads = tiers.above(place, everywhere)
        province = next((head.province for head in heads if head.province), "")
        yield place.model_copy(update={"province": province})


def _over(before: Place | None, place: Place) -> Place:
    """The registered row, with what it leaves open taken from the text."""
    if before is None:
        return place
    former = {before.name, before.short_name, *before.aliases} - {place.name, place.short_name}
    changes: dict[str, object] = {
        "aliases": tuple(dict.fromkeys((*place.aliases, *sorted(former)))),
        "province": before.province,
        "name_en": before.name_en,
        "lon": before.lon if place.lon is None else place.lon,
        "lat": before.lat if place.lat is None else place.lat,
    }
    return place.model_copy(update=changes)


def _named_as_before(before: Group | None, group: Group) -> Group:
    """The registered group, under its other names of the text as well."""
    if before is None:
        return group
    other = () if before.name == group.name else (before.name,)
    told = {"aliases": (*before.aliases, *other), "name_en": before.name_en}
    return group.model_copy(update=told)


def _spelled(text: Gazetteer, places: Mapping[str, Place], added: list[Place]) -> Spellings:
    own: dict[str, set[str]] = {}
    for place in added:
        for key in spellings(place):
            own.setdefault(key, set()).add(place.code)
    behind: dict[str, set[str]] = {}
    for place in added:
        for key in qualified(place, places):
            behind.setdefault(key, set()).add(place.code)
    spelled = {key: min(codes) for key, codes in behind.items() if len(codes) == 1}
    for key in own:
        spelled.pop(key, None)
    spelled |= {key: min(codes) for key, codes in own.items() if len(codes) == 1}
    spelled |= {spelling(place.code): place.code for place in added}
    taken = text.spelled_provinces.keys()
    free = {key: code for key, code in spelled.items() if key not in taken}
    return free | dict(text.spelled_units)


def _spelled_sets(
    text: Gazetteer, found: Registered, groups: Mapping[str, Group], places: Mapping[str, Place]
) -> dict[str, DatedGroup]:
    """Groups, then provinces, each under all of its spellings; the texts' own come first."""
    replaced = {group.id for group in found.groups}
    kept = [
        (key, group)
        for key, group in text.spelled_groups.items()
        if group.id in text.groups and group.id not in replaced
    ]
    own = [
        (key, _dated(groups[group.id], found.memberships))
        for group in found.groups
        for key in sorted(spellings(groups[group.id]))
    ]
    heads = [(key, group) for names, group in provinces(places.values()) for key in sorted(names)]
    spelled: dict[str, DatedGroup] = {}
    for key, group in (*kept, *own, *heads):
        spelled.setdefault(key, group)
    return spelled


def _dated(group: Group, memberships: Iterable[Membership]) -> DatedGroup:
    own = tuple(span for span in memberships if span.group == group.id)
    return DatedGroup(group.id, group.name, group.name_en, group.clause, own)


def _gone(text: Gazetteer, found: Registered) -> dict[str, Gone]:
    """What is gone by code and by name, except what the texts have."""
    missing = [item for item in found.gone if item.code not in text.places]
    return {spelling(word): item for item in missing for word in (item.name, item.code)}
