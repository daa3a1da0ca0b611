"""How a trend came about: the printed value of each year, its ranks, and the correlation.

Source: HJ 663-2013 Annex B; `data/standards/trend.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.answers import trend
from airtrack.answers.question import House, Question
from airtrack.answers.trend import CitySeries, Point
from airtrack.answers.working import Clause, Formula, Listing, Verified

TREND = "trend"
COLUMNS = ("period", "value", "counts", "rank_of_value", "rank_in_time", "mean_of_years")


def of_city(
    house: House, question: Question, place: str, *, indicator: str, years: int | None = None
) -> Verified:
    """Spearman's r of one figure year by year; raises as `trend` does."""
    answer = trend.of_places(house, question, [place], by=indicator, years=years)
    (row,) = answer.rows
    used = [point for point in row.points if point.is_valid]
    ranks = _ranks(used)
    formulas = _formulas(row, ranks)
    exact = formulas[1].result if len(formulas) > 1 else None
    return Verified(
        of=TREND,
        value=None if row.correlation is None else row.correlation.r,
        recomputed=None if exact is None else float(round(exact, trend.R_DIGITS)),
        formulas=formulas,
        listing=Listing(COLUMNS, _rows(row, ranks)),
        clauses=_clauses(house),
        views=("city_period_change", "city_period_years"),
        reasons=row.reasons,
    )


def _ranks(used: Sequence[Point]) -> dict[str, tuple[Fraction, int]]:
    """Rank by value, equal ones sharing the mean of theirs, and rank in time, by period key."""
    values = [point.value or 0 for point in used]
    return {
        point.period.key: (
            sum(other < value for other in values) + Fraction(values.count(value) + 1, 2),
            time,
        )
        for time, (point, value) in enumerate(zip(used, values, strict=True), start=1)
    }


def _formulas(row: CitySeries, ranks: dict[str, tuple[Fraction, int]]) -> tuple[Formula, ...]:
    found = row.correlation
    if found is None:
        return ()
    squares = [(value - time) ** 2 for value, time in ranks.values()]
    total, n = sum(squares, Fraction(0)), len(squares)
    r = 1 - 6 * total / (n**3 - n)
    bound = {"r": abs(r), "critical": found.critical, "significance": found.significance, "n": n}
    key = "formula_significant" if found.direction else "formula_insignificant"
    return (
        Formula("formula_squares", {"n": n}, total),
        Formula("formula_spearman", {"sum": total, "n": n}, r),
        Formula(key, bound),
    )


def _rows(
    row: CitySeries, ranks: dict[str, tuple[Fraction, int]]
) -> tuple[tuple[object, ...], ...]:
    empty = (None, None)
    return tuple(
        (
            point.period.key,
            point.value,
            "yes" if point.is_valid else "no",
            *ranks.get(point.period.key, empty),
            point.mean_of_years,
        )
        for point in row.points
    )


def _clauses(house: House) -> tuple[Clause, ...]:
    rule = house.standards.trend
    mean = rule.mean_of_years
    return (
        Clause("rule_trend", str(rule.min_years), rule.clause, rule.confidence),
        Clause("rule_mean_of_years", str(mean.years), mean.clause, mean.confidence),
    )
