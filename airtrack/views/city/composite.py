"""What makes up the composite index (综合指数): six single indices, beside the year before."""

from __future__ import annotations

from collections.abc import Mapping

from airtrack.answers.beside import Beside
from airtrack.domain.period import Period
from airtrack.views import theme
from airtrack.views import words as spoken
from airtrack.views.table import STATS_ORDER, Table, Words
from airtrack.views.theme import Figure

_ROW, _FRAME = 72, 0
_NARROWEST = 0.085
"""A piece of this share of the longest bar still has room for its name on a phone."""

Shares = Mapping[str, int | float | None]


def figure(found: Beside, words: Words) -> Figure:
    """A bar a year, the larger pieces labelled within, the smaller ones in the line above it."""
    rows = _bars(found)
    order = sorted(found.shares, key=lambda key: -(found.shares[key] or 0))
    longest = max(_total(shares) for _, shares, _ in rows)
    data: list[dict[str, object]] = []
    notes: list[dict[str, object]] = []
    for number, (span, shares, total) in enumerate(rows):
        is_now = not number
        data += [
            _piece(key, shares, span, words, row=number, longest=longest, is_now=is_now)
            for key in order
            if shares.get(key) is not None
        ]
        small = [
            f"{words.label(key)} {shares[key]:.2f}"
            for key in order
            if shares.get(key) is not None and not _has_room(shares[key], longest)
        ]
        notes.append(_head(span, total, small, words, row=number))
    layout = theme.layout(
        height=_FRAME + _ROW * len(rows),
        barmode="stack",
        xaxis=theme.axis(visible=False, range=[0, longest]),
        yaxis=theme.axis(visible=False, range=[0.68 - len(rows), 0.62]),
        annotations=notes,
        showlegend=False,
    )
    layout["margin"] = {"l": 4, "r": 4, "t": 4, "b": 4}
    return {"data": data, "layout": layout}


def table(found: Beside, words: Words) -> Table:
    """A row a pollutant, and the index itself."""
    index = found.line("composite")
    columns = (
        words.column("pollutant"),
        words.column("single_index", 2),
        words.column("single_index_before", 2),
    )
    rows = [
        (words.label(key), found.shares.get(key), found.shares_before.get(key))
        for key in STATS_ORDER
    ]
    before = None if index.change is None else index.change.previous
    rows.append((words.label("composite"), index.value, before))
    return Table("", columns, tuple(rows))


def said(found: Beside, words: Words) -> str:
    """The index, its largest pieces, and how it moved."""
    order = sorted(found.shares, key=lambda key: -(found.shares[key] or 0))
    index = found.line("composite")
    parts = [f"{words.label(key)} {found.shares[key]:.2f}" for key in order]
    told = words.say(
        "composite_said",
        period=spoken.period(found.span.key, words),
        value=f"{index.value:.2f}" if index.value is not None else words.label("missing_value"),
        parts=words.label("list_separator").join(parts),
    )
    if index.change is None or index.change.previous is None:
        return told
    before = words.say("composite_said_before", value=f"{index.change.previous:.2f}")
    return f"{told}{before}"


def _bars(found: Beside) -> list[tuple[Period, Shares, float | None]]:
    """The period, and where it is a base the year before."""
    index = found.line("composite")
    rows: list[tuple[Period, Shares, float | None]] = [(found.span, found.shares, index.value)]
    if found.shares_before:
        before = None if index.change is None else index.change.previous
        rows.append((found.before, found.shares_before, before))
    return rows


def _total(shares: Shares) -> float:
    """The bar's length: for the scale alone."""
    return sum(float(value or 0) for value in shares.values())


def _has_room(share: float | None, longest: float) -> bool:
    return float(share or 0) >= _NARROWEST * longest


def _piece(
    key: str,
    shares: Shares,
    span: Period,
    words: Words,
    *,
    row: int,
    longest: float,
    is_now: bool,
) -> dict[str, object]:
    share = shares[key]
    name = words.label(key)
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [-row],
        "x": [share],
        "width": 0.5,
        "opacity": 1 if is_now else 0.72,
        "text": [f"{name}<br>{share:.2f}" if _has_room(share, longest) else ""],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": theme.SMALL_SIZE, "color": theme.ON_POLLUTANT},
        "marker": {"color": theme.POLLUTANT[key], "line": {"width": 0.5, "color": theme.RULE}},
        "hovertemplate": f"{spoken.period(span.key, words)}<br>{name} {share:.2f}<extra></extra>",
    }


def _head(
    span: Period, total: float | None, small: list[str], words: Words, *, row: int
) -> dict[str, object]:
    """Period, index, and the pieces that are too small for a label of their own."""
    value = words.label("missing_value") if total is None else f"{total:.2f}"
    parts = words.say("composite_small", parts=words.label("list_separator").join(small))
    return {
        "x": 0,
        "y": 0.27 - row,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"{spoken.period(span.key, words)} <b>{value}</b>{parts if small else ''}",
        "font": {"size": theme.TEXT_SIZE, "color": theme.INK},
    }
