"""One line of a plan's `targets.csv`, as it is written.

Source: docs/plans.md says what each column means.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from airtrack.domain.model import Unfit, Word
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.target import Binding, CompareRule, Op, Scope, TargetKind, ValueState

_MOST_DECIMALS, _COARSEST = 3, -6
_MOST = 10**12
_LOWER, _HIGHER = (Op.AT_MOST, Op.BELOW), (Op.AT_LEAST, Op.ABOVE)
_OPS: Mapping[TargetKind, tuple[Op, ...]] = {
    TargetKind.CAP: _LOWER,
    TargetKind.FLOOR: _HIGHER,
    TargetKind.REDUCTION: _HIGHER,
    TargetKind.CUT: _HIGHER,
    TargetKind.RANK: (Op.AT_LEAST, Op.BELOW),
}


class TargetLine(Word):
    """A target in the words of the file: names or codes of places, periods as people write them."""

    id: str
    kind: TargetKind
    places: tuple[str, ...] = ()
    group: str = ""
    scope: Scope
    indicator: str
    period: str
    op: Op | None = None
    value: Decimal | None = Field(None, ge=-_MOST, le=_MOST)
    value_state: ValueState
    unit: str = ""
    digits: int | None = Field(None, ge=_COARSEST, le=_MOST_DECIMALS)
    compare_rule: CompareRule = CompareRule.ROUNDED
    basis: Literal["", "incl_dust", "excl_dust", "assessed"] = ""
    edition: str = ""
    baseline_period: str = ""
    baseline_value: Decimal | None = Field(None, ge=-_MOST, le=_MOST)
    binding: Binding
    clause: str
    reference: str = ""
    parent: str = ""
    among: str = ""
    pollutants: tuple[Pollutant, ...] = ()
    note: str = ""

    @property
    def printed_digits(self) -> int | None:
        """Decimals as given, else those that the value is written with."""
        if self.digits is not None or self.value is None:
            return self.digits
        return _decimals(self.value)

    @model_validator(mode="after")
    def _says_who_and_how(self) -> Self:
        if bool(self.places) == bool(self.group):
            raise Unfit("target_where", "either places or a group")
        if (self.kind is TargetKind.QUALITATIVE) != (self.value_state is ValueState.QUALITATIVE):
            raise Unfit(
                "target_qualitative", "kind and value_state are both qualitative, or neither is"
            )
        if self.op is not None and self.op not in _OPS.get(self.kind, tuple(Op)):
            told = {"kind": self.kind.value, "op": self.op.value}
            raise Unfit("target_op", f"a {self.kind} is never {self.op}", **told)
        if self.baseline_value is not None and not self.baseline_period:
            raise Unfit("target_baseline_period", "a baseline's value needs its period")
        return self

    @model_validator(mode="after")
    def _keeps_its_digits(self) -> Self:
        for value in (self.value, self.baseline_value):
            if value is not None and _decimals(value) > _MOST_DECIMALS:
                raise Unfit("too_many_decimals", f"{value} has more than three decimals")
        if self.value is not None and round(self.value, self.printed_digits or 0) != self.value:
            raise Unfit("target_finer", f"{self.value} is finer than its digits say")
        return self


def _decimals(value: Decimal) -> int:
    """Decimals that the number is written with: 1 for 86.0."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is no number")
    return max(0, -exponent)
