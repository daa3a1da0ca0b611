"""What the page of forms says besides the forms: meanings, odd cells, examples.

Source: `data/forms/explained.toml`; markers as HJ 633-2026 and monitoring systems write them.
"""

from __future__ import annotations

from pydantic import Field

from airtrack.domain.form import plain
from airtrack.domain.model import Word


class Marker(Word):
    """Texts of cells that say in one way that a value is missing."""

    texts: tuple[str, ...] = Field(min_length=1)
    zh: str
    en: str


class Odd(Word):
    """What may stand in a cell or row, and the `code` of what is said about it.

    Where it `stops`, nothing of the file is written before it is mended.
    """

    code: str
    stops: bool = False
    zh: str
    en: str


class Example(Word):
    """A small table of that form, its cells between commas; the first row are its headers."""

    form: str
    rows: tuple[str, ...] = Field(min_length=1)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The cells row by row."""
        return tuple(tuple(row.split(",")) for row in self.rows)


class Explained(Word):
    """Everything that the page of forms says besides."""

    markers: tuple[Marker, ...]
    odd: tuple[Odd, ...]
    examples: tuple[Example, ...]

    def example(self, form_id: str) -> Example | None:
        """The example of that form, or None without one."""
        return next((item for item in self.examples if item.form == form_id), None)

    def unnamed(self, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the texts for a missing value that are in no group of their own."""
        named = {plain(text) for marker in self.markers for text in marker.texts}
        return tuple(text for text in missing if plain(text) not in named)
