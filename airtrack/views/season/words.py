"""Budget, path and projection in sentences, for the city page and the explanation."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from airtrack.domain.season import Feasibility, Projection, SeasonPath, Trust
from airtrack.domain.verdict import Verdict
from airtrack.views import verdicts
from airtrack.views.table import Words
from airtrack.views.verdicts import unit, written
from airtrack.views.words import period

_TENTH, _WHOLE = Decimal("0.1"), Decimal(1)
_DAYS = "d"


def facts(verdict: Verdict, words: Words) -> tuple[str, ...]:
    """Where it stands on its path, how hard the rest is, where it may end."""
    if verdict.decided:
        return ()
    path = "" if verdict.season is None else on_path(verdict.season, words)
    end = "" if verdict.projection is None else ends(verdict.projection, words)
    said = (path, hardness(verdict, words), end)
    return tuple(f"{text[0].upper()}{text[1:]}" for text in said if text)


def on_path(found: SeasonPath, words: Words) -> str:
    """What the month targets ask for by now, how far it is from that, whose shape they have."""
    months = [month for month in found.months if month.value is not None]
    if not months:
        return ""
    is_ahead = found.profit_loss >= 0
    parts = [
        words.say(
            "season_ahead" if is_ahead else "season_behind",
            side="≤" if found.wants_low else "≥",
            due=_due(found),
            value=written(months[-1].value and months[-1].value.quantize(_TENTH)),
            unit=unit(found.unit, words),
            points=points(found, abs(found.profit_loss), words),
        ),
        _tightening(found, words),
        words.label("season_issued")
        if found.is_issued
        else words.say("season_of_years", years=len(found.years)),
    ]
    if found.pooled:
        parts.append(words.say("season_pooled", n=len(found.pooled)))
    if not found.adds_up:
        parts.append(words.label("season_not_adding_up"))
    return words.label("comma").join(part for part in parts if part)


def since(found: SeasonPath, words: Words) -> str:
    """The month from which on it has been behind without a break; empty where it is not."""
    told = [month for month in found.months if month.profit_loss is not None and month.n]
    first = None
    for month in reversed(told):
        if month.profit_loss is None or month.profit_loss >= 0:
            break
        first = month.period
    return words.say("behind_since", period=period(first, words)) if first else ""


def points(found: SeasonPath, amount: Decimal, words: Words) -> str:
    """So many unit · days; of good days their number."""
    if found.is_share:
        return words.say("season_points_days", n=written(amount.quantize(_TENTH)))
    shown = written(amount.quantize(_WHOLE))
    return words.say("season_points", n=shown, unit=found.unit)


def _due(found: SeasonPath) -> str:
    side = ROUND_FLOOR if found.wants_low else ROUND_CEILING
    return written(found.due_now.quantize(_TENTH, rounding=side))


def _tightening(found: SeasonPath, words: Words) -> str:
    """By how much the months to come are harder, or easier, than they were planned."""
    if found.tightening is None:
        return ""
    percent = (abs(1 - found.tightening) * 100).quantize(_TENTH)
    # of shares the days that may be lost are spoken of
    is_tighter = (found.tightening < 1) is (found.wants_low or found.is_share)
    lost = "_lost" if found.is_share else ""
    key = "tighter" if is_tighter else "looser"
    return words.say(f"season{lost}_{key}", percent=written(percent)) if percent else ""


def hardness(verdict: Verdict, words: Words) -> str:
    """How hard the budget is, with the band of rounded figures and the rounding edge."""
    budget = verdict.budget
    if budget is None or verdict.decided:
        return ""
    parts = [verdicts.rest(verdict, words), feasibility(verdict, words)]
    if budget.low_mean is not None and budget.high_mean is not None:
        low, high = (item.quantize(_TENTH) for item in (budget.low_mean, budget.high_mean))
        parts.append(words.say("budget_band", low=written(low), high=written(high)))
    if budget.edge_mean is not None and _wants_low(verdict):
        edge = budget.edge_mean.quantize(_TENTH, rounding=ROUND_FLOOR)
        parts.append(words.say("budget_edge", edge=written(edge)))
    return words.label("comma").join(part for part in parts if part)


def feasibility(verdict: Verdict, words: Words) -> str:
    """The budget in a word: impossible, never achieved, achieved so often, comfortable."""
    budget = verdict.budget
    if budget is None or budget.feasibility is None:
        return ""
    key = f"feasibility_{budget.feasibility}"
    if budget.feasibility is Feasibility.IMPOSSIBLE:
        return words.label(key)
    n = len(budget.archive_years)
    return words.say(key, years=n, achieved=budget.archive_achieved)


def ends(found: Projection, words: Words) -> str:
    """Where it may end, and how likely the target is kept."""
    digits = _WHOLE if found.unit == _DAYS else _TENTH
    low, middle, high = (
        written(item.quantize(digits, rounding=ROUND_HALF_EVEN))
        for item in (found.low, found.middle, found.high)
    )
    said = words.say(
        "projection_ends", low=low, middle=middle, high=high, unit=unit(found.unit, words)
    )
    return words.label("semicolon").join(part for part in (said, chance(found, words)) if part)


def chance(found: Projection, words: Words) -> str:
    """The probability in whole percent, with what weakens it; or why none is given."""
    if found.trust is Trust.FAILS:
        return words.label("projection_hidden")
    if found.probability is None:
        return ""
    percent = verdicts.percent(found.probability)
    key = "projection_chance" if found.kept is not None else "projection_chance_days"
    parts = [words.say(key, percent=percent, years=found.n_years, kept=found.kept)]
    if found.is_indicative:
        parts.append(words.label("projection_indicative"))
    if found.trust is Trust.UNTESTED:
        parts.append(words.label("projection_untested"))
    if found.pooled:
        parts.append(words.say("season_pooled", n=len(found.pooled)))
    return words.label("comma").join(parts)


def _wants_low(verdict: Verdict) -> bool:
    is_cut = verdict.baseline is not None
    return is_cut or (verdict.target.op is not None and verdict.target.op.is_cap)
