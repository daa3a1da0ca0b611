"""Sets that follow from who governs whom: counties, townships and stations below a place.

Source: `data/places/tiers.toml`, the column parent of the register of places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from airtrack.domain.model import Word
from airtrack.domain.place import Place, Tier
from airtrack.registry import text
from airtrack.registry.gazetteer import DatedGroup, Gazetteer, spelling
from airtrack.registry.places import membership
from airtrack.registry.text import Findings

TIERS = "tiers.toml"
_LEAST = 2


class _Tiers(Word):
    tier: tuple[Tier, ...] = Field(min_length=1)


def load(file: Path, findings: Findings) -> tuple[Tier, ...]:
    """The tiers of the file; what is wrong stands in `findings`."""
    found = text.toml(_Tiers, file, findings)
    return () if found is None else found.tier


def told(gazetteer: Gazetteer, tiers: tuple[Tier, ...]) -> Gazetteer:
    """The same gazetteer, with the sets that its places make by these tiers.

    A spelling that a group has already keeps meaning the group.
    """
    spelled: dict[str, DatedGroup] = {}
    for names, group in _sets(gazetteer.places, tiers):
        for key in names - gazetteer.spelled_groups.keys():
            spelled.setdefault(key, group)
    return replace(gazetteer, spelled_tiers=MappingProxyType(spelled), tiers=tiers)


def above(place: Place, places: Mapping[str, Place]) -> Iterator[Place]:
    """Who governs the place, who governs that one, and so on; none of them twice."""
    seen = {place.code}
    while place.parent not in seen and place.parent in places:
        place = places[place.parent]
        seen.add(place.code)
        yield place


def _sets(
    places: Mapping[str, Place], tiers: tuple[Tier, ...]
) -> Iterator[tuple[set[str], DatedGroup]]:
    """Every set of at least two, with its spellings; a ranking of one is none."""
    for tier in tiers:
        below: dict[str, list[Place]] = {}
        for place in places.values():
            if place.kind in tier.kinds:
                heads = list(above(place, places))
                for head in heads if tier.all_below else heads[:1]:
                    below.setdefault(head.code, []).append(place)
        for code, members in below.items():
            head = places[code]
            if head.kind in tier.parents and len(members) >= _LEAST:
                yield _named(tier, head, members)


def _named(tier: Tier, head: Place, members: list[Place]) -> tuple[set[str], DatedGroup]:
    key = f"{head.code}-{tier.id}"
    names = [said.format(place=name) for name in (head.name, head.short_name)
             for said in tier.spellings]  # fmt: skip
    name_en = tier.name_en.format(place=head.name_en or head.name)
    spans = tuple(membership(key, place) for place in members)
    group = DatedGroup(key, names[0], name_en, tier.clause, spans)
    return {spelling(name) for name in (key, *names)}, group
