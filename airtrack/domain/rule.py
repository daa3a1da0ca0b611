"""Rules of a plan: on which conditions something follows, for whom; the decision is never ours.

Source: the plans on file; docs/consequences.md says what each kind of condition means.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain import period as periods
from airtrack.domain.model import Word
from airtrack.domain.period import Period
from airtrack.domain.target import Binding, Op


class RuleKind(StrEnum):
    """What follows: a consequence, a reward, more to be done; or a rhythm that always holds."""

    CONSEQUENCE = "consequence"
    REWARD = "reward"
    REQUIREMENT = "requirement"
    WARNING = "warning"
    ASSESSMENT = "assessment"
    RHYTHM = "rhythm"
    PUBLICATION = "publication"
    COMPENSATION = "compensation"


class Combine(StrEnum):
    """How the conditions of a rule go together; `unclear` where the text can be read both ways."""

    ALL = "all"
    ANY = "any"
    UNCLEAR = "unclear"


class Window(StrEnum):
    """Which days a figure is of: the last whole month, the year so far, the last whole year."""

    MONTH = "month"
    YEAR = "year"
    FULL_YEAR = "full_year"


class ConditionKind(StrEnum):
    """What a condition asks; a `text` is left to people."""

    LAST = "last"
    WORSE_THAN_LAST_YEAR = "worse_than_last_year"
    VALUE_ABOVE = "value_above"
    TARGET_MISSED = "target_missed"
    TARGET_BEATEN = "target_beaten"
    COMPLETION_BELOW = "completion_below"
    PROGRESS_SHORT = "progress_short"
    TASK_OVERDUE = "task_overdue"
    TEXT = "text"

    @property
    def is_of_air(self) -> bool:
        """True where a figure of the place itself decides."""
        return self in (self.LAST, self.WORSE_THAN_LAST_YEAR, self.VALUE_ABOVE)

    @property
    def is_of_targets(self) -> bool:
        """True where verdicts on the place's targets decide."""
        return self in (
            self.TARGET_MISSED,
            self.TARGET_BEATEN,
            self.COMPLETION_BELOW,
            self.PROGRESS_SHORT,
        )

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields that a condition of the kind has, besides those that it may have."""
        return _NEEDS[self]


_NEEDS = {
    ConditionKind.LAST: ("indicator", "window", "n"),
    ConditionKind.WORSE_THAN_LAST_YEAR: ("indicator", "window"),
    ConditionKind.VALUE_ABOVE: ("indicator", "window", "op", "value"),
    ConditionKind.TARGET_MISSED: (),
    ConditionKind.TARGET_BEATEN: (),
    ConditionKind.COMPLETION_BELOW: ("value",),
    ConditionKind.PROGRESS_SHORT: (),
    ConditionKind.TASK_OVERDUE: ("tasks",),
    ConditionKind.TEXT: ("text",),
}
_MAY = {
    ConditionKind.LAST: ("among",),
    ConditionKind.VALUE_ABOVE: ("unit",),
    ConditionKind.COMPLETION_BELOW: ("unit", "indicator", "bindings"),
    ConditionKind.TARGET_MISSED: ("indicator", "bindings"),
    ConditionKind.TARGET_BEATEN: ("indicator", "bindings"),
    ConditionKind.PROGRESS_SHORT: ("indicator", "bindings"),
}
_FIELDS = ("indicator", "window", "among", "n", "op", "value", "unit", "tasks", "bindings", "text")


class Condition(Word):
    """One condition. `text` says in our words what no figure tells, or what a figure stands for.

    `n` counts the last places of a ranking of `among`; `value` is in `unit`, a completion rate in
    percent. `bindings` are those of the targets that count, all but striving ones where empty.
    `tasks` are numbers of tasks of the plan.
    """

    kind: ConditionKind
    indicator: str = ""
    window: Window | None = None
    among: str = ""
    n: int | None = Field(None, ge=1)
    op: Op | None = None
    value: Decimal | None = None
    unit: str = ""
    tasks: tuple[int, ...] = ()
    bindings: tuple[Binding, ...] = ()
    text: str = ""

    @property
    def counted(self) -> tuple[Binding, ...]:
        """The bindings of the targets that count."""
        return self.bindings or (Binding.BINDING, Binding.EXPECTED)

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        given = {name for name in _FIELDS if getattr(self, name) not in ("", None, ())}
        if missing := [name for name in self.kind.needs if name not in given]:
            raise ValueError(f"{self.kind} needs {', '.join(missing)}")
        allowed = {*self.kind.needs, *_MAY.get(self.kind, ()), "text"}
        if wrong := sorted(given - allowed):
            raise ValueError(f"{self.kind} has no {', '.join(wrong)}")
        return self


class Rule(Word):
    """One rule. `body` names in our words whom it concerns, `places` are those of the register.

    Without conditions it always holds, in its `rhythm`. Outside of `period` it says nothing; a rule
    without one goes on.
    """

    id: str
    plan: str
    no: int = Field(ge=1)
    kind: RuleKind
    body: str = ""
    group: str = ""
    places: tuple[str, ...] = ()
    period: str = ""
    combine: Combine = Combine.ALL
    conditions: tuple[Condition, ...] = ()
    consequence: str
    rhythm: str = ""
    clause: str
    note: str = ""

    @property
    def span(self) -> Period | None:
        """The days on which the rule speaks."""
        return periods.parse(self.period) if self.period else None

    @property
    def is_judged(self) -> bool:
        """True where figures tell something of at least one condition."""
        return any(item.kind is not ConditionKind.TEXT for item in self.conditions)

    @model_validator(mode="after")
    def _is_unclear_between_several(self) -> Self:
        if self.combine is Combine.UNCLEAR and len(self.conditions) < len(("one", "other")):
            raise ValueError("unclear needs two conditions at least")
        return self
