"""How a value is held against a target: rounded first or as it is.

Source: GB/T 8170 (rounding half to even; 修约值比较法, 全数值比较法).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from airtrack.domain.target import CompareRule, Op

HALF = Fraction(1, 2)


def rounded(value: Fraction, digits: int) -> Decimal:
    """The value at so many decimals, half to even; negative digits round to tens, hundreds.

    >>> rounded(Fraction(71, 2), 0), rounded(Fraction(69, 2), 0), rounded(Fraction(21622), -2)
    (Decimal('36'), Decimal('34'), Decimal('21600'))
    """
    steps = round(value * Fraction(10) ** digits)
    exact = Decimal(steps).scaleb(-digits)
    return exact.quantize(Decimal(1)) if digits < 0 else exact


def plain(value: Fraction, digits: int = 6) -> Decimal:
    """The value as a decimal for those who want to check, without zeros at its end."""
    return rounded(value, digits).normalize() + 0


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One requirement: the operator, the required value, and how a value is made comparable.

    `exact` is the required value before it was rounded, where it is a figure itself (that of the
    year before): without rounding, exact values are compared with one another.
    """

    op: Op
    printed: Fraction
    digits: int
    rule: CompareRule
    exact: Fraction | None = None

    @property
    def value(self) -> Fraction:
        """The required value that the rule compares with."""
        is_exact = self.rule is CompareRule.FULL and self.exact is not None
        return self.exact if is_exact and self.exact is not None else self.printed

    def compared(self, value: Fraction) -> Fraction:
        """The number that is held against the requirement."""
        if self.rule is CompareRule.FULL:
            return value
        return Fraction(rounded(value, self.digits))

    def meets(self, value: Fraction) -> bool:
        """True when the value satisfies the requirement."""
        return self.op.holds(self.compared(value), self.value)

    def nearly(self, value: Fraction, *, percent: int) -> bool:
        """True when the value, as it is, is within so many percent of the requirement."""
        margin = abs(self.value) * Fraction(percent, 100)
        if self.op.is_cap:
            return value <= self.value + margin
        return value >= self.value - margin

    def gap(self, value: Fraction) -> Fraction:
        """How far the value is from the requirement; positive means still to do."""
        return value - self.value if self.op.is_cap else self.value - value

    def edge(self) -> Fraction:
        """The value at which the rounded comparison turns over."""
        if self.rule is CompareRule.FULL:
            return self.value
        half_step = HALF / Fraction(10) ** self.digits
        is_above = self.op in (Op.AT_MOST, Op.ABOVE)
        return self.value + half_step if is_above else self.value - half_step

    def by_other_rule(self) -> Yardstick:
        """The same requirement under the other comparison rule."""
        is_full = self.rule is CompareRule.FULL
        other = CompareRule.ROUNDED if is_full else CompareRule.FULL
        return replace(self, rule=other)
