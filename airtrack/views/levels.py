"""Days of a year by AQI level: a bar a level, named and coloured, so also the calendar's legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from airtrack.answers.days import Day
from airtrack.domain.standard import AqiLevel
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

_ROW_HEIGHT, _FRAME = 24, 8
_ROOM = 1.12


def figure(found: Sequence[Day], words: Words, *, levels: Sequence[AqiLevel]) -> Figure:
    """All levels with their number of days, even at zero; then the days without an index.

    The days themselves are counted: a published table may stand for the year's figures.
    """
    names = [words.label(f"level_{level.level}") for level in levels]
    counted = Counter(day.level if day.valid else None for day in found)
    days = [counted[level.level] for level in levels]
    names.append(words.label("no_level"))
    days.append(counted[None])
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": days,
        "y": names,
        "text": [str(n) for n in days],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [*(level.colour for level in levels), theme.RULE],
            "line": {"color": theme.QUIET, "width": 0.5},
        },
        "hovertemplate": f"%{{y}} %{{x}} {words.glossary.unit('valid_days')}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(days),
        xaxis=theme.axis(visible=False, range=[0, (max(days) or 1) * _ROOM]),
        yaxis=theme.axis(autorange="reversed", showgrid=False, type="category"),
        bargap=0.25,
    )
    layout["margin"] |= {"t": 4, "b": 4}
    return {"data": [bars], "layout": layout}
