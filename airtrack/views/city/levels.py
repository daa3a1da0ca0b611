"""Days of a year by AQI level: a bar a level, named and coloured, so also the calendar's legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from airtrack.answers.days import Day
from airtrack.domain.standard import AqiLevel
from airtrack.views import theme, verdicts
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

_ROW_HEIGHT, _FRAME = 30, 8
_ROOM = 1.12
_DAYS = "d"


def counted(found: Sequence[Day], levels: Sequence[AqiLevel]) -> list[int]:
    """The number of days of every level, even at zero; then that of the days without an index.

    The days themselves are counted: a published table may stand for the year's figures.
    """
    each = Counter(day.level if day.valid else None for day in found)
    return [*(each[level.level] for level in levels), each[None]]


def figure(found: Sequence[Day], words: Words, *, levels: Sequence[AqiLevel]) -> Figure:
    """All levels with their number of days; then the days without an index."""
    days = counted(found, levels)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": days,
        "y": _names(words, levels),
        "text": [str(n) for n in days],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [*(level.colour for level in levels), theme.RULE],
            "line": {"color": theme.QUIET, "width": 0.5},
        },
        "hovertemplate": f"%{{y}} %{{x}} {verdicts.unit(_DAYS, words)}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(days),
        xaxis=theme.axis(visible=False, range=[0, (max(days) or 1) * _ROOM]),
        yaxis=theme.axis(autorange="reversed", showgrid=False, type="category"),
        bargap=0.25,
    )
    layout["margin"] |= {"t": 4, "b": 4}
    return {"data": [bars], "layout": layout}


def table(found: Sequence[Day], words: Words, *, levels: Sequence[AqiLevel]) -> Table:
    """A row a level."""
    rows = zip(_names(words, levels), counted(found, levels), strict=True)
    return Table("", (words.column("level"), words.column("n_days", 0)), tuple(rows))


def said(found: Sequence[Day], words: Words, *, levels: Sequence[AqiLevel]) -> str:
    """Every level with its number of days, in a row."""
    pairs = zip(_names(words, levels), counted(found, levels), strict=True)
    return words.label("list_separator").join(f"{name} {n}" for name, n in pairs)


def _names(words: Words, levels: Sequence[AqiLevel]) -> list[str]:
    return [*(words.label(f"level_{level.level}") for level in levels), words.label("no_level")]
