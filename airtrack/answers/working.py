"""The parts of an explanation: what went in, the formula with its numbers, rounding, clauses.

Source: the contract of `explain`; numbers of a standard come from the registry with their clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from airtrack.answers.reason import Reason
from airtrack.answers.trail import Origin
from airtrack.domain.standard import Confidence, Limit

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


@dataclass(frozen=True, slots=True)
class Inputs:
    """Days or parts, the formulas that lead to the figure (the last one gives it), its digits."""

    indicator: str
    formulas: tuple[Formula, ...] = ()
    digits: int = 0
    days: tuple[DayPart, ...] = ()
    parts: tuple[Part, ...] = ()
    batch_nos: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """What was compared, a row each; columns and words of cells are terms of the glossary."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """A conclusion drawn from figures: a change, a rank, a trend, attainment, main pollutants.

    `of` names it; `value` is what answers print, `recomputed` the same worked out once more from
    what is listed; both are None where there is none, and the reasons say why.
    """

    of: str
    value: object
    recomputed: object
    formulas: tuple[Formula, ...]
    listing: Listing
    clauses: tuple[Clause, ...]
    views: tuple[str, ...]
    reasons: tuple[Reason, ...]
    limits: tuple[Limit, ...] = ()

    @property
    def agrees(self) -> bool | None:
        """True where both calculations give the same, None where nothing is printed."""
        return None if self.value is None else self.value == self.recomputed
