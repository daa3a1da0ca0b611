"""Registers (台账): tables of records that an authority keeps, one row a record.

A register's text says which columns it has and how a cell of each is read; what a row becomes is
the rows of its grain. Values of the air have forms of their own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.model import Word
from airtrack.domain.spelling import header_key


class FieldKind(StrEnum):
    """How a cell is read.

    A `number` is kept in thousandths, a `place` as its code, a `group` as its id, a `territory` as
    either, a `period` as its key, a `month` as that of a single one, a `choice` or an `indicator`
    as its key, `places` as codes joined by bars; a `parent` is a place on record or one of the
    same table.
    """

    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    NUMBER = "number"
    WHOLE = "whole"
    DEGREES = "degrees"
    PLACE = "place"
    PARENT = "parent"
    GROUP = "group"
    TERRITORY = "territory"
    PERIOD = "period"
    MONTH = "month"
    INDICATOR = "indicator"


class Meant(Word):
    """One thing that a cell can mean, and the texts that mean it; the first one is written."""

    key: str
    texts: tuple[str, ...] = Field(min_length=1)


class RegisterField(Word):
    """One column; `name` is the column of the rows, `head` the header in blank tables.

    `head_en` and `meaning_en` say the same on English pages.

    A needed one is filled in every row, and a table without it is no such register; `default`
    holds where the cell is empty. Of a day that `is_past` none may be later than today; a whole
    number is at most `upto`.
    """

    name: str
    kind: FieldKind
    head: str
    head_en: str = ""
    aliases: tuple[str, ...] = ()
    needed: bool = False
    default: str = ""
    is_past: bool = False
    upto: int | None = None
    meant: tuple[Meant, ...] = ()
    meaning: str
    meaning_en: str = ""

    @model_validator(mode="after")
    def _has_choices_or_not(self) -> Self:
        if bool(self.meant) is not (self.kind is FieldKind.CHOICE):
            raise ValueError("a choice says what can be meant, no other field does")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means the column."""
        return (self.head, *self.aliases)


class Register(Word):
    """One register; `sheet` names the sheet of a blank table, `advice` stands below it."""

    id: str
    name: str
    name_en: str
    note: str
    grain: Grain
    stage: Stage
    sheet: str
    advice: tuple[str, ...] = ()
    field: tuple[RegisterField, ...] = Field(min_length=1)
    unused: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[RegisterField, ...]:
        """The columns without which a table is not of this register."""
        return tuple(field for field in self.field if field.needed)

    @property
    def spelled(self) -> dict[str, RegisterField]:
        """Every header, as headers are compared, with its column."""
        return {header_key(text): field for field in self.field for text in field.headers}

    @model_validator(mode="after")
    def _is_told_apart(self) -> Self:
        if not self.grain.is_register:
            raise ValueError("a register holds records, no values of the air")
        heads = [header_key(text) for field in self.field for text in field.headers]
        heads += [header_key(text) for text in self.unused]
        if len(set(heads)) != len(heads) or not self.needed:
            raise ValueError("each header means one column, and some column is needed")
        return self
