"""A figure with all that stands beside it: in a sentence, as a table, in a note."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.views.table import Table
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class Picture:
    """`said` tells the figure in one sentence, `note` what is to be known to read it."""

    figure: Figure
    title: str
    said: str
    table: Table
    note: str = ""
