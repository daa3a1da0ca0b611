"""What the cells of one row of a report say against each other.

Source: days are part of the period, good and heavy days part of the valid ones; the good-day ratio
is that of valid days (HJ 633), rounded half to even (GB/T 8170).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from airtrack.domain.period import Period
from airtrack.domain.scale import MILLI
from airtrack.errors import Level, Problem
from airtrack.ingest.judging.index_of_day import round_half_up

_DAYS = ("valid_days", "good_days", "heavy_days")
_BLOCKERS = {"days_above_period", "good_days_above_valid", "days_above_valid"}


@dataclass(frozen=True, slots=True)
class Told:
    """One column of a report: by record the text and the value in thousandths."""

    header: str
    texts: list[str]
    milli: list[int | None]
    digits: int


@dataclass(frozen=True, slots=True)
class Row:
    """Where one record stands and what it is about; a mean over cities is `regional`."""

    record: int
    line: int
    period: Period
    place: str
    is_regional: bool

    @property
    def days(self) -> int:
        """How many days the period has."""
        return self.period.days


@dataclass(frozen=True, slots=True)
class Desk:
    """Judges the rows of the table called `file`, whose columns are found by their indicator.

    A ratio may lie `ratio_apart` percentage points from that of its days.
    """

    file: str
    columns: Mapping[str, Told]
    ratio_apart: Fraction = Fraction(0)

    def problems(self, row: Row) -> Iterator[Problem]:
        """Blockers for counts that cannot be, warnings for values that are hardly meant."""
        above = list(self._above_period(row))
        yield from above or self._above_valid(row)
        yield from self._particles(row)
        if not row.is_regional:
            yield from self._ratio(row)

    def milli(self, indicator: str, row: Row) -> int | None:
        """The value of that row in thousandths, None where there is none."""
        column = self.columns.get(indicator)
        return None if column is None else column.milli[row.record]

    def text(self, indicator: str, row: Row) -> str:
        """What its cell says."""
        return self.columns[indicator].texts[row.record].strip()

    def at(self, indicator: str, row: Row, code: str, params: dict[str, object]) -> Problem:
        """A problem at the cell of that indicator."""
        return Problem(
            Level.BLOCKER if code in _BLOCKERS else Level.WARNING,
            code,
            self.file,
            row=row.line,
            column=self.columns[indicator].header,
            value=self.text(indicator, row),
            params=params,
        )

    def _above_period(self, row: Row) -> Iterator[Problem]:
        for indicator in _DAYS:
            count = self.milli(indicator, row)
            if count is not None and count > row.days * MILLI:
                yield self.at(indicator, row, "days_above_period", {"days": row.days})

    def _above_valid(self, row: Row) -> Iterator[Problem]:
        valid, good, heavy = (self.milli(indicator, row) for indicator in _DAYS)
        if valid is None or good is None:
            return
        told: dict[str, object] = {
            "valid": self.text("valid_days", row),
            "good": self.text("good_days", row),
        }
        if good > valid:
            yield self.at("good_days", row, "good_days_above_valid", told)
        elif heavy is not None and good + heavy > valid:
            yield self.at("heavy_days", row, "days_above_valid", told)

    def _particles(self, row: Row) -> Iterator[Problem]:
        fine, coarse = self.milli("pm25", row), self.milli("pm10", row)
        if fine is not None and coarse is not None and fine > coarse:
            yield self.at("pm25", row, "pm25_above_pm10", {"pm10": self.text("pm10", row)})

    def _ratio(self, row: Row) -> Iterator[Problem]:
        valid, good, ratio = (
            self.milli(indicator, row) for indicator in ("valid_days", "good_days", "good_pct")
        )
        if good is None or ratio is None or good > row.days * MILLI:
            return
        stated = Fraction(ratio, MILLI)
        calendar = row.days * MILLI
        if valid is None:
            each = range(max(good, MILLI), calendar + 1, MILLI)
            if each and not any(self._is_ratio(stated, good, days) for days in each):
                said = self._computed(good, calendar) | {"good": self.text("good_days", row)}
                yield self.at("good_pct", row, "good_pct_of_no_days", said)
        elif good <= valid <= calendar and valid and not self._is_ratio(stated, good, valid):
            said = self._computed(good, valid)
            if self._half_up(good, valid) == stated:
                code = "good_pct_half_up"
            elif self._is_ratio(stated, good, calendar) or self._half_up(good, calendar) == stated:
                code, said["days"] = "good_pct_of_calendar", row.days
            else:
                code = "good_pct_differs"
            yield self.at("good_pct", row, code, said)

    @property
    def _digits(self) -> int:
        return self.columns["good_pct"].digits

    def _is_ratio(self, stated: Fraction, good: int, days: int) -> bool:
        return abs(round(Fraction(100 * good, days), self._digits) - stated) <= self.ratio_apart

    def _half_up(self, good: int, days: int) -> Fraction:
        unit: int = 10**self._digits
        return Fraction(round_half_up(100 * good * unit, days), unit)

    def _computed(self, good: int, days: int) -> dict[str, object]:
        computed = round(Fraction(100 * good, days), self._digits)
        return {"computed": f"{float(computed):.{self._digits}f}"}
