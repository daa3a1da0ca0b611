"""How good the probabilities were: what was said against what happened, beside two plain rules."""

from __future__ import annotations

from typing import Any

from airtrack.season.backtest import TrackRecord
from airtrack.views import theme
from airtrack.views.table import Cell, Column, Table, Words

_HEIGHT = 360
_LEAST, _ROOM = 6, 22
_PERCENT = 100
_RULES = ("backtest_ours", "backtest_straight", "backtest_last_year")


def figure(found: TrackRecord, words: Words) -> theme.Figure:
    """A dot a bin, the larger the more forecasts; right ones lie on the line, or in their band."""
    bins = [item for item in found.bins if item.n]
    most = max((item.n for item in bins), default=1)
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [_percent(item.mean_forecast) for item in bins],
        "y": [_percent(item.share_happened) for item in bins],
        "marker": {
            "size": [_LEAST + _ROOM * (item.n / most) ** 0.5 for item in bins],
            "color": theme.CURRENT,
        },
        "customdata": [item.n for item in bins],
        "hovertemplate": words.label("backtest_hover") + "<extra></extra>",
        "showlegend": False,
    }
    layout = theme.layout(
        height=_HEIGHT,
        xaxis=theme.axis(
            title=theme.title(words.label("backtest_said")), range=[-4, 104], ticksuffix="%"
        ),
        yaxis=theme.axis(
            title=theme.title(words.label("backtest_happened")), range=[-4, 104], ticksuffix="%"
        ),
        showlegend=False,
    )
    return {"data": [_band(found), _diagonal(), dots], "layout": layout}


def _band(found: TrackRecord) -> dict[str, Any]:
    """Where right forecasts lie in 95 of 100 such bins."""
    bins = [item for item in found.bins if item.n]
    x = [_percent(item.mean_forecast) for item in bins]
    high = [_percent(item.band_high) for item in bins]
    low = [_percent(item.band_low) for item in bins]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*x, *reversed(x)],
        "y": [*high, *reversed(low)],
        "fill": "toself",
        "fillcolor": theme.FAN,
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _diagonal() -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, _PERCENT],
        "y": [0, _PERCENT],
        "line": {"color": theme.PALE, "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def table(found: TrackRecord, words: Words) -> Table:
    """A row a bin: what was said, what happened, how many, and whether it is within its band."""
    columns = (
        words.column("backtest_bin"),
        words.column("backtest_n"),
        words.column("backtest_city_years"),
        Column("backtest_said", words.label("backtest_said"), "%", 0),
        Column("backtest_happened", words.label("backtest_happened"), "%", 0),
        words.column("backtest_within"),
    )
    rows = []
    for item in found.bins:
        within = "" if item.is_within is None else words.label(_within(item.is_within))
        rows.append(
            (
                f"{item.low * _PERCENT:.0f}–{item.high * _PERCENT:.0f} %",
                *(item.n, item.n_city_years),
                *(_percent(item.mean_forecast), _percent(item.share_happened)),
                within,
            )
        )
    return Table(words.label("backtest_table"), columns, tuple(rows))


def scores(found: TrackRecord, words: Words) -> tuple[str, ...]:
    """The Brier scores of the three rules in sentences, the best of them named."""
    label = words.label(found.indicator)
    values = dict(
        zip(_RULES, (found.brier, found.brier_straight, found.brier_last_year), strict=True)
    )
    best = min(values, key=lambda key: values[key])
    said = [
        words.say(
            "backtest_scores",
            indicator=label,
            n=found.n_cases,
            years=found.n_city_years,
            ours=f"{values['backtest_ours']:.3f}",
            straight=f"{values['backtest_straight']:.3f}",
            last=f"{values['backtest_last_year']:.3f}",
        ),
        words.say("backtest_best", rule=words.label(best)),
    ]
    if found.is_pooled:
        said.append(words.label("backtest_pooled"))
    return tuple(said)


def _within(is_within: bool) -> str:
    return "backtest_is_within" if is_within else "backtest_is_outside"


def _percent(value: float | None) -> Cell:
    return None if value is None else round(value * _PERCENT, 1)
