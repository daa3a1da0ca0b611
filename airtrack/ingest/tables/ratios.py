"""Whether a column of ratios holds percentages or parts of one; nothing but its values says so."""

from __future__ import annotations

from collections.abc import Iterator

from airtrack.domain.cells import CellRules, Unit
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.spelling import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.cell import Cell, marks_of
from airtrack.ingest.recognition.records import Column


def scaled(column: Column, rules: CellRules, *, file: str) -> Iterator[Problem]:
    """A warning that the ratios were taken as parts of one, at the first of them."""
    texts = column.each(column.distinct())
    first = next((at for at, text in enumerate(texts) if text.strip()), None)
    if first is None:
        return
    yield Problem(
        Level.WARNING,
        "ratio_was_fraction",
        file,
        row=column.lines[first].as_py(),
        column=column.header,
        value=column.texts[first].as_py().strip(),
        params={"upto": str(rules.fraction_upto)},
    )


def is_fraction(column: Column, read: list[Cell], used: list[int], rules: CellRules) -> bool:
    """Whether a column of percentages holds parts of one: no sign behind, and all small."""
    texts = column.distinct()
    marks = marks_of(Unit.PERCENT, rules)
    if any(plain(texts[code]).endswith(marks) for code in used):
        return False
    highest = max((read[code].milli or 0 for code in used), default=0)
    return 0 < highest <= rules.fraction_upto * MILLI


def like_fractions(
    column: Column, read: list[Cell], used: list[int], rules: CellRules
) -> list[int]:
    """The texts without sign that as parts of one would lie among the column's percentages."""
    texts, marks = column.distinct(), marks_of(Unit.PERCENT, rules)
    highest = max((read[code].milli or 0 for code in used), default=0)
    return [
        code
        for code in used
        if 0 < (milli := read[code].milli or 0) <= MILLI
        and PERCENT * milli <= 2 * highest
        and not plain(texts[code]).endswith(marks)
    ]
