"""Freeze dates (定稿): from a day on, what a period says is changed with a written reason only."""

from __future__ import annotations

from datetime import date

from pydantic import field_validator

from airtrack.domain import period as periods
from airtrack.domain.model import Word
from airtrack.domain.period import Period
from airtrack.errors import WrongUse


class Freeze(Word):
    """One frozen period by its key; it is frozen from `from_on` on (Beijing)."""

    period: str
    from_on: date

    @field_validator("period")
    @classmethod
    def _is_known(cls, text: str) -> str:
        try:
            return periods.parse(text).key
        except WrongUse as error:
            raise ValueError(str(error)) from error

    @property
    def span(self) -> Period:
        """The days of the period."""
        return periods.parse(self.period)

    def holds(self, first_on: date, last_on: date, *, on: date) -> bool:
        """True when the period is frozen on that day and shares a day with the span."""
        span = self.span
        return self.from_on <= on and span.first_on <= last_on and first_on <= span.last_on
