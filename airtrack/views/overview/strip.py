"""The completeness of a board's cities as one slim figure: the index, and the emptiest item."""

from __future__ import annotations

from dataclasses import replace

from airtrack.answers.caution import AQI
from airtrack.answers.quality.completeness import Completeness, PlaceYear
from airtrack.registry.places import Gazetteer
from airtrack.views import theme
from airtrack.views.quality.sentences import worst_of_each
from airtrack.views.table import Cell, Table, Words
from airtrack.views.theme import Figure

MOST_PLACES = 12
"""Places that are drawn; of more those that lack most."""

_HEIGHT = 132


def figure(found: Completeness, gazetteer: Gazetteer, words: Words) -> Figure | None:
    """A column a city, two cells: days with an index, days of the pollutant that lacks most."""
    pairs = _pairs(found)[:MOST_PLACES]
    if not any(index.due_days for index, _ in pairs):
        return None
    lines = [[pair[at] for pair in pairs] for at in (0, 1)]
    heat = {
        "type": "heatmap",
        "x": [gazetteer.places[index.place].short_name for index, _ in pairs],
        "y": [words.label("aqi"), words.label("strip_worst")],
        "z": [[_lack(row) for row in line] for line in lines],
        "text": [
            [str(row.n_days) for row in lines[0]],
            [_emptiest(row, words) for row in lines[1]],
        ],
        "texttemplate": "%{text}",
        "textfont": {"size": theme.SMALL_SIZE},
        "customdata": [[_told(row, words) for row in line] for line in lines],
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorscale": [[0, theme.RULE], [1, theme.CURRENT]],
        "zmin": 0,
        "zmax": 1,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    layout = theme.layout(
        height=_HEIGHT,
        xaxis=theme.axis(side="top", type="category", showgrid=False),
        yaxis=theme.axis(autorange="reversed", type="category", showgrid=False),
    )
    return {"data": [heat], "layout": layout}


def table(found: Completeness, words: Words) -> Table:
    """The same: days with an index, the pollutant that lacks most, its days, months too short."""
    columns = (
        words.column("name"),
        words.column("due_days", 0),
        words.column("valid_days", 0),
        words.column("strip_worst"),
        words.column("missing_days", 0),
        words.column("short_months", 0),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            index.name,
            index.due_days,
            index.n_days,
            words.label(worst.item) if worst.missing_days else "–",
            worst.missing_days,
            len(worst.short_months),
        )
        for index, worst in _pairs(found)
    )
    return Table("", columns, rows)


def _pairs(found: Completeness) -> list[tuple[PlaceYear, PlaceYear]]:
    """The index and the emptiest pollutant of each place, who lacks most first."""
    index = {row.place: row for row in found.of(AQI)}
    pollutants = replace(found, rows=tuple(row for row in found.rows if row.item != AQI))
    worst = sorted(worst_of_each(pollutants), key=lambda row: -row.missing_days)
    return [(index[row.place], row) for row in worst]


def _emptiest(row: PlaceYear, words: Words) -> str:
    """The pollutant with its days; where none lacks a day, the days alone."""
    if not row.missing_days:
        return str(row.n_days)
    return f"{words.label(row.item)}<br>{row.n_days}"


def _lack(row: PlaceYear) -> float | None:
    return 1 - row.n_days / row.due_days if row.due_days else None


def _told(row: PlaceYear, words: Words) -> str:
    said = {"n": row.n_days, "due": row.due_days, "short": len(row.short_months)}
    return f"{row.name} {words.label(row.item)}<br>{words.say('strip_told', **said)}"
