"""How far the members of a set lie apart, period by period.

Source: the printed figures of the members, as the regional row takes them (SPEC 3.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from airtrack.answers import digits
from airtrack.answers.number import MILLI, printed
from airtrack.answers.question import House, Question
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import RegionPeriodSpread
from airtrack.registry.places import DatedGroup


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest, the middle and the highest member of one period, and the regional mean.

    Ends are the members' printed values, middle and mean at the digits of the regional row. Of
    `members` places `n` have a value.
    """

    span: Period
    n: int
    members: int
    lowest: int | float | None
    lowest_place: str
    middle: int | float | None
    highest: int | float | None
    highest_place: str
    mean: int | float | None

    @property
    def gap(self) -> int | float | None:
        """From the lowest to the highest, at their digits."""
        if self.lowest is None or self.highest is None:
            return None
        exact = Decimal(str(self.highest)) - Decimal(str(self.lowest))
        return int(exact) if exact == int(exact) and isinstance(self.highest, int) else float(exact)

    @property
    def is_thin(self) -> bool:
        """True where fewer than half of the members have a value."""
        return 2 * self.n < self.members


def of_years(house: House, question: Question, group: DatedGroup, *, by: str) -> tuple[Spread, ...]:
    """The spread of the question's days in each year on record up to its own, the oldest first.

    Every year is cut to the same days, so that half a year stands beside half years. A year in
    which no member has a value is left out.
    """
    spans = _same_days(house, question.span)
    everybody = {place for span in spans for place in group.members(span.last_on)}
    found = house.statistics.rows(
        RegionPeriodSpread,
        periods=spans,
        edition=question.single_edition,
        only=sorted(everybody),
        basis=question.counted_basis,
        group_id=group.id,
        indicator=by,
    )
    by_key = {row.period_key: row for row in found}
    return tuple(
        _spread(house, by_key[span.key], span, members=len(group.members(span.last_on)))
        for span in spans
        if span.key in by_key
    )


def _same_days(house: House, span: Period) -> list[Period]:
    """The period and the same days of every earlier year with data, the oldest first."""
    days = house.statistics.days
    spans = [span]
    while days is not None and (earlier := spans[0].a_year_before()).last_on >= days[0]:
        spans.insert(0, earlier)
    return spans


def _spread(house: House, row: RegionPeriodSpread, span: Period, *, members: int) -> Spread:
    own = digits.of(house, row.indicator, span)
    region = house.standards.indicators[row.indicator].region_digits
    region = own if row.indicator in set(Pollutant) else region
    return Spread(
        span=span,
        n=row.n_cities,
        members=members,
        lowest=digits.shown(row.lowest_milli, own),
        lowest_place=row.lowest_place,
        middle=printed(row.middle_milli, MILLI, region),
        highest=digits.shown(row.highest_milli, own),
        highest_place=row.highest_place,
        mean=printed(row.mean_milli, MILLI, region),
    )
