"""Rows of what the authority itself decided: results of targets, published rankings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class OfficialResult:
    """What the level above certified of a target and a place."""

    view: ClassVar[str] = "official_result"
    target_id: str
    place_id: str
    status: str
    value_milli: int | None
    digits: int | None
    document_no: str
    decided_by: str
    decided_on: date | None
    note: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class OfficialRank:
    """A place on a published list; `listed` says whether the list is whole."""

    view: ClassVar[str] = "official_rank"
    group_id: str
    indicator: str
    period_key: str
    first_on: date
    last_on: date
    listed: str
    place_id: str
    position: int
    rank: int | None
    value_milli: int | None
    document_no: str
    decided_by: str
    decided_on: date | None
    batch_no: int
