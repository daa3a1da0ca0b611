"""Which conditions of the plans' rules hold on a date, for whom, since when, by which figures.

Source: the plans on file; SPEC 6.2 and 6.5. What follows is for those who decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from airtrack.answers import plans as plan_answers
from airtrack.answers import progress
from airtrack.answers.number import MILLI
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess import published
from airtrack.assess.board import board
from airtrack.assess.conditions import check, combined, readings
from airtrack.assess.past import verdicts_on
from airtrack.assess.situation import Checked, Figure, Ranks, Situation, State, window
from airtrack.domain.period import Period
from airtrack.domain.rule import Combine, ConditionKind, Rule
from airtrack.domain.target import Plan, Target
from airtrack.domain.verdict import Status, Verdict
from airtrack.errors import NotFound
from airtrack.metrics.rows import CityPeriodChange, CityPeriodRank

MONTHS_BACK = 24
"""How far back it is asked since when a condition holds."""

_HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule for one body on a date. `place` is None where the register has none for it.

    `on` is the date, or the last day of the rule's own period where that is over. `states` has the
    state by each way to read the rule; `is_ambiguous` says that its text can be read both ways.
    """

    rule: Rule
    place: str | None
    on: date
    states: Mapping[Combine, State]
    conditions: tuple[Checked, ...]
    since: date | None = None
    goes_further: bool = False

    @property
    def state(self) -> State:
        """That of the reading by which it is triggered soonest."""
        return next(iter(self.states.values()))

    @property
    def is_ambiguous(self) -> bool:
        """True where the readings do not agree, or may not."""
        return len(self.states) > 1


@dataclass(frozen=True, slots=True)
class Triggered:
    """The answer: what holds, what could not be told, what does not hold, what is for people."""

    as_of: date
    data_to: date | None
    plans: tuple[Plan, ...]
    holding: tuple[Finding, ...]
    open: tuple[Finding, ...]
    failing: tuple[Finding, ...]
    listed: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule and a body, on the date that counts for it."""

    rule: Rule
    place: str | None
    on: date


def triggered(
    house: House,
    *,
    as_of: date | None = None,
    plan_id: str | None = None,
    place: str | None = None,
    done: Mapping[tuple[str, int, int], date | None] | None = None,
) -> Triggered:
    """The conditions of the plan's rules on that date (that of the newest data without one).

    `place` keeps that body alone. `done` says of items of tasks, by plan, number and item, when
    they were finished, None where they are not; without it the register of progress tells. Raises
    NotFound for an unknown plan.
    """
    records = Records(house)
    answers = plan_answers.chosen(tuple(records.plans.values()), plan_id)
    if not answers:
        raise NotFound("no_plans", nearest=[])
    verdicts = board(house, as_of=as_of, plan_id=plan_id, place=place, records=records)
    reported = _reported(records, as_of=verdicts.as_of) if done is None else done
    found: list[Finding] = []
    for answer in answers:
        finished = {
            (no, item): at for (plan, no, item), at in reported.items() if plan == answer.plan.id
        }
        own = tuple(item for item in verdicts.verdicts if item.target.plan == answer.plan.id)
        found += _of_plan(records, answer, own, as_of=verdicts.as_of, place=place, done=finished)
    rules = [rule for answer in answers for rule in answer.rules]
    return Triggered(
        as_of=verdicts.as_of,
        data_to=verdicts.data_to,
        plans=tuple(answer.plan for answer in answers),
        holding=tuple(item for item in found if item.state is State.HOLDS),
        open=tuple(item for item in found if item.state is State.OPEN),
        failing=tuple(item for item in found if item.state is State.FAILS),
        listed=tuple(rule for rule in rules if not rule.is_judged),
    )


def _reported(records: Records, *, as_of: date) -> dict[tuple[str, int, int], date | None]:
    """Items of tasks that bodies report on: the day of the report that closes them, or None."""
    return {
        (each.plan.id, each.task.no, each.item.item): row.on_date if each.is_closed else None
        for each in progress.items(records, as_of=as_of)
        if (row := each.leading) is not None
    }


def _of_plan(
    records: Records,
    answer: PlanAnswer,
    verdicts: tuple[Verdict, ...],
    *,
    as_of: date,
    place: str | None,
    done: dict[tuple[int, int], date | None],
) -> list[Finding]:
    """One finding a rule and body, in the order of the plan."""
    house = records.house
    asked = [item for rule in answer.rules for item in _asked(rule, as_of=as_of, place=place)]
    facts = Situation(
        higher=frozenset(
            key for key, item in house.standards.indicators.items() if item.better == _HIGHER
        ),
        verdicts={item.on: _settled_by(item.on, verdicts, as_of=as_of) for item in asked},
        unset=tuple(target for target in answer.targets if not target.is_judged),
        tasks=answer.tasks,
        lists=published.of_sets(house, _ranked_sets(answer.rules)),
        done=done,
    )
    _fetch(house, asked, facts, back=0)
    found = [_found(item, facts) for item in asked]
    held = [
        item for item, finding in zip(asked, found, strict=True) if finding.state is State.HOLDS
    ]
    _fetch(house, held, facts, back=MONTHS_BACK + 1)
    _fetch_past(records, [item for item in found if item.state is State.HOLDS], facts)
    return [
        _dated(finding, facts) if finding.state is State.HOLDS else finding for finding in found
    ]


def _ranked_sets(rules: Iterable[Rule]) -> set[str]:
    return {item.among for rule in rules for item in rule.conditions if item.among}


def _settled_by(on: date, verdicts: tuple[Verdict, ...], *, as_of: date) -> tuple[Verdict, ...]:
    """The verdicts that stand on a date: today's, or those on targets that were over by then."""
    return tuple(item for item in verdicts if on == as_of or item.target.span.last_on <= on)


