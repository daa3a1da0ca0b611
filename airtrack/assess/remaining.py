"""What is left of a period that runs: the budget of the days to come, and how they used to go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from airtrack.assess import budget as budgets
from airtrack.assess.case import AS_IS, COURSES, Case, Held
from airtrack.assess.compare import HALF, plain, rounded
from airtrack.assess.course import Sample
from airtrack.domain.scale import PERCENT
from airtrack.domain.season import Feasibility
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Budget


def remaining(case: Case) -> Budget | None:
    """What is left, while anything is and the end is held against something known."""
    left, held = case.course.left, case.held
    if not left or held is None:
        return None
    samples = case.evidence.samples
    blank = Budget(remaining_days=left, unit=case.indicator.unit)
    match case.indicator.measure:
        case Measure.MEAN:
            found = _mean_budget(case, held, blank)
        case Measure.SHARE:
            needed = budgets.days_to_win(samples, held.limit, strict=held.is_strict)
            found = _days(blank, samples, needed=needed)
        case Measure.COUNT if held.wants_low:
            allowed = budgets.whole_below(held.limit * case.divisor, strict=held.is_strict)
            lose = allowed - budgets.total(samples)
            found = replace(blank, days_left_to_lose=max(0, math.floor(lose)))
        case Measure.COUNT:
            wanted = budgets.whole_above(held.limit * case.divisor, strict=held.is_strict)
            needed = max(0, math.ceil(wanted - budgets.total(samples)))
            found = replace(_days(blank, samples, needed=needed), remaining_mean=None)
        case _:
            return blank
    found = _with_archive(case, held, found)
    return replace(found, feasibility=_feasibility(case, held, found))


def _feasibility(case: Case, held: Held, found: Budget) -> Feasibility | None:
    """How hard the budget is; None where nothing is told by figures or by the archive."""
    if _is_impossible(case, held, found):
        return Feasibility.IMPOSSIBLE
    n = len(found.archive_years)
    if n < case.min_years or found.archive_achieved is None:
        return None
    if not found.archive_achieved:
        return Feasibility.NEVER_ACHIEVED
    return Feasibility.COMFORTABLE if found.archive_achieved == n else Feasibility.ACHIEVED_BEFORE


def _is_impossible(case: Case, held: Held, found: Budget) -> bool:
    if found.days_needed is not None:
        return found.days_needed > sum(sample.left for sample in case.evidence.samples)
    if case.indicator.measure is Measure.COUNT:
        used = budgets.total(case.evidence.samples) / case.divisor
        return held.wants_low and not held.meets(used)
    return held.wants_low and found.remaining_mean is not None and found.remaining_mean < 0


def _days(blank: Budget, samples: Sequence[Sample], *, needed: int) -> Budget:
    """Good days still to win, as a number and as the share that the days to come must have."""
    days = sum(sample.left for sample in samples)
    return replace(
        blank,
        remaining_mean=plain(Fraction(needed * PERCENT, days)),
        days_needed=needed,
        days_left_to_lose=max(0, days - needed),
    )


def _mean_budget(case: Case, held: Held, blank: Budget) -> Budget:
    samples = case.evidence.samples
    exact = budgets.remaining_mean(samples, held.limit)
    if exact is None:
        return blank
    if held.scale is not AS_IS:
        return replace(blank, remaining_mean=plain(exact))
    edge = budgets.remaining_mean(samples, held.yard.edge())
    low, high = _band(case, held)
    return replace(
        blank,
        remaining_mean=plain(exact),
        edge_mean=None if edge is None else plain(edge),
        low_mean=low,
        high_mean=high,
    )


def _band(case: Case, held: Held) -> tuple[Decimal | None, Decimal | None]:
    """What the rounding of the printed figures behind the sums leaves open."""
    step = case.evidence.input_step
    if step is None:
        return None, None
    ends = []
    for error in (step * HALF, -step * HALF):
        moved = [replace(s, amount=s.amount + error * s.n) for s in case.evidence.samples]
        ends.append(budgets.remaining_mean(moved, held.limit))
    return tuple(None if end is None else plain(end) for end in ends)  # type: ignore[return-value]


def _with_archive(case: Case, held: Held, found: Budget) -> Budget:
    """How the same days went in earlier years, and in how many of them they kept the budget."""
    if not case.evidence.past:
        return found
    kind = COURSES[case.indicator.measure]
    is_mean = case.course.is_mean
    values = [kind(past.samples, is_mean=is_mean).so_far for past in case.evidence.past]
    return replace(
        found,
        seasonal_norm=rounded(sum(values, Fraction(0)) / len(values), 1),
        archive_years=tuple(past.year for past in case.evidence.past),
        archive_achieved=sum(_keeps(case, held, found, value=value) for value in values),
    )


def _keeps(case: Case, held: Held, found: Budget, *, value: Fraction) -> bool:
    """True when days like those of that year would keep the budget."""
    if case.indicator.measure is Measure.COUNT:
        days = value * case.divisor
        if held.wants_low:
            return days <= (found.days_left_to_lose or 0)
        return days >= (found.days_needed or 0)
    if case.indicator.measure is Measure.SHARE:
        left = sum(sample.left for sample in case.evidence.samples)
        return value * left >= (found.days_needed or 0) * PERCENT
    limit = budgets.remaining_mean(case.evidence.samples, held.limit)
    if limit is None:
        return False
    return value <= limit if held.wants_low else value >= limit
