"""Level II for several pollutants: each is a cap at its limit, all must be kept.

Limits of GB 3095-2012: SO2 60, NO2 40 (annual means), O3 160 (90th percentile of the daily maximum
8-hour means); typed by hand.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from airtrack.assess import attainment
from airtrack.assess.case import Evidence
from airtrack.assess.course import Sample
from airtrack.assess.judge import blank_of, judge
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standards import Standards
from airtrack.domain.target import Binding, CompareRule, Scope, Target, TargetKind, ValueState
from airtrack.domain.verdict import Status, Verdict
from tests.assess.conftest import sample, target

YEAR_END = date(2025, 12, 31)
LIMITS = {"so2": "60", "no2": "40", "o3": "160"}


def asked() -> Target:
    """Level II for SO2, NO2 and O3 in 2025."""
    return Target(
        id="t",
        plan="p",
        kind=TargetKind.ATTAINMENT,
        places=("430100",),
        scope=Scope.EACH,
        indicator="attainment",
        period="2025",
        value_state=ValueState.SET,
        compare_rule=CompareRule.ROUNDED,
        basis="incl_dust",
        edition="gb3095-2012",
        binding=Binding.BINDING,
        clause="",
        pollutants=(Pollutant.SO2, Pollutant.NO2, Pollutant.O3),
    )


def part(
    on_file: Standards,
    key: str,
    value: str,
    *,
    enough: bool = True,
    left: int = 0,
    rule: str = "rounded",
) -> Verdict:
    """One pollutant's verdict: a mean of all days, or a percentile."""
    cap = target(key, "<=", LIMITS[key], rule=rule)
    days: Sample = sample(value, n=365 - left, left=left)
    evidence = Evidence(
        samples=(days,), printed=Fraction(value), digits=0, is_enough=enough, source="computed"
    )
    as_of = YEAR_END if not left else date(2025, 6, 30)
    return judge(
        cap,
        evidence,
        place="430100",
        as_of=as_of,
        indicator=on_file.indicators[key],
        rules=on_file.assessment,
    )


def together(*parts: Verdict) -> Verdict:
    return attainment.together(blank_of(asked(), place="430100", as_of=YEAR_END), parts)


@pytest.mark.parametrize(
    ("so2", "no2", "o3", "status"),
    [
        pytest.param("20", "30", "150", "met", id="all below"),
        pytest.param("60", "40", "160", "met", id="all on"),
        pytest.param("20", "41", "150", "missed", id="one just above"),
        pytest.param("20", "30", "161", "missed", id="the percentile just above"),
        pytest.param("60.5", "30", "150", "met", id="a tie goes to the even 60"),
        pytest.param("20", "41.5", "150", "missed", id="a tie goes to the even 42"),
    ],
)
def test_all_named_pollutants_must_keep_their_limit(
    on_file: Standards, so2: str, no2: str, o3: str, status: str
) -> None:
    values = {"so2": so2, "no2": no2, "o3": o3}
    verdict = together(*(part(on_file, key, value) for key, value in values.items()))
    assert (verdict.status, verdict.decided) == (status, True)


def test_one_that_fails_decides_though_another_lacks_days(on_file: Standards) -> None:
    verdict = together(
        part(on_file, "so2", "20", enough=True),
        part(on_file, "no2", "45"),
        part(on_file, "o3", "150", enough=False),
    )
    assert verdict.status == Status.MISSED


def test_one_that_lacks_days_leaves_it_open(on_file: Standards) -> None:
    few = sample("30", n=300, missing=65)
    open_one = judge(
        target("no2", "<=", "40"),
        Evidence(samples=(few,), printed=Fraction(30), is_enough=False),
        place="430100",
        as_of=YEAR_END,
        indicator=on_file.indicators["no2"],
        rules=on_file.assessment,
    )
    verdict = together(part(on_file, "so2", "20"), open_one)
    assert (verdict.status, verdict.decided) == (Status.INSUFFICIENT, False)


def test_a_running_year_is_as_far_as_its_worst_pollutant(on_file: Standards) -> None:
    # NO2 41.5 is within five percent of 40 (42), SO2 is far below
    verdict = together(part(on_file, "so2", "20", left=184), part(on_file, "no2", "41.5", left=184))
    assert (verdict.status, verdict.decided) == (Status.AT_RISK, False)


def test_the_numbers_are_those_of_the_worst_pollutant(on_file: Standards) -> None:
    verdict = together(part(on_file, "so2", "61"), part(on_file, "no2", "50"))
    assert (str(verdict.actual), str(verdict.required), str(verdict.gap)) == ("50", "40", "10")


@pytest.mark.parametrize(
    ("rule", "status", "other"),
    [
        pytest.param("rounded", "met", "missed", id="40.3 is printed as 40"),
        pytest.param("full", "missed", "met", id="40.3 as it is"),
    ],
)
def test_both_comparison_rules_are_known_of_all_together(
    on_file: Standards, rule: str, status: str, other: str
) -> None:
    verdict = together(
        part(on_file, "so2", "20", rule=rule), part(on_file, "no2", "40.3", rule=rule)
    )
    assert (verdict.status, verdict.other_rule) == (status, other)
