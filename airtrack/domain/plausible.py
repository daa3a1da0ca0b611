"""What makes a value hardly credible though it is possible: house rules, as words.

Source: text in `data/forms/plausible.toml`. None of them is taken from a standard.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.cells import Unit
from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Confidence


class Usual(Word):
    """Between which values a pollutant lies nearly always, in the unit it is kept in.

    What lies beyond `unit_above` or below `unit_below` is perhaps given in `other_unit`.
    """

    pollutant: Pollutant
    low: Decimal
    high: Decimal
    other_unit: Unit
    unit_above: Decimal | None = None
    unit_below: Decimal | None = None


class UnitRule(Word):
    """From which share of a column's numbers, and how many, its unit is taken for another one."""

    min_percent: int = Field(gt=0, le=100)
    min_values: int
    clause: str
    confidence: Confidence
    usual: tuple[Usual, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        named = [usual.pollutant for usual in self.usual]
        if sorted(named) != sorted(Pollutant):
            raise ValueError("every pollutant has its usual values once")
        return self

    def of(self, pollutant: str) -> Usual:
        """The usual values of that pollutant."""
        return next(usual for usual in self.usual if usual.pollutant == pollutant)


class ShiftRule(Word):
    """When values stand in the column beside their own.

    At least `min_values` numbers of a row are needed to say so; from `table_percent` of the rows on
    the whole table is shifted.
    """

    min_values: int = Field(ge=2)
    table_percent: int = Field(gt=0, le=100)
    clause: str
    confidence: Confidence


class ParticleRule(Word):
    """When PM2.5 above PM10 says something.

    Hours are told where `hours_percent` of those of a table are so; from `swapped_percent` of the
    values of `swapped_places` places on the two columns are swapped. An hour is told where PM2.5
    is `far_factor` times PM10 and `far_above` more.
    """

    far_factor: int = Field(gt=1)
    far_above: int
    hours_percent: int = Field(gt=0, le=100)
    swapped_percent: int = Field(gt=50, le=100)
    swapped_places: int = Field(ge=2)
    clause: str
    confidence: Confidence


class JumpRule(Word):
    """How far beyond what is on record of a place a value may lie.

    Below the lowest divided by `factor`, above the highest times it, once `min_days` days or
    `min_periods` periods are on record, the nearest no more than `within_years` away. A low day
    needs `low_min_days` and lies below the lowest divided by `low_factor_of_days`.
    """

    factor: int = Field(gt=1)
    min_days: int
    min_periods: int
    low_factor_of_days: int = Field(gt=1)
    low_min_days: int
    within_years: int = Field(ge=1)
    clause: str
    confidence: Confidence


class CompareRule(Word):
    """How far a stated figure may lie from the one computed from its row.

    `ratio` in percentage points, `composite` in points of the index, `change` in percent. A
    column of which `column_percent` and at least `column_rows` rows differ is told as a whole.
    Where `limits_percent` of a period's rows have the index of another edition's limits, so told.
    """

    ratio: Decimal
    composite: Decimal
    change: Decimal
    change_fraction_upto: Decimal
    column_percent: int
    column_rows: int
    limits_percent: int = Field(gt=0, le=100)
    clause: str
    confidence: Confidence


class VanishedRule(Word):
    """When places of the month before are missed: if `min_percent` of them came again."""

    min_percent: int = Field(gt=0, le=100)
    clause: str
    confidence: Confidence


class AlikeRule(Word):
    """When values stand twice.

    Two columns that are alike in `columns_percent` of their rows, at least `min_rows` of them and
    with `min_distinct` values; a column of one value in `constant_rows` rows; rows of at least
    `min_values` values, all of which are those of another row.
    """

    columns_percent: int = Field(gt=0, le=100)
    min_rows: int
    min_distinct: int
    constant_rows: int
    may_be_constant: tuple[Pollutant, ...]
    min_values: int
    clause: str
    confidence: Confidence


class ApartRule(Word):
    """When a few rows are of another time than the others.

    Of `min_rows` rows `few_percent` lie `gap_days` from all others; of the rows of a report, at
    least `min_rows_of_report`, `main_percent` are of one period and `few_rows` of another.
    """

    min_rows: int
    few_percent: int
    gap_days: int
    min_rows_of_report: int
    main_percent: int
    few_rows: int
    clause: str
    confidence: Confidence


class GatherRule(Word):
    """More than `above` findings of that code in one source are told once, by another code.

    With `by_value` those of each text are counted by themselves.
    """

    code: str
    told_as: str
    above: int = Field(ge=1)
    by_value: bool = False


class Plausible(Word):
    """All house rules of what is credible."""

    units: UnitRule
    shift: ShiftRule
    particles: ParticleRule
    alike: AlikeRule
    apart: ApartRule
    jump: JumpRule
    compare: CompareRule
    vanished: VanishedRule
    gathered: tuple[GatherRule, ...]
