"""Verdicts as the JSON document that the command line promises.

Source: the contract of `status`; numbers at their display digits, `raw` holds the unrounded one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from airtrack.assess.board import Board
from airtrack.domain.verdict import Official, OnBasis, Verdict, Why
from airtrack.registry.places import Gazetteer
from airtrack.views import why as reasons_of
from airtrack.views.document import Document
from airtrack.views.outlook import contributions
from airtrack.views.season import document as season
from airtrack.views.table import Words
from airtrack.views.verdicts import number, place_name


def status(answer: Board, gazetteer: Gazetteer, words: Words) -> Document:
    """`status`: a row a verdict, and the targets that nobody can judge by figures."""
    return {
        "as_of": answer.as_of.isoformat(),
        "data_to": None if answer.data_to is None else answer.data_to.isoformat(),
        "plans": [{"id": plan.id, "state": plan.state.value} for plan in answer.plans],
        "rows": [row(verdict, gazetteer, words) for verdict in answer.verdicts],
        "unjudged": [
            {
                "target": target.id,
                "plan": target.plan,
                "indicator": target.indicator,
                "period": target.period,
                "value_state": target.value_state.value,
                "clause": target.clause,
                "note": target.note,
            }
            for target in answer.unjudged
        ],
    }


def row(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> Document:
    """One verdict as `status` gives it."""
    target = verdict.target
    return {
        "target": target.id,
        "plan": target.plan,
        "place": verdict.place,
        "name": place_name(verdict, gazetteer, words),
        "scope": target.scope.value,
        "kind": target.kind.value,
        "indicator": target.indicator,
        "period": target.period,
        "status": verdict.status.value,
        "actual": number(verdict.actual),
        "op": None if target.op is None else target.op.value,
        "required": number(verdict.required),
        "gap": number(verdict.gap),
        "unit": verdict.unit,
        "decided": verdict.decided,
        "firm": verdict.firm,
        "compared": number(verdict.compared),
        "raw": number(verdict.raw),
        "compare_rule": target.compare_rule.value,
        "other_rule": None if verdict.other_rule is None else verdict.other_rule.value,
        "official": None if verdict.official is None else _official(verdict.official),
        "computed": None
        if verdict.computed is None
        else _computed(verdict.computed, gazetteer, words),
        "other_basis": None if verdict.other_basis is None else _on_basis(verdict.other_basis),
        "budget": season.budget(verdict),
        "path": season.path(verdict),
        "projection": season.projection(verdict),
        "contributions": contributions.document(verdict, gazetteer),
        "baseline": number(verdict.baseline),
        "against": verdict.against or None,
        "valid_days": verdict.valid_days,
        "data_to": None if verdict.data_to is None else verdict.data_to.isoformat(),
        "edition": target.edition,
        "basis": target.basis,
        "source": verdict.source,
        "binding": target.binding.value,
        "clause": target.clause,
        "reasons": _reasons(verdict.reasons, gazetteer, words),
    }


def _official(found: Official) -> Document:
    return {
        "status": found.status.value,
        "document_no": found.document_no,
        "decided_by": found.decided_by or None,
        "source": found.source,
    }


def _computed(found: Verdict, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "status": found.status.value,
        "actual": number(found.actual),
        "raw": number(found.raw),
        "gap": number(found.gap),
        "decided": found.decided,
        "source": found.source,
        "reasons": _reasons(found.reasons, gazetteer, words),
    }


def _reasons(found: Iterable[Why], gazetteer: Gazetteer, words: Words) -> list[Document]:
    return [
        {"code": why.code, **_plain(why.params), "text": reasons_of.said(why, gazetteer, words)}
        for why in found
    ]


def _on_basis(found: OnBasis) -> Document:
    return {
        "basis": found.basis.value,
        "status": found.status.value,
        "actual": number(found.actual),
        "gap": number(found.gap),
    }


def _plain(params: Mapping[str, object]) -> Document:
    return {key: _plain_value(value) for key, value in params.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, Decimal):
        return number(value)
    return list(value) if isinstance(value, tuple) else value
