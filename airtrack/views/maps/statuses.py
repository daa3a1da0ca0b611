"""Places by the status of their targets: the worst of them, or that of one column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import board, sentences, theme, verdicts
from airtrack.views.board import Grid
from airtrack.views.maps.plate import Layer, Plate, Spot, spots
from airtrack.views.table import Words

_MOST_TOLD, _MOST_NAMED = 6, 3


def grid(found: Sequence[Verdict], column: str) -> Grid:
    """The board's cells of one column, or of all where none is named."""
    whole = board.grid(found)
    if column not in {item.key for item in whole.columns}:
        return whole
    return board.grid([cell.verdict for (_, own), cell in whole.cells.items() if own.key == column])


def worst(whole: Grid) -> dict[str, list[Verdict]]:
    """The verdicts of each place, the gravest first; sets of places are left out."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for (place, _), cell in whole.cells.items():
        if not cell.verdict.is_region:
            found[place].append(cell.verdict)
    return {
        place: sorted(own, key=lambda item: item.status.severity) for place, own in found.items()
    }


def plate(whole: Grid, gazetteer: Gazetteer, words: Words) -> Plate:
    """A layer for each status that occurs, the worst first."""
    found = worst(whole)
    by_status: dict[Status, list[str]] = defaultdict(list)
    for place, own in found.items():
        by_status[own[0].status].append(place)
    layers = tuple(
        _layer(status, {place: found[place] for place in by_status[status]}, gazetteer, words)
        for status in Status
        if by_status[status]
    )
    return Plate(words.label("map_by_status"), layers, _alt(by_status, gazetteer, words))


def _layer(
    status: Status, own: dict[str, list[Verdict]], gazetteer: Gazetteer, words: Words
) -> Layer:
    mark, sign = theme.STATUS[status], verdicts.SIGNS[status]
    named = f"{sign} {words.label(f'status_{status}')} {len(own)}"
    drawn = spots(
        Spot.of(gazetteer.places[code], _told(items, gazetteer, words), _label(code, gazetteer))
        for code, items in sorted(own.items())
    )
    return Layer(named, mark.colour, mark.ink, sign, drawn)


def _label(code: str, gazetteer: Gazetteer) -> str:
    return gazetteer.places[code].short_name


def _told(own: Sequence[Verdict], gazetteer: Gazetteer, words: Words) -> str:
    """The place, then a line for each target: status, actual and required value, the gap."""
    lines = [f"<b>{gazetteer.places[own[0].place].name}</b>"]
    lines += [_line(verdict, words) for verdict in own[:_MOST_TOLD]]
    if len(own) > _MOST_TOLD:
        lines.append(words.say("map_more", n=len(own) - _MOST_TOLD))
    return "<br>".join(lines)


def _line(verdict: Verdict, words: Words) -> str:
    numbers = f"{verdicts.written(verdict.actual)} / {verdicts.written(verdict.required)}"
    measured = sentences.measured(numbers, verdict.unit, words)
    beyond = sentences.distance(verdict, words)
    told = f"{verdicts.told(verdict, words)} · {sentences.indicator(verdict, words)} {measured}"
    return f"{told}{words.label('comma')}{beyond}" if beyond else told


def _alt(by_status: dict[Status, list[str]], gazetteer: Gazetteer, words: Words) -> str:
    parts = [
        words.say(
            "map_alt_part",
            what=words.label(f"status_{status}"),
            n=len(by_status[status]),
            names=named(by_status[status], gazetteer, words),
        )
        for status in Status
        if by_status[status]
    ]
    n = sum(map(len, by_status.values()))
    return words.say("map_alt_status", n=n, parts=words.label("semicolon").join(parts))


def named(codes: Sequence[str], gazetteer: Gazetteer, words: Words) -> str:
    """The first of these places by name."""
    names = [gazetteer.places[code].short_name for code in sorted(codes)]
    more = " …" if len(names) > _MOST_NAMED else ""
    return words.label("list_separator").join(names[:_MOST_NAMED]) + more
