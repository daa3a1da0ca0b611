"""How numbers stand in the cells of files: units, their spellings, and what is possible."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.batch import Grain
from airtrack.domain.glossary import Bilingual
from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant


class Unit(StrEnum):
    """The units in which values are delivered; `ONE` is a ratio that is not in percent."""

    UGM3 = "ug/m3"
    MGM3 = "mg/m3"
    PERCENT = "%"
    ONE = "1"
    DAY = "d"

    @property
    def symbol(self) -> str:
        """As sentences write it."""
        return self.value.replace("ug", "µg").replace("m3", "m³")


class Quantity(StrEnum):
    """What units of one kind measure; only those can be turned into each other."""

    CONCENTRATION = "concentration"
    RATIO = "ratio"
    DAYS = "days"


class Amounts(Word):
    """The unit in which the store keeps an indicator, and the highest value that is possible.

    Of what may be zero a zero is a value whatever the form says.
    """

    indicator: str
    unit: Unit | None = None
    upto: dict[Grain, int]
    may_be_zero: bool = False

    def bound(self, grain: Grain) -> int | None:
        """The highest possible value: of an assessed table as published, of stations as hours."""
        alike = {Grain.ASSESSED: Grain.REPORT, Grain.STATION_HOUR: Grain.HOUR}
        return self.upto.get(alike.get(grain, grain))


class UnitSpelling(Word):
    """How files write a unit; one of it is ten to the `power` of its quantity's own unit.

    That is grams per cubic metre, one, or days. `in_cells` says that a number may have it behind
    itself.
    """

    unit: Unit
    quantity: Quantity
    power: int
    spellings: tuple[str, ...] = ()
    in_cells: bool = False


class MarkerKind(StrEnum):
    """In which way a text says that a value is missing (SPEC 7.2)."""

    MISSING = "missing"
    INVALID = "invalid"
    NOT_MONITORED = "not_monitored"
    TOO_FEW = "too_few"
    DASH = "dash"
    CODE = "code"


class Marker(Bilingual):
    """Texts of cells that say in one way that a value is missing, and what they mean."""

    kind: MarkerKind
    texts: tuple[str, ...] = Field(min_length=1)


class CellRules(Word):
    """What the cells of every form have in common.

    A column of percentages of which none is above `fraction_upto` holds parts of one. In a header
    of two rows a text of `value_heads` below a pollutant says that its value follows (浓度), one of
    `group_heads` above pollutants that theirs do (污染物浓度). In tables of hours and days a row is
    a note that begins with one of `footnote`, and a sum or mean that holds one of `sums` or
    `regional`. Below the detection limit is one of `below`, or a number after one of `below_signs`.
    """

    fraction_upto: Decimal
    value_heads: tuple[str, ...] = ()
    group_heads: tuple[str, ...] = ()
    footnote: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    regional: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    below_signs: tuple[str, ...] = ()
    markers: tuple[Marker, ...]
    amounts: tuple[Amounts, ...]
    units: tuple[UnitSpelling, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Every text that stands for a missing value."""
        return tuple(text for marker in self.markers for text in marker.texts)

    def amount(self, indicator: str) -> Amounts | None:
        """The amounts of that indicator, or None where there are none."""
        return next((word for word in self.amounts if word.indicator == indicator), None)

    def spelling(self, unit: Unit) -> UnitSpelling:
        """How that unit is written."""
        return next(word for word in self.units if word.unit is unit)

    def measure_alike(self, one: Unit | None, other: Unit | None) -> bool:
        """True where a value in one of the units can be given in the other."""
        if one is None or other is None:
            return one is other
        return self.spelling(one).quantity is self.spelling(other).quantity

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        named = [word.indicator for word in self.amounts]
        if len(set(named)) != len(named) or set(Pollutant) - set(named):
            raise ValueError("each indicator has its amounts once, and every pollutant has some")
        if sorted(word.unit for word in self.units) != sorted(Unit):
            raise ValueError("each unit has its spellings once")
        if sorted(marker.kind for marker in self.markers) != sorted(MarkerKind):
            raise ValueError("each kind of marker is there once")
        if len(set(self.missing)) < len(self.missing):
            raise ValueError("a text for a missing value has one meaning")
        return self
