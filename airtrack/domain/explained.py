"""What the page of forms says besides the forms: odd cells, examples.

Source: `data/forms/explained.toml`.
"""

from __future__ import annotations

from pydantic import Field

from airtrack.domain.glossary import Bilingual
from airtrack.domain.model import Word


class Odd(Bilingual):
    """What may stand in a cell or row, and the `code` of what is said about it.

    Where it `stops`, nothing of the file is written before it is mended.
    """

    code: str
    stops: bool = False


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

    odd: tuple[Odd, ...]
    examples: tuple[Example, ...]

    def example(self, form_id: str) -> Example | None:
        """The example of that form, or None without one."""
        return next((item for item in self.examples if item.form == form_id), None)
