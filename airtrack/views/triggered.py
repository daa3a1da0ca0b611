"""Triggered conditions (触发条件提示) as the JSON document and the table that people read.

What follows is decided by others: every form says so. For inside only.
"""

from __future__ import annotations

from collections.abc import Iterable

from airtrack.assess.situation import Checked, Fact, State
from airtrack.assess.triggered import Finding, Triggered
from airtrack.domain.rule import Combine, Condition, ConditionKind, Rule
from airtrack.domain.target import Op
from airtrack.domain.verdict import Why
from airtrack.registry.places import Gazetteer
from airtrack.views import why as whys
from airtrack.views import words as words_of
from airtrack.views.document import Document
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.verdicts import number, unit, written

_HEADINGS = (
    *("rule_state", "plan", "clause", "rule_body", "rule_conditions", "rule_facts", "rule_since"),
    *("rule_consequence", "reasons"),
)
_SIGNS = {Op.AT_MOST: "≤", Op.AT_LEAST: "≥", Op.BELOW: "<", Op.ABOVE: ">"}


def document(answer: Triggered, gazetteer: Gazetteer, words: Words) -> Document:
    """`triggered`: what holds, what could not be told, and what is left to people."""
    return {
        "as_of": answer.as_of.isoformat(),
        "data_to": answer.data_to and answer.data_to.isoformat(),
        "title": words.label("triggered"),
        "decision": words.label("triggered_decision"),
        "triggered": [_finding(item, gazetteer, words) for item in answer.holding],
        "open": [_finding(item, gazetteer, words) for item in answer.open],
        "not_triggered": [_finding(item, gazetteer, words) for item in answer.failing],
        "listed": [_listed(rule, gazetteer, words) for rule in answer.listed],
    }


def _rule(rule: Rule) -> Document:
    return {
        "rule": rule.id,
        "plan": rule.plan,
        "kind": rule.kind.value,
        "body": rule.body or None,
        "consequence": rule.consequence,
        "rhythm": rule.rhythm or None,
        "clause": rule.clause,
        "note": rule.note or None,
        "combine": rule.combine.value,
    }


def rules(found: Iterable[Rule], gazetteer: Gazetteer, words: Words) -> list[Document]:
    """The rules of a plan as `plans show` gives them."""
    return [
        _listed(rule, gazetteer, words)
        | {"period": rule.period or None, "places": list(rule.places)}
        for rule in found
    ]


def _listed(rule: Rule, gazetteer: Gazetteer, words: Words) -> Document:
    conditions = [_condition(item, gazetteer, words) for item in rule.conditions]
    return _rule(rule) | {"conditions": conditions}


def _condition(condition: Condition, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "kind": condition.kind.value,
        "text": condition.text or None,
        "said": said(condition, gazetteer, words),
        "indicator": condition.indicator or None,
        "window": condition.window and condition.window.value,
        "among": condition.among or None,
        "n": condition.n,
        "op": condition.op and condition.op.value,
        "value": number(condition.value),
        "unit": condition.unit or None,
    }


def _finding(finding: Finding, gazetteer: Gazetteer, words: Words) -> Document:
    return _rule(finding.rule) | {
        "place": finding.place,
        "name": finding.place and gazetteer.places[finding.place].name,
        "state": finding.state.value,
        "ambiguous": finding.is_ambiguous,
        "readings": {how.value: state.value for how, state in finding.states.items()},
        "on": finding.on.isoformat(),
        "since": finding.since and finding.since.isoformat(),
        "since_earlier": finding.goes_further,
        "conditions": [_checked(item, gazetteer, words) for item in finding.conditions],
    }


def _checked(item: Checked, gazetteer: Gazetteer, words: Words) -> Document:
    return _condition(item.condition, gazetteer, words) | {
        "state": item.state.value,
        "since": item.since and item.since.isoformat(),
        "since_earlier": item.goes_further,
        "facts": [_fact(fact) for fact in item.facts],
        "reasons": [_reason(why, gazetteer, words) for why in item.reasons],
    }


def _fact(fact: Fact) -> Document:
    return {
        "target": fact.target and fact.target.id,
        "binding": fact.target and fact.target.binding.value,
        "indicator": fact.indicator or None,
        "period": fact.period or None,
        "actual": number(fact.actual),
        "op": fact.op and fact.op.value,
        "threshold": number(fact.threshold),
        "unit": fact.unit or None,
        "status": fact.status and fact.status.value,
        "rank": fact.rank,
        "of": fact.of,
        "worse": fact.worse,
        "task": fact.task,
        "item": fact.item,
        "due": fact.due and fact.due.isoformat(),
    }


def _reason(why: Why, gazetteer: Gazetteer, words: Words) -> Document:
    return {"code": why.code, **why.params, "text": whys.said(why, gazetteer, words)}


def said(condition: Condition, gazetteer: Gazetteer, words: Words) -> str:
    """The condition in words: what figures are held against, or what is left to people."""
    if condition.kind is ConditionKind.TEXT:
        return condition.text
    among = gazetteer.find_group(condition.among) if condition.among else None
    name = words.label("rule_no_group")
    if among is not None:
        name = among.name if words.lang == "zh" else among.name_en or among.name
    return words.say(
        f"condition_{condition.kind}",
        indicator=words.label(condition.indicator) if condition.indicator else "",
        window=words.label(f"window_{condition.window}") if condition.window else "",
        among=name,
        n=condition.n,
        sign=_SIGNS[condition.op] if condition.op else "",
        value=written(condition.value),
        unit=unit(condition.unit, words),
        tasks=words.label("list_separator").join(map(str, condition.tasks)),
    )


