"""Ranking as bars: all cities of a small group, both ends of a large one."""

from __future__ import annotations

from airtrack.answers.rank import CHANGE, COMPOSITE, Ranked, Ranking
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

ENDS = 20
"""Cities shown from each end of a large group: as many as the national lists name."""

_ROW_HEIGHT, _FRAME = 22, 56
_ROOM = 1.2


def figure(answer: Ranking, words: Words) -> Figure:
    """Horizontal bars, best on top; equal ranks carry equal numbers."""
    rows, is_cut = shown(answer)
    names = [f"{row.rank}  {row.short_name}" for row in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [f"{row.place}" for row in rows],
        "x": [row.value for row in rows],
        "text": [value(row.value, answer.by, words) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": theme.CURRENT},
        "customdata": [told(row, answer.by, words) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(rows),
        xaxis=theme.axis(
            title=theme.title(_axis_title(answer.by, words)), side="top", range=room(answer)
        ),
        yaxis=theme.axis(
            autorange="reversed",
            showgrid=False,
            type="category",
            tickmode="array",
            tickvals=[row.place for row in rows],
            ticktext=names,
        ),
        bargap=0.3,
    )
    if is_cut:
        layout["shapes"] = [_gap(ENDS)]
    return {"data": [bars], "layout": layout}


def shown(answer: Ranking) -> tuple[tuple[Ranked, ...], bool]:
    """The rows that are drawn, and whether the middle is left out."""
    if len(answer.rows) <= 2 * ENDS:
        return answer.rows, False
    return (*answer.rows[:ENDS], *answer.rows[-ENDS:]), True


def room(answer: Ranking) -> list[float]:
    """Both ends of the axis: zero is on it, and the numbers at the bars' ends have space."""
    values = [row.value for row in answer.rows if row.value is not None]
    low, high = min([0, *values]), max([0, *values])
    spare = ((high - low) or 1) * (_ROOM - 1)
    return [low - spare if low else 0, high + spare]


def _gap(after: int) -> dict[str, object]:
    """A dashed line where the middle of the ranking is left out."""
    line = {"color": theme.QUIET, "width": 1, "dash": "dot"}
    position = after - 0.5
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": position, "y1": position}
    return {"type": "line", "line": line, **ends}


def _axis_title(by: str, words: Words) -> str:
    unit = words.glossary.unit(by)
    return f"{words.label(by)} ({unit})" if unit else words.label(by)


def number(value: float | None, by: str) -> str:
    """The value at its printed digits."""
    if value is None:
        return "–"
    if by == COMPOSITE:
        return f"{value:.2f}"
    if by == CHANGE and value:
        return f"{value:+.1f}"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def value(found: float | None, by: str, words: Words) -> str:
    """The number; a change of nothing is said in words."""
    return words.label("persistent") if by == CHANGE and found == 0 else number(found, by)


def measured(found: float | None, by: str, words: Words) -> str:
    """The number with its unit, as a sentence says it."""
    if by == CHANGE and found == 0:
        return words.label("persistent")
    return f"{number(found, by)} {words.glossary.unit(by)}".strip()


def told(row: Ranked, by: str, words: Words) -> str:
    """Place, value with unit, rank, and the year before."""
    rank = f"{words.label('rank')} {row.rank}"
    return "<br>".join([row.name, measured(row.value, by, words), rank, _before(row, by, words)])


def _before(row: Ranked, by: str, words: Words) -> str:
    """The year before and the change against it, in words."""
    if row.previous is None:
        return words.label("no_comparison")
    moves = {key: getattr(row, key) for key in ("change_points", "change_days", "change_pct")}
    key, change = next(
        ((key, move) for key, move in moves.items() if move is not None), ("change_pct", None)
    )
    if change is None:
        moved = ""
    else:
        unit = words.glossary.unit(key)
        digits = 0 if key == "change_days" else 1
        moved = f", {change:+.{digits}f} {unit}" if change else f", {words.label('persistent')}"
    of_year_before = COMPOSITE if by == CHANGE else by
    return f"{words.label('previous')} {measured(row.previous, of_year_before, words)}{moved}"
