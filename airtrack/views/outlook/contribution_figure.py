"""What each city adds to its region, drawn: bars against the target, squares of a shared cap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.assess.compare import rounded
from airtrack.domain.members import Members
from airtrack.domain.verdict import Verdict
from airtrack.outlook.contribution import Part, SharedCap
from airtrack.registry.places import Gazetteer
from airtrack.views import theme
from airtrack.views.outlook import contributions
from airtrack.views.ranking import ENDS
from airtrack.views.table import Words
from airtrack.views.theme import Figure

_ROW_HEIGHT, _FRAME, _ROOM = 30, 64, 2.0
_LEFT, _RIGHT = [0, 0.62], [0.68, 1]
_LARGEST, _SMALLEST, _ALL = 18, 6, 150
"""A square in pixels, at most and at least, and what all in a row may take on a phone."""
_MARGIN = 0.012
_FILLED, _HOLLOW = "■", "□"


def bars(
    verdict: Verdict,
    members: Members,
    found: Sequence[Part],
    gazetteer: Gazetteer,
    words: Words,
) -> Figure:
    """How far each city is from what is required of the region, the farthest on top.

    Beside it what a rest of the period a tenth better would bring the region, where days are to
    come. Of a large region both ends are drawn.
    """
    shown = [*found] if len(found) <= 2 * ENDS else [*found[:ENDS], *found[-ENDS:]]
    places = contributions.digits(verdict)
    moving = any(part.moves_per_tenth for part in shown)
    unit = contributions.measured(verdict, words)
    side = "above" if members.wants_low else "below"
    data = [_excess(shown, places, words, unit=unit)]
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(shown),
        xaxis=_axis(
            f"{words.label(f'axis_{side}_required')} ({unit})",
            [float(part.excess) for part in shown],
            domain=_LEFT if moving else [0, 1],
        ),
        yaxis=theme.axis(
            autorange="reversed",
            showgrid=False,
            type="category",
            tickmode="array",
            tickvals=[part.place for part in shown],
            ticktext=[
                f"{gazetteer.places[part.place].short_name} {rounded(part.value, places):f}"
                for part in shown
            ],
        ),
        bargap=0.35,
        showlegend=False,
    )
    if moving:
        data.append(_moves(shown, places, words, unit=unit))
        moves = [float(part.moves_per_tenth or 0) for part in shown]
        layout["xaxis2"] = _axis(words.label("axis_tenth"), moves, domain=_RIGHT)
    return {"data": data, "layout": layout}


def _excess(shown: Sequence[Part], places: int, words: Words, *, unit: str) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [part.place for part in shown],
        "x": [float(rounded(part.excess, places)) for part in shown],
        "text": [contributions.signed(part.excess, places) for part in shown],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [theme.LIMIT if part.excess > 0 else theme.CURRENT for part in shown]},
        "customdata": [
            words.say(
                "part_told",
                share=contributions.signed(part.share_of_gap, places + 1),
                unit=unit,
            )
            for part in shown
        ],
        "hovertemplate": "%{text}<br>%{customdata}<extra></extra>",
    }


def _moves(shown: Sequence[Part], places: int, words: Words, *, unit: str) -> Figure:
    most = max(part.moves_per_tenth or 0 for part in shown)
    said = [
        "–" if part.moves_per_tenth is None else f"{rounded(part.moves_per_tenth, places + 1):f}"
        for part in shown
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "y": [part.place for part in shown],
        "x": [float(part.moves_per_tenth or 0) for part in shown],
        "text": said,
        "textposition": "outside",
        "cliponaxis": False,
        # the one that is named in the sentence is dark
        "marker": {
            "color": [
                theme.CURRENT if part.moves_per_tenth == most else theme.EARLIER for part in shown
            ]
        },
        "customdata": [words.say("moves_told", moved=text, unit=unit) for text in said],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _axis(title: str, values: Sequence[float], *, domain: Sequence[float]) -> Figure:
    """An axis with room for the texts at the ends of the bars; zero always stands on it."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * (_ROOM - 1) / 2 or 1.0
    return theme.axis(
        title=theme.title(title),
        side="top",
        domain=domain,
        range=[low - room if low < 0 else 0, high + room],
        showticklabels=False,
        showgrid=False,
        zeroline=True,
        zerolinecolor=theme.QUIET,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of squares: used, of them beyond the own cap, still to spend."""

    name: str
    used: int
    over: int
    left: int
    said: str


def squares(found: SharedCap, gazetteer: Gazetteer, words: Words) -> Figure:
    """A row of squares for all together and for each city: used filled, still to spend hollow.

    What is beyond a cap is red. Squares are letters, so that they stand close on any screen.
    """
    rows = [_total(found, words), *_cities(found, gazetteer, words)]
    most = max(1, *(row.used + row.left for row in rows))
    size = max(_SMALLEST, min(_LARGEST, _ALL // most))
    drawn = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(rows),
        "y": list(range(len(rows))),
        "text": [_squares(row, size) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "showlegend": False,
        "customdata": [f"{row.name}: {row.said}" for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(rows),
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"},
        xaxis=theme.axis(range=[-_MARGIN, 1], showgrid=False, showticklabels=False),
        yaxis=theme.axis(
            range=[len(rows) - 0.5, -0.5],
            showgrid=False,
            tickmode="array",
            tickvals=list(range(len(rows))),
            ticktext=[row.name for row in rows],
        ),
    )
    is_over = any(row.over for row in rows)
    keys = (
        "square_used",
        *(("square_over",) if is_over else ()),
        *(("square_left",) if found.left else ()),
    )
    return {"data": [drawn, *(_key(key, words) for key in keys)], "layout": layout}


_COLOURS = {"square_used": theme.CURRENT, "square_over": theme.LIMIT, "square_left": theme.CURRENT}


def _squares(row: _Row, size: int) -> str:
    """The squares, then what they say; nothing used and nothing left is told by words alone."""
    parts = (
        ("square_used", _FILLED * (row.used - row.over)),
        ("square_over", _FILLED * row.over),
        ("square_left", _HOLLOW * row.left),
    )
    drawn = "".join(
        f'<span style="color:{_COLOURS[key]};font-size:{size}px">{text}</span>'
        for key, text in parts
        if text
    )
    said = f'<span style="color:{theme.QUIET};font-size:{theme.TEXT_SIZE}px">{row.said}</span>'
    return f"{drawn} {said}" if drawn else said


def _key(key: str, words: Words) -> Figure:
    """What a kind of square means, for the legend alone."""
    is_hollow = key == "square_left"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.label(key),
        "x": [None],
        "y": [None],
        "marker": {
            "symbol": "square-open" if is_hollow else "square",
            "size": 11,
            "color": _COLOURS[key],
        },
    }


def _total(found: SharedCap, words: Words) -> _Row:
    said = words.say("squares_said", used=found.used, left=found.left)
    return _Row(words.label("region_whole"), found.used, found.over, found.left, said)


def _cities(found: SharedCap, gazetteer: Gazetteer, words: Words) -> list[_Row]:
    rows = []
    for item in sorted(found.each, key=lambda item: (-item.used, -item.days_left, item.place)):
        said = words.say("squares_said", used=item.used, left=item.days_left)
        over = 0
        if item.own_cap is not None:
            over = max(0, item.used - item.own_cap)
            said += words.say("squares_own", cap=item.own_cap)
        name = gazetteer.places[item.place].short_name
        rows.append(_Row(name, item.used, over, item.days_left, said))
    return rows
