"""Targets as they are filed: the plans, what each target asks and how it stands, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from airtrack.answers.plan_check import PlanFindings
from airtrack.answers.plans import PlanAnswer
from airtrack.assess.filed import Beside, Filed
from airtrack.domain.target import Plan, Scope, Target, ValueState
from airtrack.domain.verdict import Status, Verdict
from airtrack.errors import Problem
from airtrack.registry.places import Gazetteer
from airtrack.views import plans, sentences, verdicts
from airtrack.views import words as spoken
from airtrack.views.sentences import badge
from airtrack.views.table import Cell, Column, Table, Words

_HEADINGS = (
    *("status", "target_indicator", "places", "target_period", "result", "clause"),
    *("target_kind", "binding", "reasons", "target_id"),
)
_PLANS = ("title", "state")
_DOCUMENT = ("issuer", "document_no", "issued_on")
_OPEN = tuple(state for state in ValueState if state is not ValueState.SET)


def plans_table(answers: Sequence[PlanAnswer], words: Words) -> Table:
    """A row a plan: what it is, its targets by the state of their value, its tasks."""
    counts = (*(f"value_state_{state}" for state in ValueState), "n_open_measures", "n_tasks")
    columns = (
        *(words.column(key) for key in _PLANS),
        *(words.column(key, 0) for key in counts),
        *(words.column(key) for key in _DOCUMENT),
    )
    return Table("", columns, tuple(_plan_row(answer, words) for answer in answers))


def _plan_row(answer: PlanAnswer, words: Words) -> tuple[Cell, ...]:
    plan = answer.plan
    states = Counter(target.value_state for target in answer.targets)
    return (
        sentences.plan_name(plan, words),
        words.label(f"plan_state_{plan.state}"),
        *(states[state] for state in ValueState),
        _n_open(answer),
        len(answer.tasks),
        plan.issuer,
        plan.document_no,
        plan.issued_on.isoformat() if plan.issued_on else "",
    )


def _n_open(answer: PlanAnswer) -> int:
    """Numbers that the tasks leave open."""
    return sum(
        measure.value_state is ValueState.PLACEHOLDER
        for task in answer.tasks
        for item in task.items
        for measure in item.measures
    )


def answer(
    plan: Plan, found: Sequence[Filed], words: Words, *, as_of: date | None, has_data: bool
) -> str:
    """How many targets, how many of them stand how, how many nobody can judge."""
    judged = [item.gravest for item in found if item.gravest is not None]
    counted = Counter(item.status for item in judged)
    said: dict[str, object] = {
        "plan": sentences.plan_name(plan, words),
        "n": len(found),
        "judged": len(judged),
    }
    if not found:
        return words.say("answer_targets_none", **said)
    if not judged:
        return words.say("answer_targets_open", listed=_listed(found, words), **said)
    if as_of is None or not has_data:
        told = words.say("answer_targets_no_data", **said)
    else:
        parts = (
            words.say("n_of_status", n=counted[status], status=words.label(f"status_{status}"))
            for status in Status
            if counted[status]
        )
        told = words.say("answer_targets", day=spoken.day(as_of, words), **said)
        told += words.label("list_separator").join(parts)
    return told + _unjudged(found, words) + words.label("full_stop")


def _unjudged(found: Sequence[Filed], words: Words) -> str:
    """How many targets get no verdict, and why."""
    n = sum(not item.target.is_judged for item in found)
    if not n:
        return ""
    return words.say("answer_targets_unjudged", n=n, listed=_listed(found, words))


def _listed(found: Iterable[Filed], words: Words) -> str:
    """The states of the values that forbid a verdict, each with its number."""
    counted = Counter(item.target.value_state for item in found)
    parts = (
        words.say("n_of_state", n=counted[state], state=words.label(f"value_state_{state}"))
        for state in _OPEN
        if counted[state]
    )
    return words.label("list_separator").join(parts)


def counts(found: Iterable[Filed], words: Words) -> str:
    """How many targets stand how, the worst first, on badges in a row; then those without."""
    items = list(found)
    by_status = Counter(item.gravest.status for item in items if item.gravest is not None)
    by_state = Counter(item.target.value_state for item in items if not item.target.is_judged)
    shown = [badge(key, words, more=str(by_status[key])) for key in Status if by_status[key]]
    shown += [
        f":gray-badge[{words.label(f'value_state_{state}')} {by_state[state]}]"
        for state in _OPEN
        if by_state[state]
    ]
    return " ".join(shown)


def targets_table(found: Iterable[Filed], gazetteer: Gazetteer, words: Words) -> Table:
    """A row a target in the order of the plan, how it stands in sight on a narrow screen."""
    columns = tuple(Column(key, words.label(key)) for key in _HEADINGS)
    return Table("", columns, tuple(_row(item, gazetteer, words) for item in found))


def _row(item: Filed, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    target = item.target
    return (
        standing(item, words),
        words.label(target.indicator),
        where(item, gazetteer, words),
        spoken.period(target.period, words),
        result(item, words),
        target.clause,
        words.label(f"target_kind_{target.kind}"),
        words.label(f"binding_{target.binding}"),
        _why(item, gazetteer, words),
        target.id,
    )


def where(item: Filed, gazetteer: Gazetteer, words: Words) -> str:
    """The place, or the set; of several with one verdict kept the place of that one."""
    is_one = len(item.verdicts) == 1 and item.target.scope is Scope.EACH
    if is_one:
        return gazetteer.places[item.verdicts[0].place].short_name
    named = plans.where(item.target, gazetteer, words)
    if item.target.scope is Scope.EACH:
        return named
    return named + words.say("in_brackets", text=words.label(f"scope_{item.target.scope}"))


def standing(item: Filed, words: Words) -> str:
    """Sign and word of one verdict, signs and numbers of several, or why there is none."""
    if not item.verdicts:
        return words.say("not_judged", state=words.label(f"value_state_{item.target.value_state}"))
    if len(item.verdicts) == 1:
        (verdict,) = item.verdicts
        word = words.glossary.short(f"status_{verdict.status}", words.lang)
        return f"{verdicts.SIGNS[verdict.status]} {word}"
    counted = Counter(verdict.status for verdict in item.verdicts)
    return " ".join(f"{verdicts.SIGNS[key]}{counted[key]}" for key in Status if counted[key])


def result(item: Filed, words: Words) -> str:
    """Actual and required value with the unit; of several places what is required alone."""
    demand = asked(item.target, words)
    if len(item.verdicts) != 1 or item.verdicts[0].actual is None:
        return demand
    return f"{verdicts.written(item.verdicts[0].actual)} / {demand}"


def asked(target: Target, words: Words) -> str:
    """What is required, with its unit; or why there is no number."""
    if not target.is_judged:
        return words.label(f"value_state_{target.value_state}")
    unit = verdicts.unit(target.unit, words) if target.value is not None else ""
    return f"{verdicts.demand(target, words)} {unit}".strip()


def why_unjudged(target: Target, words: Words) -> str:
    """Why a target gets no verdict; empty where it gets one."""
    if target.is_judged:
        return ""
    key = f"unjudged_{target.value_state}"
    return words.say(key, reference=target.reference)


def _why(item: Filed, gazetteer: Gazetteer, words: Words) -> str:
    """The reasons of one verdict, or why there is none; else the remark of the plan's reader."""
    parts = [why_unjudged(item.target, words)]
    if len(item.verdicts) == 1:
        parts.append(verdicts.reasons(item.verdicts[0], gazetteer, words))
    parts.append(item.target.note)
    return words.label("semicolon").join(part for part in parts if part)


