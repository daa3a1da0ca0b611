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
_APART = Fraction(5, 100)


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
    """Judges the rows of the table called `file`, whose columns are found by their indicator."""

    file: str
    columns: Mapping[str, Told]

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
        if not valid or good is None or ratio is None or good > valid:
            return
        digits = self.columns["good_pct"].digits
        computed = round(Fraction(100 * good, valid), digits)
        if abs(computed - Fraction(ratio, MILLI)) > _APART:
            shown = f"{float(computed):.{digits}f}"
            halved = MILLI * round_half_up(100 * good * 10**digits, valid)
            code = "good_pct_half_up" if halved == ratio * 10**digits else "good_pct_differs"
            yield self.at("good_pct", row, code, {"computed": shown})
