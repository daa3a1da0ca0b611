"""Which source counts before which, and which values events take out, as words.

Source: `data/standards/precedence.toml`, `data/standards/dust.toml`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Confidence

RuleId = Literal["certified", "audited", "computed", "reported", "estimated", "short"]
_RULES = ("certified", "audited", "computed", "reported", "estimated", "short")

PROPOSED, APPROVED = "proposed", "approved"
"""States of an event; only an approved one counts."""
EVENT_KINDS = ("dust", "other")
"""Kinds of event in the order of their numbers in a batch; new ones are put at the end."""


class PrecedenceRule(Word):
    """A source in a state of its own; `why` it counts where it does."""

    id: RuleId
    source: Literal["computed", "reported", "estimated"]
    why: str


class Reconciliation(Word):
    """By how much a printed composite index may differ for rounding alone."""

    composite_tolerance: Decimal
    clause: str
    confidence: Confidence


class Precedence(Word):
    """All rules, the best first."""

    clause: str
    confidence: Confidence
    rule: tuple[PrecedenceRule, ...]
    reconciliation: Reconciliation

    @model_validator(mode="after")
    def _has_each_rule_once(self) -> Precedence:
        if sorted(rule.id for rule in self.rule) != sorted(_RULES):
            raise ValueError(f"each of {', '.join(_RULES)} stands once")
        return self


class EventKind(Word):
    """One kind of event, and the pollutants whose daily values it takes out."""

    id: str
    pollutants: tuple[Pollutant, ...]
    clause: str
    confidence: Confidence


class Suspicion(Word):
    """What makes an hour suspicious of dust; concentrations in µg/m³, shares in percent."""

    previous_hours: int = Field(ge=1, le=23)
    rise: int = Field(ge=1)
    above: Decimal
    unit: str
    ratio_percent: int
    back_percent: int
    clause: str
    confidence: Confidence


class Dust(Word):
    """The rules about events."""

    clause: str
    kind: tuple[EventKind, ...]
    suspicion: Suspicion

    @model_validator(mode="after")
    def _has_each_kind_once(self) -> Dust:
        if sorted(kind.id for kind in self.kind) != sorted(EVENT_KINDS):
            raise ValueError(f"each of {', '.join(EVENT_KINDS)} stands once")
        return self
