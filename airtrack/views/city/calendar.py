"""AQI calendar (AQI日历): a year of days, coloured as HJ 633 colours its levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from airtrack.answers.days import Day
from airtrack.domain.standard import AqiLevel
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

MONTHS, LONGEST_MONTH = 12, 31
_HEIGHT = 340
_TICKS = (1, 5, 10, 15, 20, 25, 30)
_HALF, _STROKES = 0.42, (-0.5, 0, 0.5)


def figure(days: Sequence[Day], words: Words, *, levels: Sequence[AqiLevel]) -> Figure:
    """Months downwards, days across; a day on record without an index is an outline and says why.

    Days of which an approved event takes a value out are hatched.
    """
    judged = _heat([day for day in days if day.valid], words)
    judged |= {"colorscale": _steps(levels), "zmin": 0.5, "zmax": len(levels) + 0.5}
    without = [day for day in days if not day.valid]
    hatched = [day for day in days if day.left_out]
    unseen = _heat(without, words) | {"colorscale": [[0, theme.CLEAR], [1, theme.CLEAR]]}
    layout = theme.layout(
        height=_HEIGHT,
        xaxis=theme.axis(
            side="top",
            tickvals=_TICKS,
            showgrid=False,
            range=[0.5, LONGEST_MONTH + 0.5],
            tickfont={"size": theme.SMALL_SIZE},
        ),
        yaxis=theme.axis(
            showgrid=False, range=[MONTHS - 0.5, -0.5], tickfont={"size": theme.SMALL_SIZE}
        ),
        shapes=[
            *_path(map(_outline, without), theme.QUIET, width=1.0),
            *_path(map(_hatch, hatched), theme.ON_LEVEL, width=1.2),
        ],
    )
    layout["margin"] |= {"r": 8, "t": 22, "b": 4}
    return {"data": [unseen, judged], "layout": layout}


def said(days: Sequence[Day], words: Words) -> str:
    """How many days of the calendar have which level, and how many have none."""
    counted = Counter(day.level for day in days if day.valid)
    parts = [
        f"{words.label(f'level_{level}')} {counted[level]}" for level in sorted(counted, key=str)
    ]
    if lacking := sum(not day.valid for day in days):
        parts.append(f"{words.label('no_level')} {lacking}")
    if hatched := sum(bool(day.left_out) for day in days):
        parts.append(words.say("calendar_hatched", n=hatched))
    return words.say(
        "calendar_said",
        first=days[0].date.isoformat() if days else None,
        last=days[-1].date.isoformat() if days else None,
        levels=words.label("list_separator").join(parts),
    )


def note(days: Sequence[Day], words: Words) -> str:
    """What hatching means, where a day is hatched; else empty."""
    hatched = sum(bool(day.left_out) for day in days)
    return words.say("calendar_hatched", n=hatched) if hatched else ""


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


def _path(parts: Iterable[str], colour: str, *, width: float) -> list[dict[str, object]]:
    """Many strokes as one shape; none where there is no stroke."""
    strokes = " ".join(parts)
    line = {"color": colour, "width": width}
    return [{"type": "path", "path": strokes, "line": line}] if strokes else []


def _outline(day: Day) -> str:
    """A thin frame around the day's cell."""
    x, y = day.date.day, day.date.month - 1
    left, right, top, bottom = x - _HALF, x + _HALF, y - _HALF, y + _HALF
    return f"M {left},{top} L {right},{top} L {right},{bottom} L {left},{bottom} Z"


def _hatch(day: Day) -> str:
    """Three slanting strokes across the day's cell."""
    x, y = day.date.day, day.date.month - 1
    return " ".join(
        f"M {x + shift / 2 - 0.2:.2f},{y + _HALF} L {x + shift / 2 + 0.2:.2f},{y - _HALF}"
        for shift in _STROKES
    )


def _told(day: Day, words: Words) -> str:
    """Place, date, index, level and primary pollutants; or why there is no index.

    Of a day that an event takes values out of, which.
    """
    head = f"{day.name} {day.date.isoformat()}"
    if not day.valid:
        return f"{head}<br>{words.reasons(day.reasons) or words.label('no_level')}"
    primary = f"<br>{words.label('primary')} {words.joined(day.primary)}" if day.primary else ""
    level = words.label(f"level_{day.level}")
    out = words.say("calendar_left_out", names=words.joined(sorted(day.left_out)))
    dust = f"<br>{out}" if day.left_out else ""
    return f"{head}<br>{words.label('aqi')} {day.aqi} {level}{primary}{dust}"