def _asked(rule: Rule, *, as_of: date, place: str | None) -> Iterable[_Asked]:
    """The bodies of a rule that has begun to speak; none of one that is left to people."""
    span = rule.span
    if not rule.is_judged or (span is not None and as_of < span.first_on):
        return
    on = as_of if span is None else min(as_of, span.last_on)
    for code in rule.places or (None,):
        if place in (None, code):
            yield _Asked(rule, code, on)


def _dates(on: date, *, back: int) -> list[date]:
    """The date itself and so many ends of months before it, the newest first."""
    found = [on]
    for _ in range(back):
        found.append(found[-1].replace(day=1) - timedelta(1))
    return found


def _fetch(house: House, asked: Sequence[_Asked], facts: Situation, *, back: int) -> None:
    """Figures and rankings of the air that the conditions speak of are in the situation."""
    spans: dict[str, Period] = {}
    places: set[str] = set()
    ranked: set[tuple[str, str, str]] = set()
    pairs = [(item, condition) for item in asked for condition in item.rule.conditions]
    for item, condition in pairs:
        if item.place is None or condition.window is None:
            continue
        places.add(item.place)
        for span in (window(condition.window, on) for on in _dates(item.on, back=back)):
            spans[span.key] = span
            if condition.among:
                ranked.add((condition.among, span.key, condition.indicator))
    if not spans:
        return
    for among, key, _ in ranked:
        places |= set(_members(house, among, spans[key]))
    with house.statistics.asked(
        CityPeriodChange, CityPeriodRank, periods=sorted(spans.values()), only=sorted(places)
    ) as asking:
        for row in asking.rows(CityPeriodChange):
            facts.figures[row.place_id, row.period_key, row.indicator] = Figure(
                _exact(row.value_milli),
                None if row.previous_milli is None else _exact(row.previous_milli),
                row.is_rankable,
                row.withheld,
            )
        rows = asking.rows(CityPeriodRank, group_id=sorted({among for among, _, _ in ranked}))
    for among, key, indicator in ranked:
        of = {
            row.place_id: (row.rank, _exact(row.value_milli))
            for row in rows
            if (row.group_id, row.period_key, row.by_key) == (among, key, indicator)
        }
        absent = tuple(one for one in _members(house, among, spans[key]) if one not in of)
        facts.rankings[among, key, indicator] = Ranks(of, absent)


def _members(house: House, group: str, span: Period) -> tuple[str, ...]:
    return house.gazetteer.find_group(group).members(span.last_on)


def _exact(milli: int) -> Decimal:
    return Decimal(milli).scaleb(-MILLI).normalize() + 0


def _fetch_past(records: Records, found: Sequence[Finding], facts: Situation) -> None:
    """Verdicts of earlier dates on the targets behind what holds are in the situation.

    Once a target's period is over its verdict is the one of today.
    """
    wanted: dict[tuple[str, str, date], tuple[Target, str, date]] = {}
    known: dict[date, dict[tuple[str, str], Verdict]] = {}
    for finding in found:
        if not any(item.condition.kind.is_of_targets for item in finding.conditions):
            continue
        today = [item for item in facts.verdicts[finding.on] if item.place == finding.place]
        for on in _dates(finding.on, back=MONTHS_BACK + 1)[1:]:
            for verdict in today:
                target = verdict.target
                key = (target.id, verdict.place)
                if on >= target.span.last_on:
                    known.setdefault(on, {})[key] = verdict
                elif on >= target.span.first_on and verdict.status is not Status.INSUFFICIENT:
                    wanted[(*key, on)] = (target, verdict.place, on)
    for on, found_then in verdicts_on(records, wanted.values()).items():
        known.setdefault(on, {}).update({(one.target.id, one.place): one for one in found_then})
    for on, ours in known.items():
        told = {(one.target.id, one.place): one for one in facts.verdicts.get(on, ())}
        facts.verdicts[on] = tuple((ours | told).values())


def _found(asked: _Asked, facts: Situation) -> Finding:
    checked = tuple(
        check(condition, asked.place, on=asked.on, facts=facts)
        for condition in asked.rule.conditions
    )
    states = {how: combined(checked, how=how) for how in readings(asked.rule)}
    return Finding(asked.rule, asked.place, asked.on, states, checked)


def _dated(finding: Finding, facts: Situation) -> Finding:
    """The finding with the day since which it holds, and each of its conditions with its own."""
    dates = _dates(finding.on, back=MONTHS_BACK + 1)
    asked = [_Asked(finding.rule, finding.place, on) for on in dates]
    past = [_found(item, facts) for item in asked]
    checked = tuple(
        _condition_dated(item, [one.conditions[number] for one in past], dates)
        for number, item in enumerate(finding.conditions)
    )
    since, goes_further = _unbroken([one.state for one in past], dates)
    return replace(finding, conditions=checked, since=since, goes_further=goes_further)


def _condition_dated(item: Checked, past: Sequence[Checked], dates: Sequence[date]) -> Checked:
    if item.state is not State.HOLDS or item.condition.kind is ConditionKind.TEXT:
        return item
    since, goes_further = _unbroken([one.state for one in past], dates)
    return replace(item, since=since, goes_further=goes_further)


def _unbroken(states: Sequence[State], dates: Sequence[date]) -> tuple[date, bool]:
    """The first of the dates, newest first, from which it holds without a break.

    The last of them only tells whether it held before already.
    """
    broken = (number for number, state in enumerate(states) if state is not State.HOLDS)
    n_holding = next(broken, len(states))
    goes_further = n_holding == len(states)
    return dates[n_holding - (2 if goes_further else 1)], goes_further
