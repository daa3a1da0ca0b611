"""Where a series changes what its figures mean, as dashed lines with their date.

Source: the contract of the pages: edition breaks are a dashed vertical line with its date.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from airtrack.answers.breaks import Break
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure


def told(found: Iterable[Break], words: Words) -> list[str]:
    """A sentence a break, each once, the oldest first."""
    said = (words.say(f"break_{item.kind}", day=item.on.isoformat()) for item in found)
    return list(dict.fromkeys(said))


def mark(figure: Figure, found: Iterable[Break], words: Words, *, first: float) -> Figure:
    """The figure of months with a line before the month in which each break begins.

    `first` is where January stands on the axis; breaks at the same place share a line.
    """
    layout = figure["layout"]
    by_place = groupby(sorted(found, key=_place), key=_place)
    for month, there in by_place:
        at = first + month - 1.5
        items = sorted(there, key=lambda item: item.on)
        layout.setdefault("shapes", []).append(_line(at))
        label = words.label("comma").join(told(items, words))
        layout.setdefault("annotations", []).append(_label(at, label))
    return figure


def _place(found: Break) -> int:
    """A break within a month is shown at its beginning, as bars are of whole months."""
    return found.on.month


def _line(at: float) -> dict[str, object]:
    return {
        "type": "line",
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.QUIET, "width": 1.5, "dash": "dash"},
    }


def _label(at: float, said: str) -> dict[str, object]:
    """Upright beside the line, so that it fits a phone."""
    return {
        "x": at,
        "yref": "paper",
        "y": 1,
        "xanchor": "left",
        "yanchor": "top",
        "textangle": -90,
        "showarrow": False,
        "text": said,
        "font": {"color": theme.QUIET, "size": theme.SMALL_SIZE},
        "bgcolor": theme.VEIL,
    }
