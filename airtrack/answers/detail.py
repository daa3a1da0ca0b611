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
from airtrack.metrics.rows import CityPeriodAttainment, CityPeriodChange, CityPeriodShare

RATIO = "good_pct"
UP, DOWN, FLAT = "up", "down", "flat"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside that of the year before (同比), from the printed values.

    A ratio has `points` (percentage points), everything else `percent`; `direction` is `flat`
    (持平) where that rounds to 0.0. Without a base there are `reasons`, if there is a value.
    """

    previous: int | float | None
    percent: int | float | None
    points: int | float | None
    direction: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """Single indices by pollutant, the modes of judging, changes by indicator."""

    shares: Mapping[str, int | float | None]
    attainment: tuple[Attained, ...]
    changes: Mapping[str, Change]


@dataclass
class _Found:
    """What the views hold of one place."""

    shares: list[CityPeriodShare] = field(default_factory=list)
    judged: list[CityPeriodAttainment] = field(default_factory=list)
    changes: list[CityPeriodChange] = field(default_factory=list)


def of_places(house: House, question: Question, places: Sequence[str]) -> dict[str, Detail]:
    """The detail of each of these places in the question's period."""
    found = defaultdict[str, _Found](_Found)
    rows = (CityPeriodShare, CityPeriodAttainment, CityPeriodChange)
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
    return {place: _detail(house, question, found[place]) for place in places}


def _detail(house: House, question: Question, found: _Found) -> Detail:
    return Detail(
        shares={row.pollutant: printed(row.share_centi, CENTI, CENTI) for row in found.shares},
        attainment=attainment.judged(house, found.judged),
        changes={row.indicator: _change(house, question, row) for row in found.changes},
    )


def _change(house: House, question: Question, row: CityPeriodChange) -> Change:
    is_ratio = row.indicator == RATIO
    before = digits.of(house, row.indicator, question.span.a_year_before())
    now = digits.of(house, row.indicator, question.span)
    moved = row.difference_milli if is_ratio else row.change_permille
    return Change(
        previous=digits.shown(row.previous_milli, before),
        percent=None if is_ratio else printed(row.change_permille, PERMILLE, PERMILLE),
        points=digits.shown(row.difference_milli, now) if is_ratio else None,
        direction=direction(moved),
        reasons=breaks.withheld(row.withheld),
    )


def direction(moved: float | None) -> str | None:
    """Whether a printed change goes up or down, or is none (持平)."""
    if moved is None:
        return None
    return UP if moved > 0 else DOWN if moved < 0 else FLAT
