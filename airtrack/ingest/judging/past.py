"""What is on record already, and which values of a table it makes hardly credible.

Source: house rules in `data/forms/plausible.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain import period as periods
from airtrack.domain.batch import Grain
from airtrack.domain.plausible import JumpRule, VanishedRule
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.found import capped
from airtrack.ingest.judging.figures import Figure, Figures
from airtrack.store.draft import Draft

_MOST_NAMED = 10
_DAYS_OF_YEAR = 365.25
_EPOCH = date(1970, 1, 1)


Range = tuple[int, int, int, date, date]
"""The lowest and the highest value on record in thousandths, how many, first and last day."""


class Past(Protocol):
    """What counts at present, by code of the place and indicator."""

    def ranges(self, *, of_days: bool) -> Mapping[tuple[str, str], Range]:
        """The span of all days, or of all single months, on record."""

    def values(self, first_on: date, last_on: date) -> Mapping[tuple[str, str], int]:
        """The published values of exactly these days in thousandths."""


def jumps(table: Figures, past: Past, rule: JumpRule) -> Iterator[Problem]:
    """A warning for each value far beyond all that is on record of its place and not long ago."""
    of_days = table.form.grain is Grain.DAY
    if not (of_days or table.form.grain is Grain.REPORT):
        return
    ranges = past.ranges(of_days=of_days)
    enough = rule.min_days if of_days else rule.min_periods
    for figure in table.pollutants:
        told = [
            ranges.get((code, figure.indicator)) for code in table.places.dictionary.to_pylist()
        ]
        known = [span if span is not None and span[2] >= enough else None for span in told]
        if any(known):
            yield from capped(_beyond(table, figure, known, rule))


def _beyond(
    table: Figures, figure: Figure, known: list[Range | None], rule: JumpRule
) -> Iterator[Problem]:
    of_days = table.form.grain is Grain.DAY
    factor, enough = (rule.low_factor_of_days, rule.low_min_days) if of_days else (rule.factor, 0)
    lows = [span[0] if span and span[2] >= enough else None for span in known]
    highs = [span and span[1] for span in known]
    above = pc.greater(figure.milli, pc.multiply(_at(table, highs), rule.factor))
    below = pc.less(pc.multiply(figure.milli, factor), _at(table, lows))
    beyond = pc.or_kleene(above, below)
    records = table.told(figure.column, pc.and_(beyond, _not_long_ago(table, known, rule)))

    def said(record: int) -> dict[str, object]:
        span = known[table.places.indices[record].as_py()]
        low, high, n = span[:3] if span else (0, 0, 0)
        return {"low": _plain(low), "high": _plain(high), "on_record": n}

    return table.each(figure.column, records, "beyond_history", said=said)


def _at(table: Figures, of_places: Sequence[int | None]) -> pa.Array:
    """For every record what belongs to its place."""
    return pa.array(of_places, pa.int64()).take(table.places.indices)


def _not_long_ago(table: Figures, known: Sequence[Range | None], rule: JumpRule) -> pa.Array:
    """Whether each record lies within some years of what is on record of its place."""
    years = round(rule.within_years * _DAYS_OF_YEAR)
    firsts = _at(table, [span and (span[3] - _EPOCH).days - years for span in known])
    lasts = _at(table, [span and (span[4] - _EPOCH).days + years for span in known])
    days = table.days.cast(pa.int32()).cast(pa.int64())
    return pc.and_(pc.greater_equal(days, firsts), pc.less_equal(days, lasts))


def _plain(milli: int) -> str:
    return f"{milli / MILLI:.3f}".rstrip("0").rstrip(".")


def vanished(
    draft: Draft, past: Past, rule: VanishedRule, *, name: Callable[[str], str]
) -> Iterator[Problem]:
    """A warning for each month of the draft that lacks places which the month before had.

    `name` is that of a code. Only months of which the draft has most of those places are looked
    at, and no spans.
    """
    if draft.grain is not Grain.REPORT or not draft.rows.num_rows:
        return
    about = draft.rows.select(["place_id", "first_on", "last_on", "period_key", "file_no"])
    months: dict[tuple[date, date], set[str]] = {}
    keys: dict[tuple[date, date], tuple[str, int]] = {}
    for row in about.group_by(about.column_names, use_threads=False).aggregate([]).to_pylist():
        span = (row["first_on"], row["last_on"])
        months.setdefault(span, set()).add(row["place_id"])
        keys.setdefault(span, (row["period_key"], row["file_no"]))
    for span, places in sorted(months.items()):
        before = _month_before(*span)
        if before is None:
            continue
        earlier = months.get(before) or {place for place, _ in past.values(*before)}
        lost = sorted(earlier - places)
        if lost and PERCENT * len(earlier & places) >= rule.min_percent * len(earlier):
            key, file_no = keys[span]
            yield Problem(
                Level.WARNING,
                "places_vanished",
                draft.members[file_no],
                value=key,
                n=len(lost),
                params={"lost": [name(code) for code in lost[:_MOST_NAMED]]},
            )


def _month_before(first_on: date, last_on: date) -> tuple[date, date] | None:
    """The days of the month before, None where the span is no single month."""
    month = periods.of_month(first_on.year, first_on.month)
    if (month.first_on, month.last_on) != (first_on, last_on):
        return None
    earlier = first_on - timedelta(days=1)
    before = periods.of_month(earlier.year, earlier.month)
    return before.first_on, before.last_on
