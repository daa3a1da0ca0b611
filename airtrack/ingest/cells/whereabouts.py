"""What a row of a report is about: a place, a province as a whole, another region, a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from airtrack.domain.form import Wording
from airtrack.domain.place import Place, PlaceKind
from airtrack.ingest.cells.wording import folded, holds, is_note


class Named(Protocol):
    """A set of places."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """What it is called."""


class Gazetteer(Protocol):
    """Knows the names of places as files write them."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place on record by its code."""

    def spelled(self, text: str) -> str:
        """The text as spellings are compared."""

    def is_made(self, group: str) -> bool:
        """True for the id of a set that follows from the places on record."""

    def find_in_file(self, text: str) -> Place | None:
        """The place meant by the text, or None when it names none."""

    def find_province(self, text: str) -> Place | None:
        """The province or municipality meant by the text, or None when it names none."""

    def find_in_file_name(self, name: str) -> Place | None:
        """The place that a file is named after, or None."""

    def is_group(self, text: str) -> bool:
        """True when the text names a set of places."""

    def find(self, text: str) -> Place:
        """The place of that name; NotFound lists the nearest names."""

    def find_group(self, text: str) -> Named:
        """The set of places of that name; NotFound lists the nearest names."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The code of a place or of a province, or None; `is_regional` is true of sums and means."""

    code: str | None
    is_regional: bool


def whereabouts(text: str, wording: Wording, gazetteer: Gazetteer) -> Whereabouts:
    """Where the values of a row belong that is headed by that text.

    A province is found by its name, or by its short name with 全省 behind it (宁夏全区).
    """
    place = gazetteer.find_in_file(text) or gazetteer.find_province(text)
    if place is not None:
        return Whereabouts(place.code, is_regional=place.kind is PlaceKind.PROVINCE)
    said = folded(text)
    for word in wording.whole:
        name = said.removesuffix(word)
        province = gazetteer.find_province(name) if name != said else None
        if province is not None:
            return Whereabouts(province.code, is_regional=True)
    is_regional = holds(text, wording.regional) or gazetteer.is_group(text)
    return Whereabouts(None, is_regional=is_regional)


def is_footnote(text: str, wording: Wording) -> bool:
    """True for a text that begins like a note under a table."""
    return is_note(text, wording.footnote)
