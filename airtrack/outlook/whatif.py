"""The same verdicts under an assumption, and the rank it would give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from airtrack.assess.case import Case, Held
from airtrack.assess.compare import plain, rounded
from airtrack.domain.basis import Basis
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import CENTI, MILLI
from airtrack.domain.scenario import Scenario
from airtrack.domain.season import Projection, Trust
from airtrack.domain.standard import Measure
from airtrack.domain.target import CompareRule, Scope
from airtrack.domain.verdict import Verdict, Why
from airtrack.outlook import chance, ends, ranked, spread
from airtrack.outlook.book import (
    COMPOSITE,
    GOOD_DAYS,
    GOOD_PCT,
    HEAVY_DAYS,
    POLLUTANTS,
    Numbers,
)
from airtrack.outlook.ends import Ends
from airtrack.outlook.ground import Followed, Ground
from airtrack.outlook.ranked import RankLine, Wish

FIGURES: tuple[str, ...] = (
    *POLLUTANTS,
    GOOD_DAYS,
    GOOD_PCT,
    HEAVY_DAYS,
    COMPOSITE,
)
_FOLLOWED_BY_DAY = (Measure.MEAN, Measure.SHARE, Measure.COUNT)
_NOT_OF_DAYS = Why("whatif_not_of_days")


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a figure is expected to end: low, middle, high, and on how many earlier years.

    `is_met` says whether the middle meets the target, `by_rounding` that it does so only once it is
    rounded; `probability` is that of meeting the target itself, None where it is hidden or where
    there is no target; `is_indicative` (参考) that little stands behind it, `trust` what past years
    say of it; `pooled` are the cities whose years count as well.
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    n_years: int
    is_indicative: bool
    is_met: bool | None = None
    by_rounding: bool = False
    probability: Decimal | None = None
    trust: Trust | None = None
    pooled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as it is, and where it ends without and with the assumption."""

    verdict: Verdict
    without: Expected | None
    under: Expected | None
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the place: so far this year, and where it ends without and with the assumption.

    None of the three where it is not known; all at printed digits.
    """

    indicator: str
    digits: int
    so_far: Decimal | None
    without: Expected | None
    under: Expected | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer to one scenario; `rank` is None for a set of places and where none can be told."""

    ground: Ground
    scenario: Scenario
    targets: tuple[TargetLine, ...]
    figures: tuple[FigureLine, ...]
    rank: RankLine | None
    years: tuple[int, ...]


def under(ground: Ground, scenario: Scenario, *, wish: Wish | None = None) -> WhatIf:
    """Targets, figures and rank of the place under the scenario.

    Of a target that rests on tables alone nothing but a mean can be told.
    """
    figures = ground.figures()
    is_used = np.atleast_1d(np.isfinite(figures.ends[COMPOSITE]).any(axis=0))
    years = [year for year, used in zip(figures.coming.years, is_used, strict=True) if used]
    return WhatIf(
        ground=ground,
        scenario=scenario,
        targets=tuple(_target(ground, item, scenario) for item in ground.followed),
        figures=_figures(ground, scenario) if len(ground.places) == 1 else (),
        rank=ranked.of_place(ground, scenario, wish or Wish()),
        years=tuple(years),
    )


def _target(ground: Ground, item: Followed, scenario: Scenario) -> TargetLine:
    verdict, case = item.verdict, item.case
    if verdict.decided:
        return TargetLine(verdict, None, None, (Why("whatif_decided"),))
    is_of_tables = item.question.basis is Basis.ASSESSED
    if case is None or case.held is None or is_of_tables:
        return TargetLine(verdict, None, None, (_NOT_OF_DAYS,))
    if case.indicator.measure in _FOLLOWED_BY_DAY:
        without = None if verdict.projection is None else _projected(case, verdict.projection)
        found = _projection(ground, item, case, scenario) if without and scenario else None
        changed = without if not scenario else None if found is None else _projected(case, found)
    else:
        base = ground.days_of(item.question)
        without = _spread(ground, item, case, base.ends)
        changed = _spread(ground, item, case, ends.under(base, scenario))
    reasons = [] if changed else [_NOT_OF_DAYS]
    if without is None:
        reasons = [Why("whatif_short_archive", _least(ground))]
    return TargetLine(_at_the_end(verdict, case.held), without, changed, tuple(reasons))


def _at_the_end(verdict: Verdict, held: Held) -> Verdict:
    """The verdict with what the end is held against: of the year before all, not the same part."""
    if verdict.target.value is not None:
        return verdict
    return replace(verdict, required=rounded(held.yard.printed, max(0, held.yard.digits)))


