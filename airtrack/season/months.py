"""A period month by month: this year's days so far, those to come, and the earlier years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from airtrack.domain.evaluation import Assessment
from airtrack.domain.period import Period
from airtrack.season.pieces import PastYear, Seen, by_months


@dataclass(frozen=True, slots=True)
class Months:
    """The pieces of the period: `seen` are those that are over, `left` the days of the others.

    Means of several places are averaged, days of a kind added up, as are then the days. `years`
    are the complete ones of the archive, `pooled` the cities beside the place among them. `issued`
    are targets that the authority set, by the number of the month.
    """

    pieces: tuple[Period, ...]
    seen: tuple[Seen, ...]
    left: tuple[int, ...]
    years: tuple[PastYear, ...] = ()
    place: str = ""
    pooled: tuple[str, ...] = ()
    issued: Mapping[int, Fraction] = field(default_factory=dict)

    @property
    def by_month(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the pieces of each month."""
        return by_months(self.pieces)

    @property
    def n_different(self) -> int:
        """Different years among those of the archive."""
        return len({year.year for year in self.years})

    def is_enough(self, rules: Assessment, *, least: int) -> bool:
        """So many years at least; of several cities from enough different years."""
        if self.pooled and self.n_different < rules.pooled_min_years:
            return False
        return len(self.years) >= least
