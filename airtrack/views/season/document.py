"""The season of a verdict as JSON: budget, path, projection.

Source: the contract of `status`.
"""

from __future__ import annotations

from decimal import Decimal

from airtrack.domain.season import MonthTarget, SeasonPath
from airtrack.domain.verdict import Budget, Verdict
from airtrack.views.document import Document
from airtrack.views.verdicts import control, number

_VALUES, _DAYS, _FACTOR = 2, 1, 4


def budget(verdict: Verdict) -> Document | None:
    """What the rest of the period still allows; None where nothing is left."""
    found: Budget | None = verdict.budget
    if found is None:
        return None
    band = None
    if found.low_mean is not None and found.high_mean is not None:
        band = [rounded(found.low_mean, _VALUES), rounded(found.high_mean, _VALUES)]
    factor = None if verdict.season is None else verdict.season.tightening
    return {
        "remaining_days": found.remaining_days,
        "unit": found.unit,
        "remaining_mean": number(control(verdict)),
        "remaining_mean_raw": number(found.remaining_mean),
        "band": band,
        "edge_mean": number(found.edge_mean),
        "days_needed": found.days_needed,
        "days_left_to_lose": found.days_left_to_lose,
        "seasonal_norm": number(found.seasonal_norm),
        "archive_years": list(found.archive_years),
        "archive_achieved": found.archive_achieved,
        "feasibility": None if found.feasibility is None else found.feasibility.value,
        "amount_left": number(found.amount_left),
        "amount_per_month": number(found.amount_per_month),
        "lambda": rounded(factor, _FACTOR),
    }


def path(verdict: Verdict) -> Document | None:
    """Where it stands on its path: of month targets, or between the milestones of an amount."""
    if verdict.season is not None:
        return _season(verdict.season)
    found = verdict.path
    if found is None:
        return None
    return {
        "due_now": number(found.due_now),
        "profit_loss": number(found.profit_loss),
        "from_on": found.from_on.isoformat(),
    }


def _season(found: SeasonPath) -> Document:
    return {
        "due_now": rounded(found.due_now, _VALUES),
        "profit_loss": rounded(found.profit_loss, _DAYS),
        "years": list(found.years),
        "pooled": list(found.pooled),
        "issued": found.is_issued,
        "adds_up": found.adds_up,
        "months": [_month(month) for month in found.months],
    }


def _month(found: MonthTarget) -> Document:
    return {
        "period": found.period,
        "target": rounded(found.target, _VALUES),
        "issued": found.is_issued,
        "valid_days": found.n,
        "days_left": found.left,
        "actual": rounded(found.actual, _VALUES),
        "rebalanced": rounded(found.rebalanced, _VALUES),
        "due": rounded(found.due, _VALUES),
        "to_date": rounded(found.value, _VALUES),
        "profit_loss": rounded(found.profit_loss, _DAYS),
    }


def projection(verdict: Verdict) -> Document | None:
    """The rule that the status rests on, and where the period may end."""
    if verdict.rule is None:
        return None
    found = verdict.projection
    blank: Document = {
        "rule": verdict.rule.value,
        "value": number(verdict.raw),
        "low": None,
        "high": None,
        "probability": None,
        "years_used": 0,
    }
    if found is None:
        return blank
    return blank | {
        "value": rounded(found.middle, _VALUES),
        "low": rounded(found.low, _VALUES),
        "high": rounded(found.high, _VALUES),
        "probability": rounded(found.probability, _VALUES),
        "years_used": found.n_years,
        "years_kept": found.kept,
        "indicative": found.is_indicative,
        "backtest": found.trust.value,
        "pooled": list(found.pooled),
        "ratio_needed": rounded(found.made_of.needed, _FACTOR),
        "ratios": [
            {"year": item.year, "place": item.place, "ratio": rounded(item.ratio, _FACTOR)}
            for item in found.made_of.each
        ],
    }


def rounded(value: Decimal | None, digits: int) -> float | int | None:
    """A number of a season at so many decimals; a missing one is null."""
    return None if value is None else number(value.quantize(Decimal(1).scaleb(-digits)) + 0)
