"""Whether conditions of a rule hold for a place on a date: pure, over figures and verdicts.

Source: docs/consequences.md. Each answer has its figures; what is not known is neither yes nor no.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.assess.completion import completion
from airtrack.assess.situation import Checked, Fact, Situation, State, window
from airtrack.domain.period import Period
from airtrack.domain.rule import Combine, Condition, ConditionKind, Rule, Window
from airtrack.domain.scale import PERCENT
from airtrack.domain.target import Op, Target, ValueState
from airtrack.domain.verdict import Status, Verdict, Why

_YES_ON_THE_WAY = (Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)
_DIGITS_OF_RATE = 1


def check(condition: Condition, place: str | None, *, on: date, facts: Situation) -> Checked:
    """The condition for a place; `None` where the register has no place for the body."""
    if condition.kind is ConditionKind.TEXT:
        return _open(condition, "rule_for_people")
    if condition.kind is ConditionKind.TASK_OVERDUE:
        return _overdue(condition, on=on, facts=facts)
    if place is None:
        return _open(condition, "rule_no_register")
    if condition.kind.is_of_targets:
        return _of_targets(condition, place, on=on, facts=facts)
    if condition.kind is ConditionKind.LAST:
        return _last(condition, place, on=on, facts=facts)
    return _of_value(condition, place, on=on, facts=facts)


def combined(checked: Sequence[Checked], *, how: Combine) -> State:
    """All or any of the conditions; of `any`, what is left to people is told and does not count."""
    states = [item.state for item in checked]
    if how is Combine.ALL:
        return _worst(states, deciding=State.FAILS, else_=State.HOLDS)
    figures = [item.state for item in checked if item.condition.kind is not ConditionKind.TEXT]
    return _worst(figures, deciding=State.HOLDS, else_=State.FAILS)


def readings(rule: Rule) -> tuple[Combine, ...]:
    """The ways in which the conditions may go together: both where the text leaves it open."""
    return (Combine.ANY, Combine.ALL) if rule.combine is Combine.UNCLEAR else (rule.combine,)


def _worst(states: Sequence[State], *, deciding: State, else_: State) -> State:
    if deciding in states:
        return deciding
    return State.OPEN if State.OPEN in states else else_


def _open(condition: Condition, code: str, **params: object) -> Checked:
    return Checked(condition, State.OPEN, reasons=(Why(code, params),))


def _said(holds: bool) -> State:
    return State.HOLDS if holds else State.FAILS


def _span(condition: Condition, on: date) -> Period:
    return window(condition.window or Window.YEAR, on)


def _of_value(condition: Condition, place: str, *, on: date, facts: Situation) -> Checked:
    """A printed value against a threshold, or against the year before."""
    span, key = _span(condition, on), condition.indicator
    found = facts.figures.get((place, span.key, key))
    if found is None:
        return _open(condition, "rule_no_figure", indicator=key, period=span.key)
    fact = Fact(key, span.key, found.value, unit=condition.unit)
    if condition.kind is ConditionKind.VALUE_ABOVE:
        op, limit = condition.op or Op.AT_LEAST, condition.value or Decimal(0)
        fact = replace(fact, op=op, threshold=limit)
        holds = _stands(found.value, op, limit)
    elif found.previous is None:
        code = "rule_base_withheld" if found.withheld else "rule_no_base"
        why = Why(code, {"indicator": key, "period": span.key})
        return Checked(condition, State.OPEN, (fact,), (why,))
    else:
        is_more = key in facts.higher
        op = Op.BELOW if is_more else Op.ABOVE
        fact = replace(fact, op=op, threshold=found.previous)
        holds = _stands(found.value, op, found.previous)
    if not found.is_enough:
        why = Why("rule_few_days", {"indicator": key, "period": span.key})
        return Checked(condition, State.OPEN, (fact,), (why,))
    return Checked(condition, _said(holds), (fact,))


def _stands(value: Decimal, op: Op, limit: Decimal) -> bool:
    match op:
        case Op.AT_LEAST:
            return value >= limit
        case Op.ABOVE:
            return value > limit
        case Op.AT_MOST:
            return value <= limit
        case Op.BELOW:
            return value < limit


def _last(condition: Condition, place: str, *, on: date, facts: Situation) -> Checked:
    """Fewer than n places are strictly worse; those without a rank might all be."""
    span, n = _span(condition, on), condition.n or 1
    if not condition.among:
        return _open(condition, "rule_no_register")
    ranks = facts.rankings.get((condition.among, span.key, condition.indicator))
    listed = _published(condition, place, span, facts)
    if listed is not None:
        return listed
    if ranks is None or place not in ranks.of:
        return _open(condition, "rule_not_ranked", indicator=condition.indicator, period=span.key)
    rank, value = ranks.of[place]
    worse = sum(other > rank for other, _ in ranks.of.values())
    fact = Fact(
        indicator=condition.indicator,
        period=span.key,
        actual=value,
        threshold=Decimal(n),
        rank=rank,
        of=len(ranks.of),
        worse=worse,
    )
    if worse >= n:
        return Checked(condition, State.FAILS, (fact,))
    if worse + len(ranks.absent) < n:
        return Checked(condition, State.HOLDS, (fact,))
    why = Why("rule_ranking_short", {"n": len(ranks.absent), "period": span.key})
    return Checked(condition, State.OPEN, (fact,), (why,))


def _published(condition: Condition, place: str, span: Period, facts: Situation) -> Checked | None:
    """What the list that the authority published of that period tells, None where none does."""
    ranks = facts.rankings.get((condition.among, span.key, condition.indicator))
    n, n_total = condition.n or 1, 0 if ranks is None else len(ranks.of) + len(ranks.absent)
    for item in facts.lists:
        is_it = (item.group, item.indicator, item.span) == (
            condition.among,
            condition.indicator,
            span,
        )
        standing = item.standing(place, n_total=n_total) if is_it else None
        behind = None if standing is None else standing.has_behind_it(n)
        if standing is None or behind is None:
            continue
        is_exact = standing.best_rank == standing.worst_rank
        fact = Fact(
            indicator=condition.indicator,
            period=span.key,
            threshold=Decimal(n),
            rank=standing.best_rank if is_exact else None,
            of=standing.n_total,
            worse=standing.least_worse,
        )
        why = Why("rule_by_published_list", {"document_no": item.document_no, "period": span.key})
        return Checked(condition, _said(not behind), (fact,), (why,))
    return None


def _of_targets(condition: Condition, place: str, *, on: date, facts: Situation) -> Checked:
    """The verdicts on that place's own targets; a region's target says nothing of one city."""
    own = [
        item
        for item in facts.verdicts.get(on, ())
        if item.place == place and not item.is_region and _counts(condition, item.target)
    ]
    blank = [
        target
        for target in facts.unset
        if place in target.places
        and target.value_state is not ValueState.QUALITATIVE
        and _counts(condition, target)
    ]
    if not own and not blank:
        return _open(condition, "rule_no_target")
    if condition.kind is ConditionKind.COMPLETION_BELOW:
        return _completion(condition, own)
    held = [item for item in own if _is_met_by(condition.kind, item, own)]
    lacking = [item for item in own if item.status is Status.INSUFFICIENT]
    reasons = [Why("rule_target_insufficient", {"n": len(lacking)})] if lacking else []
    reasons += [Why("rule_target_unset", {"n": len(blank)})] if blank else []
    if held:
        return Checked(condition, State.HOLDS, tuple(map(_fact, held)), tuple(reasons))
    if not reasons:
        return Checked(condition, State.FAILS, tuple(map(_fact, own)))
    missing = [why for item in lacking for why in item.reasons]
    told = tuple({why.code: why for why in (*reasons, *missing)}.values())
    return Checked(condition, State.OPEN, tuple(map(_fact, lacking)), told)


def _counts(condition: Condition, target: Target) -> bool:
    return target.binding in condition.counted and condition.indicator in ("", target.indicator)


def _is_met_by(kind: ConditionKind, verdict: Verdict, own: Sequence[Verdict]) -> bool:
    """True where the verdict is one that the condition asks for."""
    if kind is ConditionKind.PROGRESS_SHORT:
        return verdict.status in _YES_ON_THE_WAY
    if kind is ConditionKind.TARGET_MISSED:
        return verdict.status is Status.MISSED
    alike = [item for item in own if item.target.period == verdict.target.period]
    return _is_beaten(verdict) and all(item.status is not Status.MISSED for item in alike)


def _is_beaten(verdict: Verdict) -> bool:
    """Met with something to spare, at the digits of the target."""
    if verdict.status is not Status.MET or verdict.compared is None or verdict.required is None:
        return False
    is_cap = verdict.target.op is not None and verdict.target.op.is_cap
    over = verdict.required - verdict.compared
    return over > 0 if is_cap else over < 0


def _fact(verdict: Verdict) -> Fact:
    target = verdict.target
    return Fact(
        indicator=target.indicator,
        period=target.period,
        actual=verdict.actual,
        op=target.op,
        threshold=verdict.required,
        unit=verdict.unit,
        target=target,
        status=verdict.status,
    )


def rate(verdict: Verdict) -> Fraction | None:
    """Completion in percent of a cut against its base; None without figures.

    The verdict has the cut in percent of the base, so that the base is 100.
    """
    if verdict.baseline is None or verdict.raw is None or verdict.required is None:
        return None
    base = Fraction(PERCENT)
    return completion(
        base, actual=base - Fraction(verdict.raw), target=base - Fraction(verdict.required)
    )


def _completion(condition: Condition, own: Sequence[Verdict]) -> Checked:
    """A completion rate below the threshold, of any of the cuts."""
    limit = condition.value or Decimal(0)
    rates = [(item, found) for item in own if (found := rate(item)) is not None]
    facts = tuple(
        replace(
            _fact(item),
            actual=round(Decimal(found.numerator) / found.denominator, _DIGITS_OF_RATE),
            op=Op.BELOW,
            threshold=limit,
            unit="%",
        )
        for item, found in rates
    )
    if any(found < Fraction(limit) for _, found in rates):
        return Checked(condition, State.HOLDS, facts)
    if len(rates) < len(own) or not rates:
        return Checked(condition, State.OPEN, facts, (Why("rule_no_completion"),))
    return Checked(condition, State.FAILS, facts)


def _overdue(condition: Condition, *, on: date, facts: Situation) -> Checked:
    """An item past its due date that is known not to be done; a date alone tells nothing."""
    late = [
        (task.no, item)
        for task in facts.tasks
        if task.no in condition.tasks
        for item in task.items
        if item.due is not None and item.due < on
    ]
    known = [(no, item) for no, item in late if (no, item.item) in facts.done]
    undone = [
        (no, item) for no, item in known if (at := facts.done[no, item.item]) is None or at > on
    ]
    told = undone or [pair for pair in late if pair not in known]
    found = tuple(Fact(task=no, item=item.item, due=item.due) for no, item in told)
    if undone:
        return Checked(condition, State.HOLDS, found)
    if told:
        return Checked(condition, State.OPEN, found, (Why("rule_no_progress", {"n": len(told)}),))
    dated = any(
        item.due for task in facts.tasks if task.no in condition.tasks for item in task.items
    )
    return Checked(condition, State.FAILS) if dated else _open(condition, "rule_no_due_date")
