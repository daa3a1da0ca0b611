"""Rows of published and assessed tables, and of what is estimated from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ReportValue:
    """One value of a published table as it counts, in thousandths of its unit."""

    view: ClassVar[str] = "report_value"
    place_id: str
    kind: str
    period_key: str
    first_on: date
    last_on: date
    indicator: str
    value_milli: int
    digits: int
    stage_rank: int
    batch_no: int
    file_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class ReportBasis:
    """The basis that the published tables of a place and its days state, or `unstated`."""

    view: ClassVar[str] = "report_basis"
    place_id: str
    first_on: date
    last_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """Days that a published table on record speaks of."""

    view: ClassVar[str] = "report_span"
    place_id: str
    kind: str
    period_key: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class EstimateMonth:
    """A month behind an estimate, from a published table or from days."""

    view: ClassVar[str] = "estimate_month"
    place_id: str
    period_key: str
    month_on: date
    last_on: date
    is_reported: bool


@dataclass(frozen=True, slots=True)
class CityPeriodDifference:
    """A printed value beside ours, in thousandths, and what the difference comes from."""

    view: ClassVar[str] = "city_period_difference"
    place_id: str
    period_key: str
    indicator: str
    against: str
    printed_milli: int
    digits: int
    computed_milli: int
    difference_milli: int
    cause: str


@dataclass(frozen=True, slots=True)
class AssessedValue:
    """One figure as the authority assessed it, in thousandths of its unit, with its document."""

    view: ClassVar[str] = "assessed_value"
    place_id: str
    kind: str
    period_key: str
    first_on: date
    last_on: date
    indicator: str
    value_milli: int
    digits: int
    stage_rank: int
    batch_no: int
    file_no: int
    source_row: int
    document_no: str
