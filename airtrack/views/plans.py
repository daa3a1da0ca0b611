"""Plans, their targets and tasks as JSON documents and as tables for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from airtrack.answers.plan_check import open_points
from airtrack.answers.plans import PlanAnswer
from airtrack.domain.target import Baseline, Plan, Target
from airtrack.domain.task import MeasureName
from airtrack.registry.places import Gazetteer
from airtrack.views import document, tasks, triggered, verdicts
from airtrack.views.document import Document
from airtrack.views.table import Cell, Column, Table, Words

_HEADINGS = (
    *("target_id", "target_kind", "places", "scope", "target_indicator", "target_period", "op"),
    *("value", "unit", "baseline", "binding", "clause", "note"),
)


def listed(found: Iterable[PlanAnswer]) -> Document:
    """`plans`: what each plan is, and how many targets and tasks it sets."""
    return {
        "plans": [
            _said(answer.plan)
            | {
                "group": answer.plan.group,
                "targets": len(answer.targets),
                "tasks": len(answer.tasks),
            }
            | _succession(answer)
            for answer in found
        ]
    }


def shown(
    answer: PlanAnswer,
    measures: Mapping[str, MeasureName],
    gazetteer: Gazetteer,
    words: Words,
) -> Document:
    """`plans show`: the plan, its targets, tasks and rules in its own order, and what is open."""
    reasons = open_points(answer.plan, has_tasks=bool(answer.tasks))
    return _said(answer.plan) | {
        "targets": [target_document(target) for target in answer.targets],
        "tasks": [tasks.document(task, measures, words) for task in answer.tasks],
        "reasons": document.reasons(reasons, words.glossary, words.lang),
        "rules": triggered.rules(answer.rules, gazetteer, words),
        **_succession(answer),
    }


def _succession(answer: PlanAnswer) -> Document:
    """Which batch brought the plan, which plan it replaces, which replace it."""
    return {
        "batch": f"b{answer.batch_no:06d}",
        "succeeds": answer.plan.succeeds or None,
        "succeeded_by": list(answer.succeeded_by),
    }


def _said(plan: Plan) -> Document:
    return {
        "id": plan.id,
        "title": plan.title,
        "issuer": plan.issuer or None,
        "document_no": plan.document_no or None,
        "issued_on": plan.issued_on and plan.issued_on.isoformat(),
        "state": plan.state.value,
    }


def target_document(target: Target) -> Document:
    """One target as `plans show` gives it."""
    return {
        "id": target.id,
        "kind": target.kind.value,
        "places": list(target.places),
        "scope": target.scope.value,
        "indicator": target.indicator,
        "period": target.period,
        "op": target.op and target.op.value,
        "value": tasks.number(target.value, target.digits),
        "value_state": target.value_state.value,
        "unit": target.unit or None,
        "digits": target.digits,
        "compare_rule": target.compare_rule.value,
        "basis": target.basis or None,
        "edition": target.edition or None,
        "baseline": _baseline(target.baseline),
        "binding": target.binding.value,
        "clause": target.clause,
        "reference": target.reference or None,
        "parent": target.parent or None,
        "note": target.note or None,
        "among": target.among or None,
        "pollutants": [pollutant.value for pollutant in target.pollutants],
    }


def _baseline(baseline: Baseline | None) -> Document | None:
    if baseline is None:
        return None
    value = None if baseline.value is None else float(baseline.value)
    return {"period": baseline.period, "value": value}


def list_table(found: Iterable[PlanAnswer], words: Words) -> Table:
    """A row per plan."""
    texts = ("plan", "title", "state", "issuer", "document_no", "issued_on")
    counts = (words.column("n_targets", 0), words.column("n_tasks", 0))
    columns = (*(words.column(key) for key in texts), *counts)
    return Table("", columns, tuple(_plan_row(answer, words) for answer in found))


def _plan_row(answer: PlanAnswer, words: Words) -> tuple[Cell, ...]:
    plan = answer.plan
    return (
        plan.id,
        title(plan, words),
        words.label(f"plan_state_{plan.state}"),
        plan.issuer,
        plan.document_no,
        plan.issued_on.isoformat() if plan.issued_on else "",
        len(answer.targets),
        len(answer.tasks),
    )


def targets_table(answer: PlanAnswer, gazetteer: Gazetteer, words: Words) -> Table:
    """A row per target, in the order of the plan."""
    state = words.label(f"plan_state_{answer.plan.state}")
    heading = words.say("plan_with_state", title=title(answer.plan, words), state=state)
    if answer.succeeded_by:
        heirs = words.label("list_separator").join(answer.succeeded_by)
        heading = words.say("plan_succeeded_by", title=heading, plans=heirs)
    columns = tuple(Column(key, words.label(key)) for key in _HEADINGS)
    rows = tuple(_row(target, gazetteer, words) for target in answer.targets)
    return Table(heading, columns, rows)


def title(plan: Plan, words: Words) -> str:
    """The title of the document in the language of the words."""
    return plan.title if words.lang == "zh" else plan.title_en


def _row(target: Target, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    return (
        target.id,
        words.label(f"target_kind_{target.kind}"),
        where(target, gazetteer, words),
        words.label(f"scope_{target.scope}"),
        words.label(target.indicator),
        target.period,
        str(target.op or ""),
        value(target, words),
        target.unit,
        target.baseline.period if target.baseline else "",
        words.label(f"binding_{target.binding}"),
        target.clause,
        target.note,
    )


def value(target: Target, words: Words) -> str:
    """The number as printed, what is asked for in words, or why there is none."""
    if target.value is not None:
        return f"{target.value:f}"
    if target.is_judged:
        return verdicts.demand(target, words)
    return words.label(f"value_state_{target.value_state}")


def where(target: Target, gazetteer: Gazetteer, words: Words) -> str:
    """The name of the set, or of each place."""
    if target.group:
        group = gazetteer.find_group(target.group)
        return group.name if words.lang == "zh" else group.name_en or group.name
    names = (gazetteer.places[code].short_name for code in target.places)
    return words.label("list_separator").join(names)
