"""The answer of the ranking page, and what its figures show, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from airtrack.answers.positions import Ends, Moves
from airtrack.answers.rank import Ranking
from airtrack.views import words as spoken
from airtrack.views.ranking.bars import FIRST, LAST, value
from airtrack.views.table import Words

_NAMED = 3


def answer(found: Ranking, moves: Moves, words: Words, *, lower_is_better: bool) -> str:
    """Best, worst, how many are better or worse than the year before, and who moved most."""
    sentence = spoken.ranking(found, words, lower_is_better=lower_is_better)
    moved = movers(found, moves, words)
    return spoken.together((sentence, moved), words)


def movers(found: Ranking, moves: Moves, words: Words) -> str:
    """Who rose and fell by most ranks against the year before, else against the period before."""
    names = {row.place: row.short_name for row in found.rows}
    for against, span in (
        ("against_year_before", moves.year_before),
        ("against_previous", moves.previous),
    ):
        known = {
            place: rise
            for place, move in moves.by_place.items()
            if (rise := getattr(move, against)) is not None
        }
        if not known or span is None:
            continue
        said: dict[str, object] = {"period": spoken.period(span.key, words)}
        rose = _most(known, names, words, is_rise=True)
        fell = _most(known, names, words, is_rise=False)
        if not rose and not fell:
            return words.say("movers_none", **said)
        parts = [part for part in (rose, fell) if part]
        return words.say("movers", **said, moved=words.label("clause_gap").join(parts))
    return ""


def _most(
    known: Mapping[str, int], names: Mapping[str, str], words: Words, *, is_rise: bool
) -> str:
    """Who rose, or fell, by most; empty where nobody did."""
    farthest = max(known.values()) if is_rise else min(known.values())
    if (farthest > 0) is not is_rise or farthest == 0:
        return ""
    who = [names[place] for place, rise in known.items() if rise == farthest]
    more = " …" if len(who) > _NAMED else ""
    key = "mover_up" if is_rise else "mover_down"
    listed = words.label("list_separator").join(who[:_NAMED]) + more
    return words.say(key, who=listed, n=abs(farthest))


def bars(found: Ranking, words: Words) -> str:
    """The figure of the ranking in a sentence."""
    first, last = found.rows[0], found.rows[-1]
    return words.say(
        "alt_ranking",
        by=words.label(found.by),
        n=len(found.rows),
        best=first.short_name,
        best_value=value(first.value, found.by, words),
        worst=last.short_name,
        worst_value=value(last.value, found.by, words),
        unit=words.glossary.unit(found.by),
    )


def remark(found: Ranking, moves: Moves, ends: Ends, words: Words) -> str:
    """What signs, grounds and arrows of the figure mean."""
    parts = []
    if ends.n:
        parts.append(words.say("ends_remark", n=ends.n, first=FIRST, last=LAST))
    if moves.n_year_before and found.rows:
        parts.append(
            words.say(
                "arrows_remark",
                period=spoken.period(moves.year_before.key, words),
                n=moves.n_year_before,
            )
        )
    return spoken.together(parts, words)
