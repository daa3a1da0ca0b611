"""Six pollutants against the limits of every edition: a bar each, its limits labelled at the line.

Each bar has a scale of its own: what counts is on which side of a line it ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from airtrack.answers.beside import Held
from airtrack.domain.standard import Edition
from airtrack.views import theme
from airtrack.views.table import STATS_ORDER, Column, Table, Words
from airtrack.views.theme import Figure

_HEAD, _LANE, _BAR, _GAP = 1.0, 0.85, 0.6, 0.45
_UNIT, _FRAME = 20, 8
_ROOM, _EDGE, _CLOSE = 1.07, 0.86, 0.17
_GUTTER = 0.17
"""Room before the bars, in their length: who a lane of limits belongs to."""
_JUDGING = 2
"""Level II is what cities are judged by."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One pollutant: what is held, in the edition that judges and, where they differ, in others."""

    pollutant: str
    own: tuple[Held, ...]
    others: tuple[tuple[str, tuple[Held, ...]], ...]

    @property
    def end(self) -> float:
        """What the row's scale ends with."""
        each = [*self.own, *(item for _, found in self.others for item in found)]
        return max(float(value or 0) for item in each for value in (item.value, item.limit)) * _ROOM


def figure(
    found: Sequence[Held], words: Words, *, edition: str, editions: Sequence[Edition]
) -> Figure:
    """A row a pollutant: value in words, limits of the judging edition above the bar, others below.

    An edition whose limits are the same has no lines of its own.
    """
    bars: list[tuple[float, float, str, bool]] = []
    notes: list[dict[str, object]] = []
    shapes: list[dict[str, object]] = []
    y = 0.0
    for row in _rows(found, edition, editions):
        notes.append(_note(_headed(row, words), None, y - _HEAD / 2, ink=theme.INK, is_head=True))
        top = y - _HEAD - _LANE
        middle = top - _BAR / 2
        value = row.own[0].value if row.own else None
        if value is not None:
            bars.append(
                (middle, float(value) / row.end, _told(row.own, words), row.own[0].is_valid)
            )
            notes += _lane(row.own, row, words, y=top + _LANE / 2, years=_from(edition, editions))
            shapes += _lines(row.own, row, span=(top + 0.16, top - _BAR - 0.16), dash="solid")
        else:
            top += _LANE + _BAR
        y = top - _BAR
        for number, (other, held) in enumerate(row.others):
            low = top - _BAR - _LANE * number
            notes += _lane(held, row, words, y=low - _LANE / 2, years=_from(other, editions))
            shapes += _lines(held, row, span=(top - _BAR, low - 0.12), dash="dot")
            y = low - _LANE
        y -= _GAP
    layout = theme.layout(
        height=round(_FRAME - y * _UNIT),
        xaxis=theme.axis(visible=False, range=[-_GUTTER, 1]),
        yaxis=theme.axis(visible=False, range=[y, 0]),
        annotations=notes,
        shapes=shapes,
        showlegend=False,
    )
    layout["margin"] = {"l": 4, "r": 4, "t": 4, "b": 4}
    return {"data": [_bars(bars)], "layout": layout}


def table(found: Sequence[Held], words: Words, *, editions: Sequence[Edition]) -> Table:
    """A row a pollutant, edition and level."""
    order = {edition.id: index for index, edition in enumerate(editions)}
    rows = sorted(found, key=lambda item: (_place(item.pollutant), order[item.edition], item.grade))
    columns = (
        words.column("pollutant"),
        words.column("held_statistic"),
        words.column("compared_value", 1),
        words.column("standard_edition"),
        words.column("grade"),
        Column("limit_value", words.label("limit_value"), "", 0),
        words.column("held_verdict"),
        words.column("exceed_multiple", 2),
    )
    return Table(
        "",
        columns,
        tuple(
            (
                _named(item.pollutant, words),
                words.label(f"held_{item.statistic}"),
                None if item.value is None else float(item.value),
                words.label(item.edition),
                words.label(f"grade_{item.grade}"),
                item.limit,
                _verdict(item, words),
                item.multiple,
            )
            for item in rows
        ),
    )


def said(found: Sequence[Held], words: Words, *, edition: str, editions: Sequence[Edition]) -> str:
    """Which pollutants do not attain Level II of which edition; the judging one comes first."""
    judged = [item for item in found if item.grade == _JUDGING]
    order = [edition, *(each.id for each in editions if each.id != edition)]
    parts = []
    for key in order:
        own = sorted(
            (item for item in judged if item.edition == key),
            key=lambda item: _place(item.pollutant),
        )
        if not own:
            continue
        over = [item for item in own if not item.is_met]
        names = words.label("list_separator").join(_over(item, words) for item in over)
        which = "limits_said_over" if over else "limits_said_met"
        parts.append(words.say(which, edition=words.label(key), names=names, n=len(own)))
    return words.label("semicolon").join(parts)


def _rows(found: Sequence[Held], edition: str, editions: Sequence[Edition]) -> list[_Row]:
    """Of each pollutant with a value what is drawn."""
    rows = []
    for key in STATS_ORDER:
        of: Mapping[str, tuple[Held, ...]] = {
            each.id: tuple(
                sorted(
                    (item for item in found if (item.pollutant, item.edition) == (key, each.id)),
                    key=lambda item: item.grade,
                )
            )
            for each in editions
        }
        own = of[edition]
        others = tuple(
            (other, held)
            for other, held in of.items()
            if other != edition and held and _limits(held) != _limits(own)
        )
        rows.append(_Row(str(key), own, others))
    return rows


