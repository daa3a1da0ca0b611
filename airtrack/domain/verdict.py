"""Verdicts: what the figures say about a target on a date.

Source: the contract of the command line; the words for people belong to the glossary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from airtrack.domain.basis import Basis
from airtrack.domain.members import Members
from airtrack.domain.season import Feasibility, Projection, SeasonPath
from airtrack.domain.target import Target


class Status(StrEnum):
    """A closed ladder, worst first; `insufficient` and `not_due` say nothing about the air."""

    MISSED = "missed"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    INSUFFICIENT = "insufficient"
    ON_TRACK = "on_track"
    MET = "met"
    NOT_DUE = "not_due"

    @property
    def severity(self) -> int:
        """0 is the worst."""
        return list(Status).index(self)


class Rule(StrEnum):
    """What a status rests on while the period is running, always shown by name."""

    DECIDED = "decided"
    SO_FAR = "so_far"
    DAYS_LEFT = "days_left"
    PATH = "path"
    SEASON = "season"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a verdict is weak or cannot be given: a code, and the numbers and names it speaks of."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budget:
    """What the rest of the period still allows; None where it does not apply.

    `remaining_mean` is the mean (in `unit`) that the days to come may have, exact, and `edge_mean`
    the one at the rounding edge of the target; for a share of days it is the share that they must
    have. `days_needed` are good days still to win, `days_left_to_lose` heavy or not-good days still
    to spend, of all places together; `remaining_days` counts the days to come of one place.
    `seasonal_norm` is the mean (share of good days in percent, heavy days) of the same days in the
    years of the archive, `archive_years`, of which `archive_achieved` stayed within the budget.
    `low_mean` and `high_mean` are the band that rounded inputs allow, None where none was rounded.
    Of what adds up, `amount_left` is still to come, `amount_per_month` in each month that is left
    (rounded up), both in `unit`.
    """

    remaining_days: int
    unit: str = ""
    remaining_mean: Decimal | None = None
    edge_mean: Decimal | None = None
    days_needed: int | None = None
    days_left_to_lose: int | None = None
    seasonal_norm: Decimal | None = None
    archive_years: tuple[int, ...] = ()
    archive_achieved: int | None = None
    amount_left: Decimal | None = None
    amount_per_month: Decimal | None = None
    low_mean: Decimal | None = None
    high_mean: Decimal | None = None
    feasibility: Feasibility | None = None


@dataclass(frozen=True, slots=True)
class OnPath:
    """Where an amount that adds up stands on its path: what is due by the day, and how far ahead.

    `profit_loss` is negative while it is behind, None where nothing is on record; the path begins
    with nothing on `from_on`.
    """

    due_now: Decimal
    profit_loss: Decimal | None
    from_on: date


@dataclass(frozen=True, slots=True)
class OnBasis:
    """The verdict on the other basis, with the days of events counted or left out."""

    basis: Basis
    status: Status
    actual: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class Official:
    """What the authority's own result says, with the number of its document where it is known.

    `source` says what was delivered: a figure (`value`), a `result` of the target, a `ranking`.
    """

    status: Status
    document_no: str | None
    decided_by: str = ""
    source: str = "value"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target, one place (or the set of places as a whole, `is_region`), one date.

    `actual` is the statistic at the digits it is printed with, `compared` the number that the
    target's rule holds against `required`, `raw` the unrounded one; all in `unit`. `gap` is
    positive while something is still to do. `decided` verdicts cannot change any more; `firm` ones
    stand whichever comparison rule is applied and however the inputs were rounded. `against` is the
    period whose figure it is held against, while it runs the same part of it. `other_rule` is
    the status by the other comparison rule where the two disagree, `other_basis` the verdict with
    or without the days of events where there are any; `official` stands where the figure is
    certified, `path` where there is one between milestones, `season` where months have targets,
    `projection` where the archive tells how such years end. `members` are what a region's verdict
    is made of.
    """

    target: Target
    place: str
    is_region: bool
    as_of: date
    status: Status
    required: Decimal | None
    unit: str
    actual: Decimal | None = None
    compared: Decimal | None = None
    raw: Decimal | None = None
    gap: Decimal | None = None
    decided: bool = False
    firm: bool = False
    rule: Rule | None = None
    other_rule: Status | None = None
    budget: Budget | None = None
    valid_days: int | None = None
    data_to: date | None = None
    source: str | None = None
    baseline: Decimal | None = None
    against: str = ""
    reasons: tuple[Why, ...] = ()
    other_basis: OnBasis | None = None
    official: Official | None = None
    computed: Verdict | None = None
    path: OnPath | None = None
    season: SeasonPath | None = None
    projection: Projection | None = None
    members: Members | None = None

    def for_public(self) -> Verdict:
        """The same without what is inside only: where the period may end."""
        ours = None if self.computed is None else self.computed.for_public()
        return replace(self, projection=None, computed=ours)
