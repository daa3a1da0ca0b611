"""Ranking as bars: all cities of a small group, both ends of a large one."""

from __future__ import annotations

from airtrack.answers.positions import Ends, Move, Moves
from airtrack.answers.rank import CHANGE, COMPOSITE, Ranked, Ranking
from airtrack.views import theme
from airtrack.views.table import Words
from airtrack.views.theme import Figure

ENDS = 20
"""Cities shown from each end of a large group: as many as the national lists name."""

_ROW_HEIGHT, _FRAME = 22, 56
_ROOM, _ARROWS = 1.2, 1.4
"""How far the axis reaches beyond the longest bar, with values alone and with arrows."""


FIRST, LAST = "◆", "◇"
"""Signs of the first and the last n: no colour is needed to tell them, and no status has them."""

NOBODY = Ends(0, frozenset(), frozenset())


def figure(
    answer: Ranking,
    words: Words,
    *,
    ends: Ends = NOBODY,
    moves: Moves | None = None,
    picked: str = "",
) -> Figure:
    """Horizontal bars, best on top; equal ranks carry equal numbers.

    The first and last of `ends` lie on a shaded ground under a sign, `moves` stand behind the
    values as arrows, and the bar of the `picked` place is filled with the ink of the text.
    """
    rows, is_cut = shown(answer, picked)
    by_place = {} if moves is None else moves.by_place
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [f"{row.place}" for row in rows],
        "x": [row.value for row in rows],
        "text": [_label(row, answer.by, words, move=by_place.get(row.place)) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": _inks(rows, picked)},
        "customdata": [told(row, answer, words) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(rows),
        xaxis=theme.axis(
            title=theme.title(_axis_title(answer.by, words)),
            side="top",
            range=room(answer, _ARROWS if by_place else _ROOM),
        ),
        yaxis=theme.axis(
            autorange="reversed",
            showgrid=False,
            type="category",
            tickmode="array",
            tickvals=[row.place for row in rows],
            ticktext=[f"{sign(row.place, ends)}{row.rank}  {row.short_name}" for row in rows],
        ),
        bargap=0.3,
    )
    shapes = [
        *_grounds(rows, ends),
        *(_gap(at) for at in sorted({ENDS, len(rows) - ENDS}) if is_cut),
    ]
    if shapes:
        layout["shapes"] = shapes
    return {"data": [bars], "layout": layout}


def sign(place: str, ends: Ends) -> str:
    """The sign of the first or the last n with a blank behind it; nothing between them."""
    if place in ends.first:
        return f"{FIRST} "
    return f"{LAST} " if place in ends.last else ""


def arrow(rise: int | None) -> str:
    """A rise or a fall by so many ranks; nothing where there is nothing to compare with."""
    if rise is None:
        return ""
    return f"{'↑' if rise > 0 else '↓'}{abs(rise)}" if rise else "→"


def _label(row: Ranked, by: str, words: Words, *, move: Move | None) -> str:
    said = value(row.value, by, words)
    moved = "" if move is None else arrow(move.against_year_before)
    return f"{said}  {moved}" if moved else said


def _inks(rows: tuple[Ranked, ...], picked: str) -> str | list[str]:
    if picked not in {row.place for row in rows}:
        return theme.CURRENT
    return [theme.INK if row.place == picked else theme.PALE for row in rows]


def _grounds(rows: tuple[Ranked, ...], ends: Ends) -> list[dict[str, object]]:
    """A shaded ground behind the first and behind the last."""
    seats = [
        [index for index, row in enumerate(rows) if row.place in own]
        for own in (ends.first, ends.last)
    ]
    return [
        {
            "type": "rect",
            "xref": "paper",
            **{"x0": 0, "x1": 1, "y0": own[0] - 0.5, "y1": own[-1] + 0.5},
            "fillcolor": theme.RULE,
            "opacity": 0.45,
            "line": {"width": 0},
            "layer": "below",
        }
        for own in seats
        if own
    ]


def shown(answer: Ranking, picked: str = "") -> tuple[tuple[Ranked, ...], bool]:
    """The rows that are drawn, and whether the middle is left out; the picked one stays."""
    if len(answer.rows) <= 2 * ENDS:
        return answer.rows, False
    middle = tuple(row for row in answer.rows[ENDS:-ENDS] if row.place == picked)
    return (*answer.rows[:ENDS], *middle, *answer.rows[-ENDS:]), True


def room(answer: Ranking, most: float = _ROOM) -> list[float]:
    """Both ends of the axis: zero is on it, and the numbers at the bars' ends have space."""
    values = [row.value for row in answer.rows if row.value is not None]
    low, high = min([0, *values]), max([0, *values])
    spare = ((high - low) or 1) * (most - 1)
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


def told(row: Ranked, answer: Ranking, words: Words) -> str:
    """Place, value with unit, rank, the year before, and on how many days it stands."""
    rank = f"{words.label('rank')} {row.rank}"
    if sum(other.rank == row.rank for other in answer.rows) > 1:
        rank = f"{rank} {words.label('tied')}"
    days = next((city.valid_days for city in answer.stats if city.place == row.place), None)
    valid = [] if days is None else [words.say("valid_days_told", n=days)]
    said = [row.name, measured(row.value, answer.by, words), rank, _before(row, answer.by, words)]
    return "<br>".join([*said, *valid])


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
