"""A value that was issued and the target that leaves it to another document, held together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from airtrack.domain.issued import Issued, Parent, named, terms
from airtrack.domain.model import Unfit
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import Op, Scope, TargetKind

PM25 = Indicator(key="pm25", measure=Measure.MEAN, unit="µg/m³", better="lower")
GOOD = Indicator(key="good_pct", measure=Measure.SHARE, unit="%", better="higher")
NOX = Indicator(key="nox_cut", measure=Measure.TONNES, unit="t", better="higher")
TRUCKS = Indicator(key="trucks", measure=Measure.REPORTED, unit="辆", better="higher")
GOALS = Indicator(key="goals", measure=Measure.REPORTED, unit="", better="higher", general=True)
INDICATORS = {item.key: item for item in (PM25, GOOD, NOX, TRUCKS, GOALS)}

CAP = Parent(
    id="p.counties",
    kind=TargetKind.CAP,
    places=("610402", "610481"),
    group="610400",
    scope=Scope.MEAN,
    indicator="pm25",
    op=Op.AT_MOST,
    unit="µg/m³",
    is_open=True,
    has_baseline=False,
)
GENERAL = replace(CAP, kind=TargetKind.MEASURE, indicator="goals", op=None, unit="")


def test_what_is_not_said_is_as_the_parent_says() -> None:
    found = terms(CAP, Issued("610402"), INDICATORS)
    assert (found.kind, found.indicator, found.op, found.unit) == ("cap", "pm25", "<=", "µg/m³")
    assert (found.places, found.group, found.scope) == (("610402",), "", "each")


def test_a_value_for_the_whole_is_judged_as_the_whole() -> None:
    found = terms(CAP, Issued("610400"), INDICATORS)
    assert (found.places, found.group, found.scope) == (CAP.places, "610400", "mean")


@pytest.mark.parametrize(
    ("indicator", "kind", "op"),
    [
        pytest.param("pm25", "cap", "<=", id="less is better"),
        pytest.param("good_pct", "floor", ">=", id="more is better"),
        pytest.param("nox_cut", "cut", ">=", id="tonnes"),
        pytest.param("trucks", "measure", ">=", id="an amount that people report"),
    ],
)
def test_the_indicator_says_what_a_general_goal_asks_for(
    indicator: str, kind: str, op: str
) -> None:
    found = terms(GENERAL, Issued("610402", indicator), INDICATORS)
    assert (found.kind, found.op, found.is_general) == (kind, op, True)


def test_a_given_sign_turns_a_floor_into_a_cap() -> None:
    found = terms(GENERAL, Issued("610402", "good_pct", Op.BELOW), INDICATORS)
    assert (found.kind, found.op) == ("cap", "<")


@pytest.mark.parametrize("unit", ["µg/m³", "ug/m3", "微克/立方米", "μg/m3"])
def test_a_unit_is_known_by_its_spellings(unit: str) -> None:
    assert terms(CAP, Issued("610402", unit=unit), INDICATORS).unit == "µg/m³"


@pytest.mark.parametrize(
    ("parent", "issued", "code"),
    [
        pytest.param(replace(CAP, is_open=False), Issued("610402"), "issued_not_open", id="set"),
        pytest.param(CAP, Issued("430100"), "issued_other_place", id="another place"),
        pytest.param(CAP, Issued("610402", "good_pct"), "issued_other_indicator", id="another"),
        pytest.param(CAP, Issued("610402", unit="mg/m3"), "issued_unit", id="another unit"),
        pytest.param(GENERAL, Issued("610402"), "issued_no_indicator", id="none of several"),
        pytest.param(GENERAL, Issued("610402", "goals"), "issued_no_indicator", id="goals again"),
        pytest.param(
            replace(CAP, kind=TargetKind.REDUCTION),
            Issued("610402"),
            "issued_no_baseline",
            id="a reduction from nothing",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(parent: Parent, issued: Issued, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        terms(parent, issued, INDICATORS)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("general", "period", "expected"),
    [
        pytest.param(False, "", "p/610402", id="the parent's own indicator"),
        pytest.param(True, "", "p/610402/pm25", id="one of several"),
        pytest.param(True, "2021", "p/610402/pm25/2021", id="of another period"),
    ],
)
def test_the_id_says_place_indicator_and_period(general: bool, period: str, expected: str) -> None:
    assert named("p", Issued("610402", "pm25"), is_general=general, period=period) == expected
