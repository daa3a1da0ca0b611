"""What would be if, as the JSON document of `whatif`."""

from __future__ import annotations

from decimal import Decimal

from airtrack.outlook.ranked import RankLine
from airtrack.outlook.whatif import Expected, TargetLine, WhatIf
from airtrack.views import why as reasons_of
from airtrack.views.document import Document
from airtrack.views.table import Words
from airtrack.views.verdicts import number, place_name

_FINE = 2


def document(answer: WhatIf, words: Words) -> Document:
    """`whatif`: a row a target, the figures of the place, the rank."""
    ground = answer.ground
    return {
        "as_of": ground.as_of.isoformat(),
        "year": ground.year,
        "plan": ground.ask.plan,
        "place": ground.ask.place,
        "scenario": answer.scenario.text,
        "years_used": list(answer.years),
        "rows": [_line(line, answer, words) for line in answer.targets],
        "figures": [
            {
                "indicator": line.indicator,
                "actual": number(line.so_far),
                "without": _expected(line.without),
                "with": _expected(line.under),
            }
            for line in answer.figures
        ],
        "rank": None if answer.rank is None else _rank(answer.rank),
    }


def _line(line: TargetLine, answer: WhatIf, words: Words) -> Document:
    gazetteer, verdict = answer.ground.house.gazetteer, line.verdict
    target = verdict.target
    return {
        "target": target.id,
        "place": verdict.place,
        "name": place_name(verdict, gazetteer, words),
        "kind": target.kind.value,
        "indicator": target.indicator,
        "op": None if target.op is None else target.op.value,
        "required": number(verdict.required),
        "unit": verdict.unit,
        "status": verdict.status.value,
        "actual": number(verdict.actual),
        "without": _expected(line.without),
        "with": _expected(line.under),
        "reasons": [
            {"code": why.code, "text": reasons_of.said(why, gazetteer, words)}
            for why in line.reasons
        ],
    }


def _expected(found: Expected | None) -> Document | None:
    if found is None:
        return None
    return {
        "low": number(_fine(found.low)),
        "middle": number(_fine(found.middle)),
        "high": number(_fine(found.high)),
        "met": found.is_met,
        "met_by_rounding": found.by_rounding,
        "probability": number(None if found.probability is None else _fine(found.probability)),
        "years_used": found.n_years,
        "indicative": found.is_indicative,
        "backtest": None if found.trust is None else found.trust.value,
        "pooled": list(found.pooled),
    }


def _fine(value: Decimal) -> Decimal:
    """At most two decimals; a printed figure keeps its own."""
    exponent = value.as_tuple().exponent
    is_fine = isinstance(exponent, int) and -exponent > _FINE
    return value.quantize(Decimal(1).scaleb(-_FINE)) if is_fine else value


def _rank(found: RankLine) -> Document:
    return {
        "group": found.group,
        "by": found.by,
        "n": found.n,
        "n_total": found.n_total,
        "actual": found.so_far,
        "without": {"rank": found.rank_without, "value": number(found.without)},
        "with": {"rank": found.rank_under, "value": number(found.under)},
        "solved": [
            {
                "gain" if item.is_gain else "leave_last": item.places,
                "outcome": item.outcome.value,
                "value": number(item.value),
                "rest_mean": number(item.rest),
            }
            for item in found.solved
        ],
    }
