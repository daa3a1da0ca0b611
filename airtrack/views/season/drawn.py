"""What the season adds to the figure of target and actual: month targets, their path, the fan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from airtrack.domain.season import MonthTarget, Projection, SeasonPath
from airtrack.domain.verdict import Status, Verdict
from airtrack.views import theme
from airtrack.views.table import Words

Trace = dict[str, Any]
FAN, MISSED = theme.FAN, theme.SLIPPED
_HALF = 0.32
_MOST_LETTERS = 4


def by_target(bars: Trace, found: SeasonPath, words: Words) -> list[Trace]:
    """The bars of the months as two traces, told apart: month target kept, and missed."""
    kept = {_number(month): _is_kept(month, found) for month in found.months}
    each = []
    for wanted, key, colour in (
        (True, "path_month_kept", theme.EARLIER),
        (False, "path_month_lost", MISSED),
    ):
        values = [
            value if kept.get(number, True) is wanted else None
            for number, value in zip(bars["x"], bars["y"], strict=True)
        ]
        each.append(bars | {"y": values, "name": words.label(key), "marker": {"color": colour}})
    return each


def _is_kept(month: MonthTarget, found: SeasonPath) -> bool:
    if month.actual is None:
        return True
    return month.actual <= month.target if found.wants_low else month.actual >= month.target


def traces(verdict: Verdict, words: Words, *, start: float, end: float) -> list[Trace]:
    """The season's marks, in the order they are drawn; `start` is where the days to come begin."""
    found: list[Trace] = []
    if verdict.projection is not None:
        found += fan(verdict, verdict.projection, words, start=start, end=end)
    if verdict.season is not None:
        found += [due_line(verdict.season, words), month_targets(verdict.season, words)]
    return found


def fan(
    verdict: Verdict, found: Projection, words: Words, *, start: float, end: float
) -> list[Trace]:
    """From the value so far to where the period may end: an area, and the middle dotted."""
    now = float(verdict.raw if verdict.raw is not None and _is_level(verdict) else _now(verdict))
    name = words.label("path_fan")
    area = {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [start, end, end, start],
        "y": [now, float(found.high), float(found.low), now],
        "fill": "toself",
        "fillcolor": FAN,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    middle = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [start, end],
        "y": [now, float(found.middle)],
        "line": {"color": theme.CURRENT, "width": 1.5, "dash": "dot"},
        "marker": {"size": [0, 8], "color": theme.CURRENT},
        "hovertemplate": (
            f"{name}<br>{_shown(found.low)}–{_shown(found.high)}"
            f"（{_shown(found.middle)}）<extra></extra>"
        ),
        "showlegend": False,
    }
    return [area, middle]


def due_line(found: SeasonPath, words: Words) -> Trace:
    """What the month targets ask of the days up to the end of each month."""
    name = words.label("path_due_line")
    known = [month for month in found.months if month.due is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [_number(month) for month in known],
        "y": [float(month.due or 0) for month in known],
        "line": {"color": theme.LIMIT, "width": 2, "dash": "dash"},
        "hovertemplate": f"{name} %{{y:.1f}}<extra></extra>",
    }


def month_targets(found: SeasonPath, words: Words) -> Trace:
    """A dash a month: its target, and for the months to come what it has become."""
    x: list[float | None] = []
    y: list[float | None] = []
    said: list[str] = []
    for month in found.months:
        key = "path_month_target_again" if _is_coming(month) else "path_month_target"
        value = float((month.rebalanced if _is_coming(month) else month.target) or 0)
        # a gap between two months
        x += [_number(month) - _HALF, _number(month), _number(month) + _HALF, None]
        y += [value, value, value, None]
        said += [words.label(key)] * 4
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.label("path_month_target"),
        "x": x,
        "y": y,
        "line": {"width": 2, "color": theme.LIMIT},
        "customdata": said,
        "hovertemplate": "%{customdata} %{y:.1f}<extra></extra>",
    }


def profit(found: SeasonPath, words: Words, *, indicator: str) -> theme.Figure:
    """The running profit or loss at the end of each month: ahead above the line, behind below."""
    known = [month for month in found.months if month.profit_loss is not None]
    values = [float(month.profit_loss or 0) for month in known]
    texts = [f"{value:+.{1 if found.is_share else 0}f}" for value in values]
    colour = [
        theme.STATUS[Status.ON_TRACK if value >= 0 else Status.OFF_TRACK].colour for value in values
    ]
    unit = words.label("unit_good_days") if found.is_share else f"{found.unit}·d"
    bars = {
        "type": "bar",
        "x": [words.label(f"month_{_number(month)}") for month in known],
        "y": values,
        "text": texts,
        "textposition": "outside",
        # long numbers stand upright, so that twelve fit a phone
        "textangle": -90 if max(map(len, texts), default=0) > _MOST_LETTERS else 0,
        "textfont": {"size": theme.SMALL_SIZE},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": colour},
        "hovertemplate": f"%{{x}} %{{text}} {unit}<extra></extra>",
    }
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low) * 0.22 or 1
    layout = theme.layout(
        height=260,
        bargap=0.35,
        yaxis=theme.axis(
            title=theme.title(words.say("profit_axis", unit=unit)),
            zeroline=True,
            zerolinecolor=theme.QUIET,
            range=[low - room, high + room],
        ),
        xaxis=theme.axis(showgrid=False, tickangle=0, tickfont={"size": theme.SMALL_SIZE}),
        showlegend=False,
    )
    return {"data": [bars], "layout": layout}


def _is_coming(month: MonthTarget) -> bool:
    return month.left > 0 and month.rebalanced is not None


def _number(month: MonthTarget) -> int:
    return int(month.period[-2:])


def _is_level(verdict: Verdict) -> bool:
    return verdict.baseline is None


def _now(verdict: Verdict) -> Decimal:
    """The value so far in the unit of the indicator, where the target reads it as a change."""
    months = () if verdict.season is None else verdict.season.months
    known = [month.value for month in months if month.value is not None]
    return known[-1] if known else (verdict.projection.middle if verdict.projection else Decimal(0))


def _shown(value: Decimal) -> str:
    return f"{value:.1f}"
