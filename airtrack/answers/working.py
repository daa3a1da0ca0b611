"""The parts of an explanation: what went in, the formula with its numbers, rounding, clauses.

Source: the contract of `explain`; numbers of a standard come from the registry with their clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from airtrack.answers.trail import Origin
from airtrack.domain.standard import Confidence

Number = int | float


@dataclass(frozen=True, slots=True)
class Formula:
    """A calculation: `key` of the glossary, the numbers that fill it, and what comes out."""

    key: str
    numbers: Mapping[str, object] = field(default_factory=dict)
    result: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage between the exact value and the printed one: `exact`, `printed`, `compared`."""

    key: str
    value: Number | Fraction
    digits: int | None = None
    clause: str = ""
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule that the figure follows: a term of the glossary, where it stands, how sure it is."""

    key: str
    value: str
    clause: str
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class DayPart:
    """A day behind a figure. `counts` says whether it went in; `value` is the one that did.

    An event that was approved took a day out where it is `left_out`.
    """

    on_date: date
    value: Number | None
    aqi: int | None
    level: int | None
    counts: bool
    made_of: str | None
    stage_rank: int | None
    left_out: bool = False
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A city of a region, a month of an estimate, a share of the index, a cell of a table.

    `value` enters with `weight`; `over` is what it is divided by, `gives` what comes of it.
    """

    key: str
    name: str
    value: Number | None
    weight: Number | None = None
    over: Number | None = None
    gives: Number | None = None
    source: str | None = None
    origin: Origin | None = None
