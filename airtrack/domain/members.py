"""The places of a region as its verdict saw them: what each has, and how its rest used to be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from airtrack.domain.standard import Measure


@dataclass(frozen=True, slots=True)
class Rest:
    """The days that are still to come, as they were in an earlier year; `amount` as in Member."""

    year: int
    amount: Fraction
    n: int


@dataclass(frozen=True, slots=True)
class Member:
    """One place of a region: its `value` as the region counts it, and what is still to come.

    `amount` is the sum of its daily values, or the number of days counted, over `n` valid days;
    `left` days are to come. `own_cap` are the days that its own target of the same plan allows.
    """

    place: str
    value: Fraction
    amount: Fraction
    n: int
    left: int
    past: tuple[Rest, ...] = ()
    own_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """The places of a region, counted together as a mean (`is_mean`) or a sum.

    `limit` is the required value in the unit of the indicator; `is_strict` where reaching it is
    not enough.
    """

    measure: Measure
    is_mean: bool
    limit: Fraction
    wants_low: bool
    is_strict: bool
    each: tuple[Member, ...]
