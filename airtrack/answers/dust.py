"""Days of dust and other exceptional events beside a city's figures, and the basis of an answer.

Source: 环办监测〔2016〕120号; SPEC 5.3; `data/standards/dust.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from airtrack.answers.number import PERMILLE, printed
from airtrack.answers.reason import Reason
from airtrack.domain.basis import Basis
from airtrack.metrics.rows import CityPeriod, CityPeriodDust, CityPeriodMeasured

COMPUTED, REPORTED, CERTIFIED = "computed", "reported", "certified"


@dataclass(frozen=True, slots=True)
class DustFigures:
    """Event days of a city and period, and the good-day ratio in percent three ways.

    `kept` counts every day, `dropped` leaves the event days that exceed out of the denominator
    too, `added` counts them as good. Where the ratio of the period is a table's or an estimate's,
    `kept` is that one and the others are None; all are None where it is withheld: `reasons` say
    so. `left_out` are the days without a value in means and index,
    by pollutant; with dust included there are none.
    """

    event_days: int
    exceed_days: int
    heavy_days: int
    kept: int | float | None
    dropped: int | float | None
    added: int | float | None
    left_out: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


def figures(
    found: CityPeriodDust | None, measured: Iterable[CityPeriodMeasured], period: CityPeriod
) -> DustFigures | None:
    """The event days of one city and period, None where none is on record."""
    if found is None:
        return None
    reasons = _no_ratios(period)
    return DustFigures(
        event_days=found.event_days,
        exceed_days=found.exceed_days,
        heavy_days=found.heavy_days,
        kept=printed(period.good_permille, PERMILLE, PERMILLE),
        dropped=None if reasons else printed(found.dropped_permille, PERMILLE, PERMILLE),
        added=None if reasons else printed(found.added_permille, PERMILLE, PERMILLE),
        left_out={row.pollutant: row.left_out_days for row in measured if row.left_out_days},
        reasons=reasons,
    )


def _no_ratios(period: CityPeriod) -> tuple[Reason, ...]:
    """Why event days cannot be taken out of the ratio: its days are unknown, or it is none."""
    if period.good_permille is None:
        return (Reason("dust_ratio_withheld"),)
    return () if period.source == COMPUTED else (Reason("dust_ratio_not_of_days"),)


def shown(asked: Basis | None, *, has_events: bool) -> Basis:
    """The basis of means and index in an answer: as asked, else without events where any are."""
    if asked is not None:
        return asked
    return Basis.EXCL_DUST if has_events else Basis.INCL_DUST


def source(kind: str, rule: str | None) -> str:
    """Where figures come from as answers name it: a certified table is a source of its own."""
    return CERTIFIED if kind == REPORTED and rule == CERTIFIED else kind
