"""Places by the value of an indicator: classes of round numbers on a ramp from pale to dark.

The ramp has nothing to do with the colours of AQI levels: dark is more, whether good or bad.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from airtrack.answers.rank import Ranked, Ranking
from airtrack.registry.places import Gazetteer
from airtrack.views import theme
from airtrack.views import words as wordings
from airtrack.views.maps.plate import Layer, Plate, Spot, spots
from airtrack.views.ranking import bars as ranking
from airtrack.views.table import Words

_ROUND = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))


def edges(values: Sequence[Decimal], most: int) -> tuple[Decimal, ...]:
    """Round numbers around all values: the ends of at most so many classes of one width."""
    low, high = min(values), max(values)
    if low == high:
        return (low, high)
    size = Decimal(10) ** ((high - low) / most).adjusted()
    for step in (size * factor * tens for tens in (1, 10) for factor in _ROUND):
        first = (low / step).to_integral_value(ROUND_FLOOR) * step
        n = int(((high - first) / step).to_integral_value(ROUND_CEILING))
        if n <= most:
            # a value on the last edge belongs to the class below it
            return tuple(first + step * index for index in range(n + 1))
    raise AssertionError("a hundred times the least step always does")


def plate(answer: Ranking, gazetteer: Gazetteer, words: Words) -> Plate:
    """A layer for each class that has places, from little to much, and one for no data."""
    rows = [row for row in answer.rows if row.value is not None]
    layers = [*_classes(rows, answer, gazetteer, words), *_without(answer, gazetteer, words)]
    unit = words.glossary.unit(answer.by)
    heading = f"{words.label(answer.by)} ({unit})" if unit else words.label(answer.by)
    return Plate(heading, tuple(layers), _alt(rows, answer, words))


def _classes(
    rows: Sequence[Ranked], answer: Ranking, gazetteer: Gazetteer, words: Words
) -> list[Layer]:
    if not rows:
        return []
    values = [Decimal(str(row.value)) for row in rows]
    ends = edges(values, len(theme.RAMP))
    owned: dict[int, list[Ranked]] = {}
    for row, value in zip(rows, values, strict=True):
        owned.setdefault(min(bisect_right(ends, value), len(ends) - 1) - 1, []).append(row)
    n = len(ends) - 1
    return [
        Layer(
            name=_range(ends[index], ends[index + 1]),
            colour=(mark := theme.RAMP[_shade(index, n)]).colour,
            ink=mark.ink,
            sign="",
            spots=spots(
                Spot.of(
                    gazetteer.places[row.place],
                    ranking.told(row, answer, words),
                    f"{row.short_name}<br>{ranking.number(row.value, answer.by)}",
                )
                for row in owned[index]
            ),
        )
        for index in sorted(owned)
    ]


def _shade(index: int, n: int) -> int:
    """Few classes take the ramp from end to end."""
    last = len(theme.RAMP) - 1
    return last // 2 if n == 1 else round(index * last / (n - 1))


def _range(low: Decimal, high: Decimal) -> str:
    ends = [f"{end.normalize():f}" for end in (low, high)]
    return ends[0] if low == high else "–".join(ends)


def _without(answer: Ranking, gazetteer: Gazetteer, words: Words) -> list[Layer]:
    """Places without a value: the reason is on hover."""
    if not answer.unranked:
        return []
    found = spots(
        Spot.of(
            gazetteer.places[item.place],
            f"<b>{item.name}</b><br>{words.reasons(item.reasons)}",
            gazetteer.places[item.place].short_name,
        )
        for item in answer.unranked
    )
    mark = theme.WITHOUT
    named = f"{theme.NO_SIGN} {words.label('map_no_data')} {len(answer.unranked)}"
    return [Layer(named, mark.colour, mark.ink, theme.NO_SIGN, found)]


def _alt(rows: Sequence[Ranked], answer: Ranking, words: Words) -> str:
    said = {
        "by": words.label(answer.by),
        "period": wordings.period(answer.question.period.key, words),
        "group": wordings.group_name(answer, words),
        "without": len(answer.unranked),
    }
    if not rows:
        return words.say("map_alt_none", **said)
    ordered = sorted(rows, key=lambda row: row.value or 0)
    least, most = ordered[0], ordered[-1]
    return words.say(
        "map_alt_values",
        **said,
        least=f"{least.short_name} {ranking.measured(least.value, answer.by, words)}",
        most=f"{most.short_name} {ranking.measured(most.value, answer.by, words)}",
        n=len(rows),
    )
