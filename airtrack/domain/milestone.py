"""The path to a cumulative target: straight lines in time between its milestones.

Source: SPEC 6.3 asks for a stored milestone first; between two of them the line is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Milestone:
    """So much in all at the end of a day."""

    on_date: date
    value: Fraction


@dataclass(frozen=True, slots=True)
class Path:
    """Nothing before the day `from_on`, then from milestone to milestone, in their order."""

    from_on: date
    milestones: tuple[Milestone, ...]

    def due(self, on: date) -> Fraction:
        """What is due at the end of that day; after the last milestone its value.

        >>> end = date(2023, 12, 31)
        >>> Path(date(2023, 1, 1), (Milestone(end, Fraction(730)),)).due(date(2023, 1, 2))
        Fraction(4, 1)
        """
        before = Milestone(self.from_on - timedelta(1), NOTHING)
        if on <= before.on_date:
            return NOTHING
        for after in self.milestones:
            if on <= after.on_date:
                days = (after.on_date - before.on_date).days
                share = Fraction((on - before.on_date).days, days)
                return before.value + (after.value - before.value) * share
            before = after
        return before.value

    def runs_from(self, milestone: date) -> date:
        """The first day on the way to that milestone: the one after the milestone before it."""
        earlier = [item.on_date for item in self.milestones if item.on_date < milestone]
        return max(earlier) + timedelta(1) if earlier else self.from_on
