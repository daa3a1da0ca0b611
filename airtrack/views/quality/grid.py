"""The completeness of a year (数据完整性): places downwards, months across, valid days in cells.

The fewer days, the darker; a sign says what the shade cannot: a month below what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.answers.quality.completeness import Filled, MonthDays, PlaceYear
from airtrack.views import theme
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

MOST_ROWS = 40
"""Places that are drawn; of a larger set those with the fewest days. The table has all."""

SIGNS = {
    Filled.ENOUGH: "",
    Filled.SHORT: "▼",
    Filled.NONE: "✕",
    Filled.RUNNING: "…",
    Filled.PUBLISHED: "○",
    Filled.OUTSIDE: "",
}
_ROW_HEIGHT, _FRAME = 28, 56
_MONTHS = tuple(range(1, 13))


def worst_first(rows: Sequence[PlaceYear]) -> list[PlaceYear]:
    """The most short months on top, then the most missing days."""
    return sorted(rows, key=lambda row: (-len(row.short_months), -row.missing_days))


def figure(rows: Sequence[PlaceYear], words: Words) -> Figure:
    """A row a place, the emptiest on top, a column a month."""
    shown = worst_first(rows)[:MOST_ROWS]
    heat = {
        "type": "heatmap",
        "x": [str(month) for month in _MONTHS],
        "y": [row.name for row in shown],
        "z": [[_lack(month) for month in row.months] for row in shown],
        "text": [[written(month) for month in row.months] for row in shown],
        "texttemplate": "%{text}",
        "textfont": {"size": theme.SMALL_SIZE},
        "customdata": [[_told(row, month, words) for month in row.months] for row in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "colorscale": [[0, theme.RULE], [1, theme.CURRENT]],
        "zmin": 0,
        "zmax": 1,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(shown),
        xaxis=theme.axis(
            side="top", type="category", showgrid=False, title=theme.title(words.label("month"))
        ),
        yaxis=theme.axis(autorange="reversed", type="category", showgrid=False),
    )
    return {"data": [heat], "layout": layout}


def written(month: MonthDays) -> str:
    """The sign and the number of a month, as cell and table have it."""
    number = "" if month.n_days is None else str(month.n_days)
    if month.filled is Filled.RUNNING:
        return number + SIGNS[month.filled]
    return SIGNS[month.filled] + number


def _lack(month: MonthDays) -> float | None:
    """The share of the days that has no value; None leaves the cell open."""
    if month.filled in (Filled.OUTSIDE, Filled.PUBLISHED) or not month.due_days:
        return 0.0 if month.filled is Filled.PUBLISHED else None
    return 1 - (month.n_days or 0) / month.due_days


def _told(row: PlaceYear, month: MonthDays, words: Words) -> str:
    """Place, month, valid days of how many, and what the month needs."""
    head = f"{row.name} {words.label(f'month_{month.month}')} {words.label(row.item)}"
    if month.filled is Filled.OUTSIDE:
        return head
    said = {
        "n": "–" if month.n_days is None else month.n_days,
        "due": month.due_days,
        "required": month.required,
    }
    return f"{head}<br>{words.say(f'filled_{month.filled}', **said)}"


def table(rows: Sequence[PlaceYear], words: Words) -> Table:
    """The same: a row a place, a column a month, then the year."""
    columns = (
        words.column("name"),
        *(Column(f"month_{n}", words.label(f"month_{n}")) for n in _MONTHS),
        words.column("valid_days", 0),
        words.column("missing_days", 0),
        words.column("short_months", 0),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            row.name,
            *(written(month) for month in row.months),
            row.n_days,
            row.missing_days,
            len(row.short_months),
        )
        for row in worst_first(rows)
    ]
    return Table("", columns, tuple(cells))


def alt(rows: Sequence[PlaceYear], words: Words, *, item: str, year: int) -> str:
    """The figure in a sentence: how many months of how many cities are short, whose are most."""
    short = sum(len(row.short_months) for row in rows)
    said = {"n": len(rows), "year": year, "item": words.label(item), "short": short}
    if not rows or not short:
        return words.say("alt_completeness_full", **said)
    worst = worst_first(rows)[0]
    return words.say("alt_completeness", **said, name=worst.name, most=len(worst.short_months))