def _limits(held: Sequence[Held]) -> list[tuple[int, object]]:
    return [(item.grade, item.limit) for item in held]


def _headed(row: _Row, words: Words) -> str:
    """The pollutant, its value, and whether it attains Level II of the judging edition."""
    judged = next((item for item in row.own if item.grade == _JUDGING), None)
    name = f"<b>{words.label(row.pollutant)}</b>"
    if judged is None or judged.value is None:
        return f"{name} {words.label('missing_value')}"
    unit = words.glossary.unit(row.pollutant)
    return f"{name} {_number(judged.value)} {unit} · {_verdict(judged, words)}{_by(judged, words)}"


def _verdict(item: Held, words: Words) -> str:
    """Attained or not; a limit that is met by too few days is not yet."""
    if not item.is_valid and item.is_met:
        return words.label("held_open")
    return words.label("held_met" if item.is_met else "held_over")


def _by(item: Held, words: Words) -> str:
    """By what multiple of the limit the value is above it."""
    if item.multiple is None:
        return ""
    return words.label("comma") + words.say("held_multiple", multiple=f"{item.multiple:.2f}")


def _over(item: Held, words: Words) -> str:
    return words.say(
        "limits_said_item",
        name=words.label(item.pollutant),
        multiple=f"{item.multiple:.2f}" if item.multiple is not None else None,
    )


def _told(held: Sequence[Held], words: Words) -> str:
    """Value, statistic, and each limit with its edition."""
    first = held[0]
    unit = words.glossary.unit(first.pollutant)
    head = f"{words.label(first.pollutant)} {words.label(f'held_{first.statistic}')}"
    lines = [f"{head} {_number(first.value)} {unit}"]
    lines += [
        f"{words.label(item.edition)} {words.label(f'grade_{item.grade}')} {_number(item.limit)}"
        f" {_verdict(item, words)}{_by(item, words)}"
        for item in held
    ]
    return "<br>".join(lines)


def _bars(bars: Sequence[tuple[float, float, str, bool]]) -> dict[str, object]:
    """The values; one that too few days stand behind is hollow."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [middle for middle, *_ in bars],
        "x": [share for _, share, *_ in bars],
        "width": _BAR,
        "marker": {
            "color": [theme.CURRENT if is_valid else theme.CLEAR for *_, is_valid in bars],
            "line": {"color": theme.CURRENT, "width": 1},
        },
        "customdata": [told for *_, told, _ in bars],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _lane(
    held: Sequence[Held], row: _Row, words: Words, *, y: float, years: str
) -> list[dict[str, object]]:
    """Labels of one edition's limits, levels with the same limit together; whose they are."""
    notes = [_note(words.say("limits_from", year=years), None, y, ink=theme.QUIET)]
    grouped = [(limit, list(items)) for limit, items in groupby(held, key=lambda item: item.limit)]
    places = [float(limit or 0) / row.end for limit, _ in grouped]
    is_close = len(places) > 1 and places[1] - places[0] < _CLOSE
    for number, (limit, items) in enumerate(grouped):
        names = words.label("list_separator").join(
            words.label(f"grade_{item.grade}") for item in items
        )
        # two lines side by side have their labels on their outer sides
        side = ("right", "left")[number] if is_close else ""
        told = f"{names} {_number(limit)}"
        notes.append(_note(told, places[number], y, ink=theme.LIMIT, side=side))
    return notes


def _lines(
    held: Sequence[Held], row: _Row, *, span: tuple[float, float], dash: str
) -> list[dict[str, object]]:
    # the ground on both sides keeps a line apart from the bar that it crosses
    looks = ((theme.GROUND, 4.0, "solid"), (theme.LIMIT, 1.5, dash))
    return [
        {
            "type": "line",
            "x0": float(item.limit or 0) / row.end,
            "x1": float(item.limit or 0) / row.end,
            "y0": span[0],
            "y1": span[1],
            "line": {"color": ink, "width": width + (item.grade == _JUDGING), "dash": pattern},
        }
        for item in held
        for ink, width, pattern in looks
    ]


def _note(
    text: str, x: float | None, y: float, *, ink: str, side: str = "", is_head: bool = False
) -> dict[str, object]:
    """A label over its line or at its `side`; near the right end within the figure.

    Without a place it stands at the left.
    """
    is_at_the_end = x is not None and x > _EDGE and not side
    return {
        "x": -_GUTTER if x is None else 1 if is_at_the_end else x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": side or ("left" if x is None else "right" if is_at_the_end else "center"),
        "yanchor": "middle",
        "font": {"color": ink, "size": theme.TEXT_SIZE if is_head else theme.SMALL_SIZE},
        # a line of another edition may pass behind
        "bgcolor": theme.CLEAR if is_head else theme.VEIL,
        "borderpad": 0,
    }


def _from(edition: str, editions: Sequence[Edition]) -> str:
    return str(next(each.from_on.year for each in editions if each.id == edition))


def _place(pollutant: str) -> int:
    return [str(key) for key in STATS_ORDER].index(pollutant)


def _named(pollutant: str, words: Words) -> str:
    return f"{words.label(pollutant)} ({words.glossary.unit(pollutant)})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
