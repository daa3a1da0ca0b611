"""Integers of the statistics as the numbers that are printed.

Source: `data/standards/rounding.toml` by way of the views; nothing is rounded here a second time.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

MILLI, CENTI, PERMILLE = 3, 2, 1
SCALE = 10**MILLI
RAW_DIGITS = 6


def printed(value: int | None, scale: int, digits: int) -> int | float | None:
    """`value` in units of 10^-scale as a number with `digits` decimals; it has no more than these.

    >>> printed(800, MILLI, 1), printed(16000, MILLI, 0), printed(None, MILLI, 0)
    (0.8, 16, None)
    """
    if value is None:
        return None
    exact = Decimal(value).scaleb(-scale)
    return int(exact) if digits == 0 else float(round(exact, digits))


def decimals(value: int | None, scale: int, least: int) -> int:
    """How many decimals print `value` without loss, `least` at the fewest: a table may give more.

    >>> decimals(38000, MILLI, 0), decimals(38400, MILLI, 0), decimals(38000, MILLI, 1)
    (0, 1, 1)
    """
    needed = next(n for n in range(scale + 1) if not (value or 0) % 10 ** (scale - n))
    return max(needed, least)


def raw(num: int, den: int) -> float:
    """The unrounded quotient of thousandths, to six decimals, for those who want to check."""
    return float(round(Fraction(num, den * SCALE), RAW_DIGITS))


def rounded(value: Fraction, digits: int) -> int | float:
    """The value at so many decimals, half to even: what the views must have printed.

    >>> rounded(Fraction(69, 2), 0), rounded(Fraction(2985, 1000), 2)
    (34, 2.98)
    """
    steps = round(value * 10**digits)
    return int(steps) if digits == 0 else float(Decimal(steps).scaleb(-digits))
