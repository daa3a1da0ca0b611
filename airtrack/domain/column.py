"""Columns of forms: what they say of a row, what they hold, and what they are headed by."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from airtrack.domain.cells import Unit
from airtrack.domain.model import Word


class Key(StrEnum):
    """The columns that say what a row is about; `kind` names the indicator of a row.

    `period` holds months or spans of months, `year` the year where they do not name one;
    `document` names the paper a value was assessed with. An event begins on `date`, ends on `to`.
    `station` is the code of a station, `name` its name; it may be a `control` station, and counts
    from the day `from` to the day `to`.
    """

    PLACE = "place"
    DATE = "date"
    HOUR = "hour"
    KIND = "kind"
    PERIOD = "period"
    YEAR = "year"
    DOCUMENT = "document"
    TO = "to"
    FROM_HOUR = "from_hour"
    TO_HOUR = "to_hour"
    STATE = "state"
    PERCENT = "percent"
    EVIDENCE = "evidence"
    BY = "by"
    DECIDED = "decided"
    NOTE = "note"
    STATION = "station"
    NAME = "name"
    CONTROL = "control"
    FROM = "from"
    LON = "lon"
    LAT = "lat"


class ValueColumn(Word):
    """A column that is used; `unit` holds where the header names none, an index has none.

    `fallback` is an ambiguous header, taken only when no other column of the same indicator is
    there; `warns` is the code of the warning that then goes with it. In a blank table of the form
    the column is headed `head`, has so many `digits`, and is explained by `meaning`.
    """

    indicator: str
    unit: Unit | None = None
    aliases: tuple[str, ...]
    fallback: bool = False
    warns: str | None = None
    head: str = ""
    digits: int = 0
    meaning: str = ""


class Stated(StrEnum):
    """What a column states that follows from other values: the index of a day, or a change."""

    AQI = "aqi"
    CHANGE = "change"


class UnusedColumn(Word):
    """Columns that are known and not used, with the reason.

    What one `states` is held against the values beside it, a change against those `of` the
    indicator it is about.
    """

    aliases: tuple[str, ...]
    reason: str
    states: Stated | None = None
    of: str = ""

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if (self.states is Stated.CHANGE) != bool(self.of):
            raise ValueError("a change is of an indicator, and nothing else is")
        return self


class Position(Word):
    """One column of a table without header; its cells match `pattern` completely.

    A column is a key, a value in `unit`, or not used for the `reason` given.
    """

    pattern: str
    key: Key | None = None
    indicator: str | None = None
    unit: Unit | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        re.compile(self.pattern)
        if sum(part is not None for part in (self.key, self.indicator, self.reason)) != 1:
            raise ValueError("a position is either a key, an indicator, or unused with its reason")
        if (self.indicator is None) != (self.unit is None):
            raise ValueError("an indicator needs its unit, and nothing else has one")
        return self


class Choice(Word):
    """Texts of a key's cells that mean one thing, such as 沙尘 and 扬沙 for `dust`."""

    key: Key
    means: str
    aliases: tuple[str, ...]
