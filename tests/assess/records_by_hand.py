"""A desk whose registers are typed in a test: projects, amounts and reports of one plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess import kinds
from airtrack.assess.desk import Desk
from airtrack.assess.evidence import Record
from airtrack.assess.question import Question
from airtrack.domain import period as periods
from airtrack.domain.target import (
    Baseline,
    Binding,
    CompareRule,
    Op,
    Plan,
    PlanState,
    Scope,
    Target,
    TargetKind,
    ValueState,
)
from airtrack.domain.task import Task
from airtrack.domain.verdict import Verdict
from airtrack.metrics.rows import (
    AmountCurrent,
    EmissionCumulative,
    EmissionCurrent,
    ProgressCurrent,
)
from airtrack.registry import places, standards
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
CITY, OTHER, THIRD = "430100", "430200", "430300"


@cache
def house() -> House:
    """The standards and places of the repository, and no figures."""
    findings = Findings(DATA)
    found = standards.load(DATA / "standards", findings)
    gazetteer = places.load(DATA / "places", findings)
    findings.raise_if_any()
    assert found is not None
    return House(cast(Any, None), gazetteer, found)


def target(
    kind: str,
    indicator: str,
    value: str | None,
    *,
    period: str = "2025",
    op: str = ">=",
    places: tuple[str, ...] = (CITY,),
    scope: Scope = Scope.EACH,
    digits: int | None = None,
    rule: str = "rounded",
    unit: str = "",
    baseline: str | None = None,
    printed: str | None = None,
    reference: str = "",
    clause: str = "",
    name: str = "t",
) -> Target:
    """A target whose digits are those of the value as it is typed, unless they are given."""
    number = None if value is None else Decimal(value)
    exponent = 0 if number is None else -int(number.as_tuple().exponent)
    base = None
    if baseline is not None:
        base = Baseline(period=baseline, value=None if printed is None else Decimal(printed))
    return Target(
        id=name,
        plan="p",
        kind=TargetKind(kind),
        places=places,
        scope=scope,
        indicator=indicator,
        period=period,
        op=None if value is None else Op(op),
        value=number,
        value_state=ValueState.SET,
        unit=unit,
        digits=None if value is None else exponent if digits is None else digits,
        compare_rule=CompareRule(rule),
        basis="",
        edition="",
        baseline=base,
        binding=Binding.BINDING,
        clause=clause,
        reference=reference,
    )


def project(
    tonnes: str, on: str, *, place: str = CITY, pollutant: str = "nox", state: str = "accepted"
) -> EmissionCurrent:
    """One project, numbered by its day and tonnes."""
    milli = int(Decimal(tonnes) * 1000)
    day = date.fromisoformat(on)
    name = f"{place} {on} {tonnes}"
    return EmissionCurrent(name, name, place, pollutant, milli, day, state, "", "", 1, 2)


def amount(
    value: str, period: str, *, indicator: str = "dustfall", place: str = CITY, unit: str = ""
) -> AmountCurrent:
    """One reported value of a period."""
    span, milli = periods.parse(period), int(Decimal(value) * 1000)
    days = (span.first_on, span.last_on)
    return AmountCurrent(place, indicator, span.key, *days, milli, None, unit, "", "", "", 1, 2)


def report(
    state: str, on: str, *, task: int = 1, item: int = 1, body: str = "", percent: int | None = None
) -> ProgressCurrent:
    """One report on an item of the plan."""
    day = date.fromisoformat(on)
    return ProgressCurrent("p", task, item, body, day, state, percent, "", "", "", 1, 2)


@dataclass
class Kept:
    """What the registers hold, and the plan that speaks of it."""

    projects: list[EmissionCurrent] = field(default_factory=list)
    amounts: list[AmountCurrent] = field(default_factory=list)
    reports: list[ProgressCurrent] = field(default_factory=list)
    tasks: tuple[Task, ...] = ()
    issued_on: date | None = None

    def records(self, *targets: Target) -> Records:
        """The registers as the answers read them."""
        plan = Plan(
            id="p",
            title="",
            title_en="",
            short_title="",
            short_title_en="",
            issued_on=self.issued_on,
            state=PlanState.IN_FORCE,
            group=CITY,
            sha256="",
        )
        records = Records(house())
        records.plans = {"p": PlanAnswer(plan, targets, 1, self.tasks)}
        records.projects = self.projects
        records.accepted = [
            EmissionCumulative(row.place_id, row.pollutant, row.on_date, 1, row.tonnes_milli, 0)
            for row in self.projects
            if row.state == "accepted"
        ]
        records.amounts = {}
        for row in self.amounts:
            records.amounts.setdefault((row.place_id, row.indicator), []).append(row)
        records.reports = {}
        for report_ in sorted(self.reports, key=lambda row: row.on_date):
            key = (report_.plan_id, report_.task_no, report_.item_no)
            records.reports.setdefault(key, []).append(report_)
        return records

    def judged(self, asked: Target, *beside: Target, as_of: str) -> Verdict:
        """The verdict on the target's first question; `beside` are further targets of the plan."""
        records = self.records(asked, *beside)
        desk = Desk(house(), Record(house()), date.fromisoformat(as_of), records)
        return kinds.verdict(desk, next(Question.all_of(asked, house().gazetteer)))


def codes(verdict: Verdict) -> list[str]:
    """The codes of its reasons."""
    return [why.code for why in verdict.reasons]
