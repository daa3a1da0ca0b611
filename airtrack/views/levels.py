"""Days of a year by AQI level: one bar that is also the legend of the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.answers.stats import CityStats
from airtrack.domain.standard import AqiLevel
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

_HEIGHT = 96


def figure(stats: CityStats, words: Words, *, levels: Sequence[AqiLevel]) -> Figure:
    """One segment a level, named with its number of days; all levels are named, even at zero."""
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": f"{words.label(f'level_{level.level}')} {stats.days[str(level.level)]}",
            "x": [stats.days[str(level.level)]],
            "y": [""],
            "marker": {"color": level.colour, "line": {"color": theme.QUIET, "width": 0.5}},
            "hovertemplate": f"{words.label(f'level_{level.level}')} %{{x}}<extra></extra>",
        }
        for level in levels
    ]
    layout = theme.layout(
        height=_HEIGHT,
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "traceorder": "normal"},
        xaxis=theme.axis(visible=False),
        yaxis=theme.axis(visible=False),
    )
    layout["margin"] = {"l": 8, "r": 8, "t": 4, "b": 4}
    return {"data": data, "layout": layout}
