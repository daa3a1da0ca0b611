"""Tasks of a plan: what is to be done, by when, by whom, and the measures printed with it.

Source: the contract of the command line; what the document leaves blank stays blank, with a reason.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.model import Unfit, Word
from airtrack.domain.target import Op, ValueState

ROLES = ("lead", "responsible", "support")
IMPLIED = "implied"


class DueKind(StrEnum):
    """By when: a day, the end of a year, a rhythm, without end, or not said."""

    DATE = "date"
    YEAR_END = "year_end"
    PER_NODE = "per_node"
    MONTHLY = "monthly"
    TEN_DAYS = "ten_days"
    YEARLY = "yearly"
    ONGOING = "ongoing"
    UNSTATED = "unstated"

    @property
    def is_dated(self) -> bool:
        """True where the item is due on a day."""
        return self in (DueKind.DATE, DueKind.YEAR_END)

    def check(self, due: date | None) -> None:
        """Raises ValueError unless a day is given exactly where the kind speaks of one."""
        if self.is_dated is not (due is not None):
            raise Unfit("task_due", "a day is given for date and year_end, and for nothing else")


class MeasureKind(StrEnum):
    """An amount to be reached and reported, or a threshold that says which units are concerned."""

    AMOUNT = "amount"
    THRESHOLD = "threshold"


class MeasureName(Word):
    """What a key of a numeric measure means, for people."""

    key: str
    kind: MeasureKind
    name: str
    name_en: str


class TaskMeasure(Word):
    """One number of a task, in the unit that the plan prints; `by` is a period, None where unsaid.

    `value` is None exactly where the document leaves it open.
    """

    indicator: str
    op: Op
    value: Decimal | None = None
    value_state: ValueState = ValueState.SET
    digits: int | None = None
    unit: str
    by: str | None = None

    @model_validator(mode="after")
    def _is_open_or_set(self) -> Self:
        is_open = self.value_state is ValueState.PLACEHOLDER
        if is_open is not (self.value is None and self.digits is None):
            raise ValueError("a measure has a number, or is a placeholder")
        return self


class Reason(Word):
    """Why a field of an item is blank, or how it was read; `field` is its column."""

    field: str
    text: str


class TaskItem(Word):
    """A part of a task with a date, rhythm or bodies of its own.

    `implied` are the bodies that carry it because the plan says so of every task.
    """

    item: int = Field(ge=1)
    text: str = ""
    due: date | None = None
    due_kind: DueKind
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    measures: tuple[TaskMeasure, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _is_due_on_a_day_or_not(self) -> Self:
        self.due_kind.check(self.due)
        return self

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body that has to do with the item, each once."""
        found = (*self.lead, *self.responsible, *self.support, *self.implied)
        return tuple(dict.fromkeys(found))

    def roles_of(self, body: str) -> tuple[str, ...]:
        """The roles in which the body has to do with the item, `implied` the last of them."""
        wanted = spelling(body)
        return tuple(
            role
            for role in (*ROLES, IMPLIED)
            if any(spelling(name) == wanted for name in getattr(self, role))
        )

    def days_left(self, on: date) -> int | None:
        """Days from that day up to the due one, negative after it; None without a day."""
        return None if self.due is None else (self.due - on).days

    def why(self, field: str) -> tuple[str, ...]:
        """The reasons given for that field."""
        return tuple(reason.text for reason in self.reasons if reason.field == field)


class Task(Word):
    """A numbered task; its items stand in the order of the text."""

    no: int = Field(ge=1)
    section: str
    title: str
    clause: str
    items: tuple[TaskItem, ...] = Field(min_length=1)

    def is_carried_by(self, body: str) -> bool:
        """True where the body has a part in any item, under either form of a government's name."""
        wanted = spelling(body)
        return any(spelling(name) == wanted for item in self.items for name in item.bodies)


def spelling(body: str) -> str:
    """The name as it is compared: 湘潭市政府 is 湘潭市人民政府, brackets of any width are one."""
    return unicodedata.normalize("NFKC", body).replace("人民政府", "政府")
