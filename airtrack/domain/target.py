"""Plans and the targets that they set, as words.

Source: the contract of the command line; a target carries how it is to be judged.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain import period as periods
from airtrack.domain.model import Unfit, Word
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant


class TargetKind(StrEnum):
    """What a target asks for; means, sums and counts of days are its scope and its indicator.

    A `measure` is counted and reported by hand; `qualitative` aims are never judged by figures.
    """

    CAP = "cap"
    FLOOR = "floor"
    REDUCTION = "reduction"
    CUT = "cut"
    YEAR_ON_YEAR = "year_on_year"
    RANK = "rank"
    RELATIVE = "relative"
    ATTAINMENT = "attainment"
    MEASURE = "measure"
    TASK = "task"
    QUALITATIVE = "qualitative"

    @property
    def number(self) -> Number:
        """Whether a set target of the kind has a number to be held against."""
        return _NUMBERS.get(self, Number.ALWAYS)

    @property
    def is_of_air(self) -> bool:
        """True where figures of the air are held against it, not amounts and states of tasks."""
        return self not in _BESIDE_AIR

    @property
    def is_cumulative(self) -> bool:
        """True where the way to a milestone begins with the one before, whatever its period."""
        return self is TargetKind.CUT


class Number(StrEnum):
    """Falling year by year needs no number, leaving the last ten of a list needs one."""

    ALWAYS = "always"
    MAYBE = "maybe"
    NEVER = "never"


_NUMBERS = {
    TargetKind.YEAR_ON_YEAR: Number.MAYBE,
    TargetKind.RANK: Number.MAYBE,
    TargetKind.RELATIVE: Number.MAYBE,
    TargetKind.ATTAINMENT: Number.NEVER,
    TargetKind.TASK: Number.NEVER,
}
_BESIDE_AIR = (TargetKind.CUT, TargetKind.MEASURE, TargetKind.TASK, TargetKind.QUALITATIVE)
_ONE_OR_THE_OTHER = "a set value has value, op and digits; any other state has none"
_WITH_BASELINE = (TargetKind.REDUCTION, TargetKind.YEAR_ON_YEAR)


class Scope(StrEnum):
    """Whether each place meets the target by itself, or all of them as a mean or a sum."""

    EACH = "each"
    MEAN = "mean"
    SUM = "sum"


class Op(StrEnum):
    """How the actual value must stand to the required one."""

    AT_MOST = "<="
    AT_LEAST = ">="
    BELOW = "<"
    ABOVE = ">"

    @property
    def is_cap(self) -> bool:
        """True where lower is better."""
        return self in (Op.AT_MOST, Op.BELOW)

    def holds(self, value: Fraction | Decimal, required: Fraction | Decimal) -> bool:
        """True when the value stands so to the required one; both exact."""
        found, asked = Fraction(value), Fraction(required)
        match self:
            case Op.AT_MOST:
                return found <= asked
            case Op.AT_LEAST:
                return found >= asked
            case Op.BELOW:
                return found < asked
            case Op.ABOVE:
                return found > asked


class ValueState(StrEnum):
    """Whether the plan says what is to be reached; only a `set` target is ever judged."""

    SET = "set"
    PLACEHOLDER = "placeholder"
    BY_REFERENCE = "by_reference"
    QUALITATIVE = "qualitative"


class CompareRule(StrEnum):
    """Whether a value is rounded before it is compared (修约值比较法) or not (全数值比较法)."""

    ROUNDED = "rounded"
    FULL = "full"


class Binding(StrEnum):
    """How firmly the plan binds: must, is expected to, strives to."""

    BINDING = "binding"
    EXPECTED = "expected"
    STRIVING = "striving"


class PlanState(StrEnum):
    """A draft for comment is tracked like a plan in force, and always marked.

    A plan that another one replaced is superseded; one that was taken back is repealed.
    """

    DRAFT = "draft"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"


class Baseline(Word):
    """The period that a cut is measured from; its `value` where the plan prints one, which wins."""

    period: str
    value: Decimal | None = None


class Target(Word):
    """One target. `places` are codes; `group` is the set's id where the plan names a set.

    `value` is in `unit` (a reduction's in percent), `digits` are the decimals of the plan's own
    number, negative where it is printed in tens or hundreds (-2: hundreds). `basis` and `edition`
    judge the target whatever is shown beside it; tonnes have neither. `among` is the set of places
    that a rank or a mean is taken of, `pollutants` those that must attain Level II (二级). `note`
    is in our own words.
    """

    id: str
    plan: str
    kind: TargetKind
    places: tuple[str, ...] = Field(min_length=1)
    group: str = ""
    scope: Scope
    indicator: str
    period: str
    op: Op | None = None
    value: Decimal | None = None
    value_state: ValueState
    unit: str = ""
    digits: int | None = None
    compare_rule: CompareRule = CompareRule.ROUNDED
    basis: str
    edition: str
    baseline: Baseline | None = None
    binding: Binding
    clause: str
    reference: str = ""
    parent: str = ""
    among: str = ""
    pollutants: tuple[Pollutant, ...] = ()
    note: str = ""

    @property
    def span(self) -> Period:
        """The days that the target speaks of."""
        return periods.parse(self.period)

    @property
    def is_judged(self) -> bool:
        """True where the plan says what is to be reached."""
        return self.value_state is ValueState.SET

    @model_validator(mode="after")
    def _has_its_number(self) -> Self:
        has_number = None not in (self.value, self.digits)
        wants, is_bare = self.kind.number, self.value is None and self.digits is None
        if self.value_state is ValueState.BY_REFERENCE and not self.reference:
            raise Unfit("target_no_reference", "a value by reference says where it stands")
        if not self.is_judged or wants is Number.NEVER:
            if has_number or (self.is_judged and self.op is not None):
                raise Unfit("target_number", _ONE_OR_THE_OTHER)
        elif self.op is None or not (has_number or (is_bare and wants is Number.MAYBE)):
            raise Unfit("target_number", _ONE_OR_THE_OTHER)
        return self

    @model_validator(mode="after")
    def _has_what_it_is_held_against(self) -> Self:
        if not self.is_judged:
            return self
        improves = self.kind is TargetKind.RANK and self.value is None
        if self.baseline is None and (improves or self.kind in _WITH_BASELINE):
            raise Unfit("target_no_baseline", f"{self.kind} needs its baseline")
        if not self.among and self.kind in (TargetKind.RANK, TargetKind.RELATIVE):
            raise Unfit("target_no_among", f"{self.kind} needs the set of places in among")
        if bool(self.pollutants) is not (self.kind is TargetKind.ATTAINMENT):
            raise Unfit("target_pollutants", "attainment names its pollutants, no other kind does")
        return self


class Plan(Word):
    """A plan as it is on file; what its document does not say is empty.

    `group` is the region it speaks of, `sha256` the checksum of the text it was read from.
    `implied` are the bodies that carry every task without being printed at it, `mentioned` places
    that the text names and no target speaks of. `succeeds` is the id of the plan that it replaces,
    where that has another one.
    """

    id: str
    title: str
    title_en: str
    short_title: str
    short_title_en: str
    issuer: str = ""
    document_no: str = ""
    issued_on: date | None = None
    state: PlanState
    group: str
    sha256: str
    note: str = ""
    note_en: str = ""
    implied: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    succeeds: str = ""
