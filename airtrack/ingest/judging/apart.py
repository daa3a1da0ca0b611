"""Rows that speak of another time than nearly all others of their table.

Source: house rules in `data/forms/plausible.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.plausible import ApartRule
from airtrack.domain.scale import PERCENT
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.span import Span, span
from airtrack.ingest.judging.consistency import Desk, Row
from airtrack.ingest.judging.figures import Figures
from airtrack.ingest.recognition import title


def days(table: Figures, rule: ApartRule) -> Iterator[Problem]:
    """A warning for a few rows whose days lie far from all others of the table."""
    if table.form.grain.is_table or not table.pollutants:
        return
    counts = pc.value_counts(table.days.filter(table.counting))
    told = zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True)
    spells = _spells(sorted(told), rule.gap_days)
    n_rows = sum(n for _, _, n in spells)
    if len(spells) < 2 or n_rows < rule.min_rows:
        return
    first, last, n_most = max(spells, key=lambda spell: spell[2])
    if PERCENT * (n_rows - n_most) > rule.few_percent * n_rows:
        return
    column = table.pollutants[0].column
    for begun, ended, n in spells:
        if begun != first:
            inside = pc.and_(
                pc.greater_equal(table.days, pa.scalar(begun)),
                pc.less_equal(table.days, pa.scalar(ended)),
            )
            record = table.told(column, inside)[0]
            yield Problem(
                Level.WARNING,
                "days_apart",
                table.file,
                row=column.lines[record].as_py(),
                value=str(table.days[record].as_py()),
                n=n,
                params={"first": str(first), "last": str(last)},
            )


def _spells(days: Sequence[tuple[date, int]], gap: int) -> list[tuple[date, date, int]]:
    """First day, last day and rows of the days between which no gap is longer."""
    spells: list[tuple[date, date, int]] = []
    for day, n in days:
        if spells and (day - spells[-1][1]).days <= gap:
            first, _, before = spells[-1]
            spells[-1] = (first, day, before + n)
        else:
            spells.append((day, day, n))
    return spells


def periods(desk: Desk, rows: Sequence[Row], rule: ApartRule) -> Iterator[Problem]:
    """A warning for each of a few rows in a report that is of one other period throughout."""
    counts = Counter(row.period for row in rows)
    if len(rows) < rule.min_rows_of_report or len(counts) < 2:
        return
    ((main, n_main), *_) = counts.most_common(1)
    if PERCENT * n_main < rule.main_percent * len(rows):
        return
    for row in rows:
        if row.period != main and counts[row.period] <= rule.few_rows:
            yield Problem(
                Level.WARNING,
                "period_apart",
                desk.file,
                row=row.line,
                value=row.period.key,
                params={"main": main.key, "of": n_main},
            )


def titles(
    desk: Desk, rows: Sequence[Row], *, above: Sequence[str], file: str
) -> Iterator[Problem]:
    """A warning where the title names months, and no row of the report is of them.

    Of a file's name the last month counts: a workbook of March has cumulative sheets, too.
    """
    of_title, of_name = (_named(texts) for texts in (above, [file]))
    said = of_title or of_name
    if said is None or not rows:
        return
    about = {row.period for row in rows}
    named = said.period
    ends = {period.last_on for period in about}
    if (named in about) if of_title else (named.last_on in ends):
        return
    yield Problem(
        Level.WARNING,
        "period_not_of_title" if of_title else "period_not_of_file_name",
        desk.file,
        row=rows[0].line,
        value=rows[0].period.key,
        n=len(rows),
        params={"said": named.key},
    )


def _named(texts: Sequence[str]) -> Span | None:
    """The one month or span of months that the texts name."""
    said = title.months(texts)
    read = None if said is None else span(said)
    return read if isinstance(read, Span) else None
