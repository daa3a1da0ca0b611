"""What a year's course says of its end, as words: months, the path, the projection.

Source: FORMULAS F7 to F12; no standard prescribes any of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Feasibility(StrEnum):
    """How hard the budget of the days to come is, by how such days went before."""

    IMPOSSIBLE = "impossible"
    NEVER_ACHIEVED = "never_achieved"
    ACHIEVED_BEFORE = "achieved_before"
    COMFORTABLE = "comfortable"


class Trust(StrEnum):
    """What past years say of a probability: it beat the straight line, did not, was not tried.

    One that fails is hidden, an untested one is indicative at most.
    """

    BEATS = "beats"
    FAILS = "fails"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class MonthTarget:
    """One month of a target, in the target's unit.

    `target` is what was decomposed or `is_issued`, `rebalanced` what it is now for days that are
    still to come, `actual` the value of its `n` valid days, `left` its days to come.
    `profit_loss` runs from the first month, in unit · days, positive ahead.
    """

    period: str
    target: Decimal
    n: int
    left: int
    actual: Decimal | None = None
    rebalanced: Decimal | None = None
    is_issued: bool = False
    due: Decimal | None = None
    value: Decimal | None = None
    profit_loss: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SeasonPath:
    """The path of month targets: what is due by now, and how far the days are ahead of it.

    `due_now` is the value that the days so far may have, `profit_loss` the unit · days ahead,
    `tightening` (λ) what the days to come may have against their plan: below one they must be
    better. `years` are the earlier years whose shape it has, `pooled` the cities beside the place
    whose years are among them. `adds_up` is false where issued months do not give the target back.
    Of a share of days (`is_share`, in percent) the profit is in days, and λ is about those lost.
    """

    due_now: Decimal
    profit_loss: Decimal
    tightening: Decimal | None
    months: tuple[MonthTarget, ...]
    years: tuple[int, ...]
    unit: str
    is_share: bool
    wants_low: bool
    pooled: tuple[str, ...] = ()
    adds_up: bool = True

    @property
    def is_issued(self) -> bool:
        """True where the authority set every month."""
        return all(month.is_issued for month in self.months)


@dataclass(frozen=True, slots=True)
class YearRatio:
    """An earlier year's rest against its part so far, both by this year's days."""

    year: int
    place: str
    ratio: Decimal


@dataclass(frozen=True, slots=True)
class Ratios:
    """What the projection of a mean rests on: a ratio a year, and how far they lie apart.

    `needed` is the ratio that just keeps the target.
    """

    each: tuple[YearRatio, ...] = ()
    needed: Decimal | None = None
    deviation: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the period may end: of ten years like the earlier ones, eight lie within low and high.

    `kept` of `n_years` earlier years would keep the target with their rest at this year's level,
    None for days of a kind, which have no such rest.
    `probability` is that of keeping the target, None where it is hidden; `is_indicative` that few
    years stand behind it; `pooled` names the cities whose years count beside the place's own.
    `made_of` says of a mean what it rests on.
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    probability: Decimal | None
    kept: int | None
    n_years: int
    is_indicative: bool
    trust: Trust
    unit: str
    pooled: tuple[str, ...] = ()
    n_different: int = 0
    made_of: Ratios = Ratios()