def rules_table(found: Iterable[Rule], gazetteer: Gazetteer, words: Words, *, title: str) -> Table:
    """A row a rule, in the order of the plan."""
    keys = ("clause", "rule_kind", "rule_body", "rule_conditions", "rule_consequence")
    columns = tuple(Column(key, words.label(key)) for key in (*keys, "rule_rhythm", "note"))
    rows = tuple(
        (
            rule.clause,
            words.label(f"rule_kind_{rule.kind}"),
            rule.body,
            words.label(f"combine_{rule.combine}").join(
                said(item, gazetteer, words) for item in rule.conditions
            ),
            rule.consequence,
            rule.rhythm,
            rule.note,
        )
        for rule in found
    )
    return Table(title, columns, rows)


def table(
    answer: Triggered, gazetteer: Gazetteer, words: Words, *, with_open: bool = True
) -> Table:
    """What holds, a row a body; then what could not be told, bodies of one rule in one row."""
    columns = tuple(Column(key, words.label(key)) for key in _HEADINGS)
    rows = [_row(item, (item,), gazetteer, words) for item in answer.holding]
    if with_open:
        alike: dict[tuple[str, str], list[Finding]] = {}
        for item in answer.open:
            alike.setdefault((item.rule.id, _reasons(item, gazetteer, words)), []).append(item)
        rows += [_row(own[0], own, gazetteer, words) for own in alike.values()]
    return Table(title(answer, words), columns, tuple(rows))


def answer(found: Triggered, gazetteer: Gazetteer, words: Words) -> str:
    """How many conditions hold, of whom; how many could not be told."""
    codes = dict.fromkeys(item.place for item in found.holding if item.place)
    names = words.label("list_separator").join(gazetteer.places[one].short_name for one in codes)
    said: dict[str, object] = {
        "day": words_of.day(found.as_of, words),
        "n": len(found.holding),
        "open": len(found.open),
        "names": names,
    }
    if not found.holding:
        return words.say("answer_triggers_none", **said)
    return words.say("answer_triggers" if names else "answer_triggers_unnamed", **said)


def title(answer: Triggered, words: Words) -> str:
    """触发条件提示, the date, and that the decision is not ours."""
    return words.say("triggered_title", day=words_of.day(answer.as_of, words))


def _row(
    finding: Finding, alike: Iterable[Finding], gazetteer: Gazetteer, words: Words
) -> tuple[Cell, ...]:
    names = [gazetteer.places[item.place].short_name for item in alike if item.place]
    body = words.label("list_separator").join(names) or finding.rule.body
    facts = [
        _told(fact, words)
        for item in finding.conditions
        for fact in item.facts
        if (finding.is_ambiguous or item.state is finding.state)
        and any(told is not None for told in (fact.actual, fact.worse, fact.task))
    ]
    is_held = finding.state is State.HOLDS
    return (
        words.label(f"rule_state_{finding.state}"),
        finding.rule.plan,
        finding.rule.clause,
        body,
        _joined_conditions(finding, gazetteer, words),
        "；".join(facts) if words.lang == "zh" else "; ".join(facts),
        _since(finding, words) if is_held else "",
        finding.rule.consequence,
        _reasons(finding, gazetteer, words),
    )


def _joined_conditions(finding: Finding, gazetteer: Gazetteer, words: Words) -> str:
    parts = [said(item.condition, gazetteer, words) for item in finding.conditions]
    return words.label(f"combine_{finding.rule.combine}").join(parts)


def _since(finding: Finding, words: Words) -> str:
    if finding.since is None:
        return ""
    day = words_of.day(finding.since, words)
    return words.say("since_before", day=day) if finding.goes_further else day


def _reasons(finding: Finding, gazetteer: Gazetteer, words: Words) -> str:
    """Why it is open, how its text can be read, and our remark on it."""
    told = [whys.said(why, gazetteer, words) for item in finding.conditions for why in item.reasons]
    if finding.is_ambiguous:
        states = {
            how.value: words.label(f"rule_state_{state}") for how, state in finding.states.items()
        }
        told.append(words.say("rule_ambiguous", any=states[Combine.ANY], all=states[Combine.ALL]))
    told += [finding.rule.note] if finding.rule.note and words.lang == "zh" else []
    separator = "；" if words.lang == "zh" else "; "
    return separator.join(dict.fromkeys(told))


def _told(fact: Fact, words: Words) -> str:
    """One figure as a line of text."""
    if fact.task is not None:
        due = fact.due.isoformat() if fact.due else ""
        return words.say("fact_task", no=f"{fact.task}.{fact.item}", day=due)
    given = {
        "indicator": words.label(fact.indicator),
        "period": words_of.period(fact.period, words),
        "actual": written(fact.actual),
    }
    if fact.rank is not None:
        return words.say("fact_rank", **given, rank=fact.rank, of=fact.of, worse=fact.worse)
    if fact.worse is not None:
        return words.say("fact_listed", **given, worse=fact.worse)
    sign = _SIGNS[fact.op] if fact.op else ""
    demand = {"sign": sign, "threshold": written(fact.threshold), "unit": unit(fact.unit, words)}
    if fact.status is not None:
        status = words.label(f"status_{fact.status}")
        return words.say("fact_target", **given, **demand, status=status)
    return words.say("fact_value", **given, **demand)
