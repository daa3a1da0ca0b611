"""The same verdicts under an assumption, and the rank it would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from airtrack.assess.case import Case
from airtrack.assess.compare import plain, rounded
from airtrack.domain.basis import Basis
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import CENTI, MILLI
from airtrack.domain.scenario import Scenario
from airtrack.domain.season import Projection, Trust
from airtrack.domain.standard import Measure
from airtrack.domain.target import Scope
from airtrack.domain.verdict import Verdict, Why
from airtrack.outlook import chance, ends, solver
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
from airtrack.outlook.solver import Answer

FIGURES: tuple[str, ...] = (
    *POLLUTANTS,
    GOOD_DAYS,
    GOOD_PCT,
    HEAVY_DAYS,
    COMPOSITE,
)
_FOLLOWED_BY_DAY = (Measure.MEAN, Measure.SHARE, Measure.COUNT)
_TENTH = Fraction(1, 10)
_NOT_OF_DAYS = Why("whatif_not_of_days")


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a figure is expected to end: low, middle, high, and on how many earlier years.

    `is_met` says whether the middle meets the target; `probability` is that of meeting it, None
    where it is hidden or where there is no target; `is_indicative` (参考) that little stands behind
    it, `trust` what past years say of it; `pooled` are the cities whose years count as well.
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    n_years: int
    is_indicative: bool
    is_met: bool | None = None
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
class Solved:
    """The largest value at the end (of ratios the smallest) that gains `places` or leaves the last.

    `rest` is the mean that the days to come may have for it, None where that is no single number.
    """

    places: int
    is_gain: bool
    outcome: solver.Outcome
    value: Decimal | None
    rest: Decimal | None


@dataclass(frozen=True, slots=True)
class RankLine:
    """The rank in the group, 1 the best: so far, and at the end without and with the assumption.

    The other cities end where they are expected to (their middle). `n` of them are ranked, this
    one included, of `n_total` members; `without` and `under` are the values at the end.
    """

    group: str
    by: str
    digits: int
    n: int
    n_total: int
    so_far: int | None
    rank_without: int
    rank_under: int
    without: Decimal
    under: Decimal
    solved: tuple[Solved, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer to one scenario; `rank` is None for a set of places and where none can be told."""

    ground: Ground
    scenario: Scenario
    targets: tuple[TargetLine, ...]
    figures: tuple[FigureLine, ...]
    rank: RankLine | None
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """How many places are to be gained, or how long the list of the last is that is to be left."""

    gain: int | None = None
    leave_last: int | None = None


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
        rank=_rank(ground, scenario, wish or Wish()),
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
    return TargetLine(verdict, without, changed, tuple(reasons))


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
    spread = ends.spread(values)
    n = int(spread.n[0])
    if held is None or n < rules.indicative_min_years:
        return None
    ends_at = [
        Fraction(float(value[0])) / MILLI for value in (spread.low, spread.middle, spread.high)
    ]
    low, middle, high = (plain(held.scale.of(value)) for value in ends_at)
    return Expected(
        *(min(low, high), middle, max(low, high), n, n < rules.probability_min_years),
        is_met=held.meets(ends_at[1]),
    )


