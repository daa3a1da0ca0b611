"""What stands behind a city's figures of a period: shares of the index, attainment, changes.

Source: 环办监测〔2018〕19号, HJ 663; the figures come from the views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from airtrack.answers import attainment, breaks, digits
from airtrack.answers.attainment import Attained
from airtrack.answers.number import CENTI, PERMILLE, printed
from airtrack.answers.question import House, Question
from airtrack.answers.reason import Reason
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Measure
from airtrack.metrics.rows import (
    CityPeriodAttainment,
    CityPeriodChange,
    CityPeriodLimitIndex,
    CityPeriodShare,
)

PERCENT, POINTS, DAYS = "change_pct", "change_points", "change_days"
UP, DOWN, FLAT = "up", "down", "flat"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside that of the year before (同比), from the printed values.

    A ratio has `points` (percentage points), a count of days has `days`, everything else
    `percent`; `direction` is `flat` (持平) where that rounds to 0.0. Without a base there are
    `reasons`, if there is a value.
    """

    previous: int | float | None
    percent: int | float | None
    points: int | float | None
    direction: str | None
    reasons: tuple[Reason, ...]
    days: int | float | None = None


@dataclass(frozen=True, slots=True)
class LimitIndex:
    """The maximum and the sum index of HJ 663, and what each pollutant gives to them.

    `is_valid` is False where a pollutant has too few days; without all six there is neither.
    """

    pollutants: Mapping[str, int | float | None]
    maximum: int | float | None
    total: int | float | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """Single indices by pollutant, the modes of judging, changes by indicator, HJ 663's indices."""

    shares: Mapping[str, int | float | None]
    attainment: tuple[Attained, ...]
    changes: Mapping[str, Change]
    limit_index: LimitIndex | None = None


@dataclass
class _Found:
    """What the views hold of one place."""

    shares: list[CityPeriodShare] = field(default_factory=list)
    judged: list[CityPeriodAttainment] = field(default_factory=list)
    changes: list[CityPeriodChange] = field(default_factory=list)
    limit_index: CityPeriodLimitIndex | None = None


def of_places(house: House, question: Question, places: Sequence[str]) -> dict[str, Detail]:
    """The detail of each of these places in the question's period."""
    found = defaultdict[str, _Found](_Found)
    rows = (CityPeriodShare, CityPeriodAttainment, CityPeriodChange, CityPeriodLimitIndex)
    with house.statistics.asked(
        *rows,
        periods=[question.span],
        edition=question.single_edition,
        only=places,
        basis=question.counted_basis,
    ) as asked:
        for share in asked.rows(CityPeriodShare):
            found[share.place_id].shares.append(share)
        for item in asked.rows(CityPeriodAttainment):
            found[item.place_id].judged.append(item)
        for change in asked.rows(CityPeriodChange):
            found[change.place_id].changes.append(change)
        for index in asked.rows(CityPeriodLimitIndex):
            found[index.place_id].limit_index = index
    return {place: _detail(house, question, found[place]) for place in places}


def _detail(house: House, question: Question, found: _Found) -> Detail:
    return Detail(
        shares={row.pollutant: printed(row.share_centi, CENTI, CENTI) for row in found.shares},
        attainment=attainment.judged(house, found.judged),
        changes={row.indicator: change(house, question, row) for row in found.changes},
        limit_index=_limit_index(found.limit_index),
    )


def _limit_index(row: CityPeriodLimitIndex | None) -> LimitIndex | None:
    if row is None:
        return None
    return LimitIndex(
        pollutants={
            str(key): printed(getattr(row, f"{key}_centi"), CENTI, CENTI) for key in Pollutant
        },
        maximum=printed(row.max_centi, CENTI, CENTI),
        total=printed(row.sum_centi, CENTI, CENTI),
        is_valid=row.is_valid,
    )


def change(house: House, question: Question, row: CityPeriodChange) -> Change:
    """The row as people read it, at the decimals of each side."""
    kind = moves_in(house, row.indicator)
    before = digits.of(house, row.indicator, question.span.a_year_before())
    now = digits.of(house, row.indicator, question.span)
    moved = row.change_permille if kind == PERCENT else row.difference_milli
    return Change(
        previous=digits.shown(row.previous_milli, before),
        percent=printed(row.change_permille, PERMILLE, PERMILLE) if kind == PERCENT else None,
        points=digits.shown(row.difference_milli, now) if kind == POINTS else None,
        days=digits.shown(row.difference_milli, now) if kind == DAYS else None,
        direction=direction(moved),
        reasons=breaks.withheld(row.withheld),
    )


def moves_in(house: House, indicator: str) -> str:
    """In what a change is told: percent, percentage points of a ratio, or days of a count."""
    measure = house.standards.indicators[indicator].measure
    return {Measure.SHARE: POINTS, Measure.COUNT: DAYS}.get(measure, PERCENT)


def direction(moved: float | None) -> str | None:
    """Whether a printed change goes up or down, or is none (持平)."""
    if moved is None:
        return None
    return UP if moved > 0 else DOWN if moved < 0 else FLAT