def _least(ground: Ground) -> dict[str, object]:
    return {"n": ground.house.standards.assessment.indicative_min_years}


def _projection(
    ground: Ground, item: Followed, case: Case, scenario: Scenario
) -> Projection | None:
    base = ground.days_of(item.question)
    has_days = bool(np.isfinite(base.ends[GOOD_DAYS]).any())
    if case.indicator.measure is not Measure.MEAN and not has_days:
        return None
    is_dusty = (
        case.indicator.key in POLLUTANTS
        and (base.book.is_dusty[POLLUTANTS.index(Pollutant(case.indicator.key))])
    )
    return chance.projection(
        case,
        scenario,
        rules=ground.house.standards.assessment,
        moved=lambda: ends.shares_moved(base, scenario),
        is_dusty=is_dusty and item.question.basis is Basis.EXCL_DUST,
    )


def _projected(case: Case, found: Projection) -> Expected:
    """The projection on the scale of the target, held against it."""
    held = case.held
    if held is None:
        raise ValueError("a case without a requirement is not followed")
    low, middle, high = (
        plain(held.scale.of(Fraction(value))) for value in (found.low, found.middle, found.high)
    )
    return Expected(
        *(min(low, high), middle, max(low, high), found.n_years, found.is_indicative),
        is_met=held.meets(Fraction(found.middle)),
        by_rounding=_is_by_rounding(held, Fraction(found.middle)),
        probability=found.probability,
        trust=found.trust,
        pooled=found.pooled,
    )


def _spread(ground: Ground, item: Followed, case: Case, found: Ends) -> Expected | None:
    """The members of the question's places, averaged over these, on the scale of the target."""
    held, rules = case.held, ground.house.standards.assessment
    values = found[case.indicator.key].mean(axis=0, keepdims=True)
    if item.question.target.scope is Scope.SUM:
        values = found[case.indicator.key].sum(axis=0, keepdims=True)
    ends_at = spread.spread(values)
    n = int(ends_at.n[0])
    if held is None or n < rules.indicative_min_years:
        return None
    exact = [
        Fraction(float(value[0])) / MILLI for value in (ends_at.low, ends_at.middle, ends_at.high)
    ]
    low, middle, high = (plain(held.scale.of(value)) for value in exact)
    return Expected(
        *(min(low, high), middle, max(low, high), n, n < rules.probability_min_years),
        is_met=held.meets(exact[1]),
        by_rounding=_is_by_rounding(held, exact[1]),
    )


def _is_by_rounding(held: Held, value: Fraction) -> bool:
    """Met as the target compares, and not as the value is."""
    is_rounded = held.yard.rule is CompareRule.ROUNDED
    return is_rounded and held.meets(value) and not held.by_other_rule().meets(value)


def _figures(ground: Ground, scenario: Scenario) -> tuple[FigureLine, ...]:
    base = ground.figures()
    before, after = base.ends, ends.under(base, scenario)
    so_far = _so_far(ground)
    return tuple(
        FigureLine(
            str(key),
            spread.digits(base.book.step(key)),
            so_far.get(key),
            _expected(ground, before[key], base.book.step(key)),
            _expected(ground, after[key], base.book.step(key)),
        )
        for key in FIGURES
    )


def _so_far(ground: Ground) -> dict[str, Decimal]:
    """What is printed for the year so far."""
    row = ground.so_far
    if row is None:
        return {}
    milli: dict[str, int | None] = {
        **{key: getattr(row, f"{key}_milli") for key in POLLUTANTS},
        COMPOSITE: _times(row.composite_centi, MILLI // CENTI),
        GOOD_PCT: _times(row.good_permille, MILLI // 10),
        GOOD_DAYS: _times(row.good_days, MILLI),
        HEAVY_DAYS: _times(row.heavy_days, MILLI),
    }
    book = ground.ranked.book
    return {
        key: spread.at(value, book.step(key)) for key, value in milli.items() if value is not None
    }


def _times(value: int | None, factor: int) -> int | None:
    return None if value is None else value * factor


def _expected(ground: Ground, values: Numbers, step: int) -> Expected | None:
    found, rules = spread.spread(values), ground.house.standards.assessment
    n = int(found.n[0])
    if n < rules.indicative_min_years:
        return None
    low, middle, high = (
        spread.at(float(value[0]), step) for value in (found.low, found.middle, found.high)
    )
    return Expected(low, middle, high, n, n < rules.probability_min_years)
