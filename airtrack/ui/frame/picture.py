"""A figure with all that stands beside it: in a sentence, as a table, in a note."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from airtrack.ui.frame.figures import figure
from airtrack.ui.house import Now
from airtrack.views.table import Table
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class Picture:
    """`said` tells the figure in one sentence, `note` what is to be known to read it.

    `sources` are where its values come from; `remarks` stand below it, a line each. `table` is
    None where the page shows the same numbers anyway; `file` is what it is saved as.
    """

    figure: Figure
    title: str
    said: str
    table: Table | None
    note: str = ""
    sources: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    file: str = ""


def show(now: Now, found: Picture, *, key: str, name: str = "", caption: str = "") -> None:
    """The figure under its title with note, caption and remarks, and folded the same as a table."""
    lines = (found.note, caption, *found.remarks)
    figure(
        now,
        found.figure,
        title=found.title,
        key=key,
        caption="\n".join(line for line in lines if line),
        alt=found.said,
        table=found.table,
        name=found.file or f"{key}_{name}.csv",
    )


def beside(now: Now, *found: tuple[str, Picture | None], name: str, caption: str = "") -> None:
    """Figures in a row, one a key, those that are there; a phone has them under each other."""
    there = [(key, picture) for key, picture in found if picture is not None]
    if not there:
        return
    for column, (key, picture) in zip(st.columns(len(there)), there, strict=True):
        with column:
            show(now, picture, key=key, name=name, caption=caption)
