"""Schemes on invented rows, with amounts that can be computed in the head.

Source: SPEC 6.4 to 6.6 for the shapes; the worked cases stand in tests/published.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from airtrack.assess import schemes
from airtrack.assess.schemes import Values
from airtrack.domain.scheme import (
    Comparison,
    PlaceFactor,
    Scheme,
    SchemeKind,
    SchemeRow,
    Side,
    Tier,
)
from airtrack.domain.standard import Confidence
from airtrack.registry import schemes as on_file
from airtrack.registry import text
from airtrack.registry.text import Findings
from tests.assess.conftest import DATA

C = Confidence.ONE_TEXT
TIERS = (Tier(rate=Decimal(10)), Tier(above=Decimal(5), rate=Decimal(20)))
ROW = SchemeRow(indicator="pm25", tier=TIERS, mark=C, clause="invented")


def brought(row: SchemeRow, better_by: str, *, value: str = "100") -> Fraction | None:
    """The amount where the value is so much lower than the year before."""
    now = Fraction(value)
    values = Values(now, now + Fraction(better_by), now + Fraction(better_by))
    return schemes.amount(row, values, is_higher_better=False).amount


@pytest.mark.parametrize(
    ("better_by", "marginal", "whole"),
    [
        pytest.param("4", 40, 40, id="below the bound"),
        pytest.param("5", 50, 50, id="on the bound"),
        pytest.param("5.1", 52, 102, id="just above"),
        pytest.param("8", 110, 160, id="above"),
        pytest.param("-8", -110, -160, id="worse is paid"),
        pytest.param("0", 0, 0, id="the same"),
    ],
)
def test_a_tier_counts_for_the_part_above_or_for_all(
    better_by: str, marginal: int, whole: int
) -> None:
    flat = ROW.model_copy(update={"marginal": False})
    assert (brought(ROW, better_by), brought(flat, better_by)) == (marginal, whole)


def test_what_is_not_settled_is_computed_both_ways() -> None:
    row = ROW.model_copy(update={"marginal_mark": Confidence.UNSETTLED})
    found = schemes.amount(row, Values(Fraction(10), Fraction(18)), is_higher_better=False)
    assert (found.amount, found.other) == (110, 160)
    assert schemes.total([found], factor=Fraction(1), other=True) == 160


@pytest.mark.parametrize(
    ("changes", "better_by", "amount"),
    [
        pytest.param({"side": Side.BETTER}, "-2", 0, id="only the better side"),
        pytest.param({"side": Side.WORSE}, "2", 0, id="only the worse side"),
        pytest.param({"side": Side.WORSE}, "-2", -20, id="the worse side"),
        pytest.param({"lump": Decimal(100)}, "0", 100, id="a lump sum on the limit"),
        pytest.param({"lump": Decimal(100)}, "2", 120, id="a lump sum and the rate"),
        pytest.param({"lump": Decimal(100)}, "-2", -20, id="no lump sum when missed"),
        pytest.param({"cap": Decimal(50)}, "8", 50, id="capped"),
        pytest.param({"cap": Decimal(50)}, "-8", -50, id="capped when paid"),
        pytest.param({"weight": Decimal("0.5")}, "2", 10, id="weighed"),
        pytest.param({"factor": Decimal(3)}, "2", 60, id="multiplied"),
        pytest.param({"exempt_at_most": Decimal(100)}, "2", 0, id="exempt on the limit"),
        pytest.param({"exempt_at_most": Decimal(99)}, "2", 20, id="not exempt above it"),
    ],
)
def test_each_part_of_a_row(changes: dict[str, object], better_by: str, amount: int) -> None:
    assert brought(ROW.model_copy(update=changes), better_by) == amount


def test_more_good_days_are_better() -> None:
    row = ROW.model_copy(update={"indicator": "good_days"})
    values = Values(Fraction(303), Fraction(300))
    assert schemes.amount(row, values, is_higher_better=True).amount == 30


@pytest.mark.parametrize(
    ("comparison", "amount"),
    [(Comparison.PREV, 10), (Comparison.TARGET, 20), (Comparison.PROVINCE_MEAN, -30)],
)
def test_each_comparison_has_its_own_base(comparison: Comparison, amount: int) -> None:
    row = ROW.model_copy(update={"comparison": comparison})
    values = Values(*map(Fraction, (40, 41, 42, 37)))
    assert schemes.amount(row, values, is_higher_better=False).amount == amount


def test_the_number_of_the_scheme_goes_before_that_of_the_plan() -> None:
    row = ROW.model_copy(update={"comparison": Comparison.TARGET, "target": Decimal(44)})
    values = Values(Fraction(40), target=Fraction(42))
    assert schemes.amount(row, values, is_higher_better=False).amount == 40


def test_without_a_figure_there_is_no_total() -> None:
    there = schemes.amount(ROW, Values(Fraction(40), Fraction(42)), is_higher_better=False)
    lacks = schemes.amount(ROW, Values(Fraction(40)), is_higher_better=False)
    assert schemes.total([there], factor=Fraction(2)) == 40
    assert schemes.total([there, lacks], factor=Fraction(2)) is None


def test_a_row_that_is_only_listed_does_not_stop_the_total() -> None:
    listed = ROW.model_copy(update={"computed": False, "text": "tiers unknown"})
    there = schemes.amount(ROW, Values(Fraction(40), Fraction(42)), is_higher_better=False)
    also = schemes.amount(listed, Values(), is_higher_better=False)
    assert schemes.total([there, also], factor=Fraction(1)) == 20


def read(name: str) -> Scheme:
    """A scheme of the repository."""
    findings = Findings(DATA)
    file = DATA / "standards" / on_file.FOLDER / f"{name}.toml"
    found = text.toml(Scheme, file, findings)
    assert found is not None, findings.problems
    return found


@pytest.mark.parametrize(
    ("place", "better_by", "fund"),
    [
        pytest.param("烟台市", "1.05", 32, id="Yantai, 31.5 as published"),
        pytest.param("聊城市", "47.5", 950, id="Liaocheng"),
        pytest.param("济南市", "31.9", 638, id="Jinan"),
    ],
)
def test_funds_that_shandong_published(place: str, better_by: str, fund: int) -> None:
    """SPEC 6.6, mark E; where all four improve by the score, it is the score."""
    scheme = read("shandong-2014")
    values = Values(Fraction(0), Fraction(better_by))
    found = [schemes.amount(row, values, is_higher_better=False) for row in scheme.row]
    total = schemes.total(found, factor=schemes.factor(scheme, (place,)))
    assert schemes.printed(total, scheme) == fund


@pytest.mark.parametrize(
    ("excess", "paid"),
    [pytest.param(8, 110, id="8 above"), pytest.param(12, 190, id="12 above")],
)
def test_amounts_of_henan(excess: int, paid: int) -> None:
    values = Values(Fraction(50 + excess), province_mean=Fraction(50))
    row = read("henan-2020").row[0]
    assert schemes.amount(row, values, is_higher_better=False).amount == -paid


@pytest.mark.parametrize(
    ("pm25", "amounts"),
    [
        pytest.param(52, [140, 0], id="3 below the target: 100 and 20 each"),
        pytest.param(55, [100, 0], id="on the target"),
        pytest.param(56, [0, -40], id="1 above"),
    ],
)
def test_amounts_of_chengdu(pm25: int, amounts: list[int]) -> None:
    values = Values(Fraction(pm25), target=Fraction(55 if pm25 > 52 else 54))
    rows = read("chengdu-2016").row[:2]
    found = [schemes.amount(row, values, is_higher_better=False).amount for row in rows]
    assert found == amounts


@pytest.mark.parametrize(
    ("completion", "rose", "reached", "name"),
    [
        pytest.param(-10, False, 0, "不合格", id="it went the other way"),
        pytest.param(0, False, 0, "不合格", id="nothing"),
        pytest.param(50, False, 30, "不合格", id="half"),
        pytest.param(100, False, 60, "合格", id="all"),
        pytest.param(125, False, 70, "良好", id="a quarter more"),
        pytest.param(175, False, 90, "优秀", id="three quarters more"),
        pytest.param(300, False, 100, "优秀", id="no more than all points"),
        pytest.param(150, True, 0, "不合格", id="a rise is nought whatever the completion"),
    ],
)
def test_points_follow_completion(completion: int, rose: bool, reached: int, name: str) -> None:
    """The stand-in of ours (SPEC 6.4): 60 a whole completion, 40 for as much again."""
    score = read("air-ten-2014").score
    assert score is not None
    found = schemes.air_points(score, completion=Fraction(completion), rose=rose)
    assert found == reached
    assert schemes.grade(score, Fraction(reached)).name == name


def test_without_completion_there_are_no_points() -> None:
    score = read("air-ten-2014").score
    assert score is not None
    assert schemes.air_points(score, completion=None, rose=False) is None


@pytest.mark.parametrize(
    ("tasks", "reached"),
    [(Fraction(70), 70), (Fraction(90), 80), (None, 80)],
    ids=["tasks are less", "tasks are more", "tasks are not assessed"],
)
def test_the_lesser_of_air_and_tasks_counts(tasks: Fraction | None, reached: int) -> None:
    assert schemes.both(Fraction(80), tasks) == reached


def test_the_key_tasks_are_worth_what_the_rule_says() -> None:
    """SPEC 6.4 lists 12, 6, 10, 10, 15, 8, 12, 5, 6, 16."""
    score = read("air-ten-2014").score
    assert score is not None
    assert [int(item.points) for item in score.task] == [12, 6, 10, 10, 15, 8, 12, 5, 6, 16]


def test_every_scheme_says_that_it_is_an_example() -> None:
    files = sorted(Path(DATA / "standards" / on_file.FOLDER).glob("*.toml"))
    found = [read(file.stem) for file in files]
    assert len(found) == 9
    assert [item.id for item in found if "示例" not in item.title] == []
    assert [item.id for item in found if "(example)" not in item.title_en] == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"tier": []}, id="a row that brings nothing"),
        pytest.param({"tier": [{"rate": "1"}, {"rate": "2"}]}, id="tiers that do not rise"),
        pytest.param({"computed": False}, id="not computed, without a word"),
        pytest.param({"rates": "1"}, id="a key that is not known"),
    ],
)
def test_a_row_that_says_nothing_is_refused(changes: dict[str, object]) -> None:
    given = {"indicator": "pm25", "tier": [{"rate": "1"}], "mark": "C", "clause": "x"}
    SchemeRow.model_validate(given)
    with pytest.raises(ValidationError):
        SchemeRow.model_validate(given | changes)


def test_a_scheme_of_one_kind_has_no_part_of_another() -> None:
    given = read("shandong-2014").model_dump() | {"kind": SchemeKind.SCORE}
    with pytest.raises(ValidationError):
        Scheme.model_validate(given)


def test_a_factor_is_of_the_named_places_alone() -> None:
    named = PlaceFactor(places=("青岛市",), factor=Decimal("1.5"), mark=C, clause="x")
    scheme = read("shandong-2014").model_copy(update={"place_factor": (named,)})
    assert schemes.factor(scheme, ("青岛市",)) == Fraction(3, 2)
    assert schemes.factor(scheme, ("烟台市",)) == 1
