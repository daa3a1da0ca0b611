"""One indicator month by month: this year dark, the year before pale, the limit at its line."""

from __future__ import annotations

from collections.abc import Mapping

from airtrack.answers.stats import CityStats
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Limit
from airtrack.views import theme
from airtrack.views.ranking import number
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

MONTHS = 12
_HEIGHT = 320
_ROOM_FOR_LABEL = 60


def value(stats: CityStats | None, indicator: str) -> int | float | None:
    """The indicator's printed value, None where there is none."""
    if stats is None:
        return None
    if indicator in set(Pollutant):
        return stats.values[Pollutant(indicator)]
    found: int | float | None = getattr(stats, indicator)
    return found


def figure(
    years: Mapping[int, Mapping[str, CityStats]],
    words: Words,
    *,
    indicator: str,
    limit: Limit | None,
) -> Figure:
    """Grouped bars of the given years; a month without a value is a gap."""
    latest = max(years)
    data = [
        _bars(year, years[year], words, indicator=indicator, is_latest=year == latest)
        for year in sorted(years)
    ]
    unit = words.glossary.unit(indicator)
    title = f"{words.label(indicator)} ({unit})" if unit else words.label(indicator)
    layout = theme.layout(
        height=_HEIGHT,
        barmode="group",
        bargap=0.25,
        legend={"orientation": "h", "x": 0, "y": 1.22, "font": {"size": theme.TEXT_SIZE}},
        yaxis=theme.axis(title=theme.title(title), rangemode="tozero"),
        xaxis=theme.axis(
            showgrid=False, type="category", tickangle=0, tickfont={"size": theme.SMALL_SIZE}
        ),
    )
    if limit is not None:
        layout["shapes"], layout["annotations"] = _line(limit, words)
        layout["margin"] |= {"t": _ROOM_FOR_LABEL}
    return {"data": data, "layout": layout}


def table(years: Mapping[int, Mapping[str, CityStats]], words: Words, *, indicator: str) -> Table:
    """A row a month, a column a year, the newest first; a month without a value is empty."""
    order = sorted(years, reverse=True)
    unit = words.glossary.unit(indicator)
    columns = (words.column("month"), *(Column(str(year), str(year), unit) for year in order))
    rows: list[tuple[Cell, ...]] = []
    for month in range(1, MONTHS + 1):
        each = [value(years[year].get(f"{year:04d}-{month:02d}"), indicator) for year in order]
        shown = [None if item is None else number(item, indicator) for item in each]
        rows.append((words.label(f"month_{month}"), *shown))
    return Table("", columns, tuple(rows))


def said(years: Mapping[int, Mapping[str, CityStats]], words: Words, *, indicator: str) -> str:
    """The highest and the lowest month of the newest year."""
    latest = max(years)
    known = [
        (found, month)
        for month in range(1, MONTHS + 1)
        if (found := value(years[latest].get(f"{latest:04d}-{month:02d}"), indicator)) is not None
    ]
    label = words.label(indicator)
    if not known:
        return words.say("months_said_none", year=latest, indicator=label)
    (low, lowest), (high, highest) = min(known), max(known)
    return words.say(
        "months_said",
        year=latest,
        indicator=label,
        n=len(known),
        **{"low": number(low, indicator), "lowest": words.label(f"month_{lowest}")},
        **{"high": number(high, indicator), "highest": words.label(f"month_{highest}")},
        unit=words.glossary.unit(indicator),
    )


def _bars(
    year: int, months: Mapping[str, CityStats], words: Words, *, indicator: str, is_latest: bool
) -> dict[str, object]:
    stats = [months.get(f"{year:04d}-{month:02d}") for month in range(1, MONTHS + 1)]
    values = [value(item, indicator) for item in stats]
    written = ["" if item is None else number(item, indicator) for item in values]
    valid = [item.valid_days if item else 0 for item in stats]
    unit = words.glossary.unit(indicator)
    return {
        "type": "bar",
        "name": str(year),
        "x": [words.label(f"month_{month}") for month in range(1, MONTHS + 1)],
        "y": values,
        "text": written if is_latest else None,
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.SMALL_SIZE},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": theme.CURRENT if is_latest else theme.EARLIER},
        "customdata": [list(pair) for pair in zip(written, valid, strict=True)],
        "hovertemplate": f"{year} %{{x}}<br>%{{customdata[0]}} {unit}<br>"
        f"{words.label('valid_days')} %{{customdata[1]}}<extra></extra>",
    }


def _line(limit: Limit, words: Words) -> tuple[list[object], list[object]]:
    """The limit as a line; its label in the same colour stands above the figure, off the bars."""
    at = float(limit.value)
    line = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "line": {"color": theme.LIMIT, "width": 1.5},
    }
    label = {
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1.03,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": words.say(f"limit_{limit.statistic}", value=limit.value),
        "font": {"color": theme.LIMIT},
    }
    return [line], [label]
