"""How many decimals an indicator is printed with.

Source: `data/standards/indicators.toml`, `data/standards/rounding.toml`.
"""

from __future__ import annotations

from airtrack.answers.number import MILLI, decimals, printed
from airtrack.answers.question import House
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant


def of(house: House, key: str, span: Period) -> int:
    """Printed decimals of the indicator in a period: PM2.5 has one more since 2025."""
    digits = house.standards.indicators[key].digits
    if digits is None:
        return house.standards.rounding.digits("period_value", Pollutant(key), span.last_on)
    return digits


def shown(value_milli: int | None, digits: int) -> int | float | None:
    """The number at its digits, or at the more that a published table gave."""
    return printed(value_milli, MILLI, decimals(value_milli, MILLI, digits))
