"""How many of a scaled whole number make one: figures are kept as integers, never as floats."""

from __future__ import annotations

MILLI = 1000
CENTI = 100
PERCENT = 100
