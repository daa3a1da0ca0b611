"""Ranks month by month: a line a place, its name at the end, a gap where it was not ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from airtrack.answers import positions
from airtrack.answers.positions import Ends, Positions
from airtrack.answers.rank import Ranking
from airtrack.views import labels, theme
from airtrack.views.ranking.bars import measured, sign
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

MOST = 20
"""Lines that can be told apart; of a larger set the first and the last n and who is picked."""

_LINE, _FRAME, _LEAST = 21, 72, 220
_LABELS = 112
"""Room for the labels at the right, in pixels."""

_LEADER = 0.28


@dataclass(frozen=True, slots=True)
class Course:
    """The ranks of one year by month key, with the names of the places; `picked` is one of them."""

    months: Mapping[str, Positions]
    names: Mapping[str, str]
    picked: str = ""

    @property
    def keys(self) -> list[str]:
        """The months in which anybody is ranked."""
        return [key for key, found in self.months.items() if found]

    @property
    def n(self) -> int:
        """The most places that were ranked in one month."""
        return max((len(found) for found in self.months.values()), default=0)

    def ranks(self, place: str) -> list[int | None]:
        """The place's rank in each month, None where it has none."""
        found = [self.months[key].get(place) for key in self.keys]
        return [None if position is None else position.rank for position in found]


