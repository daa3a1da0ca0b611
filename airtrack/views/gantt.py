"""Items with a due date on a line of time: one row each, its name above the line.

The document prints no beginnings: a line begins where the plan was issued, else with the year in
which the item is due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from airtrack.answers.tasks import DueItem, Standing
from airtrack.domain.target import Plan
from airtrack.domain.verdict import Status
from airtrack.views import task_list, theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

_ROW_HEIGHT, _FRAME = 38, 64
_PAD_DAYS = 45
_ABOVE = 0.34
"""How far a name stands above its line, in rows."""
_COLOURS: Mapping[Standing, str] = {
    Standing.OVERDUE: theme.STATUS[Status.OFF_TRACK].colour,
    Standing.SOON: theme.STATUS[Status.AT_RISK].colour,
    Standing.LATER: theme.CURRENT,
    Standing.CLOSED: theme.STATUS[Status.ON_TRACK].colour,
}
_SYMBOLS: Mapping[Standing, str] = {
    Standing.OVERDUE: "triangle-down",
    Standing.SOON: "triangle-up",
    Standing.LATER: "circle",
    Standing.CLOSED: "square",
}


def figure(found: Sequence[DueItem], plan: Plan, words: Words, *, as_of: date) -> Figure | None:
    """The dated items in the given order; None where there is none.

    The date asked about is a dashed line where it lies within the picture.
    """
    dated = [item for item in found if item.item.due is not None]
    if not dated:
        return None
    starts = [_start(item, plan) for item in dated]
    dues = [item.item.due or as_of for item in dated]
    first, last = min(starts), max(dues)
    room = [first - timedelta(_PAD_DAYS / 3), last + timedelta(_PAD_DAYS)]
    if last < as_of <= last + timedelta(366):
        room[1] = as_of + timedelta(_PAD_DAYS)
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(dated),
        xaxis=theme.axis(
            type="date",
            side="top",
            range=[day.isoformat() for day in room],
            tickformat="%Y-%m",
            nticks=6,
            tickangle=0,
            tickfont={"size": theme.SMALL_SIZE},
        ),
        yaxis=theme.axis(
            showgrid=False, showticklabels=False, range=[len(dated) - 0.4, -0.8], automargin=False
        ),
        showlegend=False,
    )
    layout["margin"] |= {"l": 4, "r": 8, "t": 40, "b": 4}
    layout["annotations"] = _names(dated, starts, room, words)
    if room[0] <= as_of <= room[1]:
        line, label = _today(as_of, words)
        layout["shapes"] = [line]
        layout["annotations"].append(label)
    return {"data": [*_lines(dated, starts), _ends(dated, words)], "layout": layout}


def _start(item: DueItem, plan: Plan) -> date:
    due = item.item.due or date.min
    issued = plan.issued_on
    return issued if issued is not None and issued < due else date(due.year, 1, 1)


def _lines(found: Sequence[DueItem], starts: Sequence[date]) -> list[dict[str, object]]:
    """Pale lines to the due dates, and dark ones as far as a share is reported."""
    whole, done = [], []
    for row, (item, start) in enumerate(zip(found, starts, strict=True)):
        due = item.item.due or start
        whole.append((row, start, due))
        percent = None if item.progress is None else item.progress.percent
        if percent:
            done.append((row, start, start + (due - start) * percent / 100))
    drawn = [_strokes(whole, theme.EARLIER)]
    return [*drawn, _strokes(done, theme.CURRENT)] if done else drawn


def _strokes(found: Sequence[tuple[int, date, date]], colour: str) -> dict[str, object]:
    """Lines as one trace: a gap parts each from the next."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, start, end in found for x in (start.isoformat(), end.isoformat(), None)],
        "y": [y for row, _, _ in found for y in (row, row, None)],
        "line": {"color": colour, "width": 5},
        "hoverinfo": "skip",
    }


def _ends(found: Sequence[DueItem], words: Words) -> dict[str, object]:
    """The due dates, told apart by shape and colour; hover says the rest."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [(item.item.due or date.min).isoformat() for item in found],
        "y": list(range(len(found))),
        "marker": {
            "size": 12,
            "color": [_COLOURS[item.standing] for item in found],
            "symbol": [_SYMBOLS[item.standing] for item in found],
        },
        "customdata": [_told(item, words) for item in found],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _told(item: DueItem, words: Words) -> str:
    separator = words.label("list_separator")
    leads = separator.join(item.item.lead or item.item.responsible)
    parts = (_name(item, words), task_list.told(item, words), leads)
    return "<br>".join(part for part in parts if part)


def _name(item: DueItem, words: Words) -> str:
    """Number, title, day; no sign of the title is markup of the picture."""
    return f"{item.number} {escape(item.task.title)} · {task_list.due(item, words)}"


def _names(
    found: Sequence[DueItem], starts: Sequence[date], room: Sequence[date], words: Words
) -> list[dict[str, object]]:
    """What each line is, above it: from its beginning in the left half, to its end in the right."""
    middle = room[0] + (room[1] - room[0]) / 2
    names = []
    for row, (item, start) in enumerate(zip(found, starts, strict=True)):
        due = item.item.due or start
        is_left = start + (due - start) / 2 < middle
        names.append(
            {
                "x": (start if is_left else due).isoformat(),
                "y": row - _ABOVE,
                "xanchor": "left" if is_left else "right",
                "yanchor": "middle",
                "showarrow": False,
                "text": f"{task_list.SIGNS[item.standing]} {_name(item, words)}",
                "font": {"size": theme.SMALL_SIZE, "color": theme.INK},
                "bgcolor": theme.VEIL,
                "borderpad": 0,
            }
        )
    return names


def _today(as_of: date, words: Words) -> tuple[dict[str, object], dict[str, object]]:
    """The date asked about: a dashed line with its label at its foot."""
    at = as_of.isoformat()
    line = {
        "type": "line",
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.LIMIT, "width": 1.5, "dash": "dash"},
    }
    label = {
        "x": at,
        "yref": "paper",
        "y": 0,
        "yanchor": "bottom",
        "xanchor": "right",
        "showarrow": False,
        "text": words.say("as_of_line", day=at),
        "font": {"color": theme.LIMIT, "size": theme.SMALL_SIZE},
        "bgcolor": theme.VEIL,
    }
    return line, label
