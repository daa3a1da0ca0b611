"""The targets of a plan by clause and status: who wants the tree sees where it is ill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.assess.filed import Filed
from airtrack.domain.verdict import Status
from airtrack.registry.places import Gazetteer
from airtrack.views import filed, sentences, theme, verdicts
from airtrack.views import words as spoken
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

_ROW_HEIGHT, _FRAME, _HEAD = 40, 8, 64
_OPEN = "open"
_OPEN_COLOUR = theme.RULE


@dataclass(frozen=True, slots=True)
class Leaf:
    """One target: how it stands on a badge, what it is about, its id."""

    target: str
    badge: str
    told: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One clause: its name with how many of its targets stand how, and these targets."""

    label: str
    leaves: tuple[Leaf, ...]


def tree(found: Sequence[Filed], gazetteer: Gazetteer, words: Words) -> tuple[Branch, ...]:
    """The clauses in the order of the plan, in each its targets in theirs."""
    clauses = dict.fromkeys(item.target.clause for item in found)
    own = {key: [item for item in found if item.target.clause == key] for key in clauses}
    return tuple(
        Branch(_branch(key, items, words), tuple(_leaf(item, gazetteer, words) for item in items))
        for key, items in own.items()
    )


def _branch(clause: str, items: Sequence[Filed], words: Words) -> str:
    """The clause, the number of its targets, and how many stand how by sign and word."""
    counted = Counter(_key(item) for item in items)
    parts = [_counted(key, counted[key], words) for key in (*Status, _OPEN) if counted[key]]
    return words.say("tree_branch", clause=clause, n=len(items), parts=" · ".join(parts))


def _counted(key: str, n: int, words: Words) -> str:
    if key == _OPEN:
        return f"{words.label('not_judged_short')} {n}"
    word = words.glossary.short(f"status_{key}", words.lang)
    return f"{verdicts.SIGNS[Status(key)]} {word} {n}"


def _leaf(item: Filed, gazetteer: Gazetteer, words: Words) -> Leaf:
    gravest = item.gravest
    if gravest is None:
        badge = f":gray-badge[{filed.standing(item, words)}]"
    elif len(item.verdicts) == 1:
        badge = sentences.badge(gravest.status, words)
    else:
        badge = sentences.badge(gravest.status, words, more=f"({filed.standing(item, words)})")
    parts = (
        filed.where(item, gazetteer, words),
        spoken.period(item.target.period, words),
        words.label(item.target.indicator),
        filed.result(item, words),
    )
    return Leaf(item.target.id, badge, " · ".join(parts))


def table(found: Sequence[Filed], words: Words) -> Table:
    """The figure as a table: a row a clause, a column a status that occurs."""
    cells = Counter((item.target.clause, _key(item)) for item in found)
    clauses = list(dict.fromkeys(item.target.clause for item in found))
    keys = [key for key in (*Status, _OPEN) if any(cells[clause, key] for clause in clauses)]
    columns = (
        words.column("clause"),
        *(Column(str(key), _long(key, words), "", 0) for key in keys),
    )
    rows: list[tuple[Cell, ...]] = [
        (clause, *(cells[clause, key] for key in keys)) for clause in clauses
    ]
    return Table("", columns, tuple(rows))


def figure(found: Sequence[Filed], words: Words) -> Figure:
    """A row a clause in the order of the plan, a column a status, in each cell the number.

    A target of several places counts by the one that stands worst; the last column has those that
    get no verdict.
    """
    cells = Counter((item.target.clause, _key(item)) for item in found)
    clauses = list(dict.fromkeys(item.target.clause for item in found))
    columns = [key for key in (*Status, _OPEN) if any(cells[clause, key] for clause in clauses)]
    layout = theme.layout(
        height=_FRAME + _HEAD + _ROW_HEIGHT * len(clauses),
        xaxis=theme.axis(
            type="category",
            side="top",
            showgrid=False,
            tickangle=0,
            tickmode="array",
            tickvals=[str(key) for key in columns],
            ticktext=[_head(key, words) for key in columns],
            tickfont={"size": theme.SMALL_SIZE},
        ),
        yaxis=theme.axis(type="category", showgrid=False, autorange="reversed"),
    )
    layout["margin"] |= {"l": 4, "r": 4, "t": _HEAD, "b": 4}
    return {"data": [_grounds(cells, clauses, columns, words), _numbers(cells)], "layout": layout}


def _key(item: Filed) -> str:
    return _OPEN if item.gravest is None else item.gravest.status.value


def _head(key: str, words: Words) -> str:
    """Sign and short word on two lines, each word on its own, so that eight fit a phone."""
    if key == _OPEN:
        return f"·<br>{words.label('not_judged_short')}".replace(" ", "<br>")
    word = words.glossary.short(f"status_{key}", words.lang)
    return f"{verdicts.SIGNS[Status(key)]}<br>{word}".replace(" ", "<br>")


def _grounds(
    cells: Counter[tuple[str, str]], clauses: list[str], columns: Sequence[str], words: Words
) -> dict[str, object]:
    """The colours of the statuses where there is a target."""
    ladder = [*(status.value for status in Status), _OPEN]
    hover = words.label("hover_clause")
    return {
        "type": "heatmap",
        "x": [str(key) for key in columns],
        "y": clauses,
        "z": [
            [ladder.index(key) if cells[clause, key] else None for key in columns]
            for clause in clauses
        ],
        "customdata": [
            [f"{_long(key, words)} {cells[clause, key]}" for key in columns] for clause in clauses
        ],
        "hovertemplate": f"{hover} %{{y}}<br>%{{customdata}}<extra></extra>",
        "hoverongaps": False,
        "colorscale": _steps(ladder),
        "zmin": -0.5,
        "zmax": len(ladder) - 0.5,
        "xgap": 3,
        "ygap": 3,
        "showscale": False,
    }


def _long(key: str, words: Words) -> str:
    return words.label("not_judged_short" if key == _OPEN else f"status_{key}")


def _numbers(cells: Counter[tuple[str, str]]) -> dict[str, object]:
    keys = [key for key, n in cells.items() if n]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [key for _, key in keys],
        "y": [clause for clause, _ in keys],
        "text": [str(cells[key]) for key in keys],
        "textfont": {"size": theme.TEXT_SIZE, "color": [_ink(key) for _, key in keys]},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _ink(key: str) -> str:
    return theme.INK if key == _OPEN else theme.STATUS[Status(key)].ink


def _colour(key: str) -> str:
    return _OPEN_COLOUR if key == _OPEN else theme.STATUS[Status(key)].colour


def _steps(ladder: Sequence[str]) -> list[list[object]]:
    """A colour scale with one flat step per status."""
    n = len(ladder)
    return [
        [edge / n, _colour(key)] for index, key in enumerate(ladder) for edge in (index, index + 1)
    ]
