"""How the path and the projection of a verdict came about, worked out once more from their parts.

Source: FORMULAS F9 to F12.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from airtrack.answers.working import Formula
from airtrack.domain.scale import PERCENT
from airtrack.domain.season import MonthTarget, Projection, SeasonPath
from airtrack.domain.verdict import Verdict

DUE, PROFIT, TIGHTENING = "formula_month_path", "formula_profit", "formula_tightening"
ENDS, CHANCE, DAYS = "formula_projection", "formula_chance", "formula_chance_days"

KEYS = frozenset((DUE, PROFIT, TIGHTENING, ENDS, CHANCE, DAYS))
INSIDE = frozenset((ENDS, CHANCE, DAYS))
CLOSE = Fraction(1, 1000)


def wanted(verdict: Verdict, key: str) -> Decimal | None:
    """What the verdict says of that formula's result."""
    path, end = verdict.season, verdict.projection
    if key == ENDS:
        return None if end is None else end.middle
    if key in (CHANCE, DAYS):
        return None if end is None else end.probability
    if path is None:
        return None
    return {DUE: path.due_now, PROFIT: path.profit_loss, TIGHTENING: path.tightening}[key]


def formulas(verdict: Verdict) -> tuple[Formula, ...]:
    """What is due by now, the profit, λ, the end and its probability; empty without a season."""
    path = () if verdict.season is None else _path(verdict.season)
    end = () if verdict.projection is None else _end(verdict.projection)
    return (*path, *end)


def _path(found: SeasonPath) -> tuple[Formula, ...]:
    over = [month for month in found.months if month.n]
    n = sum(month.n for month in over)
    total = sum((Fraction(month.target) * month.n for month in over), Fraction(0))
    made = [
        Formula(DUE, {"sum": total, "n": n}, total / n),
        Formula(PROFIT, {"n": n}, sum((_won(month, found) for month in over), Fraction(0))),
    ]
    left = [month for month in found.months if month.left and month.rebalanced is not None]
    days = sum(month.left for month in left)
    if days and not found.is_share:
        planned = sum((Fraction(m.target) * m.left for m in left), Fraction(0)) / days
        asked = sum((Fraction(m.rebalanced or 0) * m.left for m in left), Fraction(0)) / days
        made.append(Formula(TIGHTENING, {"asked": asked, "planned": planned}, asked / planned))
    return tuple(made)


def _won(month: MonthTarget, found: SeasonPath) -> Fraction:
    """The distance of one month from its target, in unit · days or in days, positive ahead."""
    apart = (Fraction(month.target) - Fraction(month.actual or 0)) * month.n
    ahead = apart if found.wants_low else -apart
    return ahead / PERCENT if found.is_share else ahead


def _end(found: Projection) -> tuple[Formula, ...]:
    known = {"years": found.n_years, "low": found.low, "high": found.high}
    made = [Formula(ENDS, known, Fraction(found.middle))]
    if found.probability is None:
        return tuple(made)
    chance = Fraction(found.probability)
    rests_on = found.made_of
    if rests_on.needed is None or not rests_on.each:
        return (*made, Formula(DAYS, {"years": found.n_years}, chance))
    mean = sum((Fraction(item.ratio) for item in rests_on.each), Fraction(0)) / len(rests_on.each)
    numbers = {"needed": rests_on.needed, "mean": mean, "sd": rests_on.deviation}
    return (*made, Formula(CHANCE, numbers | {"years": found.n_different}, chance))
