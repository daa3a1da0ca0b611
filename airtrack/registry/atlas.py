"""The maps that an edition may draw, and the documents that a browser fetches of them.

Source: 地图管理条例 (国务院令第664号): a map for the public is approved and shows its number
(审图号). Ours has none; it is for use inside. An approved file is drawn as it is.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from airtrack.domain.boundary import MapSheet
from airtrack.errors import WrongUse
from airtrack.registry import geojson

FOLDER = "boundaries"
FINE, COARSE = "china.geojson", "china_coarse.geojson"


@dataclass(frozen=True, slots=True)
class Document:
    """What a browser fetches: its name is the hash of its content."""

    name: str
    body: bytes
    packed: bytes

    @classmethod
    def of(cls, body: bytes) -> Document:
        """The document of these bytes, packed once."""
        name = hashlib.sha256(body).hexdigest()
        return cls(name, body, gzip.compress(body, mtime=0))


class Atlas:
    """Maps are read when they are first asked for.

    `approved` is the file that the bureau supplies, with its `number`. Without one the public
    edition has no map, the other draws ours from the folder `own`.
    """

    def __init__(self, own: Path, *, approved: Path | None, number: str, is_public: bool) -> None:
        if approved is None and number:
            raise WrongUse("map_number_alone", number=number)
        if approved is not None and not number:
            raise WrongUse("map_number_missing", file=approved.as_posix())
        self._own, self._approved = own, approved
        self.number = number
        self.has_map = approved is not None or not is_public

    def checked(self, codes: Container[str]) -> Atlas:
        """This atlas, where the approved file can be read and has units of these codes.

        Raises WrongUse otherwise; ours is not read.
        """
        if self._approved is not None:
            known = [item.code for item in self.fine.territories if item.code in codes]
            if not known:
                raise WrongUse("map_without_places", file=self._approved.as_posix())
        return self

    @cached_property
    def fine(self) -> MapSheet:
        """The map in detail."""
        return geojson.read(self._approved or self._own / FINE)

    @cached_property
    def coarse(self) -> MapSheet:
        """The map for a whole country on one page; an approved one is the same in both."""
        return self.fine if self._approved else geojson.read(self._own / COARSE)

    @cached_property
    def units(self) -> Document:
        """The units of the map in detail."""
        return Document.of(geojson.units_document(self.fine))

    @cached_property
    def lines(self) -> Document:
        """Its lines."""
        return Document.of(geojson.lines_document(self.fine))

    @property
    def documents(self) -> Mapping[str, Document]:
        """All that may be fetched, by name; nothing where the edition has no map."""
        found = (self.units, self.lines) if self.has_map else ()
        return {document.name: document for document in found}
