"""Where targets end without and with an assumption: a pair of ranges a target, and its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airtrack.domain.verdict import Status
from airtrack.outlook.whatif import Expected, TargetLine, WhatIf
from airtrack.views import theme
from airtrack.views.outlook import words as telling
from airtrack.views.table import Words
from airtrack.views.theme import Figure
from airtrack.views.verdicts import place_name, required, sign, unit, written

_ROW, _HEADING = 136, 24
"""Height of a target's row in pixels, and of its heading in it."""

_ROOM = 0.12
"""How far the axis goes beyond what is on it, in parts of that."""

_UNDER, _WITHOUT = 0.0, 1.0
_ABOVE, _TOP = 0.42, 1.72
_RANGE = 8


def lines(answer: WhatIf) -> list[TargetLine]:
    """The targets that have an end to be drawn, each figure of a place once."""
    found: dict[tuple[str, str, object], TargetLine] = {}
    for line in answer.targets:
        target = line.verdict.target
        if line.without is not None:
            found.setdefault((line.verdict.place, target.indicator, target.value), line)
    return list(found.values())


def figure(answer: WhatIf, words: Words) -> Figure:
    """A row a target on its own scale: low to high as a bar, the middle as a point with its word.

    The pale one is without the assumption, the dark one with it; the target is a labelled line.
    """
    shown = lines(answer)
    height = _ROW * max(len(shown), 1)
    layout = theme.layout(height=height, showlegend=False)
    layout["margin"] = {"l": 8, "r": 8, "t": 4, "b": 4}
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for number, line in enumerate(shown):
        top = 1 - number / len(shown)
        bottom = 1 - (number + 1) / len(shown)
        heading = _HEADING / height
        suffix = "" if number == 0 else str(number + 1)
        layout[f"xaxis{suffix}"] = _x_axis(line, anchor=f"y{suffix}")
        layout[f"yaxis{suffix}"] = theme.axis(
            domain=[bottom + 0.01, top - heading],
            range=[-0.4, 2.1],
            showgrid=False,
            showticklabels=False,
            anchor=f"x{suffix}",
        )
        data += _ends(line, answer, words, axis=suffix)
        notes.append(_title(line, answer, words, y=top))
        notes += _labels(line, answer, words, axis=suffix)
        mark = _target(line, words, axis=suffix)
        shapes += mark[0]
        notes += mark[1]
    return {"data": data, "layout": {**layout, "annotations": notes, "shapes": shapes}}


def _x_axis(line: TargetLine, *, anchor: str) -> dict[str, Any]:
    ends = [end for end in (line.without, line.under) if end is not None]
    values = [float(value) for end in ends for value in (end.low, end.high)]
    if line.verdict.required is not None:
        values.append(float(line.verdict.required))
    room = (max(values) - min(values) or 1) * _ROOM
    bounds = [min(values) - room, max(values) + room]
    return theme.axis(anchor=anchor, range=bounds, showticklabels=False, showgrid=False)


def _both(line: TargetLine, answer: WhatIf) -> list[tuple[Expected, float, str]]:
    """The ends that are drawn, where, and the term of each."""
    found = [(line.without, _WITHOUT, "outlook_as_it_is")]
    if answer.scenario:
        found.append((line.under, _UNDER, "outlook_if_so"))
    return [(end, at, key) for end, at, key in found if end is not None]


def _ends(line: TargetLine, answer: WhatIf, words: Words, *, axis: str) -> list[dict[str, Any]]:
    return [
        trace
        for end, at, key in _both(line, answer)
        for trace in _end(end, at, line, words, key=key, axis=axis)
    ]


def _end(
    end: Expected, at: float, line: TargetLine, words: Words, *, key: str, axis: str
) -> list[dict[str, Any]]:
    colour = theme.CURRENT if key == "outlook_if_so" else theme.EARLIER
    mark = theme.STATUS[Status.MET if end.is_met else Status.MISSED].colour
    on = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    range_ = {
        "type": "scatter",
        "mode": "lines",
        "x": [float(end.low), float(end.high)],
        "y": [at, at],
        "line": {"color": colour, "width": _RANGE},
        "hoverinfo": "skip",
        **on,
    }
    chance = telling.chance(end, words)
    told = f"{telling.told(end, words)} {unit(line.verdict.unit, words)}".strip()
    middle = {
        "type": "scatter",
        "mode": "markers",
        "x": [float(end.middle)],
        "y": [at],
        "marker": {"color": mark, "size": 13, "line": {"color": theme.GROUND, "width": 2}},
        "hovertemplate": f"{words.label(key)}: {told} {chance}<extra></extra>",
        **on,
    }
    return [range_, middle]


def _labels(line: TargetLine, answer: WhatIf, words: Words, *, axis: str) -> list[dict[str, Any]]:
    """What each bar says, above it at the left: it is read on a phone as well."""
    return [
        {
            "text": _label(end, words, key=key),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": at + _ABOVE,
            "yref": f"y{axis}",
            "showarrow": False,
            "bgcolor": theme.VEIL,
            "font": {"size": theme.SMALL_SIZE, "color": theme.INK},
        }
        for end, at, key in _both(line, answer)
    ]


def _label(end: Expected, words: Words, *, key: str) -> str:
    chance = telling.chance(end, words)
    told = f"{words.label(key)} <b>{telling.middle(end)}</b> ({telling.spread(end)})"
    word = words.glossary.short(telling.outcome_key(end), words.lang)
    return f"{told} {word}" + (f" · {words.say('outlook_chance', value=chance)}" if chance else "")


def _title(line: TargetLine, answer: WhatIf, words: Words, *, y: float) -> dict[str, Any]:
    verdict = line.verdict
    name = words.label(verdict.target.indicator)
    if verdict.is_region:
        name = f"{place_name(verdict, answer.ground.house.gazetteer, words)} {name}"
    return {
        "text": f"<b>{name}</b> {required(verdict, words)}",
        "x": 0,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": theme.TEXT_SIZE, "color": theme.INK},
    }


def _target(
    line: TargetLine, words: Words, *, axis: str
) -> tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]]:
    """The line of the target with its label."""
    verdict = line.verdict
    if verdict.required is None:
        return [], []
    at = float(verdict.required)
    on = {"xref": f"x{axis}", "yref": f"y{axis}"}
    shape = {
        "type": "line",
        **on,
        "x0": at,
        "x1": at,
        "y0": -0.3,
        "y1": _TOP,
        "line": {"color": theme.LIMIT, "width": 1.5, "dash": "dot"},
    }
    note = {
        "text": f"{sign(verdict.target)} {written(verdict.required)}",
        **on,
        "x": at,
        "y": _TOP,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": theme.SMALL_SIZE, "color": theme.LIMIT},
    }
    return [shape], [note]