def _figures(ground: Ground, scenario: Scenario) -> tuple[FigureLine, ...]:
    base = ground.figures()
    before, after = base.ends, ends.under(base, scenario)
    so_far = _so_far(ground)
    return tuple(
        FigureLine(
            str(key),
            _digits(base.book.step(key)),
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
    return {key: _at(value, book.step(key)) for key, value in milli.items() if value is not None}


def _times(value: int | None, factor: int) -> int | None:
    return None if value is None else value * factor


def _expected(ground: Ground, values: Numbers, step: int) -> Expected | None:
    spread, rules = ends.spread(values), ground.house.standards.assessment
    n = int(spread.n[0])
    if n < rules.indicative_min_years:
        return None
    low, middle, high = (
        _at(float(value[0]), step) for value in (spread.low, spread.middle, spread.high)
    )
    return Expected(low, middle, high, n, n < rules.probability_min_years)


def _digits(step: int) -> int:
    """The decimals of a printed step, in thousandths."""
    return len(str(MILLI // step)) - 1


def _at(value_milli: float, step: int) -> Decimal:
    """A figure at its printed digits."""
    return rounded(Fraction(float(value_milli)) / MILLI, _digits(step))


def _rank(ground: Ground, scenario: Scenario, wish: Wish) -> RankLine | None:
    place, by = ground.ask.place, ground.ask.by
    if ground.group is None or place not in ground.members:
        return None
    base, rules = ground.ranked, ground.house.standards.assessment
    own = base.coming.places.index(place)
    changed = ends.under(ground.figures(), scenario) if scenario else None
    keys = _keys(ground, base.ends)
    middle = ends.spread(base.ends[by])
    if middle.n[own] < rules.indicative_min_years or keys[own] is None:
        return None
    mine = keys[own] if changed is None else _keys(ground, changed)[0]
    members = [base.coming.places.index(code) for code in ground.members]
    others = [keys[at] for at in members if at != own]
    known = [key for key in others if key is not None]
    if mine is None:
        return None
    now = keys[own] or mine
    sign = 1 if ground.house.standards.indicators[by].better == "lower" else -1
    digits = _digits(base.book.step(by))
    values = [key[0] for key in known]
    return RankLine(
        group=ground.group.id,
        by=by,
        digits=digits,
        n=len(known) + 1,
        n_total=len(ground.group.members(ground.within.last_on)),
        so_far=ground.rank_so_far.get(place),
        rank_without=_place_of(now, known),
        rank_under=_place_of(mine, known),
        without=_of_steps(now[0] * sign, digits),
        under=_of_steps(mine[0] * sign, digits),
        solved=tuple(_solved(ground, now[0], values, sign=sign, wish=wish)),
    )


Key = tuple[int, ...]
"""What a city is ranked by, the lowest first, in printed steps: its figure, then the tie break."""


def _keys(ground: Ground, found: Ends) -> list[Key | None]:
    """The middle of each place; None where it has none."""
    indicators = ground.house.standards.indicators
    asked = indicators[ground.ask.by]
    listed = [asked, *([indicators[asked.tie_break]] if asked.tie_break else [])]
    book, columns = ground.ranked.book, []
    for item in listed:
        middle = ends.spread(found[item.key]).middle
        sign = 1 if item.better == "lower" else -1
        columns.append(np.rint(middle / book.step(item.key)) * sign)
    rows = np.stack(columns, axis=-1)
    return [tuple(int(value) for value in row) if np.isfinite(row).all() else None for row in rows]


def _place_of(own: Key, others: Sequence[Key]) -> int:
    return 1 + sum(other < own for other in others)


def _of_steps(steps: int, digits: int) -> Decimal:
    return Decimal(steps).scaleb(-digits)


def _solved(
    ground: Ground, now: int, others: Sequence[int], *, sign: int, wish: Wish
) -> list[Solved]:
    """What it takes, on values of which the lowest is the best."""
    digits = _digits(ground.ranked.book.step(ground.ask.by))
    is_share = ground.ask.by == GOOD_PCT
    least = 0 if sign > 0 else -(100 * 10**digits if is_share else ground.within.days)
    found = []
    if wish.gain is not None:
        answer = solver.to_gain(wish.gain, now=now, others=others, least=least)
        found.append(_told(ground, answer, wish.gain, is_gain=True, sign=sign))
    if wish.leave_last is not None:
        answer = solver.to_leave_last(wish.leave_last, others=others, least=least)
        found.append(_told(ground, answer, wish.leave_last, is_gain=False, sign=sign))
    return found


def _told(ground: Ground, answer: Answer, places: int, *, is_gain: bool, sign: int) -> Solved:
    digits = _digits(ground.ranked.book.step(ground.ask.by))
    if answer.value is None:
        return Solved(places, is_gain, answer.outcome, None, None)
    rest = _rest(ground, answer.value)
    value = _of_steps(answer.value * sign, digits)
    return Solved(places, is_gain, answer.outcome, value, None if rest is None else plain(rest))


def _rest(ground: Ground, wanted: int) -> Fraction | None:
    """The mean that the days to come may have, of a pollutant that is assessed by its mean."""
    base, by = ground.figures(), ground.ask.by
    if by not in POLLUTANTS or not base.book.is_mean[POLLUTANTS.index(Pollutant(by))]:
        return None
    at = POLLUTANTS.index(Pollutant(by))
    return solver.rest_mean(
        wanted,
        total=Fraction(round(base.sum_so_far[at, 0]), MILLI),
        n=int(base.n_so_far[at, 0]),
        left=len(base.coming.rest_slots),
        step=Fraction(base.book.step(by), MILLI),
        rest_step=_TENTH,
    )