def shown(course: Course, answer: Ranking, ends: Ends) -> list[str]:
    """Who gets a line, the best placed of the period first."""
    ranked = [row.place for row in answer.rows]
    others = sorted({place for found in course.months.values() for place in found} - set(ranked))
    everybody = [*ranked, *others]
    known = [place for place in everybody if any(rank for rank in course.ranks(place))]
    if len(known) <= MOST:
        return known
    few = positions.ends(answer.rows, min(ends.n, MOST // 2))
    kept = few.first | few.last | {course.picked}
    return [place for place in known if place in kept]


def figure(course: Course, answer: Ranking, words: Words, *, ends: Ends) -> Figure:
    """The lines of the year, rank 1 on top, every line labelled at its end."""
    places = shown(course, answer, ends)
    keys = course.keys
    height = max(_LEAST, _LINE * len(places)) + _FRAME
    low, high = 1.0, float(max(course.n, 2))
    seats = labels.apart(
        [_last(course, place)[1] for place in places],
        gap=_LINE * (high - low) / (height - _FRAME),
        low=low,
        high=high,
    )
    # the picked one and its label are drawn last, above the others
    data = [
        _line(course, place, answer, words, ends=ends) for place in _picked_last(places, course)
    ]
    layout = theme.layout(
        height=height,
        showlegend=False,
        xaxis=theme.axis(
            range=[-0.35, len(keys) - 1 + _LEADER],
            tickmode="array",
            tickvals=list(range(len(keys))),
            ticktext=[str(int(key[-2:])) for key in keys],
            title=theme.title(words.label("month")),
            tickangle=0,
            showgrid=False,
            side="top",
        ),
        yaxis=theme.axis(
            title=theme.title(words.label("rank")),
            range=[high + (high - low) * 0.04 + 0.2, low - (high - low) * 0.04 - 0.2],
            tickmode="array",
            tickvals=_ticks(int(high)),
        ),
        annotations=[
            _name(course, place, seat, words, ends=ends)
            for place, seat in zip(places, seats, strict=True)
        ],
        shapes=[_leader(course, place, seat) for place, seat in zip(places, seats, strict=True)],
    )
    layout["margin"] |= {"r": _LABELS, "t": 48}
    return {"data": data, "layout": layout}


def _picked_last(places: Sequence[str], course: Course) -> list[str]:
    return sorted(places, key=lambda place: place == course.picked)


def _ticks(most: int) -> list[int]:
    """First and last rank, and round ones between them."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200) if most / step <= 10)
    return [1, *(rank for rank in range(step, most, step) if 1 < rank <= most - step / 2), most]


def _last(course: Course, place: str) -> tuple[int, int]:
    """The last month in which the place is ranked, by its number, and its rank then."""
    ranks = course.ranks(place)
    return max(((index, rank) for index, rank in enumerate(ranks) if rank), default=(0, 1))


def _ink(course: Course, place: str, ends: Ends) -> str:
    """Dark for the picked one; else the first dark, the last red, and pale between them."""
    if course.picked:
        return theme.INK if place == course.picked else theme.PALE
    if place in ends.last:
        return theme.LIMIT
    return theme.CURRENT if place in ends.first else theme.QUIET


def _line(
    course: Course, place: str, answer: Ranking, words: Words, *, ends: Ends
) -> dict[str, object]:
    ink = _ink(course, place, ends)
    is_picked = place == course.picked
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": course.names[place],
        "x": list(range(len(course.keys))),
        "y": course.ranks(place),
        "connectgaps": False,
        "line": {
            "color": ink,
            "width": 3.5 if is_picked else 1.6,
            "dash": "dot" if place in ends.last else "solid",
        },
        "marker": {"color": ink, "size": 8 if is_picked else 5},
        "customdata": [_told(course, place, key, answer, words) for key in course.keys],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _told(course: Course, place: str, key: str, answer: Ranking, words: Words) -> str:
    """Place, month, rank of how many, value with unit."""
    found = course.months[key].get(place)
    if found is None:
        return ""
    rank = words.say("rank_of_n", rank=found.rank, n=len(course.months[key]))
    value = measured(found.value, answer.by, words)
    return "<br>".join([course.names[place], key, rank, f"{words.label(answer.by)} {value}"])


def _name(
    course: Course, place: str, seat: float, words: Words, *, ends: Ends
) -> dict[str, object]:
    """Rank and name at the end of the line, with the month where it ended earlier."""
    index, rank = _last(course, place)
    said = f"{sign(place, ends)}{rank} {course.names[place]}"
    if index < len(course.keys) - 1:
        month = words.label(f"month_{int(course.keys[index][-2:])}")
        said = f"{said} {words.say('until_month', month=month)}"
    return {
        "x": len(course.keys) - 1 + _LEADER,
        "y": seat,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "text": f"<b>{said}</b>" if place == course.picked else said,
        "font": {"size": theme.SMALL_SIZE + 1, "color": theme.INK},
    }


def _leader(course: Course, place: str, seat: float) -> dict[str, object]:
    """From the end of the line to its label."""
    index, rank = _last(course, place)
    return {
        "type": "line",
        **{"x0": index + 0.08, "y0": rank, "x1": len(course.keys) - 1 + _LEADER, "y1": seat},
        "line": {"color": theme.RULE, "width": 1},
        "layer": "below",
    }


def told(course: Course, answer: Ranking, words: Words) -> str:
    """The figure in a sentence: who leads in the last month, who has come farthest, who is last."""
    keys = course.keys
    first, last = course.months[keys[0]], course.months[keys[-1]]
    by_rank = sorted(last, key=lambda place: (last[place].rank, place))
    said: dict[str, object] = {
        "by": words.label(answer.by),
        "first_month": words.label(f"month_{int(keys[0][-2:])}"),
        "last_month": words.label(f"month_{int(keys[-1][-2:])}"),
        "n": len(last),
        "best": course.names[by_rank[0]],
        "worst": course.names[by_rank[-1]],
    }
    sentence = words.say("alt_bump", **said)
    if course.picked in last and course.picked in first:
        place = course.picked
        sentence += words.say(
            "alt_bump_picked",
            name=course.names[place],
            then=first[place].rank,
            now=last[place].rank,
        )
    return sentence


def table(course: Course, answer: Ranking, words: Words) -> Table:
    """A row a place that was ranked in any month, a column a month."""
    order = [row.place for row in answer.rows]
    others = sorted({place for found in course.months.values() for place in found} - set(order))
    months = (
        Column(f"month_{int(key[-2:])}", words.label(f"month_{int(key[-2:])}"), "", 0)
        for key in course.keys
    )
    rows: list[tuple[Cell, ...]] = [
        (course.names[place], *course.ranks(place)) for place in [*order, *others]
    ]
    return Table("", (words.column("name"), *months), tuple(rows))
