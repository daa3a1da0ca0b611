"""Forms: what the tables of a known source look like, and how their cells are to be taken."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.column import Choice, Key, Position, UnusedColumn, ValueColumn
from airtrack.domain.model import Word
from airtrack.domain.pollutant import O3_8H, Pollutant
from airtrack.domain.spelling import header_key


class Shape(StrEnum):
    """Where a table says what: in headed columns, in one column a place, or by position only."""

    ROWS = "rows"
    BY_COLUMN = "by_column"
    POSITIONS = "positions"


class SpanKind(StrEnum):
    """A value of one month (单月), or of all months from the first to the last (累计)."""

    SINGLE = "single"
    CUMULATIVE = "cumulative"


class Conflicts(StrEnum):
    """What becomes of rows that contradict each other: left out, or the whole draft stopped."""

    ASIDE = "aside"
    BLOCK = "block"


class Hours(StrEnum):
    """Which hour a number means: the one that ends at that o'clock, or the one that begins."""

    END = "end"
    START = "start"


class Zero(StrEnum):
    """What a zero stands for in the cells of a source."""

    MISSING = "missing"
    VALUE = "value"


_MOMENTS = {
    Grain.HOUR: (Key.DATE, Key.HOUR),
    Grain.DAY: (Key.DATE,),
    Grain.REPORT: (Key.PERIOD,),
    Grain.ASSESSED: (Key.PERIOD, Key.DOCUMENT),
    Grain.EVENT: (Key.DATE, Key.STATE),
    Grain.STATION_HOUR: (Key.DATE, Key.HOUR),
}
_BESIDES = {
    Grain.REPORT: (Key.YEAR,),
    Grain.ASSESSED: (Key.YEAR,),
    Grain.EVENT: (
        *(Key.KIND, Key.TO, Key.FROM_HOUR, Key.TO_HOUR, Key.PERCENT),
        *(Key.EVIDENCE, Key.BY, Key.DECIDED, Key.NOTE),
    ),
    Grain.STATION: (Key.CONTROL, Key.FROM, Key.TO, Key.LON, Key.LAT),
    Grain.STATION_HOUR: (Key.NAME, Key.PLACE),
}


class Wording(Word):
    """How rows of a report read that are about no single place.

    `whole` follows a province's name where its own row is meant; `regional` is part of the name
    of any other sum or mean; a text that begins with one of `footnote` is no row at all. The name
    of a control station (清洁对照点) holds one of `control`. A title, header or footnote with one
    of `excl_dust` states that dust is left out, unless one of `incl_dust` is all that it says.
    """

    whole: tuple[str, ...] = ()
    regional: tuple[str, ...] = ()
    footnote: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    excl_dust: tuple[str, ...] = ()
    incl_dust: tuple[str, ...] = ()


class Blank(Word):
    """What a blank table of the form says besides its headers, in Chinese.

    `sheet` is the name of its sheet; `keys` explain the columns before those of values, in their
    order, and are headed by the first of their headers where `heads` does not name another.
    """

    sheet: str
    keys: dict[Key, str]
    heads: dict[Key, str] = Field(default_factory=dict)
    advice: tuple[str, ...] = ()


class Form(Word):
    """One known kind of table.

    `refused` are headers that rule this form out. Two rows of the same place and time that differ
    are treated as `conflicts` says. `hours` says which hour a number means; `code` is what the
    codes of stations look like. `finer` are headers of the place's column, level by level
    downwards: a table may have one of each, and the lowest says what a row is about.
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
    hours: Hours = Hours.END
    code: str = ""
    keys: dict[Key, tuple[str, ...]] = Field(default_factory=dict)
    refused: tuple[str, ...] = ()
    finer: tuple[tuple[str, ...], ...] = ()
    value: tuple[ValueColumn, ...] = ()
    unused: tuple[UnusedColumn, ...] = ()
    position: tuple[Position, ...] = ()
    choice: tuple[Choice, ...] = ()
    wording: Wording = Wording()
    blank: Blank | None = None

    @property
    def needed(self) -> tuple[Key, ...]:
        """The keys without which a table is not of this form."""
        moment = _MOMENTS.get(self.grain, ())
        if self.shape is Shape.BY_COLUMN:
            return (*moment, Key.KIND)
        if self.grain is Grain.STATION:
            return (Key.STATION, Key.NAME, Key.PLACE)
        return (*moment, Key.STATION if self.grain is Grain.STATION_HOUR else Key.PLACE)

    @property
    def known(self) -> tuple[Key, ...]:
        """The keys that a table may have.

        A year alone serves as the period of a report, a name alone for the code of a station.
        """
        by_column = self.shape is Shape.BY_COLUMN
        return self.needed if by_column else (*self.needed, *_BESIDES.get(self.grain, ()))

    def depth(self, header: str) -> int:
        """How far down the place's column with that header reaches, 0 for cities."""
        key = header_key(header)
        levels = enumerate(self.finer, start=1)
        return next((n for n, level in levels if key in map(header_key, level)), 0)

    @property
    def subject(self) -> str:
        """The column of a draft that says what a row is about: a station, else a place."""
        of_stations = self.grain in (Grain.STATION, Grain.STATION_HOUR)
        return "station_id" if of_stations else "place_id"

    def head(self, key: Key) -> str:
        """What a blank table heads the column of that key."""
        named = {} if self.blank is None else self.blank.heads
        return named.get(key, self.keys[key][0])

    def means(self, key: Key) -> tuple[str, ...]:
        """What a cell of that key may say, each meaning in its first spelling."""
        return tuple(choice.aliases[0] for choice in self.choice if choice.key is key)

    @property
    def indicators(self) -> tuple[str, ...]:
        """What the values of the form are about, each once, in the order of its text."""
        columns: tuple[ValueColumn | Position, ...] = (*self.value, *self.position)
        return tuple(dict.fromkeys(column.indicator for column in columns if column.indicator))

    @model_validator(mode="after")
    def _has_what_its_shape_needs(self) -> Self:
        by_position = self.shape is Shape.POSITIONS
        keys = {place.key for place in self.position} if by_position else set(self.keys)
        if keys - {None} != set(self.known):
            raise ValueError(f"a form of this shape has the keys {', '.join(self.known)}")
        has_values = bool(self.value) or self.grain in (Grain.EVENT, Grain.STATION)
        if by_position == has_values or by_position != bool(self.position):
            raise ValueError("values belong to headed forms, positions to forms without header")
        return self

    @model_validator(mode="after")
    def _has_a_blank_table_of_its_own(self) -> Self:
        if self.blank is None:
            return self
        if set(self.blank.keys) - set(self.known) or self.shape is Shape.POSITIONS:
            raise ValueError("a blank table has a header, and the keys of its form")
        if any(head not in self.keys[key] for key, head in self.blank.heads.items()):
            raise ValueError("a blank table is headed by words that its form knows")
        return self

    @model_validator(mode="after")
    def _has_what_its_grain_needs(self) -> Self:
        is_report = self.grain.is_table
        if self.grain is Grain.PLAN:
            raise ValueError("a form is for values of the air, its events and its stations")
        if is_report and self.shape is not Shape.ROWS:
            raise ValueError("a report has headed columns")
        moving = {O3_8H} if self.grain is Grain.HOUR else set()
        if not is_report and set(self.indicators) - set(Pollutant) - moving:
            raise ValueError("hours and days have values of pollutants only")
        return self
