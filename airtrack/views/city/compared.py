"""A city's figures beside those of the year before and the mean of three years."""

from __future__ import annotations

from airtrack.answers.beside import Beside, Line
from airtrack.answers.detail import FLAT, Change
from airtrack.views import verdicts
from airtrack.views.ranking import number
from airtrack.views.table import Cell, Column, Table, Words

COMPOSITE = "composite"
_DAYS = "d"


def table(found: Beside, words: Words) -> Table:
    """A row an indicator: the period, the year before, the change with its sign, the mean.

    The index stands first; what nothing is on record of is left out.
    """
    known = [line for line in found.lines if line.value is not None]
    columns = (
        words.column("indicator"),
        Column("this_period", words.label("this_period")),
        Column("year_before", words.label("year_before")),
        words.column("moved"),
        Column("mean_of_three", words.say("mean_of_n", n=found.years)),
        words.column("reasons"),
    )
    rows = sorted(known, key=lambda line: line.indicator != COMPOSITE)
    return Table("", columns, tuple(_row(line, words) for line in rows))


def moved(change: Change | None, words: Words) -> str:
    """The change with its sign and what it is told in; none is said in a word."""
    if change is None or change.direction is None:
        return ""
    if change.direction == FLAT:
        return words.label("change_flat")
    if change.points is not None:
        return f"{change.points:+.1f} {words.label('unit_points')}"
    if change.days is not None:
        return f"{change.days:+g} {verdicts.unit(_DAYS, words)}"
    return "" if change.percent is None else f"{change.percent:+.1f}%"


def _row(line: Line, words: Words) -> tuple[Cell, ...]:
    unit = words.glossary.unit(line.indicator)
    label = words.label(line.indicator)
    why = (*(line.change.reasons if line.change else ()), *line.reasons)
    before = None if line.change is None else line.change.previous
    return (
        f"{label} ({unit})" if unit else label,
        _printed(line.value, line),
        _printed(before, line),
        moved(line.change, words),
        _printed(line.mean_of_years, line),
        words.reasons(dict.fromkeys(why)),
    )


def _printed(value: float | None, line: Line) -> str | None:
    return None if value is None else number(value, line.indicator)
