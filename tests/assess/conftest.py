"""Targets and evidence made by hand, so that every verdict can be typed beside its numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from airtrack.assess.case import Evidence
from airtrack.assess.course import Sample
from airtrack.assess.judge import judge
from airtrack.domain.standard import Measure
from airtrack.domain.standards import Standards
from airtrack.domain.target import (
    Baseline,
    Binding,
    CompareRule,
    Op,
    Scope,
    Target,
    TargetKind,
    ValueState,
)
from airtrack.domain.verdict import Verdict
from airtrack.registry import standards
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
YEAR_END = date(2025, 12, 31)

Judged = Callable[..., Verdict]


@pytest.fixture(scope="session")
def on_file() -> Standards:
    """The standards of the repository."""
    findings = Findings(DATA)
    found = standards.load(DATA / "standards", findings)
    assert found is not None, findings.problems
    return found


def target(
    indicator: str,
    op: str,
    value: str,
    *,
    rule: str = "rounded",
    baseline: bool = False,
    scope: Scope = Scope.EACH,
) -> Target:
    """A target for the whole of 2025; its digits are those of the value as it is typed."""
    kind = TargetKind.CAP if op.startswith("<") else TargetKind.FLOOR
    exponent = Decimal(value).as_tuple().exponent
    return Target(
        id="t",
        plan="p",
        kind=TargetKind.REDUCTION if baseline else kind,
        places=("430100",),
        scope=scope,
        indicator=indicator,
        period="2025",
        op=Op(op),
        value=Decimal(value),
        value_state=ValueState.SET,
        unit="%" if baseline else "",
        digits=-int(exponent),
        compare_rule=CompareRule(rule),
        basis="incl_dust",
        edition="gb3095-2012",
        baseline=Baseline(period="2021") if baseline else None,
        binding=Binding.BINDING,
        clause="",
    )


def sample(
    value: str | int, *, n: int, missing: int = 0, left: int = 0, is_mean: bool = True
) -> Sample:
    """One place: a mean over `n` valid days, or a count of days among them."""
    amount = Fraction(value) * n if is_mean else Fraction(value)
    return Sample("430100", amount, n, missing, left)


@pytest.fixture
def judged(on_file: Standards) -> Judged:
    """Judges one place's value of the year 2025 on a date, with enough valid days unless told."""

    def on(
        asked: Target,
        *samples: Sample,
        as_of: date = YEAR_END,
        enough: bool = True,
        printed: str | None = None,
        baseline: str | None = None,
        step: str | None = None,
    ) -> Verdict:
        indicator = on_file.indicators[asked.indicator]
        shown = None if printed is None else Fraction(printed)
        if shown is None and len(samples) == 1 and indicator.measure is Measure.MEAN:
            shown = samples[0].amount / samples[0].n
        evidence = Evidence(
            samples=samples,
            printed=shown,
            digits=1,
            is_enough=enough,
            source="computed",
            baseline=None if baseline is None else Fraction(baseline),
            step=None if step is None else Fraction(step),
        )
        return judge(
            asked,
            evidence,
            place="430100",
            as_of=as_of,
            indicator=indicator,
            rules=on_file.assessment,
        )

    return on
