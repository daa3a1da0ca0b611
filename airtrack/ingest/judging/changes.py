"""Changes against the year before that a report states, held against the values of both years.

Concentrations and the index change by percent, ratios by percentage points (SPEC 7.1). The printed
values are rounded: a change is believed when any values that print alike give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from airtrack.domain.plausible import CompareRule
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.spelling import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.wording import one_dash
from airtrack.ingest.judging.consistency import Desk, Row
from airtrack.ingest.judging.figures import text
from airtrack.ingest.judging.past import Past
from airtrack.ingest.recognition.records import Column

_RATIO = "good_pct"
_AGAINST = r"(?:同比|环比|[较比与]?(?:上年|去年)(?:同期)?(?:相比)?)?"
_CHANGE = re.compile(
    rf"{_AGAINST}(?P<sign>[↓↑▼▲+-]|下降|降低|减少|降|减|上升|升高|增加|增长|升|增)?了?"
    r"(?P<number>\d+(?:\.\d*)?|\.\d+)(?P<mark>%|个?百分点)?(?P<after>[↓↑▼▲])?",
    re.ASCII,
)
_SAME = re.compile(rf"{_AGAINST}(?:基本)?(?:持平|不变|无变化)")
_FALLING = {"↓", "▼", "-", "下降", "降低", "减少", "降", "减"}


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change; `may_be_part` where it may be given as a part of one."""

    amount: Fraction
    digits: int
    has_mark: bool


def change(said: str) -> Change | None:
    """The change that a text states, None where it states none.

    >>> change("↓6.8 %").amount, change("持平").amount, change("上升")
    (Fraction(-34, 5), Fraction(0, 1), None)
    """
    said = one_dash(plain(said).replace(" ", ""))
    if _SAME.fullmatch(said):
        return Change(Fraction(0), 0, has_mark=True)
    found = _CHANGE.fullmatch(said)
    if found is None or (found["sign"] and found["after"]):
        return None
    amount = Fraction(found["number"].rstrip("."))
    digits = len(found["number"].partition(".")[2])
    falls = (found["sign"] or found["after"]) in _FALLING
    return Change(-amount if falls else amount, digits, has_mark=found["mark"] is not None)


@dataclass(frozen=True, slots=True)
class Changes:
    """Holds the changes of one table against its rows of the year before, or those on record."""

    desk: Desk
    rows: Sequence[Row]
    rule: CompareRule
    past: Past | None

    def problems(self, indicator: str, column: Column) -> Iterator[Problem]:
        """A warning for each stated change that the values of both years do not give."""
        told = self.desk.columns.get(indicator)
        if told is None:
            return
        own = {
            (row.place, row.period.first_on, row.period.last_on): told.milli[row.record]
            for row in self.rows
        }
        for row in self.rows:
            stated, now = change(text(column, row.record)), told.milli[row.record]
            before, is_own = self._before(own, row, indicator)
            if stated is None or now is None or not before:
                continue
            half = _half(told.digits)
            halves = half, half if is_own else _half_of(before)
            low, high = _between(now, before, halves, is_ratio=indicator == _RATIO)
            if not self._agrees(stated, low, high):
                turned = replace(stated, amount=-stated.amount)
                middle = now - before if indicator == _RATIO else PERCENT * (now - before)
                shown = Fraction(middle, MILLI if indicator == _RATIO else before)
                yield Problem(
                    Level.WARNING,
                    "change_turned" if self._agrees(turned, low, high) else "change_differs",
                    self.desk.file,
                    row=row.line,
                    column=column.header,
                    value=text(column, row.record),
                    params={
                        "computed": f"{float(shown):+.1f}{'' if indicator == _RATIO else '%'}",
                        "now": _plain(now),
                        "before": _plain(before),
                    },
                )

    def _before(
        self, own: Mapping[tuple[str, date, date], int | None], row: Row, indicator: str
    ) -> tuple[int | None, bool]:
        """The value of the year before, and whether it stands in the same column."""
        earlier = row.period.a_year_before()
        span = earlier.first_on, earlier.last_on
        found = own.get((row.place, *span))
        if found is None and self.past is not None:
            return self.past.values(*span).get((row.place, indicator)), False
        return found, True

    def _agrees(self, stated: Change, low: Fraction, high: Fraction) -> bool:
        half = Fraction(1, 2 * 10**stated.digits)
        apart = max(half, Fraction(self.rule.change))
        if low - apart <= stated.amount <= high + apart:
            return True
        may_be_part = abs(stated.amount) <= Fraction(self.rule.change_fraction_upto)
        if stated.has_mark or not may_be_part:
            return False
        return low - PERCENT * half <= PERCENT * stated.amount <= high + PERCENT * half


def _half(digits: int) -> Fraction:
    """Half a unit of the last of so many decimals, in thousandths."""
    return Fraction(MILLI, 2 * 10**digits)


def _half_of(milli: int) -> Fraction:
    """The same of a value of which only the decimals up to its last figure are known."""
    return next(_half(digits) for digits in range(4) if milli * 10**digits % MILLI == 0)


def _between(
    now: int, before: int, halves: tuple[Fraction, Fraction], *, is_ratio: bool
) -> tuple[Fraction, Fraction]:
    """The least and the greatest change of values that print as these two."""
    half, earlier = halves
    if is_ratio:
        apart = half + earlier
        return (now - before - apart) / MILLI, (now - before + apart) / MILLI
    lowest = max(before - earlier, Fraction(1))
    return (
        PERCENT * ((now - half) / (before + earlier) - 1),
        PERCENT * ((now + half) / lowest - 1),
    )


def _plain(milli: int) -> str:
    return f"{milli / MILLI:.3f}".rstrip("0").rstrip(".")
