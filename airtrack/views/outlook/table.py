"""What would be if, as tables: the targets with the rank, and the figures without a target."""

from __future__ import annotations

from decimal import Decimal

from airtrack.outlook.ranked import RankLine
from airtrack.outlook.whatif import FigureLine, TargetLine, WhatIf
from airtrack.views import verdicts
from airtrack.views import why as reasons_of
from airtrack.views.outlook import words as telling
from airtrack.views.table import Cell, Table, Words
from airtrack.views.verdicts import place_name, required, unit

_GOOD = {"good_days", "good_pct"}
_COLUMNS = (
    *("name", "target_indicator", "required", "actual"),
    *("outlook_without", "outlook_chance_without", "outlook_under", "outlook_chance_under"),
    "reasons",
)


def table(answer: WhatIf, words: Words) -> Table:
    """A row a target, then the row of the rank."""
    rows = [_row(line, answer, words) for line in answer.targets]
    if answer.rank is not None:
        rows.append(_rank_row(answer, answer.rank, words))
    title = words.say(
        "outlook_title", day=answer.ground.as_of.isoformat(), said=telling.said(answer, words)
    )
    return Table(title, tuple(words.column(key) for key in _COLUMNS), tuple(rows))


def _row(line: TargetLine, answer: WhatIf, words: Words) -> tuple[Cell, ...]:
    gazetteer, verdict = answer.ground.house.gazetteer, line.verdict
    reasons = [reasons_of.said(why, gazetteer, words) for why in line.reasons]
    reasons += telling.weaknesses(line.without, words)
    return (
        place_name(verdict, gazetteer, words),
        words.label(verdict.target.indicator),
        required(verdict, words),
        verdicts.actual(verdict, words) if verdict.actual is not None else "",
        telling.told(line.without, words),
        telling.chance(line.without, words),
        telling.told(line.under, words),
        telling.chance(line.under, words),
        words.label("semicolon").join(reasons),
    )


def _rank_row(answer: WhatIf, found: RankLine, words: Words) -> tuple[Cell, ...]:
    def at(rank: int, value: Decimal) -> str:
        return words.say("outlook_rank_at", rank=rank, value=f"{value:f}")

    return (
        answer.ground.house.gazetteer.places[answer.ground.ask.place].name,
        words.say("outlook_rank_by", by=words.label(found.by)),
        "",
        "" if found.so_far is None else verdicts.at_rank(Decimal(found.so_far), words),
        at(found.rank_without, found.without),
        "",
        at(found.rank_under, found.under),
        "",
        telling.rank_note(answer, found, words),
    )


def figures_table(answer: WhatIf, words: Words) -> Table:
    """The figures of the place that none of its targets is about: so far, and at the end."""
    told_of = {line.verdict.target.indicator for line in answer.targets if line.without}
    if told_of & _GOOD:
        # their number and their share are one thing
        told_of |= _GOOD
    lines = [line for line in answer.figures if line.indicator not in told_of]
    columns = tuple(
        words.column(key) for key in ("indicator", "actual", "outlook_without", "outlook_under")
    )
    return Table(
        words.label("outlook_figures"), columns, tuple(_figure(line, words) for line in lines)
    )


def _figure(line: FigureLine, words: Words) -> tuple[Cell, ...]:
    unit_of = unit(words.glossary.unit(line.indicator), words)
    name = words.label(line.indicator)
    return (
        f"{name} ({unit_of})" if unit_of else name,
        "" if line.so_far is None else f"{line.so_far:f}",
        telling.told(line.without, words),
        telling.told(line.under, words),
    )
