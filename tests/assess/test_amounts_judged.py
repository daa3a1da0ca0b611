"""Reported amounts by hand: shares, counts that add up, dustfall against its base year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from records_by_hand import CITY, OTHER, Kept, amount, codes, target

from airtrack.domain.target import Scope, Target
from airtrack.domain.verdict import Rule, Status

SHARE = target("measure", "clean_transport_share", "80", unit="%")
TRUCKS = target("measure", "diesel_trucks_removed", "3650", unit="辆")
DUST = target("reduction", "dustfall", "10", unit="%", baseline="2021")


def share(value: str, *, period: str = "2025", as_of: str = "2025-12-31", asked: Target = SHARE):
    kept = Kept(amounts=[amount(value, period, indicator=asked.indicator)])
    return kept.judged(asked, as_of=as_of)


def months(values: str, year: int, *, place: str = CITY) -> list:
    """Monthly dustfall from January on; a dash leaves a month out."""
    return [
        amount(value, f"{year}-{number:02d}", place=place)
        for number, value in enumerate(values.split(), start=1)
        if value != "-"
    ]


@pytest.mark.parametrize(
    ("value", "rule", "expected", "other"),
    [
        pytest.param("79", "rounded", Status.MISSED, None, id="below"),
        pytest.param("79.5", "rounded", Status.MET, Status.MISSED, id="rounds to it, half to even"),
        pytest.param("79.5", "full", Status.MISSED, Status.MET, id="as it is"),
        pytest.param("80", "full", Status.MET, None, id="on it"),
        pytest.param("81", "rounded", Status.MET, None, id="just above"),
    ],
)
def test_the_value_of_the_period_decides(
    value: str, rule: str, expected: Status, other: Status | None
) -> None:
    asked = target("measure", "clean_transport_share", "80", unit="%", rule=rule)
    found = share(value, asked=asked)
    assert (found.status, found.other_rule, found.decided) == (expected, other, True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("80", Status.ON_TRACK, id="reaches it so far"),
        pytest.param("76", Status.AT_RISK, id="five percent below"),
        pytest.param("75.9", Status.OFF_TRACK, id="further below"),
    ],
)
def test_a_share_so_far_decides_nothing(value: str, expected: Status) -> None:
    found = share(value, period="2025-01..2025-06", as_of="2025-07-15")
    assert (found.status, found.rule) == (expected, Rule.SO_FAR)
    assert codes(found) == ["verdict_amount_to_date"]


def test_a_value_of_a_part_that_does_not_begin_the_period_says_nothing() -> None:
    found = share("99", period="2025-Q2", as_of="2025-07-15")
    assert (found.status, codes(found)) == (Status.INSUFFICIENT, ["verdict_no_amount"])


def test_a_value_counts_once_its_period_is_over() -> None:
    assert share("99", as_of="2025-12-30").status is Status.INSUFFICIENT


def test_a_period_that_is_over_and_not_reported_is_insufficient() -> None:
    assert share("99", period="2025-01..2025-11").status is Status.INSUFFICIENT


def test_a_period_to_come_is_not_due() -> None:
    assert share("99", as_of="2024-12-31").status is Status.NOT_DUE


# ten trucks a day: by the end of June 181 days, 1810 trucks; five percent below 1719.5
@pytest.mark.parametrize(
    ("value", "expected", "rule"),
    [
        pytest.param("1810", Status.ON_TRACK, Rule.PATH, id="on its share of the days"),
        pytest.param("1809", Status.AT_RISK, Rule.PATH, id="one below"),
        pytest.param("1719", Status.OFF_TRACK, Rule.PATH, id="beyond five percent"),
        pytest.param("3650", Status.MET, Rule.DECIDED, id="decided early"),
    ],
)
def test_what_adds_up_is_held_against_its_share_of_the_days(
    value: str, expected: Status, rule: Rule
) -> None:
    found = share(value, period="2025-01..2025-06", as_of="2025-08-01", asked=TRUCKS)
    assert (found.status, found.rule) == (expected, rule)
    assert found.path is not None
    assert found.path.due_now == Decimal("1810.0")


def test_a_value_counted_from_earlier_on_to_the_end_of_the_period_decides() -> None:
    found = share("3700", period="2023-01..2025-12", asked=TRUCKS)
    assert (found.status, found.decided) == (Status.MET, True)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        pytest.param("", Status.MET, id="as in the plan"),
        pytest.param("辆", Status.MET, id="the plan's"),
        pytest.param("万辆", Status.INSUFFICIENT, id="ten thousands"),
    ],
)
def test_a_value_in_another_unit_is_not_compared(unit: str, expected: Status) -> None:
    rows = [amount("4000", "2025", indicator="diesel_trucks_removed", unit=unit)]
    assert Kept(amounts=rows).judged(TRUCKS, as_of="2025-12-31").status is expected


def test_dustfall_in_chinese_units_is_compared() -> None:
    rows = [amount("5", year, unit="吨/平方公里·月") for year in ("2021", "2025")]
    assert Kept(amounts=rows).judged(DUST, as_of="2025-12-31").status is Status.MISSED


@pytest.mark.parametrize(
    ("scope", "expected"),
    [pytest.param(Scope.SUM, "170", id="sum"), pytest.param(Scope.MEAN, "85", id="mean")],
)
def test_several_places_count_together(scope: Scope, expected: str) -> None:
    key = "clean_transport_share"
    asked = target("measure", key, "80", unit="%", places=(CITY, OTHER), scope=scope)
    rows = [amount("80", "2025", indicator=key), amount("90", "2025", indicator=key, place=OTHER)]
    assert Kept(amounts=rows).judged(asked, as_of="2025-12-31").actual == Decimal(expected)


def test_a_place_without_a_value_is_named() -> None:
    key = "clean_transport_share"
    asked = target("measure", key, "80", unit="%", places=(CITY, OTHER), scope=Scope.SUM)
    found = Kept(amounts=[amount("80", "2025", indicator=key)]).judged(asked, as_of="2025-12-31")
    assert (found.status, codes(found)) == (Status.INSUFFICIENT, ["verdict_amounts_lacking"])
    assert found.reasons[0].params["places"] == (OTHER,)


@pytest.mark.parametrize(
    ("base", "now", "rule", "expected", "other"),
    [
        # (5.0 − 4.5) / 5.0 = 10 %; 4.6 gives 8 %; 4.4 gives 12 %
        pytest.param("5.0", "4.5", "rounded", Status.MET, None, id="on ten percent"),
        pytest.param("5.0", "4.6", "rounded", Status.MISSED, None, id="below"),
        pytest.param("5.0", "4.4", "rounded", Status.MET, None, id="above"),
        # (4.2 − 3.8) / 4.2 = 9.52 %, rounded 10
        pytest.param("4.2", "3.8", "rounded", Status.MET, Status.MISSED, id="9.52 rounds to 10"),
        pytest.param("4.2", "3.8", "full", Status.MISSED, Status.MET, id="9.52 as it is"),
    ],
)
def test_dustfall_of_two_years_side_by_side(
    base: str, now: str, rule: str, expected: Status, other: Status | None
) -> None:
    asked = target("reduction", "dustfall", "10", unit="%", baseline="2021", rule=rule)
    kept = Kept(amounts=[amount(base, "2021"), amount(now, "2025")])
    found = kept.judged(asked, as_of="2025-12-31")
    assert (found.status, found.other_rule, found.decided) == (expected, other, True)
    assert found.baseline == Decimal(base).normalize()


def test_a_year_is_the_mean_of_its_twelve_months() -> None:
    # 4.0 + 11 × 5.0 = 59, ÷ 12 = 4.916… → 4.9; 12 × 4.4 → 4.4; (4.9 − 4.4) / 4.9 = 10.2 %
    kept = Kept(amounts=[*months("4.0" + " 5.0" * 11, 2021), *months("4.4 " * 12, 2025)])
    found = kept.judged(DUST, as_of="2025-12-31")
    assert (found.status, found.baseline, found.actual) == (
        Status.MET,
        Decimal("4.9"),
        Decimal("10.2"),
    )


def test_the_value_of_the_year_counts_before_its_months() -> None:
    kept = Kept(amounts=[amount("5.0", "2021"), amount("4.0", "2025"), *months("9 " * 12, 2025)])
    assert kept.judged(DUST, as_of="2025-12-31").actual == Decimal("20.0")


def test_months_that_lack_are_named() -> None:
    kept = Kept(amounts=[amount("5.0", "2021"), *months("1 1 - 1 1 1 1 1 1 1 1 -", 2025)])
    found = kept.judged(DUST, as_of="2025-12-31")
    assert found.status is Status.INSUFFICIENT
    lacking = next(why for why in found.reasons if why.code == "verdict_months_lacking")
    assert lacking.params["months"] == ("2025-03", "2025-12")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("4.5 4.5", Status.ON_TRACK, id="ten percent so far"),
        # 5 % above 4.5 is 4.725
        pytest.param("4.7 4.7", Status.AT_RISK, id="within five percent"),
        pytest.param("4.8 4.8", Status.OFF_TRACK, id="beyond"),
    ],
)
def test_while_the_year_runs_the_same_months_stand_side_by_side(now: str, expected: Status) -> None:
    # the later months of 2021 would turn it
    kept = Kept(amounts=[*months("5.0 5.0" + " 9.9" * 10, 2021), *months(now, 2025)])
    found = kept.judged(DUST, as_of="2025-03-10")
    assert (found.status, found.rule) == (expected, Rule.SO_FAR)
    told = next(why for why in found.reasons if why.code == "verdict_same_months")
    assert told.params["months"] == ("2025-01", "2025-02")


def test_only_months_of_both_years_are_compared() -> None:
    kept = Kept(amounts=[*months("- 5.0 5.0", 2021), *months("9.9 4.0", 2025)])
    assert kept.judged(DUST, as_of="2025-03-10").actual == Decimal("20.0")


def test_a_base_year_without_months_gives_nothing_to_compare_with_while_the_year_runs() -> None:
    kept = Kept(amounts=[amount("5.0", "2021"), *months("4.0", 2025)])
    found = kept.judged(DUST, as_of="2025-03-10")
    assert found.status is Status.INSUFFICIENT
    assert "verdict_no_common_month" in codes(found)


def test_a_year_that_fell_too_much_already_is_missed_early() -> None:
    # nine months of 7.0: 63 ÷ 12 = 5.25 at least, above 4.5
    kept = Kept(amounts=[*months("5.0 " * 12, 2021), *months("7.0 " * 9, 2025)])
    found = kept.judged(DUST, as_of="2025-10-08")
    assert (found.status, found.decided) == (Status.MISSED, True)


def test_the_base_value_that_the_plan_prints_wins() -> None:
    asked = target("reduction", "dustfall", "10", unit="%", baseline="2021", printed="6.0")
    kept = Kept(amounts=[amount("1.0", "2021"), amount("5.4", "2025")])
    found = kept.judged(asked, as_of="2025-12-31")
    assert (found.status, codes(found)) == (Status.MET, ["verdict_baseline_printed"])


def test_without_any_dustfall_the_register_and_both_years_are_named() -> None:
    found = Kept().judged(DUST, as_of="2025-12-31")
    assert found.status is Status.INSUFFICIENT
    assert [why.params["period"] for why in found.reasons] == ["2021", "2025"]
    assert found.reasons[0].params["register"] == "amounts"


def test_a_cap_on_dustfall_is_missed_once_it_cannot_be_kept() -> None:
    asked = target("cap", "dustfall", "4.0", op="<=")
    found = Kept(amounts=months("7.0 " * 7, 2025)).judged(asked, as_of="2025-08-01")
    # 49 ÷ 12 = 4.083…, which rounds to 4.1
    assert (found.status, found.decided) == (Status.MISSED, True)
