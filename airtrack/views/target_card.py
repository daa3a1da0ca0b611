"""One target as a card: how it stands, everything the contract says of it, its parent and parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from airtrack.assess.filed import Filed
from airtrack.domain.target import Plan, Target
from airtrack.registry.places import Gazetteer
from airtrack.views import filed, plans, sentences, verdicts
from airtrack.views import words as spoken
from airtrack.views.section import Section
from airtrack.views.table import Table, Words


def title(target: Target, gazetteer: Gazetteer, words: Words) -> str:
    """Place, indicator and period."""
    return words.say(
        "target_card",
        where=plans.where(target, gazetteer, words),
        indicator=words.label(target.indicator),
        period=spoken.period(target.period, words),
    )


def lines(item: Filed, plan: Plan, gazetteer: Gazetteer, words: Words) -> tuple[str, ...]:
    """What is asked, where it stands, what weakens the verdicts or forbids one, our remark."""
    target = item.target
    asked = words.say("target_asked", demand=filed.asked(target, words))
    where = words.say("target_stands", plan=sentences.plan_name(plan, words), clause=target.clause)
    told = [asked, where, filed.why_unjudged(target, words)]
    told += [verdicts.reasons(verdict, gazetteer, words) for verdict in item.verdicts]
    told.append(target.note)
    return tuple(dict.fromkeys(line for line in told if line))


def sections(
    item: Filed, related: Sequence[Filed], gazetteer: Gazetteer, words: Words
) -> tuple[Section, ...]:
    """The verdicts place by place, the parent and the parts, every field of the contract."""
    found = []
    if len(item.verdicts) > 1:
        table = verdicts.table(verdicts.worst_first(item.verdicts), gazetteer, words)
        found.append(Section(words.label("target_by_place"), 2, (), table, is_detail=True))
    if related:
        table = filed.targets_table(related, gazetteer, words)
        found.append(Section(words.label("target_related"), 2, (), table))
    fields = _fields(item.target, gazetteer, words)
    found.append(Section(words.label("target_fields"), 2, (), fields, is_detail=True))
    return tuple(found)


def related(target: Target, found: Iterable[Filed]) -> tuple[Filed, ...]:
    """The target that this one is a part of, then its own parts."""
    items = list(found)
    parent = [item for item in items if target.parent and item.target.id == target.parent]
    return (*parent, *(item for item in items if item.target.parent == target.id))


def _fields(target: Target, gazetteer: Gazetteer, words: Words) -> Table:
    """Field by field; what the document leaves blank is said to be blank."""
    blank = words.label("field_blank")
    rows = tuple(
        (words.label(key), value or blank) for key, value in _said(target, gazetteer, words)
    )
    return Table("", (words.column("field"), words.column("value")), rows)


def _said(target: Target, gazetteer: Gazetteer, words: Words) -> tuple[tuple[str, str], ...]:
    baseline = target.baseline
    base = "" if baseline is None else spoken.period(baseline.period, words)
    printed = "" if baseline is None else verdicts.written(baseline.value)
    is_of_air = bool(target.basis)
    return (
        ("target_id", target.id),
        ("plan", target.plan),
        ("target_kind", words.label(f"target_kind_{target.kind}")),
        ("places", plans.where(target, gazetteer, words)),
        ("scope", words.label(f"scope_{target.scope}")),
        ("target_indicator", words.label(target.indicator)),
        ("target_period", spoken.period(target.period, words)),
        ("op", filed.asked(target, words)),
        ("value_state", words.label(f"value_state_{target.value_state}")),
        ("value", "" if target.value is None else verdicts.written(target.value)),
        ("unit", verdicts.unit(target.unit, words)),
        ("digits", "" if target.digits is None else str(target.digits)),
        ("compare_rule", words.label(f"compare_rule_{target.compare_rule}")),
        ("basis", words.label(target.basis) if is_of_air else ""),
        ("edition", words.label(target.edition) if target.edition else ""),
        ("baseline", base),
        ("baseline_value", printed if baseline is not None and baseline.value else ""),
        ("binding", words.label(f"binding_{target.binding}")),
        ("clause", target.clause),
        ("reference", target.reference),
        ("target_parent", target.parent),
        ("among", filed.place_name(target.among, gazetteer, words) if target.among else ""),
        ("pollutants", words.joined(target.pollutants)),
        ("note", target.note),
    )
