"""Members side by side: one small figure each on one scale, this year dark, last year pale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from airtrack.answers.region import Years
from airtrack.answers.stats import CityStats
from airtrack.views import theme
from airtrack.views.months import MONTHS, value
from airtrack.views.ranking import number
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

COLUMNS = 2
"""Two figures beside each other are legible on a phone."""

_ROW_HEIGHT, _HEAD, _FOOT = 168, 40, 44
_GAP_X, _ROOM = 0.09, 1.18
_PANEL = 0.66
"""How much of a row's height its picture takes; the rest is its name and the months below."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One member: its months of the year and of the year before, and the line it is held to.

    `heading` is its name with what it stands at, `label` says the line at its end.
    """

    place: str
    heading: str
    years: Years
    line: Decimal | None = None
    label: str = ""


def figure(panels: Sequence[Panel], words: Words, *, indicator: str, year: int) -> Figure:
    """The members in the given order, two in a row; months without a value are gaps."""
    rows = -(-len(panels) // COLUMNS)
    layout = theme.layout(
        height=_HEAD + rows * _ROW_HEIGHT + _FOOT,
        barmode="overlay",
        bargap=0.2,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"},
    )
    layout["margin"] |= {"l": 4, "r": 4, "t": _HEAD, "b": 4}
    data: list[dict[str, object]] = []
    annotations, shapes = [], []
    top = _scale(panels, indicator)
    for index, panel in enumerate(panels):
        number_ = str(index + 1) if index else ""
        area = _area(index, rows)
        layout[f"xaxis{number_}"] = _months(area, number_, words)
        layout[f"yaxis{number_}"] = _values(area, number_, top, is_left=index % COLUMNS == 0)
        data += _bars(panel, number_, words, indicator=indicator, year=year)
        annotations.append(_name(panel, area))
        if panel.line is not None:
            shapes.append(_line(panel.line, number_))
            annotations.append(_line_label(panel.line, panel.label, number_))
    return {"data": data, "layout": layout | {"annotations": annotations, "shapes": shapes}}


@dataclass(frozen=True, slots=True)
class _Area:
    """Where a panel stands, in shares of the whole."""

    left: float
    right: float
    bottom: float
    top: float


def _area(index: int, rows: int) -> _Area:
    row, column = divmod(index, COLUMNS)
    width = (1 - _GAP_X * (COLUMNS - 1)) / COLUMNS
    left = column * (width + _GAP_X)
    height = 1 / rows
    bottom = 1 - (row + 1) * height + height * (1 - _PANEL) / 2
    return _Area(left, left + width, bottom, bottom + height * _PANEL)


def _scale(panels: Sequence[Panel], indicator: str) -> float:
    """One end for all panels."""
    shown = [
        found
        for panel in panels
        for months in panel.years.values()
        for row in months.values()
        if (found := value(row, indicator)) is not None
    ]
    lines = [float(panel.line) for panel in panels if panel.line is not None]
    return max([*shown, *lines, 1]) * _ROOM


def _months(area: _Area, number_: str, words: Words) -> dict[str, object]:
    """Every third month is named: twelve do not fit."""
    named = range(1, MONTHS + 1, 3)
    return theme.axis(
        anchor=f"y{number_}",
        domain=[area.left, area.right],
        showgrid=False,
        range=[0.4, MONTHS + 0.6],
        tickmode="array",
        tickvals=list(named),
        ticktext=[words.label(f"month_{month}") for month in named],
        tickangle=0,
        tickfont={"size": theme.SMALL_SIZE},
        automargin=False,
    )


def _values(area: _Area, number_: str, top: float, *, is_left: bool) -> dict[str, object]:
    return theme.axis(
        anchor=f"x{number_}",
        domain=[area.bottom, area.top],
        range=[0, top],
        nticks=4,
        tickfont={"size": theme.SMALL_SIZE},
        automargin=is_left,
        showticklabels=is_left,
    )


def _bars(
    panel: Panel, number_: str, words: Words, *, indicator: str, year: int
) -> list[dict[str, object]]:
    """The year before as broad pale bars behind the narrow dark ones of the year."""
    shown = ((year - 1, theme.EARLIER, 0.92), (year, theme.CURRENT, 0.5))
    return [
        _trace(
            panel.years.get(one, {}),
            words,
            indicator=indicator,
            look={
                "name": str(one),
                "legendgroup": str(one),
                "showlegend": not number_,
                "xaxis": f"x{number_}",
                "yaxis": f"y{number_}",
                "width": width,
                "marker": {"color": colour},
            },
        )
        for one, colour, width in shown
    ]


def _trace(
    months: Mapping[str, CityStats], words: Words, *, indicator: str, look: dict[str, object]
) -> dict[str, object]:
    year = look["name"]
    rows = [months.get(f"{year}-{month:02d}") for month in range(1, MONTHS + 1)]
    values = [value(row, indicator) for row in rows]
    unit = words.glossary.unit(indicator)
    return {
        "type": "bar",
        **look,
        "x": list(range(1, MONTHS + 1)),
        "y": values,
        "customdata": [
            "" if found is None else f"{number(found, indicator)} {unit}".strip()
            for found in values
        ],
        "hovertemplate": f"{year}-%{{x:02d}}<br>%{{customdata}}<extra></extra>",
    }


def _name(panel: Panel, area: _Area) -> dict[str, object]:
    """The member's name with its value, above its picture."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": area.left,
        "y": area.top,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": panel.heading,
        "font": {"size": theme.TEXT_SIZE, "color": theme.INK},
    }


