"""Which basis a printed table states, and what that means where events are on record.

Source: `report_basis`; a table is never said to be of a basis that nobody stated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from airtrack.answers.question import House, Question
from airtrack.answers.reason import Reason
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.metrics.rows import EventDay, ReportBasis

UNSTATED = "unstated"


@dataclass
class Tables:
    """The tables of one place inside a period, and whether approved events fall into it."""

    stated: list[str] = field(default_factory=list)
    has_events: bool = False

    @property
    def basis(self) -> str | None:
        """What all of them state, `unstated` where one does not; None without a table."""
        if not self.stated:
            return None
        return UNSTATED if UNSTATED in self.stated else self.stated[0]

    def reasons(self, question: Question) -> list[Reason]:
        """Days of dust may or may not be in the printed figures; or they are not, though asked."""
        return self.reasons_on(question.counted_basis)

    def reasons_on(self, asked: Basis) -> list[Reason]:
        """The same for one basis."""
        if not self.has_events or asked is Basis.ASSESSED:
            return []
        if self.basis == UNSTATED:
            return [Reason("table_basis_unstated")]
        return [] if self.basis in (None, asked) else [Reason("table_of_other_basis")]


def of_places(
    house: House, spans: Sequence[Period], places: Sequence[str]
) -> dict[tuple[str, str], Tables]:
    """The tables of each place and period: those of exactly its days, else of parts of it."""
    if house.statistics.reported.isdisjoint(places):
        return {}
    rows = house.statistics.rows(ReportBasis, only=places)
    events = house.statistics.rows(EventDay, only=places) if house.statistics.has_events else []
    days = {(row.place_id, row.on_date) for row in events}
    return {
        (place, span.key): Tables(
            _stated([row for row in rows if row.place_id == place], span),
            any(at == place and span.first_on <= on <= span.last_on for at, on in days),
        )
        for place in places
        for span in spans
    }


def _stated(rows: Sequence[ReportBasis], span: Period) -> list[str]:
    exact = [row for row in rows if (row.first_on, row.last_on) == (span.first_on, span.last_on)]
    inside = [r for r in rows if span.first_on <= r.first_on and r.last_on <= span.last_on]
    return [row.basis for row in exact or inside]
