"""How far the members lie apart, year by year: lowest, middle, highest, and the regional mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from airtrack.answers.spread import Spread
from airtrack.views import labels, theme
from airtrack.views import words as spoken
from airtrack.views.ranking import measured, number
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

_HEIGHT, _LABELS = 340, 92
_ENDS = ("lowest", "middle", "mean", "highest")
_SYMBOLS = {
    "lowest": "triangle-up",
    "middle": "circle",
    "mean": "line-ew",
    "highest": "triangle-down",
}
_GAP, _ROOM, _CENTURY, _WHOLE_YEARS = 0.075, 0.08, 100, 6


def figure(
    found: Sequence[Spread],
    words: Words,
    *,
    indicator: str,
    names: Mapping[str, str],
    limit: Decimal | None = None,
) -> Figure:
    """A range a year with four marks; the last year dark, thin years hollow with their numbers."""
    low, high = _scale(found, limit)
    last = found[-1]
    wanted = [float(value) for key in _ENDS if (value := getattr(last, key)) is not None]
    gap = (high - low) * _GAP
    seats = labels.apart(wanted, gap=gap, low=low, high=high)
    annotations = [
        _label(key, seat, last, indicator, words, names=names)
        for key, seat in zip(_ENDS, seats, strict=False)
    ]
    shapes = []
    if limit is not None:
        shapes.append(_limit(limit))
        annotations.append(_limit_label(limit, words))
    unit = words.glossary.unit(indicator)
    title = words.label(indicator)
    layout = theme.layout(
        height=_HEIGHT,
        showlegend=False,
        xaxis=theme.axis(
            range=[-0.5, len(found) - 0.35],
            tickmode="array",
            tickvals=list(range(len(found))),
            ticktext=[_tick(item, is_short=len(found) > _WHOLE_YEARS) for item in found],
            tickangle=0,
            tickfont={"size": theme.SMALL_SIZE},
            showgrid=False,
        ),
        yaxis=theme.axis(
            title=theme.title(f"{title} ({unit})" if unit else title), range=[low, high], nticks=6
        ),
        annotations=annotations,
        shapes=shapes,
    )
    layout["margin"] |= {"r": _LABELS}
    marks = [_marks(found, key, indicator, words, names=names) for key in _ENDS]
    return {"data": [_ranges(found), *marks], "layout": layout}


def _scale(found: Sequence[Spread], limit: Decimal | None) -> tuple[float, float]:
    values = [float(at or 0) for item in found for at in (item.lowest, item.highest)]
    if limit is not None:
        values.append(float(limit))
    low, high = min(values), max(values)
    spare = ((high - low) or 1) * _ROOM
    return max(0.0, low - spare) if low >= 0 else low - spare, high + spare


def _tick(item: Spread, *, is_short: bool) -> str:
    """The year, of many in two digits to fit a phone; starred where members are missing."""
    star = "" if item.n == item.members else "*"
    year = item.span.last_on.year
    return f"’{year % _CENTURY:02d}{star}" if is_short else f"{year}{star}"


def _ranges(found: Sequence[Spread]) -> dict[str, object]:
    """An upright line a year from the lowest to the highest."""
    x: list[int | None] = []
    y: list[int | float | None] = []
    for index, item in enumerate(found):
        x += [index, index, None]
        y += [item.lowest, item.highest, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": theme.EARLIER, "width": 5},
        "hoverinfo": "skip",
    }


def _marks(
    found: Sequence[Spread],
    key: str,
    indicator: str,
    words: Words,
    *,
    names: Mapping[str, str],
) -> dict[str, object]:
    """One mark a year; hollow where fewer than half of the members have a value."""
    symbol = _SYMBOLS[key]
    inks = [theme.INK if item is found[-1] else theme.QUIET for item in found]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(range(len(found))),
        "y": [getattr(item, key) for item in found],
        "marker": {
            "symbol": [
                f"{symbol}-open" if item.is_thin or key == "mean" else symbol for item in found
            ],
            "size": 15 if key == "mean" else 9,
            "color": inks,
            "line": {"width": 2.5 if key == "mean" else 1.5, "color": inks},
        },
        "customdata": [_told(item, key, indicator, words, names=names) for item in found],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _told(item: Spread, key: str, indicator: str, words: Words, *, names: Mapping[str, str]) -> str:
    value = measured(getattr(item, key), indicator, words)
    who = {"lowest": item.lowest_place, "highest": item.highest_place}.get(key, "")
    said = f"{words.label(f'spread_{key}')} {names.get(who, '')} {value}".replace("  ", " ")
    days = spoken.period(item.span.key, words)
    return "<br>".join([days, said, words.say("members_told", n=item.n, members=item.members)])


def _label(
    key: str,
    seat: float,
    last: Spread,
    indicator: str,
    words: Words,
    *,
    names: Mapping[str, str],
) -> dict[str, object]:
    """At the right of the last year, in place of a legend."""
    who = {"lowest": last.lowest_place, "highest": last.highest_place}.get(key)
    name = names[who] if who else words.label(f"spread_{key}")
    return {
        "xref": "paper",
        "x": 1,
        "y": seat,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "text": f"{name} {number(getattr(last, key), indicator)}",
        "font": {"size": theme.SMALL_SIZE + 1, "color": theme.INK},
    }


def _limit(at: Decimal) -> dict[str, object]:
    return {
        "type": "line",
        "xref": "paper",
        **{"x0": 0, "x1": 1, "y0": float(at), "y1": float(at)},
        "line": {"color": theme.LIMIT, "width": 1.5},
    }


def _limit_label(at: Decimal, words: Words) -> dict[str, object]:
    return {
        "xref": "paper",
        "x": 0,
        "y": float(at),
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": words.say("limit_at", value=f"{at:f}"),
        "font": {"size": theme.SMALL_SIZE, "color": theme.LIMIT},
    }


def told(found: Sequence[Spread], words: Words, *, indicator: str, names: Mapping[str, str]) -> str:
    """The figure in a sentence: who is lowest and highest now, and how far apart then and now."""
    first, last = found[0], found[-1]
    said: dict[str, object] = {
        "period": spoken.period(last.span.key, words),
        "low": names[last.lowest_place],
        "low_value": number(last.lowest, indicator),
        "high": names[last.highest_place],
        "high_value": measured(last.highest, indicator, words),
        "gap": measured(last.gap, indicator, words),
    }
    sentence = words.say("spread_now", **said)
    if len(found) == 1:
        return sentence
    then = spoken.period(first.span.key, words)
    gap = measured(first.gap, indicator, words)
    return sentence + words.say("spread_then", period=then, gap=gap)


def remark(found: Sequence[Spread], words: Words) -> str:
    """That some years lack members, and that thin ones are hollow."""
    parts = []
    if any(item.n < item.members for item in found):
        parts.append(words.label("spread_incomplete"))
    if any(item.is_thin for item in found):
        parts.append(words.label("spread_thin"))
    return spoken.together(parts, words)


def table(
    found: Sequence[Spread], words: Words, *, indicator: str, names: Mapping[str, str], digits: int
) -> Table:
    """A row a year."""
    unit = words.glossary.unit(indicator)
    columns = (
        words.column("period"),
        words.column("members_with_value", 0),
        words.column("members_in_all", 0),
        _named("spread_lowest", unit, words, digits),
        words.column("spread_lowest_place"),
        _named("spread_middle", unit, words, digits),
        _named("spread_mean", unit, words, digits),
        _named("spread_highest", unit, words, digits),
        words.column("spread_highest_place"),
        _named("spread_gap", unit, words, digits),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(item.span.key, item.n, item.members),
            *(item.lowest, names[item.lowest_place], item.middle, item.mean),
            *(item.highest, names[item.highest_place], item.gap),
        )
        for item in found
    )
    return Table("", columns, rows)


def _named(key: str, unit: str, words: Words, digits: int) -> Column:
    return Column(key, words.label(key), unit, digits)
