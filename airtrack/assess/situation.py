"""What conditions of rules are held against, and what they say: words, without judgement.

Source: docs/consequences.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from airtrack.assess.published import Published
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.rule import Condition, Window
from airtrack.domain.target import Op, Target
from airtrack.domain.task import Task
from airtrack.domain.verdict import Status, Verdict, Why


class State(StrEnum):
    """What figures say of a condition; `open` is neither, for people or for data that lack."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Figure:
    """The printed value of a place and a period, beside that of the year before.

    `previous` is None where there is no base, `withheld` says why; `is_enough` that the minima of
    valid days are met.
    """

    value: Decimal
    previous: Decimal | None
    is_enough: bool
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Ranks:
    """The ranks of the members of a set; `absent` are those that are not ranked."""

    of: Mapping[str, tuple[int, Decimal]]
    absent: tuple[str, ...] = ()


@dataclass
class Situation:
    """All that conditions are held against: figures, rankings and verdicts of the dates asked.

    `higher` are the indicators of which more is better; `unset` are targets without a number.
    `lists` are rankings that the authority published, which win over ours.
    `done` is the day on which an item of a task was finished, None where it is known not to be;
    of an item that is not in it nothing is on record.
    """

    higher: frozenset[str] = frozenset()
    figures: dict[tuple[str, str, str], Figure] = field(default_factory=dict)
    rankings: dict[tuple[str, str, str], Ranks] = field(default_factory=dict)
    lists: tuple[Published, ...] = ()
    verdicts: dict[date, tuple[Verdict, ...]] = field(default_factory=dict)
    unset: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    done: dict[tuple[int, int], date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure that a condition was held against: the actual value and the threshold.

    A rank counts from the best of `of` ranked places, `worse` of which are strictly worse.
    """

    indicator: str = ""
    period: str = ""
    actual: Decimal | None = None
    op: Op | None = None
    threshold: Decimal | None = None
    unit: str = ""
    rank: int | None = None
    of: int | None = None
    worse: int | None = None
    target: Target | None = None
    status: Status | None = None
    task: int | None = None
    item: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition on a date: its state, the figures, and why it is open."""

    condition: Condition
    state: State
    facts: tuple[Fact, ...] = ()
    reasons: tuple[Why, ...] = ()
    since: date | None = None
    goes_further: bool = False


def window(kind: Window, on: date) -> Period:
    """The days of that window on a date: the last month or year that is over, the year so far."""
    following = on + timedelta(1)
    if kind is Window.YEAR:
        return periods.of_days(on.replace(month=1, day=1), on)
    if kind is Window.FULL_YEAR:
        return periods.of_year(following.year - 1)
    end = following.replace(day=1) - timedelta(1)
    return periods.of_month(end.year, end.month)
