"""All standards on file as one value: what every statistic stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from airtrack.domain.basis import Basis
from airtrack.domain.evaluation import Assessment, Attainment, States, TrendRule
from airtrack.domain.precedence import Dust, Precedence
from airtrack.domain.standard import (
    CompositeIndex,
    Edition,
    IndexTable,
    Indicator,
    LimitTable,
    Measure,
    Rounding,
    StatisticTable,
)
from airtrack.domain.validity import Validity
from airtrack.errors import NotFound

IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class Standards:
    """Everything a statistic needs to know; the tables are keyed by their id."""

    editions: tuple[Edition, ...]
    limits: dict[str, LimitTable]
    index: dict[str, IndexTable]
    statistics: dict[str, StatisticTable]
    composite: CompositeIndex
    rounding: Rounding
    validity: Validity
    indicators: dict[str, Indicator]
    assessment: Assessment
    attainment: Attainment
    states: States
    trend: TrendRule
    dust: Dust
    precedence: Precedence

    @property
    def rankable(self) -> list[str]:
        """Keys of the indicators that can be ranked, in the order in which they are offered."""
        return [key for key, indicator in self.indicators.items() if indicator.rankable]

    def judging(self, indicator: str, *, on: date) -> tuple[str, str]:
        """Basis and edition by which a target is judged that names neither; `on` is its issue.

        Means of particles leave dust days out, counts and shares of days keep them; what days do
        not give has neither. Before the first edition that one holds.
        """
        found = self.indicators.get(indicator)
        if found is None or not (found.measure.is_of_days or found.measure is Measure.ATTAINMENT):
            return "", ""
        keeps_days = found.measure in (Measure.SHARE, Measure.COUNT)
        basis = Basis.INCL_DUST if keeps_days else Basis.EXCL_DUST
        editions = sorted(self.editions, key=lambda edition: edition.from_on)
        begun = [edition for edition in editions if edition.from_on <= on]
        return basis.value, (begun or editions[:1])[-1].id

    def edition(self, edition_id: str) -> Edition:
        """The edition of that id; raises NotFound with the ids on file."""
        for edition in self.editions:
            if edition.id == edition_id:
                return edition
        known = [IN_FORCE, *(edition.id for edition in self.editions)]
        raise NotFound("unknown_edition", text=edition_id, nearest=known)
