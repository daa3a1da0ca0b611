"""A year of days of one place: valid, measured and not valid, missing; never AQI colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from airtrack.answers.quality.completeness import DayCell, DayState
from airtrack.views import theme
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

SIGNS = {DayState.VALID: "", DayState.INVALID: "▼", DayState.MISSING: "✕"}
_SHADES = {DayState.VALID: 0, DayState.INVALID: 1, DayState.MISSING: 2}
_HEIGHT = 380
_TICKS = (1, 5, 10, 15, 20, 25, 30)
_MONTHS, _DATES = range(1, 13), range(1, 32)
_SIGN_SIZE = 9


def figure(days: Sequence[DayCell], words: Words, *, item: str) -> Figure:
    """Months downwards, days across; days before the first and after the newest stay open."""
    by_cell = {(day.date.month, day.date.day): day for day in days}
    grid = [[by_cell.get((month, at)) for at in _DATES] for month in _MONTHS]
    third = 1 / 3
    heat = {
        "type": "heatmap",
        "x": list(_DATES),
        "y": [words.label(f"month_{month}") for month in _MONTHS],
        "z": [[_SHADES[day.state] if day else None for day in row] for row in grid],
        "text": [[SIGNS[day.state] if day else "" for day in row] for row in grid],
        "texttemplate": "%{text}",
        "textfont": {"size": _SIGN_SIZE},
        "customdata": [
            [_told(day, words, item=item) if day else "" for day in row] for row in grid
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "colorscale": [
            *([0, theme.RULE], [third, theme.RULE]),
            *([third, theme.EARLIER], [2 * third, theme.EARLIER]),
            *([2 * third, theme.CURRENT], [1, theme.CURRENT]),
        ],
        "zmin": -0.5,
        "zmax": 2.5,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    layout = theme.layout(
        height=_HEIGHT,
        xaxis=theme.axis(side="top", tickvals=_TICKS, showgrid=False),
        yaxis=theme.axis(autorange="reversed", showgrid=False),
    )
    return {"data": [heat], "layout": layout}


def key(words: Words) -> str:
    """What the shades and signs mean, in a line."""
    return words.label("day_states_key")


def _told(day: DayCell, words: Words, *, item: str) -> str:
    head = f"{day.date.isoformat()} {words.label(item)}"
    if day.state is DayState.VALID:
        return f"{head} {day.value} {words.glossary.unit(item)}".strip()
    why = words.reasons(day.reasons)
    return f"{head}<br>{words.label(f'day_{day.state}')}" + (f"<br>{why}" if why else "")


def table(days: Sequence[DayCell], words: Words) -> Table:
    """The days without a valid value, and why."""
    columns = tuple(words.column(key_) for key_ in ("date", "state", "reasons"))
    rows = tuple(
        (day.date.isoformat(), _state(day, words), words.reasons(day.reasons))
        for day in days
        if day.state is not DayState.VALID
    )
    return Table("", columns, rows)


def _state(day: DayCell, words: Words) -> str:
    return f"{SIGNS[day.state]} {words.label(f'day_{day.state}')}"


def alt(days: Sequence[DayCell], words: Words, *, name: str, item: str) -> str:
    """The figure in a sentence: how many days are valid, not valid, missing."""
    counted = Counter(day.state for day in days)
    return words.say(
        "alt_days",
        name=name,
        item=words.label(item),
        n=len(days),
        valid=counted[DayState.VALID],
        invalid=counted[DayState.INVALID],
        missing=counted[DayState.MISSING],
    )
