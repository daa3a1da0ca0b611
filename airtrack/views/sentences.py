"""One verdict in a sentence or on a badge: who stands where, by how much, what is left.

Places go by their short names; a set of places by a word, since the page names it already.
"""

from __future__ import annotations

from collections.abc import Iterable

from airtrack.domain.target import Plan, PlanState, TargetKind
from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import bases, theme, verdicts
from airtrack.views.table import Words
from airtrack.views.verdicts import written

_PERCENT = "%"
_FORMS = {
    TargetKind.REDUCTION: "cut_of",
    TargetKind.YEAR_ON_YEAR: "change_of",
    TargetKind.RANK: "rank_of",
    TargetKind.RELATIVE: "relative_of",
}


def plan_name(plan: Plan, words: Words, *, short: bool = True) -> str:
    """What the plan is called; a draft for comment says so."""
    given = (plan.short_title, plan.short_title_en) if short else (plan.title, plan.title_en)
    name = given[words.lang == "en"]
    return words.say("plan_draft", plan=name) if plan.state is PlanState.DRAFT else name


def indicator(verdict: Verdict, words: Words, *, short: bool = False) -> str:
    """What the verdict is about; a change, a rank, a comparison with a mean say so."""
    key = verdict.target.indicator
    label = words.glossary.short(key, words.lang) if short else words.label(key)
    return form(label, verdict.target.kind, words)


def form(label: str, kind: TargetKind, words: Words) -> str:
    """The indicator as targets of the kind read it."""
    return words.say(_FORMS[kind], indicator=label) if kind in _FORMS else label


def place(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """The place's short name, or the word for the places as a whole."""
    if verdict.is_region:
        return words.label("region_whole")
    return gazetteer.places[verdict.place].short_name


def state(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """Who stands where against which target, and by how much it is missed."""
    said = {
        "place": place(verdict, gazetteer, words),
        "indicator": indicator(verdict, words),
        "actual": verdicts.actual(verdict, words),
        "demand": _demand(verdict, words),
    }
    told = words.say("verdict_without" if verdict.actual is None else "verdict_state", **said)
    beyond = distance(verdict, words)
    return f"{told}{words.label('comma')}{beyond}" if beyond else told


def _demand(verdict: Verdict, words: Words) -> str:
    """What is required; the unit of the plan's own number stands behind the value already."""
    if verdict.target.value is not None:
        return verdicts.demand(verdict.target, words)
    return verdicts.required(verdict, words)


def measured(number: str, unit: str, words: Words) -> str:
    """A number with its unit."""
    return f"{number} {verdicts.unit(unit, words)}".strip()


def distance(verdict: Verdict, words: Words) -> str:
    """How far the value is beyond the target, in words; empty where nothing is left to do."""
    target = verdict.target
    if verdict.gap is None or verdict.gap <= 0 or target.kind is TargetKind.RANK:
        return ""
    unit = words.label("unit_points") if verdict.unit == _PERCENT else verdict.unit
    key = "gap_above" if target.op is None or target.op.is_cap else "gap_below"
    return words.say(key, gap=measured(written(verdict.gap), unit, words))


def rest(verdict: Verdict, words: Words) -> str:
    """What the rest of the period still allows, and how often earlier years kept to it."""
    if verdict.decided:
        is_over = verdict.budget is None
        return "" if is_over or verdict.status is not Status.MISSED else words.label("rest_lost")
    parts = (
        verdicts.on_path(verdict, words),
        verdicts.on_season(verdict, words),
        verdicts.rest(verdict, words),
        verdicts.archive(verdict, words),
        verdicts.chance(verdict, words),
    )
    return words.label("comma").join(part for part in parts if part)


def told(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """The state, and what the rest of the period still allows."""
    parts = (state(verdict, gazetteer, words), rest(verdict, words))
    return words.label("semicolon").join(part for part in parts if part)


def badge(status: Status, words: Words, *, more: str = "") -> str:
    """Sign and word on a badge in the colour of the status, in Streamlit's markdown."""
    word = f"{verdicts.SIGNS[status]} {words.label(f'status_{status}')} {more}".strip()
    return f":{theme.STATUS[status].badge}-badge[{word}]"


def chips(found: Iterable[Verdict], words: Words) -> str:
    """Each verdict of one place on a badge, in a row."""
    return " ".join(chip(verdict, words) for verdict in found)


def place_chip(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """The same for one of several places: its name instead of the indicator's."""
    numbers = f"{written(verdict.actual)} ({verdicts.demand(verdict.target, words)})"
    name = place(verdict, gazetteer, words)
    return badge(verdict.status, words, more=f"· {name} {numbers}")


def chip(verdict: Verdict, words: Words) -> str:
    """Sign, word, indicator, actual against required on a badge; the basis where there are two."""
    is_rank = verdict.target.kind is TargetKind.RANK
    value = verdicts.actual(verdict, words) if is_rank else written(verdict.actual)
    numbers = f"{value} ({verdicts.demand(verdict.target, words)})"
    name = indicator(verdict, words, short=True)
    beside = f"{bases.own(verdict, words)}{bases.by_document(verdict, words)}"
    return badge(verdict.status, words, more=f"· {name} {numbers}{beside}")
