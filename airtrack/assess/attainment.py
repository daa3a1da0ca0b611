"""Attainment of Level II (二级): each named pollutant is a cap at its limit, all must be kept.

Source: HJ 663; SO2, NO2 and the particles by their annual mean, CO and O3, which have no annual
limit, by their percentile against the 24-hour and the 8-hour limit. Which statistics count is the
mode of `data/standards/attainment.toml` that judges targets; the others stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from airtrack.assess.desk import Desk
from airtrack.assess.judge import judge
from airtrack.assess.question import Question
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.domain.target import Op, Target, TargetKind
from airtrack.domain.verdict import Rule, Status, Verdict, Why
from airtrack.metrics.rows import CityPeriodAttainment


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict on all pollutants together; its numbers are those of the worst of them."""
    if question.span is None:
        return replace(blank, reasons=(Why("verdict_no_data", {"period": question.target.period}),))
    mode = desk.house.standards.attainment.target_mode
    rows = desk.record.attained(question.target.places, question.span)
    own = [row for row in rows if row.place_id == question.place]
    parts = [
        _of_pollutant(desk, question, blank, pollutant=pollutant, rows=_in(own, mode))
        for pollutant in question.target.pollutants
    ]
    return together(blank, parts, beside=_other_modes(question, own, mode))


def together(blank: Verdict, parts: Sequence[Verdict], *, beside: Sequence[Why] = ()) -> Verdict:
    """One verdict of several: a pollutant that fails decides, one that lacks leaves it open."""
    status = combined([part.status for part in parts])
    other = combined([part.other_rule or part.status for part in parts])
    worst = max(parts, key=_gravity)
    decided = status in (Status.MET, Status.MISSED)
    reasons = [*_each(parts), *(why for part in parts for why in part.reasons), *beside]
    return replace(
        worst,
        target=blank.target,
        status=status,
        rule=Rule.DECIDED if decided else None if status is Status.INSUFFICIENT else Rule.SO_FAR,
        decided=decided,
        firm=decided and _is_firm(parts, status),
        other_rule=None if other is status else other,
        reasons=tuple(why for n, why in enumerate(reasons) if why not in reasons[:n]),
    )


def combined(found: Sequence[Status]) -> Status:
    """The gravest, but that nothing short of a failure outranks what is not known."""
    if Status.MISSED in found:
        return Status.MISSED
    if Status.INSUFFICIENT in found:
        return Status.INSUFFICIENT
    return min(found, key=lambda status: status.severity)


def _is_firm(parts: Sequence[Verdict], status: Status) -> bool:
    if status is Status.MISSED:
        return any(part.firm and part.status is Status.MISSED for part in parts)
    return all(part.firm for part in parts)


def _gravity(part: Verdict) -> tuple[int, Fraction]:
    """The gravest first, of equal ones the one nearest its limit or furthest above it."""
    if part.actual is None or not part.required:
        return -part.status.severity, Fraction(0)
    return -part.status.severity, Fraction(part.actual) / Fraction(part.required)


def _each(parts: Sequence[Verdict]) -> list[Why]:
    """Every pollutant with its value and its limit."""
    return [
        Why(
            "verdict_attains" if part.status in _KEPT else "verdict_exceeds",
            {
                "indicator": part.target.indicator,
                "value": part.actual,
                "limit": part.required,
                "unit": part.unit,
            },
        )
        for part in parts
        if part.actual is not None
    ]


_KEPT = (Status.MET, Status.ON_TRACK)


def _of_pollutant(
    desk: Desk,
    question: Question,
    blank: Verdict,
    *,
    pollutant: Pollutant,
    rows: Sequence[CityPeriodAttainment],
) -> Verdict:
    """The cap at the pollutant's limit, judged as any other cap."""
    limit = next((row.limit_milli for row in rows if row.pollutant == pollutant), None)
    cap = replace(question, target=_cap(desk, question.target, pollutant, limit))
    found = judge(
        cap.target,
        desk.evidence(cap),
        place=blank.place,
        as_of=blank.as_of,
        indicator=desk.indicator(cap),
        rules=desk.house.standards.assessment,
    )
    return found if limit is not None else replace(found, required=None, gap=None, actual=None)


def _cap(desk: Desk, target: Target, pollutant: Pollutant, limit: int | None) -> Target:
    """The limit as a target of its own, at the digits of comparisons with limits."""
    standards = desk.house.standards
    digits = standards.rounding.digits("attainment", pollutant, target.span.last_on)
    value = Decimal(limit or 0) / MILLI
    return target.model_copy(
        update={
            "kind": TargetKind.CAP,
            "indicator": pollutant.value,
            "op": Op.AT_MOST,
            "value": value.quantize(Decimal(1).scaleb(-digits)),
            "digits": digits,
            "unit": standards.indicators[pollutant].unit,
            "pollutants": (),
        }
    )


def _in(rows: Sequence[CityPeriodAttainment], mode: str) -> list[CityPeriodAttainment]:
    return [row for row in rows if row.mode == mode]


def _other_modes(question: Question, rows: Sequence[CityPeriodAttainment], mode: str) -> list[Why]:
    """Pollutants that fail in another mode and not in this one."""
    failing = {row.pollutant for row in _in(rows, mode) if not row.is_met}
    found: dict[str, list[str]] = {}
    for row in rows:
        is_named = row.pollutant in question.target.pollutants
        if row.mode != mode and is_named and not row.is_met and row.pollutant not in failing:
            found.setdefault(row.mode, []).append(row.pollutant)
    return [
        Why("verdict_fails_in_mode", {"mode": other, "pollutants": tuple(dict.fromkeys(keys))})
        for other, keys in found.items()
    ]
