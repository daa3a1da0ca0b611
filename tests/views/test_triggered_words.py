"""Conditions, their combination and completion rates in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from airtrack.assess.situation import Checked, Fact, State
from airtrack.assess.triggered import Finding, Triggered
from airtrack.domain.rule import (
    Combine,
    Condition,
    ConditionKind,
    Rule,
    RuleKind,
    Window,
)
from airtrack.domain.verdict import Why
from airtrack.registry.places import Gazetteer
from airtrack.views import schemes, triggered
from airtrack.views.table import Words

ON = date(2018, 8, 31)
WORSE = Condition(
    kind=ConditionKind.WORSE_THAN_LAST_YEAR, indicator="composite", window=Window.YEAR
)
LAST = Condition(
    kind=ConditionKind.LAST, indicator="composite", window=Window.YEAR, among="510000", n=3
)
RULE = Rule(
    id="p.r1",
    plan="p",
    no=1,
    kind=RuleKind.CONSEQUENCE,
    body="cities",
    places=("513300", "510100"),
    combine=Combine.UNCLEAR,
    conditions=(WORSE, LAST),
    consequence="talk",
    clause="9",
)
RANK = Fact("composite", "2018-08", Decimal("5.00"), rank=21, of=21, worse=0)


def finding(place: str, state: State, *, reasons: tuple[Why, ...] = ()) -> Finding:
    """The rule for a place: the first condition fails, the second has that state."""
    checked = (
        Checked(WORSE, State.FAILS),
        Checked(LAST, state, (RANK,), reasons, since=ON),
    )
    states = {Combine.ANY: state, Combine.ALL: State.FAILS}
    return Finding(RULE, place, ON, states, checked, since=ON, goes_further=False)


def answer(*findings: Finding) -> Triggered:
    """The findings on their date."""
    holding = tuple(item for item in findings if item.state is State.HOLDS)
    is_open = tuple(item for item in findings if item.state is State.OPEN)
    return Triggered(ON, ON, (), holding, is_open, (), ())


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        pytest.param(None, "—", id="no way to go"),
        pytest.param(Fraction(-30), "-30.0 %（不降反升）", id="it rose"),
        pytest.param(Fraction(0), "0.0 %", id="nothing done"),
        pytest.param(Fraction(200, 3), "66.7 %", id="two thirds"),
    ],
)
def test_a_completion_rate_in_words(zh: Words, rate: Fraction | None, said: str) -> None:
    assert schemes.completion(rate, zh) == said


def test_a_table_says_where_the_decision_lies(gazetteer: Gazetteer, zh: Words) -> None:
    made = triggered.table(answer(finding("513300", State.HOLDS)), gazetteer, zh)
    assert made.title.startswith("触发条件提示（截至2018年8月31日）")
    assert "由有权机关决定" in made.title


def test_a_rule_that_can_be_read_both_ways_says_so(gazetteer: Gazetteer, zh: Words) -> None:
    made = triggered.table(answer(finding("513300", State.HOLDS)), gazetteer, zh)
    (row,) = made.rows
    assert row[3] == "甘孜"
    assert "按任一为条件成立，按全部为不成立" in str(row[-1])
    assert "第 21 名，共 21 个" in str(row[5])


def test_bodies_that_lack_the_same_share_a_row(gazetteer: Gazetteer, zh: Words) -> None:
    why = (Why("rule_ranking_short", {"n": 2, "period": "2018-08"}),)
    both = [finding(place, State.OPEN, reasons=why) for place in ("510100", "513300")]
    (row,) = triggered.table(answer(*both), gazetteer, zh).rows
    assert row[3] == "成都、甘孜"
    assert "2018年8月排名缺 2 个" in str(row[-1])


def test_what_could_not_be_told_can_be_left_out(gazetteer: Gazetteer, zh: Words) -> None:
    found = answer(finding("510100", State.OPEN), finding("513300", State.HOLDS))
    assert len(triggered.table(found, gazetteer, zh).rows) == 2
    assert len(triggered.table(found, gazetteer, zh, with_open=False).rows) == 1


def test_a_condition_is_said_in_english_too(gazetteer: Gazetteer, en: Words) -> None:
    said = triggered.said(LAST, gazetteer, en)
    assert said.startswith("among the last 3 of Sichuan by Composite index")
