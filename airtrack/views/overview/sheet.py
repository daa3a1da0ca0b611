"""The overview on paper: one A4 page across with every city and status, legible without colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from airtrack.domain.verdict import Status
from airtrack.registry.places import Gazetteer
from airtrack.views import board, theme, verdicts
from airtrack.views.board import Cell, Grid
from airtrack.views.table import Words

_TAGS = ("<br>", "<sup>", "</sup>")
_ROOM_MM, _TALLEST_MM, _POINTS_PER_MM = 112.0, 11.0, 0.95
"""Height that the rows share, that of a row at most, and how large its letters are."""


def page(
    grid: Grid,
    gazetteer: Gazetteer,
    words: Words,
    *,
    title: str,
    sentence: str,
    attention: Sequence[str] = (),
) -> str:
    """The board as a table of HTML with its title, its answer and the key of its signs.

    Who needs attention stands below. Rows share the height that is left of one page; what comes
    from plans and tables is escaped.
    """
    if not grid.cells:
        return f'<p class="sheet-title">{escape(title)}</p><p>{escape(sentence)}</p>'
    told = "".join(f"<li>{escape(text)}</li>" for text in attention)
    below = f"<p>{escape(words.label('attention'))}</p><ol>{told}</ol>" if told else ""
    tall = min(_TALLEST_MM, _ROOM_MM / (len(grid.places) + 1))
    size = f"{tall * _POINTS_PER_MM:.1f}pt"
    heads = "".join(f"<th>{_safe(board.head(column, grid, words))}</th>" for column in grid.columns)
    rows = "".join(
        f'<tr style="height:{tall:.1f}mm"><th>{_name(place, grid, gazetteer, words)}</th>'
        f"{''.join(_cell(grid.cells.get((place, column)), words) for column in grid.columns)}</tr>"
        for place in grid.places
    )
    return (
        f'<p class="sheet-title">{escape(title)}</p><p>{escape(sentence)}</p>'
        f'<table style="font-size:{size}"><thead><tr><th></th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table><p>{_key(words)}</p>{below}"
    )


def _safe(text: str) -> str:
    """The text of a figure, whose breaks and raised marks are the only tags that stay."""
    told = escape(text)
    for tag in _TAGS:
        told = told.replace(escape(tag), tag)
    return told


def _name(place: str, grid: Grid, gazetteer: Gazetteer, words: Words) -> str:
    return escape(board.row_name(place, grid, gazetteer, words))


def _cell(cell: Cell | None, words: Words) -> str:
    """Sign, word and both numbers on the colour of the status; blank where nothing is asked."""
    if cell is None:
        return "<td></td>"
    mark = theme.STATUS[cell.verdict.status]
    told = _safe(board.text(cell, words))
    return f'<td style="background:{mark.colour};color:{mark.ink}">{told}</td>'


def _key(words: Words) -> str:
    """What the signs mean."""
    return " · ".join(
        escape(f"{verdicts.SIGNS[status]} {words.label(f'status_{status}')}") for status in Status
    )
