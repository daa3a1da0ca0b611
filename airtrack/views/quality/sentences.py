"""The quality of a year's data in one sentence, and in a row of words for the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.caution import AQI
from airtrack.answers.quality import compared as compared_answers
from airtrack.answers.quality.completeness import Completeness, Filled, PlaceYear
from airtrack.answers.quality.suspects import Suspect
from airtrack.answers.reconcile import Reconciliation
from airtrack.domain import period as periods
from airtrack.views import words as words_of
from airtrack.views.table import Words

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Strip:
    """The completeness of a board's cities: whole sentences, and how many cities lack nothing."""

    lines: tuple[str, ...]
    n_full: int
    n_places: int


def answer(
    found: Completeness,
    suspects: Sequence[Suspect],
    compared: Reconciliation | None,
    words: Words,
    *,
    item: str,
) -> str:
    """How many days the places have, how many months are short, what is odd, what differs."""
    rows = found.of(item)
    parts = [_days(found, rows, words, item=item)]
    parts.append(_suspects(suspects, words))
    if compared is None:
        parts.append(words.label("quality_not_compared"))
    else:
        span = words_of.period(compared.question.period.key, words)
        n, k = compared.compared, compared_answers.different(compared)
        parts.append(words.say("quality_compared", period=span, n=n, k=k))
    return words.label("semicolon").join(parts) + words.label("full_stop")


def _days(found: Completeness, rows: Sequence[PlaceYear], words: Words, *, item: str) -> str:
    span = words_of.period(
        periods.of_days(found.first, found.until).key
        if found.first <= found.until
        else str(found.year),
        words,
    )
    counts = [row.n_days for row in rows if row.due_days]
    said = {"who": _who(rows, words), "period": span, "item": words.label(item)}
    if not counts or not any(counts):
        return words.say("quality_no_days", **said)
    low, high, due = min(counts), max(counts), max(row.due_days for row in rows)
    days = str(low) if low == high else f"{low}–{high}"
    short = sum(len(row.short_months) for row in rows)
    if not short:
        return words.say("quality_days_full", **said, days=days, due=due)
    key = "quality_days_short_one" if len(rows) == 1 else "quality_days_short"
    return words.say(key, **said, days=days, due=due, short=short)


def _who(rows: Sequence[PlaceYear], words: Words) -> str:
    """The only city by its name, else how many there are."""
    return rows[0].name if len(rows) == 1 else words.say("quality_cities", n=len(rows))


def _suspects(found: Sequence[Suspect], words: Words) -> str:
    if not found:
        return words.label("quality_no_suspects")
    return words.say("quality_suspects", n=len(found))


def strip(found: Completeness, words: Words) -> Strip:
    """How many cities have enough days in every month of every pollutant, and who lacks most."""
    names = list(dict.fromkeys(row.place for row in found.rows))
    short = {row.place for row in found.rows if row.short_months}
    full = [place for place in names if place not in short]
    told: dict[str, object] = {"k": len(full), "n": len(names)}
    told |= {"first": words_of.day(found.first, words), "day": words_of.day(found.until, words)}
    if not any(row.n_days for row in found.rows):
        return Strip((words.say("strip_no_days", **told),), 0, len(names))
    lines = [words.say("strip_full" if len(full) == len(names) else "strip_short", **told)]
    lacking = sorted(worst_of_each(found), key=lambda row: -row.missing_days)
    listed = [_lack(row, words) for row in lacking[:_SHOWN] if row.missing_days]
    if listed:
        lines.append(words.say("strip_lacking", listed=words.label("list_separator").join(listed)))
    return Strip(tuple(lines), len(full), len(names))


def worst_of_each(found: Completeness) -> list[PlaceYear]:
    """Of each place the item with the most missing days; of equal ones a pollutant says more."""
    best: dict[str, PlaceYear] = {}
    for row in found.rows:
        known = best.get(row.place)
        if known is None or (row.missing_days, known.item == AQI) > (known.missing_days, False):
            best[row.place] = row
    return list(best.values())


def _lack(row: PlaceYear, words: Words) -> str:
    told = {"name": row.name, "item": words.label(row.item), "n": row.missing_days}
    return words.say("strip_lack", **told)


def published_months(rows: Sequence[PlaceYear]) -> int:
    """Months of which a table alone is on record."""
    return sum(month.filled is Filled.PUBLISHED for row in rows for month in row.months)