def beside_table(
    found: Iterable[Beside], names: Mapping[str, Plan], gazetteer: Gazetteer, words: Words
) -> Table | None:
    """A row for each plan that speaks of the same place and indicator; None where none does."""
    keys = ("name", "target_indicator", "plan", "target_period", "status", "result", "clause")
    rows = tuple(
        _beside(item, target, verdict, names, gazetteer, words)
        for item in found
        for target, verdict in item.rows
    )
    return Table("", tuple(words.column(key) for key in keys), rows) if rows else None


def _beside(
    item: Beside,
    target: Target,
    verdict: Verdict | None,
    names: Mapping[str, Plan],
    gazetteer: Gazetteer,
    words: Words,
) -> tuple[Cell, ...]:
    one = Filed(target, () if verdict is None else (verdict,))
    return (
        place_name(item.place, gazetteer, words),
        words.label(item.indicator),
        sentences.plan_name(names[target.plan], words),
        spoken.period(target.period, words),
        standing(one, words),
        result(one, words),
        target.clause,
    )


def place_name(code: str, gazetteer: Gazetteer, words: Words) -> str:
    """The short name of a place, the name of a set, or the id of a plan's own set."""
    if code in gazetteer.places and not gazetteer.is_group(code):
        return gazetteer.places[code].short_name
    if not gazetteer.is_group(code):
        return code
    group = gazetteer.find_group(code)
    return group.name if words.lang == "zh" else group.name_en or group.name


def findings_tables(
    found: PlanFindings, words: Words, *, with_hints: bool
) -> tuple[tuple[str, Table | None], ...]:
    """What disagrees, what is open, what is wrong, each under its heading; None where nothing.

    A text with errors never counts: the last group only says so.
    """
    groups = (("findings_contradictions", found.contradictions), ("findings_gaps", found.gaps))
    told = [
        (words.say(key, n=len(items)), _findings(items, words, with_hints=with_hints))
        for key, items in groups
    ]
    return (*told, (words.label("findings_errors"), None))


def _findings(found: Sequence[Problem], words: Words, *, with_hints: bool) -> Table | None:
    keys = ("problem", "hint") if with_hints else ("problem",)
    texts = (words.glossary.of_problem(item, words.lang) for item in found)
    rows = tuple((text, hint) if with_hints else (text,) for text, hint in texts)
    return Table("", tuple(words.column(key) for key in keys), rows) if rows else None
