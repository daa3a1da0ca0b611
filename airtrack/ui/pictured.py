"""A figure with everything that belongs to it, as a screen hands it to its page."""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.ui import frame
from airtrack.ui.house import Now
from airtrack.views.table import Table
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class Pictured:
    """A figure under its title; `alt` says it in a sentence, `table` has the same numbers.

    It is None where the page shows that table anyway.
    `remark` says how it is to be read, empty where that is plain; `name` is the file's.
    """

    title: str
    figure: Figure
    alt: str
    table: Table | None
    name: str = ""
    remark: str = ""


def show(now: Now, found: Pictured, *, key: str, caption: str = "") -> None:
    """The figure under its title; below it how it is read, what it stands on, and its table."""
    frame.figure(
        now,
        found.figure,
        title=found.title,
        key=key,
        caption="\n".join(part for part in (found.remark, caption) if part),
        alt=found.alt,
        table=found.table,
        name=found.name,
    )
