"""AQI calendar (AQI日历): a year of days, coloured as HJ 633 colours its levels."""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.answers.days import Day
from airtrack.domain.standard import AqiLevel
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

MONTHS, LONGEST_MONTH = 12, 31
_HEIGHT = 400
_TICKS = (1, 5, 10, 15, 20, 25, 30)


def figure(days: Sequence[Day], words: Words, *, levels: Sequence[AqiLevel]) -> Figure:
    """Months downwards, days across; a day on record without an index is grey and says why."""
    judged = _heat([day for day in days if day.valid], words)
    judged |= {"colorscale": _steps(levels), "zmin": 0.5, "zmax": len(levels) + 0.5}
    without = _heat([day for day in days if not day.valid], words)
    without |= {"colorscale": [[0, theme.RULE], [1, theme.RULE]]}
    layout = theme.layout(
        height=_HEIGHT,
        xaxis=theme.axis(side="top", tickvals=_TICKS, showgrid=False),
        yaxis=theme.axis(autorange="reversed", showgrid=False),
    )
    return {"data": [without, judged], "layout": layout}


def _heat(days: Sequence[Day], words: Words) -> dict[str, object]:
    """A cell per given day; the rest of the year stays empty."""
    by_cell = {(day.date.month, day.date.day): day for day in days}
    months, dates = range(1, MONTHS + 1), range(1, LONGEST_MONTH + 1)
    grid = [[by_cell.get((month, date)) for date in dates] for month in months]
    return {
        "type": "heatmap",
        "x": list(dates),
        "y": [words.label(f"month_{month}") for month in months],
        "z": [[(day.level or 0) if day else None for day in row] for row in grid],
        "customdata": [[_told(day, words) if day else "" for day in row] for row in grid],
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
    }


def _steps(levels: Sequence[AqiLevel]) -> list[list[object]]:
    """A colour scale with one flat step per level."""
    n = len(levels)
    return [
        [edge / n, level.colour]
        for index, level in enumerate(levels)
        for edge in (index, index + 1)
    ]


def _told(day: Day, words: Words) -> str:
    """Date, index, level and primary pollutants; or why there is no index."""
    if not day.valid:
        return f"{day.date.isoformat()}<br>{words.reasons(day.reasons) or words.label('no_level')}"
    primary = f"<br>{words.label('primary')} {words.joined(day.primary)}" if day.primary else ""
    level = words.label(f"level_{day.level}")
    return f"{day.date.isoformat()}<br>{words.label('aqi')} {day.aqi} {level}{primary}"
