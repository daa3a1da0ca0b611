"""One indicator month by month: this year dark, the year before pale, the limit at its line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from airtrack.answers.stats import CityStats
from airtrack.domain.pollutant import Pollutant
from airtrack.views import theme
from airtrack.views.ranking import number
from airtrack.views.table import Words
from airtrack.views.theme import Figure

MONTHS = 12
_HEIGHT = 320


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
    limit: Decimal | None,
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
        legend={"orientation": "h", "x": 0, "y": 1.12, "font": {"size": theme.TEXT_SIZE}},
        yaxis=theme.axis(title={"text": title}, rangemode="tozero"),
        xaxis=theme.axis(showgrid=False, type="category"),
    )
    if limit is not None:
        layout["shapes"], layout["annotations"] = _line(limit, words)
    return {"data": data, "layout": layout}


def _bars(
    year: int, months: Mapping[str, CityStats], words: Words, *, indicator: str, is_latest: bool
) -> dict[str, object]:
    stats = [months.get(f"{year:04d}-{month:02d}") for month in range(1, MONTHS + 1)]
    values = [value(item, indicator) for item in stats]
    valid = [item.valid_days if item else 0 for item in stats]
    unit = words.glossary.unit(indicator)
    return {
        "type": "bar",
        "name": str(year),
        "x": [words.label(f"month_{month}") for month in range(1, MONTHS + 1)],
        "y": values,
        "text": [number(item, indicator) if item is not None else "" for item in values]
        if is_latest
        else None,
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": theme.CURRENT if is_latest else theme.EARLIER},
        "customdata": valid,
        "hovertemplate": f"{year} %{{x}}<br>%{{y}} {unit}<br>"
        f"{words.label('valid_days')} %{{customdata}}<extra></extra>",
    }


def _line(limit: Decimal, words: Words) -> tuple[list[object], list[object]]:
    """The limit as a line that carries its own label."""
    at = float(limit)
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
        "x": 1,
        "y": at,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": words.say("limit_line", value=limit),
        "font": {"color": theme.LIMIT},
    }
    return [line], [label]
