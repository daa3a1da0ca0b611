"""Why a figure is missing or weak: a code with its numbers, put into words by the glossary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is a key of `data/messages.toml`; `item` a pollutant or `aqi`, where one is meant.

    `months` are canonical keys, joined by commas.
    """

    code: str
    item: str | None = None
    actual: int | None = None
    required: int | None = None
    months: str | None = None

    @property
    def params(self) -> dict[str, object]:
        """The gaps of the message."""
        return {
            "item": self.item,
            "actual": self.actual,
            "required": self.required,
            "months": self.months,
        }
