"""Profiles: what the headers of one source mean, as a person has said it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.cells import Unit
from airtrack.domain.model import Word
from airtrack.domain.spelling import header_key

UNUSED = "unused"


class PeriodFrom(StrEnum):
    """Where a table without a column of months says its months."""

    FILE_NAME = "file_name"
    TITLE = "title"


class MappedColumn(Word):
    """A header and what it `means`: a key, an indicator in `unit`, or `unused`."""

    header: str
    means: str
    unit: Unit | None = None


class Profile(Word):
    """What the headers of one source's tables mean.

    A table without a column of months may tell them elsewhere (`period_from`), or somebody said
    which they are (`period`): that holds for one upload and for no later one.
    """

    source: str = Field(min_length=1)
    form: str
    column: tuple[MappedColumn, ...] = Field(min_length=1)
    period_from: PeriodFrom | None = None
    period: str = ""

    @property
    def signature(self) -> tuple[str, ...]:
        """What the headers of a table are compared with."""
        return signature([column.header for column in self.column])

    @property
    def lasting(self) -> Profile:
        """What holds for the next upload too: everything but the months of this one."""
        return self.model_copy(update={"period": ""})

    @property
    def asks_period(self) -> bool:
        """True where each upload has to say which months it is of."""
        return bool(self.period)

    @model_validator(mode="after")
    def _means_each_thing_once(self) -> Self:
        told = [column.means for column in self.column if column.means != UNUSED]
        if len(set(told)) != len(told):
            raise ValueError("each key and each indicator is one column")
        if self.period and self.period_from:
            raise ValueError("the months are said once: period or period_from")
        if not self.source.strip():
            raise ValueError("a profile names its source")
        return self


def signature(headers: Sequence[str]) -> tuple[str, ...]:
    """What tables of the same headers have in common, whatever the order of their columns.

    Where a header is there twice its position says which is meant, so the order counts. Empty
    cells behind the last header say nothing.

    >>> signature(["城市", "PM2.5 "]) == signature(["pm2.5", "城市", ""])
    True
    """
    keys = [header_key(text) for text in headers]
    while keys and not keys[-1]:
        keys.pop()
    return tuple(keys) if len(set(keys)) < len(keys) else tuple(sorted(keys))
