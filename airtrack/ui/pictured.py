"""A figure with everything that belongs to it, as a screen hands it to its page."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.views.table import Table
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class Pictured:
    """A figure under its title; `alt` says it in a sentence, `table` has the same numbers.

    `remark` says how it is to be read, empty where that is plain; `name` is the file's.
    """

    title: str
    figure: Figure
    alt: str
    table: Table
    name: str
    remark: str = ""
