"""Polluted days month by month, each column made up of its primary pollutants (首要污染物)."""

from __future__ import annotations

from collections.abc import Mapping

from airtrack.answers.polluted import Polluted
from airtrack.views import theme, verdicts
from airtrack.views.table import STATS_ORDER, Cell, Table, Words
from airtrack.views.theme import Figure

MONTHS = 12
_DAYS = "d"
_HEIGHT = 250
_LOWEST = 0.06
"""A piece of this share of the longest column still has room for its number."""


def figure(months: Mapping[int, Polluted], words: Words) -> Figure:
    """A column a month; pollutants without a polluted day are left out, months without are gaps.

    A day with several primary pollutants has a piece in each.
    """
    data = [_columns(str(key), months, words) for key in STATS_ORDER if _total(str(key), months)]
    layout = theme.layout(
        height=_HEIGHT,
        barmode="stack",
        bargap=0.3,
        showlegend=True,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            **{"x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        },
        yaxis=theme.axis(
            title=theme.title(verdicts.unit(_DAYS, words)), rangemode="tozero", nticks=5
        ),
        xaxis=theme.axis(
            showgrid=False, type="category", tickangle=0, tickfont={"size": theme.SMALL_SIZE}
        ),
    )
    return {"data": data, "layout": layout}


def table(months: Mapping[int, Polluted], words: Words) -> Table:
    """A row a month: polluted days, and those of each primary pollutant."""
    columns = (
        words.column("month"),
        words.column("valid_days", 0),
        words.column("polluted_days", 0),
        *(words.column(f"polluted_by_{key}", 0) for key in STATS_ORDER),
        words.column("shared_days", 0),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            words.label(f"month_{number}"),
            item.valid_days,
            item.days,
            *(item.by_pollutant[key] for key in STATS_ORDER),
            item.shared,
        )
        for number, item in sorted(months.items())
    ]
    return Table("", columns, tuple(rows))


def said(year: Polluted, words: Words) -> str:
    """How many days are polluted, and by what most of them."""
    if not year.days:
        return words.say("polluted_none", valid=year.valid_days)
    each = sorted(year.by_pollutant.items(), key=lambda item: -item[1])
    parts = [f"{words.label(key)} {n}" for key, n in each if n]
    told = words.say("polluted_said", n=year.days, parts=words.label("list_separator").join(parts))
    return told + (words.say("polluted_shared", n=year.shared) if year.shared else "")


def _total(key: str, months: Mapping[int, Polluted]) -> int:
    return sum(item.by_pollutant[key] for item in months.values())


def _columns(key: str, months: Mapping[int, Polluted], words: Words) -> dict[str, object]:
    numbers = range(1, MONTHS + 1)
    days = [months[n].by_pollutant[key] if n in months else None for n in numbers]
    least = _LOWEST * max(sum(item.by_pollutant.values()) for item in months.values())
    unit = verdicts.unit(_DAYS, words)
    return {
        "type": "bar",
        "name": words.label(key),
        "x": [words.label(f"month_{n}") for n in numbers],
        "y": days,
        "text": [str(n) if n and n >= least else "" for n in days],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": theme.SMALL_SIZE, "color": theme.ON_POLLUTANT},
        "marker": {"color": theme.POLLUTANT[key]},
        "hovertemplate": f"%{{x}} {words.label(key)} %{{y}} {unit}<extra></extra>",
    }
