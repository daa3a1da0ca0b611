"""A verdict as JSON and as sections: the comparison and the rules, then the figures behind it.

Source: the contract of `explain`; every number is that of `status`.
"""

from __future__ import annotations

from airtrack.assess.explain import VerdictExplanation
from airtrack.assess.workings import Drawn
from airtrack.registry.places import Gazetteer
from airtrack.views import (
    bases,
    explain,
    explain_card,
    explain_verified,
    sentences,
    status,
    verdicts,
)
from airtrack.views import words as spoken
from airtrack.views.document import Document
from airtrack.views.section import Section
from airtrack.views.table import Words


def told(found: VerdictExplanation, gazetteer: Gazetteer, words: Words) -> Document:
    """One document: the verdict, how it was compared, and each figure with its inputs."""
    plan = found.plan
    return {
        "as_of": found.verdict.as_of.isoformat(),
        "verdict": status.row(found.verdict, gazetteer, words),
        "plan": {
            "id": plan.id,
            "title": plan.title,
            "document_no": plan.document_no or None,
            "state": plan.state.value,
            "clause": found.verdict.target.clause,
        },
        "agrees": found.agrees,
        "formulas": [explain.formula(item, words) for item in found.formulas],
        "rounding": [explain.step(item, words) for item in found.steps],
        "clauses": [explain.clause(item, words) for item in found.clauses],
        "figures": [explain.figure(item, words) for item in found.figures],
        "baseline": None if found.baseline is None else explain.figure(found.baseline, words),
        "drawn": [
            explain_verified.told(_shown(item, found, gazetteer), words) for item in found.drawn
        ],
    }


def sections(found: VerdictExplanation, gazetteer: Gazetteer, words: Words) -> list[Section]:
    """A verdict, then what it was drawn from and its figures."""
    judged = found.verdict
    lines = [
        verdicts.told(judged, words),
        sentences.told(judged, gazetteer, words),
        bases.computed(judged, words),
        *(explain.said(item, words) for item in found.formulas),
        verdicts.reasons(judged, gazetteer, words),
    ]
    if judged.computed is not None:
        lines.append(verdicts.reasons(judged.computed, gazetteer, words))
    heading = words.say(
        "explain_verdict",
        name=verdicts.place_name(judged, gazetteer, words),
        indicator=sentences.indicator(judged, words),
        period=spoken.period(judged.target.period, words),
        plan=sentences.plan_name(found.plan, words),
    )
    made = [Section(heading, 2, tuple(line for line in lines if line))]
    made += explain_card.rules(found.steps, found.clauses, (), words, level=3)
    for drawn in found.drawn:
        made += explain_verified.sections(_shown(drawn, found, gazetteer), words)
    for item in found.figures:
        made += explain_card.figure(item, words, level=2)
    if found.baseline is not None:
        made += [Section(words.label("explain_baseline"), 2)]
        made += explain_card.figure(found.baseline, words, level=2)
    return made


def _shown(item: Drawn, found: VerdictExplanation, gazetteer: Gazetteer) -> explain_verified.Shown:
    place = found.verdict.place
    name = gazetteer.places[place].name
    return explain_verified.Shown(place, name, item.question, item.indicator, item.found)