def _line(at: Decimal, number_: str) -> dict[str, object]:
    return {
        "type": "line",
        "xref": f"x{number_} domain",
        "yref": f"y{number_}",
        "x0": 0,
        "x1": 1,
        "y0": float(at),
        "y1": float(at),
        "line": {"color": theme.LIMIT, "width": 1.5},
    }


def _line_label(at: Decimal, said: str, number_: str) -> dict[str, object]:
    """At the right end of the line, above it."""
    return {
        "xref": f"x{number_} domain",
        "yref": f"y{number_}",
        "x": 1,
        "y": float(at),
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": said,
        "font": {"size": theme.SMALL_SIZE, "color": theme.LIMIT},
        "bgcolor": theme.VEIL,
    }


def told(
    panels: Sequence[Panel],
    words: Words,
    *,
    names: Mapping[str, str],
    indicator: str,
    year: int,
) -> str:
    """The figure in a sentence: of the year's months on record the highest and the lowest."""
    shown = [
        (found, names[panel.place], key)
        for panel in panels
        for key, row in panel.years.get(year, {}).items()
        if (found := value(row, indicator)) is not None
    ]
    if not shown:
        return words.say("alt_members_none", n=len(panels), year=year)
    low, high = min(shown), max(shown)
    unit = words.glossary.unit(indicator)
    return words.say(
        "alt_members",
        n=len(panels),
        by=words.label(indicator),
        year=year,
        **{"high": high[1], "high_value": f"{number(high[0], indicator)} {unit}".strip()},
        **{"low": low[1], "low_value": f"{number(low[0], indicator)} {unit}".strip()},
        **{"high_month": _month(high[2], words), "low_month": _month(low[2], words)},
    )


def _month(key: str, words: Words) -> str:
    return words.label(f"month_{int(key[-2:])}")


def table(
    panels: Sequence[Panel],
    words: Words,
    *,
    names: Mapping[str, str],
    indicator: str,
    year: int,
    digits: int,
) -> Table:
    """Two rows a member, the year before and the year, a column a month."""
    months = (
        Column(f"month_{month}", words.label(f"month_{month}"), "", digits)
        for month in range(1, MONTHS + 1)
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            names[panel.place],
            str(one),
            *(
                value(panel.years.get(one, {}).get(f"{one}-{month:02d}"), indicator)
                for month in range(1, MONTHS + 1)
            ),
        )
        for panel in panels
        for one in (year - 1, year)
    )
    return Table("", (words.column("name"), words.column("pick_year"), *months), rows)
