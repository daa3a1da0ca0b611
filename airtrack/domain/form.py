"""Forms: what the tables of a known source look like, and how their cells are to be taken."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant

_DROPPED = re.compile(r"[\s_\-—–()\[\]【】]")


class Unit(StrEnum):
    """The units in which concentrations are delivered."""

    UGM3 = "ug/m3"
    MGM3 = "mg/m3"


class Shape(StrEnum):
    """Where a table says what: in headed columns, in one column a place, or by position only."""

    ROWS = "rows"
    BY_COLUMN = "by_column"
    POSITIONS = "positions"


class Key(StrEnum):
    """The columns that say what a row is about; `kind` names the indicator of a row."""

    PLACE = "place"
    DATE = "date"
    HOUR = "hour"
    KIND = "kind"


class Conflicts(StrEnum):
    """What becomes of rows that contradict each other: left out, or the whole draft stopped."""

    ASIDE = "aside"
    BLOCK = "block"


class Zero(StrEnum):
    """What a zero stands for in the cells of a source."""

    MISSING = "missing"
    VALUE = "value"


class ValueColumn(Word):
    """A column that is used; `unit` holds where the header names none.

    `fallback` is an ambiguous header, taken only when no other column of the same pollutant is
    there; `warns` is the code of the warning that then goes with it.
    """

    pollutant: Pollutant
    unit: Unit
    aliases: tuple[str, ...]
    fallback: bool = False
    warns: str | None = None


class UnusedColumn(Word):
    """Columns that are known and not used, with the reason."""

    aliases: tuple[str, ...]
    reason: str


class Position(Word):
    """One column of a table without header; its cells match `pattern` completely.

    A column is a key, a value in `unit`, or not used for the `reason` given.
    """

    pattern: str
    key: Key | None = None
    pollutant: Pollutant | None = None
    unit: Unit | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        re.compile(self.pattern)
        if sum(part is not None for part in (self.key, self.pollutant, self.reason)) != 1:
            raise ValueError("a position is either a key, a pollutant, or unused with its reason")
        if (self.pollutant is None) != (self.unit is None):
            raise ValueError("a pollutant needs its unit, and nothing else has one")
        return self


class Form(Word):
    """One known kind of table.

    `refused` are headers that rule this form out. Two rows of the same place and time that differ
    are treated as `conflicts` says.
    """

    id: str
    name: str
    name_en: str
    note: str
    grain: Grain
    stage: Stage
    shape: Shape
    zero: Zero
    conflicts: Conflicts
    keys: dict[Key, tuple[str, ...]] = Field(default_factory=dict)
    refused: tuple[str, ...] = ()
    value: tuple[ValueColumn, ...] = ()
    unused: tuple[UnusedColumn, ...] = ()
    position: tuple[Position, ...] = ()

    @property
    def needed(self) -> tuple[Key, ...]:
        """The keys without which a table is not of this form."""
        moment = (Key.DATE, Key.HOUR) if self.grain == "hour" else (Key.DATE,)
        return (*moment, Key.KIND) if self.shape is Shape.BY_COLUMN else (*moment, Key.PLACE)

    @model_validator(mode="after")
    def _has_what_its_shape_needs(self) -> Self:
        by_position = self.shape is Shape.POSITIONS
        keys = {place.key for place in self.position} if by_position else set(self.keys)
        if keys - {None} != set(self.needed):
            raise ValueError(f"a form of this shape has the keys {', '.join(self.needed)}")
        if by_position == bool(self.value) or by_position != bool(self.position):
            raise ValueError("values belong to headed forms, positions to forms without header")
        return self


class Amounts(Word):
    """The unit in which the store keeps a pollutant, and the highest value that is possible."""

    pollutant: Pollutant
    unit: Unit
    upto: dict[Grain, int]


class UnitSpelling(Word):
    """How files write a unit; one of it is ten to the `power` grams per cubic metre."""

    unit: Unit
    power: int
    spellings: tuple[str, ...]


class CellRules(Word):
    """What the cells of every form have in common."""

    missing: tuple[str, ...]
    amounts: tuple[Amounts, ...]
    units: tuple[UnitSpelling, ...]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if sorted(word.pollutant for word in self.amounts) != sorted(Pollutant):
            raise ValueError("each pollutant has its amounts once")
        if sorted(word.unit for word in self.units) != sorted(Unit):
            raise ValueError("each unit has its spellings once")
        return self


def plain(text: str) -> str:
    """The text in one width and case: NFKC, trimmed, lower case, the micro sign as `u`.

    >>> plain(" ＰＭ₂.₅（µg/m³）")
    'pm2.5(ug/m3)'
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return folded.replace("μ", "u").replace("\N{MINUS SIGN}", "-")


@lru_cache(maxsize=4096)
def header_key(text: str) -> str:
    """What a header is compared by: plain, without blanks, dashes, underscores and brackets.

    >>> header_key("O3_8h"), header_key("O₃-8H"), header_key("O3")
    ('o38h', 'o38h', 'o3')
    """
    return _DROPPED.sub("", plain(text))
